"""What the slice puts into the navigation."""

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import at_least
from biaozhun.cloud.ui.navigation import Entry, register

register(
    Entry(
        address="/account/notices",
        words=_("我的消息"),
        rank=32,
        place="foot",
        shown=at_least(Role.READER),
    )
)
