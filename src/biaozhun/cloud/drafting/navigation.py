"""Where projects and calls stand in the navigation."""

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import at_least
from biaozhun.cloud.ui.navigation import Entry, Work, register

register(Entry(address="/projects", words=_("标准制修订项目"), rank=50, place="foot"))
register(Entry(address="/calls", words=_("征集起草单位和意见"), rank=51, place="foot"))
register(
    Entry(
        address="/desk/projects",
        words=_("我的项目"),
        rank=10,
        place="desk",
        work=Work.DRAFTING,
        shown=at_least(Role.READER),
    )
)
register(
    Entry(
        address="/desk/calls",
        words=_("征集和报名"),
        rank=20,
        place="desk",
        work=Work.DRAFTING,
        shown=at_least(Role.READER),
    )
)
