"""Where the slice stands in the navigation."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.permissions import person_of
from biaozhun.cloud.ui.navigation import Entry, Work, register


def signed(request: HttpRequest) -> bool:
    """Whether somebody is signed in: departments ask, officers decide and audit."""
    return person_of(request) is not None


register(Entry(address="/green-channel", words=_("绿色通道使用情况"), rank=37, place="foot"))
register(
    Entry(
        address="/desk/green-channel",
        words=_("绿色通道"),
        rank=52,
        place="desk",
        work=Work.DRAFTING,
        shown=signed,
    )
)
