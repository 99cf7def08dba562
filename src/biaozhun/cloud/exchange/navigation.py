"""What the exchange puts into the navigation."""

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import at_least
from biaozhun.cloud.ui.navigation import Entry, Topic, register

register(Entry(address="/exchange", words=_("交换"), rank=60, place="foot", topic=Topic.DATA))
register(Entry(address="/bulk", words=_("批量数据"), rank=61, place="foot", topic=Topic.DATA))
register(
    Entry(
        address="/desk/exchange",
        words=_("交换"),
        rank=60,
        place="desk",
        shown=at_least(Role.OPERATOR),
    )
)
