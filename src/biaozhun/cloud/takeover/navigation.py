"""Where taking over stands in the navigation."""

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.permissions import at_least
from biaozhun.cloud.takeover.permissions import TAKES_OVER
from biaozhun.cloud.ui.navigation import Entry, Work, register

register(
    Entry(
        address="/desk/takeover",
        words=_("接收在研项目"),
        rank=90,
        place="desk",
        work=Work.FRAMEWORK,
        shown=at_least(TAKES_OVER),
    )
)
