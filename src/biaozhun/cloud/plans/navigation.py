"""What the slice puts into the navigation."""

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import at_least
from biaozhun.cloud.ui.navigation import Entry, Topic, Work, register

register(
    Entry(address="/plans", words=_("政策文件和计划"), rank=60, place="foot", topic=Topic.POLICY)
)
register(
    Entry(address="/campaigns", words=_("专项行动"), rank=61, place="foot", topic=Topic.POLICY)
)
register(
    Entry(
        address="/work",
        words=_("任务待办"),
        rank=50,
        place="desk",
        work=Work.PLANS,
        shown=at_least(Role.READER),
    )
)
