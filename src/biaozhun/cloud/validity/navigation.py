"""What validity puts at the head and at the foot of every page, and beside those of the desk."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import at_least
from biaozhun.cloud.ui.navigation import Entry, Topic, Work, register

register(Entry(address="/check", words=pgettext_lazy("navigation", "查新"), rank=12))
register(
    Entry(address="/reports", words=_("核验报告"), rank=50, place="foot", topic=Topic.STANDARDS)
)
register(
    Entry(
        address="/checks",
        words=_("我的查新"),
        rank=51,
        place="foot",
        topic=Topic.OWN,
        shown=at_least(Role.READER),
    )
)
register(
    Entry(
        address="/desk/clause-withdrawals",
        words=_("条文废止"),
        rank=50,
        place="desk",
        work=Work.RECORDS,
        shown=at_least(Role.CATALOGUER),
    )
)
register(
    Entry(
        address="/desk/complete-holdings",
        words=_("收录齐全"),
        rank=51,
        place="desk",
        work=Work.RECORDS,
        shown=at_least(Role.CATALOGUER),
    )
)
