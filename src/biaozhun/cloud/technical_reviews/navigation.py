"""Where the slice stands in the navigation."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import person_of
from biaozhun.cloud.ui.navigation import Entry, Work, register


def works(request: HttpRequest) -> bool:
    """Whether the person belongs to a unit that may keep a review, or is an officer."""
    person = person_of(request)
    return person is not None and (person.organisation_id is not None or person.may(Role.OPERATOR))


register(Entry(address="/technical-reviews", words=_("地方标准技术审查"), rank=34, place="foot"))
register(
    Entry(
        address="/desk/technical-reviews",
        words=_("技术审查"),
        rank=58,
        place="desk",
        work=Work.DRAFTING,
        shown=works,
    )
)
register(
    Entry(
        address="/desk/my-reviews",
        words=_("请我参加的审查"),
        rank=59,
        place="desk",
        work=Work.DRAFTING,
        shown=lambda request: person_of(request) is not None,
    )
)
