"""Reminders before the last day of duties and letters, and escalation after it."""

import datetime as dt
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Final, Literal

import msgspec
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record_each
from biaozhun.cloud.messaging.message import Message
from biaozhun.cloud.plans.actions.telling import leading, officers, people_of, tell_each
from biaozhun.cloud.plans.addresses import letter_address, task_address
from biaozhun.cloud.plans.models import Duty, Reminder, SupervisionLetter, Task
from biaozhun.cloud.plans.permissions import is_lead
from biaozhun.cloud.plans.wording.work import days_words
from biaozhun.core.lifecycle import Visibility

Audience = Literal["unit", "unit_leaders", "lead_unit", "authority"]


class Occasion(msgspec.Struct, frozen=True, kw_only=True):
    """When somebody is told of a last day.

    Attributes:
        name: what the record calls it.
        days: from the last day on; before it they are negative.
        audience: who is told.
        of_letters: letters are reminded of on it as well.
    """

    name: str
    days: int
    audience: tuple[Audience, ...]
    of_letters: bool = True


OCCASIONS: Final = (
    Occasion(name="before_30", days=-30, audience=("unit",), of_letters=False),
    Occasion(name="before_7", days=-7, audience=("unit",)),
    Occasion(name="before_1", days=-1, audience=("unit",)),
    Occasion(name="on_day", days=0, audience=("unit",)),
    Occasion(name="late_1", days=1, audience=("unit",)),
    Occasion(name="late_7", days=7, audience=("unit_leaders", "lead_unit")),
    Occasion(name="late_14", days=14, audience=("unit_leaders", "authority")),
)
"""The one table of when and whom; a late run tells of the last occasion that has come."""

LISTED: Final = 20  # titles in one message
ESCALATES: Final = frozenset({"late_7", "late_14"})


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """A duty or a letter that waits for a unit, with its last day."""

    subject: str
    task: Task
    unit: int | None
    leads: tuple[int, ...]
    last: dt.date
    title: str
    address: str
    is_letter: bool = False


def occasion_on(days: int, *, of_letter: bool = False) -> Occasion | None:
    """The last occasion that has come, so many days after the last day (before it, negative)."""
    come = [one for one in OCCASIONS if one.days <= days and (one.of_letters or not of_letter)]
    return come[-1] if come else None


def remind(on: dt.date, at: dt.datetime) -> int:
    """Tell everybody who is to be told on a day, once; return how many occasions were new.

    One message goes to the people of a unit for all of its duties on the same occasion. A last day
    that was changed is another one, and begins anew.

    Args:
        on: the day.
        at: when it is written down.
    """
    found: dict[str, list[Due]] = defaultdict(list)
    for one in _due():
        occasion = occasion_on((on - one.last).days, of_letter=one.is_letter)
        if occasion:
            found[occasion.name].append(one)
    told = 0
    for occasion in OCCASIONS:
        with transaction.atomic():
            told += _told(occasion, found[occasion.name], on=on, at=at)
    return told


def _due() -> Iterator[Due]:
    yield from _due_duties()
    yield from _due_letters()


def _due_duties() -> Iterator[Due]:
    waiting = Duty.objects.filter(
        state="open", task__state="open", task__plan__state="in_force", task__ongoing=False
    )
    leads: dict[int, list[int]] = defaultdict(list)
    held = Duty.objects.filter(task__in=waiting.values("task"), parent=None, role=Duty.Role.LEAD)
    for task, unit in held.exclude(organisation=None).values_list("task_id", "organisation_id"):
        leads[task].append(unit or 0)
    for duty in waiting.select_related("task").order_by("pk"):
        if last := duty.deadline or duty.task.deadline:
            yield Due(
                subject=duty.case_subject,
                task=duty.task,
                unit=duty.organisation_id,
                leads=() if is_lead(duty) else tuple(leads[duty.task_id]),
                last=last,
                title=duty.part or duty.task.title,
                address=task_address(duty.task),
            )


def _due_letters() -> Iterator[Due]:
    waiting = SupervisionLetter.objects.filter(state__in=("issued", "returned"))
    for letter in waiting.select_related("task").order_by("pk"):
        yield Due(
            subject=letter.case_subject,
            task=letter.task,
            unit=letter.addressee_id,
            leads=(),
            last=letter.due,
            title=_letter_title(letter),
            address=letter_address(letter),
            is_letter=True,
        )


