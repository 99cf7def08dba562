"""Where applications, batches and programmes stand in the navigation."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import at_least, person_of
from biaozhun.cloud.organisations.permissions import is_authority
from biaozhun.cloud.proposals.models import Assessor
from biaozhun.cloud.proposals.permissions import takes_part
from biaozhun.cloud.ui.navigation import Entry, Topic, Work, register


def _takes_part(request: HttpRequest) -> bool:
    return takes_part(person_of(request))


def _keeps_or_scores(request: HttpRequest) -> bool:
    person = person_of(request)
    if person is None or is_authority(person):
        return is_authority(person)
    return person.is_active and Assessor.objects.filter(person=person).exists()


register(
    Entry(
        address="/programmes", words=_("制修订计划"), rank=70, place="foot", topic=Topic.PROPOSING
    )
)
register(
    Entry(
        address="/proposals/notices",
        words=_("立项公示"),
        rank=71,
        place="foot",
        topic=Topic.PROPOSING,
    )
)
register(
    Entry(
        address="/proposals/calls",
        words=_("立项指南"),
        rank=72,
        place="foot",
        topic=Topic.PROPOSING,
    )
)
register(
    Entry(
        address="/desk/applications",
        words=_("立项申请"),
        rank=20,
        place="desk",
        work=Work.PROPOSING,
        shown=_takes_part,
    )
)
register(
    Entry(
        address="/desk/batches",
        words=_("立项批次"),
        rank=21,
        place="desk",
        work=Work.PROPOSING,
        shown=_keeps_or_scores,
    )
)
register(
    Entry(
        address="/desk/proposals/calls",
        words=_("立项指南"),
        rank=22,
        place="desk",
        work=Work.PROPOSING,
        shown=at_least(Role.OPERATOR),
    )
)
