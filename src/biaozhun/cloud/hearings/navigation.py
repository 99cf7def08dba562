"""Where the slice stands in the navigation."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import at_least, person_of
from biaozhun.cloud.ui.navigation import Entry, Work, register


def signed(request: HttpRequest) -> bool:
    """Whether somebody is signed in: everybody may have registered."""
    return person_of(request) is not None


register(Entry(address="/hearings", words=_("地方标准听证"), rank=31, place="foot"))
register(Entry(address="/hearings/participation", words=_("代表参与情况"), rank=36, place="foot"))
register(
    Entry(
        address="/desk/hearings",
        words=pgettext_lazy("desk", "听证"),
        rank=54,
        place="desk",
        work=Work.DRAFTING,
        shown=signed,
    )
)
register(
    Entry(
        address="/desk/representatives",
        words=_("代表库"),
        rank=56,
        place="desk",
        work=Work.DRAFTING,
        shown=at_least(Role.OPERATOR),
    )
)