def _letter_title(letter: SupervisionLetter) -> str:
    return f"{letter.number} {letter.task.title}"


def _told(occasion: Occasion, due: Sequence[Due], *, on: dt.date, at: dt.datetime) -> int:
    """Tell of an occasion what was not told of yet."""
    names = Reminder.objects.filter(
        occasion=occasion.name, subject__in=[one.subject for one in due]
    )
    known = set(names.values_list("subject", "deadline"))
    new = [one for one in due if (one.subject, one.last) not in known]
    if not new:
        return 0
    people = _tell_all(occasion, new, on)
    rows = [
        Reminder(
            task=one.task,
            subject=one.subject,
            occasion=occasion.name,
            deadline=one.last,
            told=at,
            people=people[one.subject],
        )
        for one in new
    ]
    Reminder.objects.bulk_create(rows)
    record_each("plans.reminded", [(one.subject, _facts(one, occasion, people)) for one in new])
    return len(new)


def _facts(one: Due, occasion: Occasion, people: Mapping[str, int]) -> dict[str, object]:
    return {
        "occasion": occasion.name,
        "people": people[one.subject],
        "due": one.last.isoformat(),
        "visibility": str(Visibility.PARTIES),
    }


def _tell_all(occasion: Occasion, due: Sequence[Due], on: dt.date) -> dict[str, int]:
    """Tell everybody of everything that is theirs, in one message; how many read of each."""
    readers: dict[int, Person] = {}
    theirs: dict[int, list[str]] = defaultdict(list)
    of_whom = _audiences(occasion, due)
    for subject, people in of_whom.items():
        for person in people:
            readers[person.pk] = person
            theirs[person.pk].append(subject)
    groups: dict[tuple[str, ...], list[Person]] = defaultdict(list)
    for pk, subjects in theirs.items():
        groups[tuple(subjects)].append(readers[pk])
    by_subject = {one.subject: one for one in due}
    for subjects_of_group, people in groups.items():
        own = [by_subject[subject] for subject in subjects_of_group]
        tell_each(people, partial(_message, occasion, own, on))
    return {subject: len(people) for subject, people in of_whom.items()}


def _audiences(occasion: Occasion, due: Sequence[Due]) -> dict[str, list[Person]]:
    """Who is told of each, nobody twice; two questions at most."""
    staff: dict[int | None, list[Person]] = defaultdict(list)
    for person in people_of(unit for one in due for unit in (one.unit, *one.leads)):
        staff[person.organisation_id].append(person)
    authority = officers() if "authority" in occasion.audience else []
    found: dict[str, list[Person]] = {}
    for one in due:
        groups: dict[Audience, list[Person]] = {
            "unit": staff[one.unit] if one.unit else [],
            "unit_leaders": leading(staff[one.unit]) if one.unit else [],
            "lead_unit": [person for unit in one.leads for person in staff[unit]],
            "authority": authority,
        }
        told = [person for audience in occasion.audience for person in groups[audience]]
        found[one.subject] = list({person.pk: person for person in told}.values())
    return found


def _message(occasion: Occasion, due: Sequence[Due], on: dt.date) -> Message:
    is_late = occasion.name in ESCALATES
    days = [(one.last - on).days for one in due]
    lines = [f"{days_words(left)}：{one.title}" for left, one in zip(days, due, strict=True)]
    if len(due) > LISTED:
        lines[LISTED:] = [_("等，共 {count} 项。").format(count=len(due))]
    return Message(
        kind="plans.escalation" if is_late else "plans.reminder",
        subject=lines[0] if len(due) == 1 else _many(days),
        text="\n".join(lines) if len(due) > 1 else _("期限 {day}。").format(day=due[0].last),
        address=due[0].address if len(due) == 1 else reverse("plans:work"),
        key=_key(occasion, due),
    )


def _many(days: Sequence[int]) -> str:
    """What a message about many says first; they are all late, or none is."""
    count = len(days)
    if days[0] < 0:
        return ngettext("%(n)d 项工作逾期", "%(n)d 项工作逾期", count) % {"n": count}
    return ngettext("%(n)d 项工作快到期", "%(n)d 项工作快到期", count) % {"n": count}


def _key(occasion: Occasion, due: Iterable[Due]) -> str:
    told = "|".join(f"{one.subject}@{one.last}" for one in due)
    return f"plans.{occasion.name}:{hashlib.sha256(told.encode()).hexdigest()}"
