"""A hearing is prepared: its topic, its day and place, its seats and its papers."""

import datetime as dt
from collections.abc import Iterable, Mapping

import msgspec
from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import lock
from biaozhun.cloud.drafting.actions.documents import show_document
from biaozhun.cloud.drafting.models import Project, ProjectDocument
from biaozhun.cloud.hearings.actions.deciding import OVER
from biaozhun.cloud.hearings.errors import HearingRefusedError
from biaozhun.cloud.hearings.life import UNDER_WAY
from biaozhun.cloud.hearings.models import Hearing, HearingDecision, SeatGroup
from biaozhun.cloud.hearings.permissions import desk_roles
from biaozhun.cloud.hearings.queries.on_projects import is_latest

MOST_SEATS = 500


class HearingTold(msgspec.Struct, frozen=True, kw_only=True):
    """What a notice of a hearing says; fields as of :class:`Hearing`, seats by group."""

    topic: str
    notice: str = ""
    day: dt.date | None = None
    starts: dt.time | None = None
    place: str = ""
    online: str = ""
    register_until: dt.date | None = None
    way: str = "lot"
    way_told: str = ""
    contact: str = ""
    seats: Mapping[str, int] = {}


_FIELDS = tuple(name for name in HearingTold.__struct_fields__ if name != "seats")


@transaction.atomic
def prepare(project: Project, told: HearingTold, *, actor: Person, at: dt.datetime) -> Hearing:
    """Begin to prepare the hearing of a project that was decided on.

    Raises:
        HearingRefusedError: ``not_the_desk``, ``project_over``, ``need_undecided``,
            ``stated_since``, ``hearing_running``, ``too_many_seats``.
    """
    held = lock(Project, project.pk)
    permit_desk(actor, held)
    if held.state in OVER:
        raise HearingRefusedError("project_over")
    decision = HearingDecision.objects.filter(project=held).select_related("proceeding").first()
    if decision is None or not decision.is_needed or decision.proceeding.outcome:
        raise HearingRefusedError("need_undecided")
    if not is_latest(decision.proceeding):
        raise HearingRefusedError("stated_since")
    if Hearing.objects.filter(project=held, state__in=UNDER_WAY).exists():
        raise HearingRefusedError("hearing_running")
    made = Hearing.objects.create(
        project=held,
        proceeding=decision.proceeding,
        number=Hearing.objects.filter(project=held).count() + 1,
        state_since=at,
        made=at,
        made_by=actor,
        **{name: getattr(told, name) for name in _FIELDS},
    )
    _seat(made, told.seats)
    record("hearings.prepared", subject=made.case_subject, actor=actor, facts=_facts(made))
    return made


@transaction.atomic
def change(hearing: Hearing, told: HearingTold, *, actor: Person) -> Hearing:
    """Change what a notice says, before it is announced.

    Raises:
        HearingRefusedError: ``not_the_desk``, ``announced_already``, ``too_many_seats``.
    """
    held = lock(Hearing, hearing.pk)
    permit_desk(actor, held.project)
    if held.state != "preparing":
        raise HearingRefusedError("announced_already")
    for name in _FIELDS:
        setattr(held, name, getattr(told, name))
    held.save(update_fields=list(_FIELDS))
    _seat(held, told.seats)
    record("hearings.changed", subject=held.case_subject, actor=actor, facts=_facts(held))
    return held


@transaction.atomic
def set_papers(hearing: Hearing, papers: Iterable[ProjectDocument], *, actor: Person) -> None:
    """Say which documents of the project are the papers of a hearing; everybody may read them.

    What is taken off again stays as public as it is.

    Raises:
        HearingRefusedError: ``not_the_desk``, ``hearing_over``, ``not_of_this_project``.
    """
    held = lock(Hearing, hearing.pk)
    permit_desk(actor, held.project)
    if held.state not in UNDER_WAY:
        raise HearingRefusedError("hearing_over")
    chosen = list(papers)
    if any(one.project_id != held.project_id for one in chosen):
        raise HearingRefusedError("not_of_this_project")
    for one in chosen:
        show_document(one, is_public=True, actor=actor)
    held.papers.set(chosen)
    facts = {"papers": "、".join(one.name for one in chosen)}
    record("hearings.papers_set", subject=held.case_subject, actor=actor, facts=facts)


def permit_desk(actor: Person, project: Project) -> None:
    """Let go on who keeps the project.

    Raises:
        HearingRefusedError: ``not_the_desk``.
    """
    if not desk_roles(actor, project):
        raise HearingRefusedError("not_the_desk")


def _seat(hearing: Hearing, seats: Mapping[str, int]) -> None:
    """The seats of each group; groups without any have no row."""
    wanted = {group: number for group, number in seats.items() if number}
    if sum(wanted.values()) > MOST_SEATS:
        raise HearingRefusedError("too_many_seats", fragment=str(MOST_SEATS))
    hearing.groups.exclude(group__in=wanted).delete()
    for group, number in wanted.items():
        SeatGroup.objects.update_or_create(hearing=hearing, group=group, defaults={"seats": number})


def _facts(held: Hearing) -> dict[str, object]:
    return {
        "project": held.project.plan_number,
        "title": held.topic,
        "day": held.day.isoformat() if held.day else "",
        "place": held.place or held.online,
    }
