"""Where the texts stand in the navigation."""

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.permissions import at_least
from biaozhun.cloud.texts.permissions import KEEPS_TEXTS
from biaozhun.cloud.ui.navigation import Entry, Topic, Work, register

register(
    Entry(address="/texts", words=_("标准文本公开"), rank=30, place="foot", topic=Topic.STANDARDS)
)
register(
    Entry(
        address="/desk/texts",
        words=_("文本管理"),
        rank=40,
        place="desk",
        work=Work.LIBRARY,
        shown=at_least(KEEPS_TEXTS),
    )
)
