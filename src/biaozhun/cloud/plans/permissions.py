"""Who is what to a task, and who may see what of it.

The authority sees and does all. A unit sees its own duties, their reports and evidence, and those
of the units below it. A lead sees the duties of the others in its task, and the reports of those
that help it. Everybody sees what is published: the tasks of plans in force or concluded.
"""

from collections.abc import Iterable

import msgspec
from django.db.models import Q, QuerySet

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.organisations.permissions import is_authority
from biaozhun.cloud.organisations.queries import below as parts_below
from biaozhun.cloud.plans.models import Duty, SupervisionLetter, Task

WORKED_ON = frozenset({"open", "submitted", "closed", "cancelled"})
"""The states of tasks that were confirmed."""
PUBLISHED = frozenset({"in_force", "concluded"})
"""The states of plans that everybody may read."""


class Sight(msgspec.Struct, frozen=True, kw_only=True):
    """What somebody is to the work on plans, read once for a page.

    Attributes:
        person: who; ``None`` for who is not signed in.
        is_authority: supervises all of it.
        organisation: the id of the own unit.
        below: the ids of all units below it.
    """

    person: Person | None = None
    is_authority: bool = False
    organisation: int | None = None
    below: frozenset[int] = frozenset()

    @property
    def units(self) -> frozenset[int]:
        """The own unit and those below it."""
        own = {self.organisation} if self.organisation is not None else set()
        return self.below | own

    @property
    def takes_part(self) -> bool:
        """Whether somebody has any business with the work: the authority, or people of a unit."""
        return self.is_authority or self.organisation is not None


def sight_of(person: Person | None) -> Sight:
    """What somebody is to the work; at most one question."""
    if person is None or not person.is_active:
        return Sight()
    own = person.organisation_id
    return Sight(
        person=person,
        is_authority=is_authority(person),
        organisation=own,
        below=below(own) if own is not None else frozenset(),
    )


def below(organisation: int) -> frozenset[int]:
    """The ids of all units below one; one question."""
    return frozenset(parts_below(Organisation(pk=organisation))) - {organisation}


def _leads(sight: Sight, duties: Iterable[Duty]) -> bool:
    """Whether the own unit leads the task that these are the duties of."""
    return sight.organisation is not None and any(
        one.organisation_id == sight.organisation and is_lead(one) and one.state != "released"
        for one in duties
    )


def is_lead(duty: Duty) -> bool:
    """Whether it is the duty of a lead, and no part that one has handed on."""
    return duty.role == Duty.Role.LEAD and duty.parent_id is None


def roles_from(
    sight: Sight, duties: Iterable[Duty], *, is_addressee: bool = False
) -> frozenset[str]:
    """What somebody is to a task, of its duties."""
    found = {"authority"} if sight.is_authority else set()
    held = list(duties)
    own = [one for one in held if sight.organisation is not None and _is_of(one, sight)]
    if _leads(sight, own):
        found.add("lead")
    if any(not is_lead(one) and one.state != "released" for one in own):
        found.add("helper")
    own_ids = {one.pk for one in own}
    if any(one.parent_id in own_ids for one in held):
        found.add("parent")
    if is_addressee:
        found.add("addressee")
    return frozenset(found)


def _is_of(duty: Duty, sight: Sight) -> bool:
    return sight.organisation is not None and duty.organisation_id == sight.organisation


def roles_in_task(person: Person | None, task: Task) -> frozenset[str]:
    """What somebody is to a task: authority, lead, helper, parent, addressee."""
    sight = sight_of(person)
    letters = SupervisionLetter.objects.filter(task=task, addressee_id=sight.organisation)
    addressed = sight.organisation is not None and letters.exists()
    return roles_from(sight, task.duties.all(), is_addressee=addressed)


def roles_in_duty(sight: Sight, duty: Duty, duties: Iterable[Duty]) -> frozenset[str]:
    """What somebody is to a duty: authority, holder, the lead it helps, or who handed it on.

    Args:
        sight: who.
        duty: the duty.
        duties: all of its task.
    """
    held = list(duties)
    found = {"authority"} if sight.is_authority else set()
    if _is_of(duty, sight):
        found.add("holder")
    elif duty.parent_id is None and not is_lead(duty) and _leads(sight, held):
        found.add("lead")
    if any(one.pk == duty.parent_id and _is_of(one, sight) for one in held):
        found.add("parent")
    return frozenset(found)


def sees_duty(sight: Sight, duty: Duty, duties: Iterable[Duty]) -> bool:
    """Whether somebody may know how far a duty has come."""
    if sight.is_authority or duty.organisation_id in sight.units:
        return True
    held = list(duties)
    if duty.parent_id is None and _leads(sight, held):
        return True
    return bool(roles_in_duty(sight, duty, held))


def sees_reports(sight: Sight, duty: Duty, duties: Iterable[Duty]) -> bool:
    """Whether somebody may read what is reported of a duty, with the evidence."""
    own_or_below = duty.organisation_id in sight.units
    return own_or_below or bool(roles_in_duty(sight, duty, duties))


def is_published(task: Task) -> bool:
    """Whether everybody may know of a task."""
    return task.state in WORKED_ON and task.plan.state in PUBLISHED


def may_see_task(person: Person | None, task: Task) -> bool:
    """Whether somebody may open the page of a task at all."""
    return sees_task(sight_of(person), task)


def sees_task(sight: Sight, task: Task) -> bool:
    """Whether the page of a task opens: published, or to who takes part in it once it was."""
    if sight.is_authority or is_published(task):
        return True
    was_worked_on = task.state in WORKED_ON and task.plan.state != "draft"
    return was_worked_on and duties_in_sight(sight).filter(task=task).exists()


def tasks_led(sight: Sight) -> Q:
    """Of duties: those in a task that the own unit leads."""
    own = [] if sight.organisation is None else [sight.organisation]
    led = Duty.objects.filter(organisation__in=own, role=Duty.Role.LEAD, parent=None).exclude(
        state="released"
    )
    return Q(task__in=led.values("task"), parent=None)


def duties_in_sight(sight: Sight) -> "QuerySet[Duty]":
    """The duties that somebody may know how far they have come; of confirmed tasks only."""
    confirmed = Duty.objects.filter(task__state__in=WORKED_ON).exclude(task__plan__state="draft")
    if sight.is_authority:
        return confirmed
    if sight.organisation is None:
        return confirmed.none()
    own = Q(organisation__in=sight.units) | Q(parent__organisation=sight.organisation)
    return confirmed.filter(own | tasks_led(sight))


def letter_roles(sight: Sight, letter: SupervisionLetter) -> frozenset[str]:
    """What somebody is to a letter: the authority that sent it, the unit it was sent to."""
    found = {"authority"} if sight.is_authority else set()
    if sight.organisation is not None and letter.addressee_id == sight.organisation:
        found.add("addressee")
    return frozenset(found)


def letters_in_sight(sight: Sight) -> "QuerySet[SupervisionLetter]":
    """The letters somebody may read: all, or those to the own unit and to those below it."""
    letters = SupervisionLetter.objects.all()
    return letters if sight.is_authority else letters.filter(addressee__in=sight.units)
