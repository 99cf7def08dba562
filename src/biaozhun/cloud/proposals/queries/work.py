"""What waits for somebody: applications to be completed or decided, sheets to be entered."""

from collections import Counter

import msgspec
from django.db.models import Exists, OuterRef

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.organisations.permissions import is_authority
from biaozhun.cloud.proposals.life import EDITABLE
from biaozhun.cloud.proposals.models import Application, Assessor, Batch, Objection, ScoreSheet
from biaozhun.cloud.proposals.permissions import applications_seen_by, batches_seen_by

_OFFICE = ("submitted", "form_checked")


class Waiting(msgspec.Struct, frozen=True):
    """So much of a kind waits, and where it is found."""

    kind: str
    count: int
    address: str


def waiting_for(person: Person) -> list[Waiting]:
    """What waits for somebody; three questions at most."""
    found: list[Waiting] = []
    states = Counter(
        Application.objects.filter(applications_seen_by(person))
        .filter(state__in=(*_OFFICE, *EDITABLE))
        .order_by()
        .values_list("state", flat=True)
    )
    kinds = _OFFICE if is_authority(person) else EDITABLE
    found += [
        Waiting(kind, states[kind], f"/desk/applications?state={kind}")
        for kind in kinds
        if states[kind]
    ]
    if is_authority(person):
        own = Batch.objects.filter(batches_seen_by(person)).order_by()
        open_ones = Objection.objects.filter(state="filed", batch__in=own.values("pk")).count()
        found += [Waiting("objections", open_ones, "/desk/batches")] if open_ones else []
    unscored = _unscored(person)
    found += [Waiting("sheets", unscored, "/desk/batches")] if unscored else []
    return found


def _unscored(person: Person) -> int:
    """Batches under argument in which somebody is an expert and has entered no sheet."""
    entered = ScoreSheet.objects.filter(assessor=OuterRef("pk"))
    own = Assessor.objects.filter(person=person, batch__state="arguing")
    return own.filter(~Exists(entered)).count()
