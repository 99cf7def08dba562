"""Who is what to a consultation: who keeps it, and who answers as a drafter."""

from django.db.models import Q

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.consultations.models import Consultation
from biaozhun.cloud.drafting import permissions as drafting
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.organisations.permissions import is_authority

DESK = frozenset({"desk"})


def roles_in(person: Person | None, consultation: Consultation) -> frozenset[str]:
    """What somebody is to a consultation: ``desk``, ``drafter``, both, or nothing."""
    return roles_on(person, consultation.project)


def roles_on(person: Person | None, project: Project) -> frozenset[str]:
    """What somebody is to the consultations of a project."""
    held = drafting.roles_in(person, project)
    told = {"desk": bool(held & drafting.KEEPS), "drafter": "drafter" in held}
    return frozenset(role for role, holds in told.items() if holds)


def kept_by(person: Person | None) -> Q:
    """Of consultations: those somebody keeps, as their desk."""
    if person is None or not person.is_active:
        return Q(pk=None)
    if is_authority(person) and person.organisation_id is None:
        return Q()
    own, unit = Q(project__handler=person), person.organisation_id
    if unit is None:
        return own
    theirs = own | Q(project__department=unit) | Q(project__committee__secretariat=unit)
    return theirs | Q(project__authority=unit) if is_authority(person) else theirs
