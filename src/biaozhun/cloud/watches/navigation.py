"""What the slice puts into the navigation."""

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import at_least
from biaozhun.cloud.ui.navigation import Entry, Topic, register

register(
    Entry(
        address="/watches",
        words=_("我的关注"),
        rank=33,
        place="foot",
        topic=Topic.OWN,
        shown=at_least(Role.READER),
    )
)
