"""Who drafts, who is in charge, who is told: named in the order printed."""

import datetime as dt
from collections.abc import Sequence

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.committees.models import Committee
from biaozhun.cloud.drafting.actions.holding import hold
from biaozhun.cloud.drafting.actions.telling import address_of, others
from biaozhun.cloud.drafting.errors import DraftingRefusedError
from biaozhun.cloud.drafting.life import CLOSED
from biaozhun.cloud.drafting.models import DraftingUnit, Project, TeamMember
from biaozhun.cloud.messaging.message import Message
from biaozhun.cloud.plans.actions.telling import tell_each


class Drafter(msgspec.Struct, frozen=True, kw_only=True):
    """A person of the team.

    Attributes:
        name: as printed.
        unit: as printed.
        role: ``lead``, ``drafter``, or ``clerk``, who is not printed.
        work: what falls to the person.
        email: of the account that works on the project; empty for none.
    """

    name: str
    unit: str = ""
    role: str = "drafter"
    work: str = ""
    email: str = ""


@transaction.atomic
def set_units(project: Project, names: Sequence[str], *, actor: Person | None) -> None:
    """Name the drafting units anew, in the order printed; the first one leads.

    Units that are on record are known by their name, whoever works there works on the project.

    Raises:
        DraftingRefusedError: ``units_missing``, ``unit_named_twice``, ``project_over``.
    """
    named = [name.strip() for name in names if name.strip()]
    if not named:
        raise DraftingRefusedError("no unit is named", code="units_missing")
    if len(set(named)) != len(named):
        raise DraftingRefusedError("a unit is named twice", code="unit_named_twice")
    hold(project)
    before = list(project.units.values_list("name", flat=True))
    if before == named:
        return
    known = {one.name: one for one in Organisation.objects.filter(name__in=named)}
    project.units.all().delete()
    DraftingUnit.objects.bulk_create(
        DraftingUnit(project=project, position=place, name=name, organisation=known.get(name))
        for place, name in enumerate(named, 1)
    )
    _note("drafting.units_set", project, actor, before=before, units=named)


@transaction.atomic
def move_unit(project: Project, pk: int, by: int, *, actor: Person | None) -> None:
    """Move a drafting unit up (-1) or down (+1) in the order printed.

    Raises:
        DraftingRefusedError: ``project_over``.
    """
    held = list(project.units.order_by("position"))
    place = next((n for n, one in enumerate(held) if one.pk == pk), None)
    if place is None or not 0 <= place + by < len(held):
        return
    held.insert(place + by, held.pop(place))
    set_units(project, [one.name for one in held], actor=actor)


@transaction.atomic
def set_team(
    project: Project, people: Sequence[Drafter], *, actor: Person | None, at: dt.datetime
) -> None:
    """Name the team anew, in the order printed; accounts that are new to it are told.

    An address nobody has an account under is kept by name alone.

    Raises:
        DraftingRefusedError: ``project_over``.
    """
    hold(project)
    emails = {one.email.lower() for one in people if one.email}
    found = Person.objects.filter(email__in=emails, is_active=True)
    accounts = {one.email.lower(): one for one in found}
    before = set(project.team.exclude(person=None).values_list("person_id", flat=True))
    project.team.all().delete()
    made = TeamMember.objects.bulk_create(
        TeamMember(
            project=project,
            position=place,
            name=one.name,
            unit=one.unit,
            role=one.role,
            work=one.work,
            person=accounts.get(one.email.lower()),
        )
        for place, one in enumerate(people, 1)
    )
    _note("drafting.team_set", project, actor, people=[one.name for one in made])
    new = [one.person for one in made if one.person and one.person.pk not in before]
    _invite(project, new, actor, at)


@transaction.atomic
def move_member(project: Project, pk: int, by: int, *, actor: Person | None) -> None:
    """Move a person of the team up (-1) or down (+1) in the order printed.

    Raises:
        DraftingRefusedError: ``project_over``.
    """
    hold(project)
    held = list(project.team.order_by("position", "pk"))
    place = next((n for n, one in enumerate(held) if one.pk == pk), None)
    if place is None or not 0 <= place + by < len(held):
        return
    held.insert(place + by, held.pop(place))
    for position, one in enumerate(held, 1):
        one.position = position
    TeamMember.objects.bulk_update(held, ["position"])
    _note("drafting.team_set", project, actor, people=[one.name for one in held])


@transaction.atomic
def set_charge(
    project: Project,
    *,
    handler: Person | None,
    committee: Committee | None,
    watchers: Sequence[Organisation],
    actor: Person,
) -> None:
    """Name who is in charge of a project and who looks on.

    Args:
        project: which one.
        handler: the officer in charge.
        committee: in charge, where there is one.
        watchers: the member departments that see it and are told of each stage.
        actor: who names them.

    Raises:
        DraftingRefusedError: ``project_over``; one that was announced still waits for its text.
    """
    held = hold(project, over=CLOSED)
    if held.handler_id != (handler.pk if handler else None):
        held.handler = handler
        held.save(update_fields=["handler"])
        _note("drafting.handler_set", project, actor, person=handler.name if handler else "")
    if held.committee_id != (committee.pk if committee else None):
        held.committee = committee
        held.save(update_fields=["committee"])
        named = str(committee) if committee else ""
        _note("drafting.committee_set", project, actor, committee=named)
    if {one.pk for one in held.watchers.all()} != {one.pk for one in watchers}:
        held.watchers.set(watchers)
        names = sorted(one.name for one in watchers)
        _note("drafting.watchers_set", project, actor, organisations=names)


def _invite(
    project: Project, people: Sequence[Person], actor: Person | None, at: dt.datetime
) -> None:
    def message() -> Message:
        return Message(
            kind="drafting.invited",
            subject=_("请您参加起草：{title}").format(title=project.title),
            text=_("您现在可以看这个项目的内部材料，上传稿件，办理起草单位的事项。"),
            address=address_of(project),
            key=f"project-team:{project.pk}:{at.isoformat()}",
        )

    tell_each(others(people, actor), message)


def _note(kind: str, project: Project, actor: Person | None, **facts: object) -> None:
    record(kind, subject=project.case_subject, actor=actor, facts=facts)
