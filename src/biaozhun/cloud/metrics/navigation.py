"""What the slice puts into the navigation."""

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import at_least
from biaozhun.cloud.ui.navigation import Entry, Topic, Work, register

register(Entry(address="/metrics", words=_("统计指标"), rank=46, place="foot", topic=Topic.DATA))
register(
    Entry(
        address="/metrics/questions",
        words=_("统计问题"),
        rank=60,
        place="desk",
        work=Work.PLANS,
        shown=at_least(Role.READER),
    )
)
