"""What the slice puts into the navigation."""

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import at_least
from biaozhun.cloud.ui.navigation import Entry, Work, register

register(
    Entry(
        address="/rounds",
        words=_("调度报送"),
        rank=52,
        place="desk",
        work=Work.PLANS,
        shown=at_least(Role.READER),
    )
)
