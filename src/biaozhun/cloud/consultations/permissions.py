"""Who is what to a consultation: who keeps it, and who answers as a drafter."""

from django.db.models import Q

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.consultations.life import COUNTED
from biaozhun.cloud.consultations.models import Comment, Consultation
from biaozhun.cloud.drafting import permissions as drafting
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.organisations.permissions import is_authority

DESK = frozenset({"desk"})
FROM_UNITS = (Comment.Origin.LETTER, Comment.Origin.TABLE, Comment.Origin.STATED)
"""How comments come that a unit makes as a unit."""


def roles_in(person: Person | None, consultation: Consultation) -> frozenset[str]:
    """What somebody is to a consultation: ``desk``, ``drafter``, both, or nothing."""
    return roles_on(person, consultation.project)


def roles_on(person: Person | None, project: Project) -> frozenset[str]:
    """What somebody is to the consultations of a project."""
    held = drafting.roles_in(person, project)
    told = {"desk": bool(held & drafting.KEEPS), "drafter": "drafter" in held}
    return frozenset(role for role, holds in told.items() if holds)


def read_by(roles: frozenset[str]) -> Q:
    """Of comments: those somebody reads who is this to the consultation.

    The desk reads all of them. Drafters read what everybody reads: what waits to be looked at, was
    kept back or taken back is not for them.
    """
    return Q() if "desk" in roles else Q(state__in=COUNTED)


def unit_known_to(roles: frozenset[str]) -> Q:
    """Of comments: those whose unit somebody reads; drafters only as :func:`said_by` names it."""
    named = Q(is_named=True) | Q(origin__in=FROM_UNITS) | Q(letter__isnull=False)
    return Q() if "desk" in roles else named


def name_known_to(roles: frozenset[str]) -> Q:
    """Of comments: those whose name somebody reads; drafters where it was agreed to be public."""
    return Q() if "desk" in roles else Q(is_named=True)


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
