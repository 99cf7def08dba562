"""Where the slice stands in the navigation."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import at_least, person_of
from biaozhun.cloud.ui.navigation import Entry, Work, register


def works(request: HttpRequest) -> bool:
    """Whether the person belongs to a unit, so that a post may be his or hers, or is an officer."""
    person = person_of(request)
    return person is not None and (person.organisation_id is not None or person.may(Role.OPERATOR))


register(
    Entry(address="/issuing/announcements", words=_("地方标准发布公告"), rank=32, place="foot")
)
register(Entry(address="/issuing/powers", words=_("地方标准发布权限"), rank=33, place="foot"))
register(Entry(address="/issuing/filings", words=_("地方标准备案"), rank=34, place="foot"))
register(
    Entry(
        address="/desk/approvals",
        words=_("标准审批"),
        rank=60,
        place="desk",
        work=Work.ISSUING,
        shown=works,
    )
)
register(
    Entry(
        address="/desk/issuing",
        words=_("编号、发布与备案"),
        rank=62,
        place="desk",
        work=Work.ISSUING,
        shown=at_least(Role.OPERATOR),
    )
)
