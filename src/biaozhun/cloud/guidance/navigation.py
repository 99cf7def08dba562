"""What guides and notices put into the navigation."""

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import at_least
from biaozhun.cloud.ui.navigation import Entry, Topic, Work, register

_operators = at_least(Role.OPERATOR)

register(Entry(address="/guidance", words=_("指引"), rank=60))
register(Entry(address="/notices", words=_("通知"), rank=61, place="foot", topic=Topic.POLICY))
register(
    Entry(
        address="/desk/guidance",
        words=_("指引"),
        rank=60,
        place="desk",
        work=Work.PAGES,
        shown=_operators,
    )
)
register(
    Entry(
        address="/desk/notices",
        words=_("通知"),
        rank=61,
        place="desk",
        work=Work.PAGES,
        shown=_operators,
    )
)
