"""Where consultations stand in the navigation."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.accounts.permissions import person_of
from biaozhun.cloud.organisations.permissions import takes_part
from biaozhun.cloud.ui.navigation import Entry, Work, register


def works(request: HttpRequest) -> bool:
    """Whether the person may keep a consultation: an officer, or somebody of a unit."""
    return takes_part(person_of(request))


def is_asked(request: HttpRequest) -> bool:
    """Whether letters may come to the unit of the person."""
    person = person_of(request)
    return person is not None and person.organisation_id is not None


register(Entry(address="/consultations", words=pgettext_lazy("navigation", "征求意见"), rank=27))
register(
    Entry(
        address="/desk/consultations",
        words=_("征求意见"),
        rank=40,
        place="desk",
        work=Work.DRAFTING,
        shown=works,
    )
)
register(
    Entry(
        address="/desk/letters-to-us",
        words=_("征求我们意见的函"),
        rank=41,
        place="desk",
        work=Work.DRAFTING,
        shown=is_asked,
    )
)
