"""Who is what to an application or a batch, and who may see what of them."""

from django.db.models import Q

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.organisations.permissions import acts_for, is_authority
from biaozhun.cloud.proposals.models import Application, Assessor, Batch


def takes_part(person: Person | None) -> bool:
    """Whether applications are anything to somebody: to an officer, and to who is of a unit."""
    if person is None or not person.is_active:
        return False
    return is_authority(person) or person.organisation_id is not None


def roles_in_application(person: Person | None, application: Application) -> frozenset[str]:
    """What somebody is to an application; at most one question."""
    if person is None or not person.is_active:
        return frozenset()
    unit = person.organisation_id
    told = {
        "authority": acts_for(person, application.authority_id) and application.state != "draft",
        "department": unit is not None and unit == application.department_id,
        "drafter": unit is not None and application.units.filter(organisation=unit).exists(),
    }
    return frozenset(role for role, holds in told.items() if holds)


def applications_seen_by(person: Person | None) -> Q:
    """Of applications: those somebody may open.

    A department sees its own, a drafting unit those that name it, the authority all it was sent.
    """
    if person is None or not person.is_active:
        return Q(pk=None)
    sent = ~Q(state="draft") & ~Q(state="withdrawn", submitted=None)
    unit = person.organisation_id
    if unit is None:
        return sent if is_authority(person) else Q(pk=None)
    own = Q(department=unit) | Q(pk__in=_named(unit))
    return own | (Q(authority=unit) & sent if is_authority(person) else Q(pk=None))


def _named(unit: int) -> object:
    """The applications that name a unit among those that draft."""
    found = Application.objects.filter(units__organisation=unit)
    return found.order_by().values("pk")


def roles_in_batch(person: Person | None, batch: Batch) -> frozenset[str]:
    """What somebody is to a batch: ``authority``, or ``assessor``; at most one question."""
    if person is None or not person.is_active:
        return frozenset()
    told = {
        "authority": acts_for(person, batch.authority_id),
        "assessor": Assessor.objects.filter(batch=batch, person=person).exists(),
    }
    return frozenset(role for role, holds in told.items() if holds)


def batches_seen_by(person: Person | None) -> Q:
    """Of batches: those of the own authority, and those somebody scores in."""
    if person is None or not person.is_active:
        return Q(pk=None)
    scores = Q(pk__in=Assessor.objects.filter(person=person).order_by().values("batch"))
    if not is_authority(person):
        return scores
    own = person.organisation_id
    return Q() if own is None else scores | Q(authority=own)
