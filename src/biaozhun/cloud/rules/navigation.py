"""Where rules stand in the navigation."""

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.permissions import at_least
from biaozhun.cloud.rules.permissions import KEEPS_RULES
from biaozhun.cloud.ui.navigation import Entry, Work, register

register(Entry(address="/rules", words=_("期限与要求"), rank=66, place="foot"))
for _address, _words, _rank in (
    ("/desk/limits", _("期限与表决规则"), 90),
    ("/desk/holidays", _("节假日安排"), 91),
):
    register(
        Entry(
            address=_address,
            words=_words,
            rank=_rank,
            place="desk",
            work=Work.FRAMEWORK,
            shown=at_least(KEEPS_RULES),
        )
    )
