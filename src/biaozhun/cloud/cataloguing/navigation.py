"""What keepers find beside the pages of the desk."""

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import at_least
from biaozhun.cloud.ui.navigation import Entry, Work, register

_cataloguer = at_least(Role.CATALOGUER)

for _address, _words, _rank in (
    ("/desk/edit", _("核定与手录"), 40),
    ("/desk/conflicts", _("来源分歧"), 42),
    ("/desk/rules", _("采信规则"), 44),
    ("/desk/numbers", _("编号合并与拆分"), 46),
):
    register(
        Entry(
            address=_address,
            words=_words,
            rank=_rank,
            place="desk",
            work=Work.RECORDS,
            shown=_cataloguer,
        )
    )

register(
    Entry(
        address="/desk/runs",
        words=_("撤销导入"),
        rank=25,
        place="desk",
        shown=at_least(Role.OPERATOR),
    )
)
