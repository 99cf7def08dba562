"""What the holdings put into the navigation."""

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import at_least
from biaozhun.cloud.ui.navigation import Entry, Topic, Work, register

register(Entry(address="/holdings", words=_("馆藏"), rank=30))
register(
    Entry(
        address="/holdings/mine",
        words=_("我的借阅"),
        rank=31,
        place="foot",
        topic=Topic.OWN,
        shown=at_least(Role.READER),
    )
)
register(
    Entry(
        address="/desk/holdings",
        words=_("馆藏管理"),
        rank=40,
        place="desk",
        work=Work.LIBRARY,
        shown=at_least(Role.CATALOGUER),
    )
)
