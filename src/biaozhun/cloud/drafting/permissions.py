"""Who is what to a project, and who may see what of it."""

import datetime as dt
from typing import Final

from django.db.models import Q

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.drafting.models import (
    Delegation,
    DocumentKind,
    Officer,
    OpenCall,
    Project,
    ProjectDocument,
)
from biaozhun.cloud.organisations.permissions import acts_for, is_authority

WORKS: Final = frozenset({"drafter", "department", "committee", "handler", "authority"})
"""Who works on a project; member departments only look on."""
KEEPS: Final = frozenset({"handler", "authority", "department", "committee"})
"""Who writes down what was done on paper; drafters do not judge their own work."""
DECIDES: Final = frozenset({"handler", "authority"})
"""Who decides over it."""
NAMED_VOTES: Final = frozenset({str(DocumentKind.BALLOT)})
"""Kinds of documents that say who voted how: never public, and not for who is judged by them."""


def roles_in(person: Person | None, project: Project) -> frozenset[str]:
    """What somebody is to a project.

    ``authority``, ``handler``, ``department``, ``drafter``, ``committee``, ``watcher``; at most
    four questions, none where the project was read whole.
    """
    if person is None or not person.is_active:
        return frozenset()
    unit = person.organisation_id
    told = {
        "authority": acts_for(person, project.authority_id),
        "handler": project.handler_id == person.pk,
        "department": unit is not None and unit == project.department_id,
        "committee": unit is not None
        and project.committee is not None
        and unit == project.committee.secretariat_id,
        "drafter": any(one.person_id == person.pk for one in project.team.all())
        or (unit is not None and any(one.organisation_id == unit for one in project.units.all())),
        "watcher": unit is not None and any(one.pk == unit for one in project.watchers.all()),
    }
    return frozenset(role for role, holds in told.items() if holds)


def withheld_from(roles: frozenset[str]) -> frozenset[str]:
    """The kinds of documents that somebody may not read who is this to a project.

    Named votes are for who decides over it and for the secretariat of its committee, unless that
    drafts it itself; the parties read in the minutes what was counted.
    """
    keeps = roles & DECIDES or ("committee" in roles and "drafter" not in roles)
    return frozenset() if keeps else NAMED_VOTES


def reads(roles: frozenset[str], document: ProjectDocument) -> bool:
    """Whether somebody who is this to a project may read a document of it."""
    if document.kind in withheld_from(roles):
        return False
    return bool(document.is_public or roles)


def in_office(on: dt.date, prefix: str = "") -> Q:
    """Of officers, or of what leads to them: those who hold their post on a day."""
    since, until = f"{prefix}since", f"{prefix}until"
    return (Q(**{since: None}) | Q(**{f"{since}__lte": on})) & (
        Q(**{until: None}) | Q(**{f"{until}__gte": on})
    )


def delegated_on(on: dt.date, prefix: str = "") -> Q:
    """Of delegations, or of what leads to them: those of a day; they end with the post itself."""
    then = Q(**{f"{prefix}since__lte": on, f"{prefix}until__gte": on})
    return then & in_office(on, f"{prefix}officer__")


def posts_of(person: Person, organisation_id: int, on: dt.date) -> dict[str, bool]:
    """The posts of an authority somebody may act in on a day, and whether by delegation."""
    held = Officer.objects.filter(in_office(on), organisation=organisation_id, person=person)
    lent = Delegation.objects.filter(
        delegated_on(on), to=person, officer__organisation=organisation_id
    ).values_list("officer__post", flat=True)
    return {**dict.fromkeys(lent, True), **{one.post: False for one in held}}


def projects_seen_by(person: Person | None) -> Q:
    """Of projects: those whose inner papers somebody may read."""
    if person is None or not person.is_active:
        return Q(pk=None)
    if is_authority(person) and person.organisation_id is None:
        return Q()
    unit = person.organisation_id
    own = Q(team__person=person) | Q(handler=person)
    if unit is None:
        return own
    parts = (
        Q(department=unit)
        | Q(units__organisation=unit)
        | Q(committee__secretariat=unit)
        | Q(watchers=unit)
    )
    return own | parts | (Q(authority=unit) if is_authority(person) else Q())


def calls_for(person: Person | None, organisation_id: int) -> bool:
    """Whether somebody speaks for a unit that calls: its people, or an officer."""
    if person is None or not person.is_active:
        return False
    return person.organisation_id == organisation_id or acts_for(person, organisation_id)


def roles_in_call(person: Person | None, call: OpenCall) -> frozenset[str]:
    """What somebody is to a call: ``caller`` or nothing."""
    return frozenset({"caller"}) if calls_for(person, call.caller_id) else frozenset()
