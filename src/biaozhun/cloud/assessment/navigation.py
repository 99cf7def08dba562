"""What the slice puts into the navigation."""

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import at_least
from biaozhun.cloud.ui.navigation import Entry, Topic, Work, register

register(
    Entry(address="/assessments", words=_("工作考核"), rank=58, place="foot", topic=Topic.POLICY)
)
register(
    Entry(
        address="/inspections",
        words=_("督导检查"),
        rank=53,
        place="desk",
        work=Work.PLANS,
        shown=at_least(Role.READER),
    )
)
