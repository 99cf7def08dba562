"""What the slice puts into the navigation."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.permissions import at_least, person_of
from biaozhun.cloud.committees.permissions import KEEPS
from biaozhun.cloud.organisations.permissions import is_authority
from biaozhun.cloud.ui.navigation import Entry, Topic, Work, register


def _works_for_somebody(request: HttpRequest) -> bool:
    """The authority, and people of organisations: theirs may keep a secretariat."""
    person = person_of(request)
    if person is None or not person.is_active:
        return False
    return is_authority(person) or person.organisation_id is not None


register(
    Entry(
        address="/committees",
        words=_("标准化技术委员会"),
        rank=62,
        place="foot",
        topic=Topic.BODIES,
    )
)
register(
    Entry(address="/experts", words=_("标准化专家库"), rank=63, place="foot", topic=Topic.BODIES)
)
register(
    Entry(address="/posts", words=_("国际国内任职"), rank=64, place="foot", topic=Topic.BODIES)
)
register(
    Entry(address="/contributions", words=_("标准贡献"), rank=65, place="foot", topic=Topic.BODIES)
)
register(
    Entry(
        address="/desk/committees",
        words=_("委员会维护"),
        rank=70,
        place="desk",
        work=Work.BODIES,
        shown=_works_for_somebody,
    )
)
for _rank, _address, _words in (
    (71, "/desk/experts", _("专家库维护")),
    (72, "/desk/posts", _("任职维护")),
    (73, "/desk/contributions", _("标准贡献维护")),
):
    register(
        Entry(
            address=_address,
            words=_words,
            rank=_rank,
            place="desk",
            work=Work.BODIES,
            shown=at_least(KEEPS),
        )
    )
