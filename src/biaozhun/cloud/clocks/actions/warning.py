"""Telling whose turn it is that a day is near or past: each once, everybody in one message a day.

Nobody can switch these messages off, since what they tell of is a duty; how they leave the house
(mail at once, in the daily digest) is everybody's own choice.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec
from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.clocks import wording
from biaozhun.cloud.clocks.models import GivenWarning, WarningTimes
from biaozhun.cloud.clocks.queries.board import running
from biaozhun.cloud.clocks.queries.clocked import Clocked
from biaozhun.cloud.drafting.holders import Holder, Part
from biaozhun.cloud.drafting.models import Officer, Project, TeamMember
from biaozhun.cloud.issuing.queries.posts import holders as in_post
from biaozhun.cloud.messaging.message import Message
from biaozhun.cloud.plans.actions.telling import leading, people_of, tell_each
from biaozhun.core.clocks import Due, Mark, is_new, mark_on

LISTED: Final = 40
"""Lines of a message; the board has the rest."""


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """A warning that is given, and to whom."""

    clock: Clocked
    due: Due
    mark: Mark
    people: tuple[Person, ...]


@transaction.atomic
def warn(on: dt.date, at: dt.datetime) -> int:
    """Give the warnings that have come due on a day; return how many are new.

    Whatever is recorded is told and the other way round: both stand in one transaction, and a
    second run at the same moment fails on the constraint and does nothing.

    Args:
        on: the day.
        at: when it is written down.
    """
    found = running(Q(), on)
    times = {one.organisation_id: one for one in WarningTimes.objects.all()}
    given = _given([one.project for one in found])
    recipients = _Recipients(on)
    new = [
        Told(clock=one, due=due, mark=mark, people=recipients.of(one, escalates=mark.escalates))
        for one in found
        for due in one.dues
        if (mark := _mark(one, due, times, given, on)) is not None
    ]
    rows = GivenWarning.objects.bulk_create([_row(one, at) for one in new], batch_size=200)
    if rows:
        _tell(new, on=on, key=f"clocks.due:{on}:{rows[0].pk}")
    return len(rows)


Given = Mapping[tuple[int, str, dt.date], Sequence[Mark]]


def _given(projects: Sequence[Project]) -> Given:
    found: dict[tuple[int, str, dt.date], list[Mark]] = defaultdict(list)
    for one in GivenWarning.objects.filter(project__in=[project.pk for project in projects]):
        found[one.project_id, one.rule, one.due].append(one.mark)
    return found


def _mark(
    one: Clocked, due: Due, times: Mapping[int, WarningTimes], given: Given, on: dt.date
) -> Mark | None:
    timing = (times.get(one.project.authority_id) or WarningTimes()).timing
    mark = mark_on(due.day, on, timing)
    known = given.get((one.project.pk, due.rule, due.day), ())
    return mark if mark is not None and is_new(mark, known) else None


def _row(told: Told, at: dt.datetime) -> GivenWarning:
    holder = told.clock.holder
    return GivenWarning(
        project=told.clock.project,
        rule=told.due.rule,
        due=told.due.day,
        at=told.mark.at,
        escalated=told.mark.escalates,
        part=str(holder.part) if holder else "",
        told=len(told.people),
        given=at,
    )


class _Recipients:
    """Who is told of a project: whose turn it is, the officer in charge, the head where need be."""

    def __init__(self, on: dt.date) -> None:
        self._on = on
        self._units: dict[int, list[Person]] = {}
        self._posts: dict[tuple[int, str], list[Person]] = {}
        self._teams: dict[int, list[Person]] | None = None

    def of(self, clock: Clocked, *, escalates: bool) -> tuple[Person, ...]:
        """Everybody once."""
        project = clock.project
        found = [*self._handler(project), *(self._holder(clock.holder, project))]
        if escalates:
            found += self._head(project.authority)
        return tuple({one.pk: one for one in found}.values())

    def _holder(self, holder: Holder | None, project: Project) -> list[Person]:
        if holder is None:
            return []
        match holder.part:
            case Part.DRAFTER:
                return self._drafters(project)
            case Part.DEPARTMENT:
                return self._unit(project.department_id)
            case Part.COMMITTEE:
                return self._unit(project.committee.secretariat_id if project.committee else None)
            case Part.POST:
                return self._post(project.authority_id, holder.post)
            case Part.HANDLER | Part.PANEL | Part.PUBLIC | Part.ABOVE:
                return []  # the officer in charge keeps it going

    def _handler(self, project: Project) -> list[Person]:
        if project.handler is not None and project.handler.is_active:
            return [project.handler]
        return self._post(project.authority_id, Officer.Post.HANDLER)

    def _head(self, authority: Organisation) -> list[Person]:
        head = self._post(authority.pk, Officer.Post.SECTION_HEAD)
        return head or [one for one in self._people(authority.pk) if one.leads_organisation]

    def _drafters(self, project: Project) -> list[Person]:
        """The team with accounts; the unit that leads where none of it has one."""
        if self._teams is None:
            self._teams = _teams()
        units = list(project.units.all())
        return self._teams.get(project.pk) or self._unit(
            units[0].organisation_id if units else None
        )

    def _unit(self, unit: int | None) -> list[Person]:
        return leading(self._people(unit)) if unit is not None else []

    def _people(self, unit: int) -> list[Person]:
        if unit not in self._units:
            self._units[unit] = people_of([unit])
        return self._units[unit]

    def _post(self, authority: int, post: str) -> list[Person]:
        key = (authority, str(post))
        if key not in self._posts:
            self._posts[key] = in_post(authority, [post], self._on)
        return self._posts[key]


def _teams() -> dict[int, list[Person]]:
    found: dict[int, list[Person]] = defaultdict(list)
    rows = TeamMember.objects.filter(person__is_active=True).select_related("person")
    for one in rows.order_by("project", "position"):
        if one.person is not None:
            found[one.project_id].append(one.person)
    return found


def _tell(new: Sequence[Told], *, on: dt.date, key: str) -> None:
    """One message to each person, worded in his or her language."""
    own: dict[int, list[Told]] = defaultdict(list)
    people: dict[int, Person] = {}
    for one in new:
        for person in one.people:
            own[person.pk].append(one)
            people[person.pk] = person
    for pk, told in own.items():
        tell_each([people[pk]], lambda told=told: _message(told, on=on, key=key))  # type: ignore[misc]  # bound at once
    facts = {"day": on.isoformat(), "warnings": len(new), "people": len(people)}
    record("clocks.warned", subject="clocks", facts=facts)


def _message(told: Sequence[Told], *, on: dt.date, key: str) -> Message:
    by_project = _by_project(told)
    late = sum(one.due.day < on for one in by_project)
    count = len(by_project)
    subject = ngettext(
        "{n} 个项目的期限：{late} 个已超期", "{n} 个项目的期限：{late} 个已超期", count
    )
    lines = [_line(one, on) for one in by_project[:LISTED]]
    if count > LISTED:
        lines.append(_("其余 {n} 个见进度时钟。").format(n=count - LISTED))
    return Message(
        kind="clocks.due",
        subject=subject.format(n=count, late=late),
        text="\n".join(lines),
        address=reverse("clocks:board"),
        key=key,
        happened=on,
    )


def _by_project(told: Iterable[Told]) -> list[Told]:
    """Of each project the warning that ends first; what ended first comes first."""
    first: dict[int, Told] = {}
    for one in sorted(told, key=lambda one: (one.due.day, one.clock.project.pk, one.due.rule)):
        first.setdefault(one.clock.project.pk, one)
    return list(first.values())


def _line(one: Told, on: dt.date) -> str:
    holder = one.clock.holder
    sentence = _("{title}（{plan}）：{rule} {day}，{left}；{doing}").format(
        title=one.clock.project.title,
        plan=one.clock.project.plan_number,
        rule=wording.RULE[one.due.rule],
        day=one.due.day.isoformat(),
        left=wording.left_words(one.due.left(on)),
        doing=wording.DOING[holder.doing] if holder else "",
    )
    return _("{line}（已报负责人）").format(line=sentence) if one.mark.escalates else sentence
