"""What the slice puts into the navigation."""

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import at_least
from biaozhun.cloud.ui.navigation import Entry, Topic, Work, register

register(
    Entry(address="/impact", words=_("废止影响"), rank=45, place="foot", topic=Topic.STANDARDS)
)
register(
    Entry(
        address="/desk/withdrawals",
        words=_("废止前征询"),
        rank=48,
        place="desk",
        work=Work.RECORDS,
        shown=at_least(Role.OPERATOR),
    )
)
