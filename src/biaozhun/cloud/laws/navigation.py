"""Where the register of laws stands in the navigation."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.accounts.permissions import at_least
from biaozhun.cloud.laws.permissions import KEEPS_LAWS
from biaozhun.cloud.ui.navigation import Entry, Topic, Work, register

register(
    Entry(
        address="/laws",
        words=pgettext_lazy("law", "法规政策"),
        rank=40,
        place="foot",
        topic=Topic.POLICY,
    )
)
register(
    Entry(address="/instruments", words=_("政策工具"), rank=42, place="foot", topic=Topic.POLICY)
)
register(
    Entry(
        address="/desk/laws",
        words=pgettext_lazy("law", "法规政策"),
        rank=70,
        place="desk",
        work=Work.LIBRARY,
        shown=at_least(KEEPS_LAWS),
    )
)
