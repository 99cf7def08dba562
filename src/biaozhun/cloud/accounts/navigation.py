"""What the slice puts beside the pages of the desk."""

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import at_least, keeper_of_people
from biaozhun.cloud.ui.navigation import Entry, Work, register

register(
    Entry(
        address="/desk/people",
        words=_("人员"),
        rank=90,
        place="desk",
        work=Work.PEOPLE,
        shown=keeper_of_people,
    )
)
register(
    Entry(
        address="/desk/organisations",
        words=_("组织"),
        rank=91,
        place="desk",
        work=Work.PEOPLE,
        shown=at_least(Role.ADMINISTRATOR),
    )
)
register(
    Entry(
        address="/desk/events",
        words=_("操作记录"),
        rank=92,
        place="desk",
        work=Work.PEOPLE,
        shown=at_least(Role.ADMINISTRATOR),
    )
)
