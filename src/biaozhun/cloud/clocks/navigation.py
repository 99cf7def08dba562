"""Where the slice stands in the navigation."""

from django.utils.translation import pgettext_lazy

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import at_least
from biaozhun.cloud.ui.navigation import Entry, Work, register

register(
    Entry(address="/clocks", words=pgettext_lazy("clock", "制定周期与进度"), rank=31, place="foot")
)
register(
    Entry(
        address="/desk/clocks",
        words=pgettext_lazy("clock", "进度时钟"),
        rank=42,
        place="desk",
        work=Work.DRAFTING,
        shown=at_least(Role.READER),
    )
)
