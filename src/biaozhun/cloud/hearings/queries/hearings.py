"""Hearings in lists, and one with all that stands on its page."""

import datetime as dt
from collections.abc import Sequence
from typing import Final

import msgspec
from django.db.models import Count, Q, QuerySet

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.permissions import projects_seen_by
from biaozhun.cloud.hearings.life import PUBLIC, UNDER_WAY
from biaozhun.cloud.hearings.models import (
    Group,
    Hearing,
    HearingDecision,
    Invitation,
    Opinion,
    Registration,
    SeatGroup,
)
from biaozhun.cloud.organisations.permissions import is_authority

PAGE: Final = 30
WANTING: Final = ("drafting", "consulting", "settling", "submitted", "reviewing", "reviewed")
"""States of projects in which it is to be decided whether a hearing is needed."""


def public_hearings(*, state: str = "", words: str = "") -> "QuerySet[Hearing]":
    """Hearings everybody reads of, those to come first."""
    rows = Hearing.objects.filter(_published()).select_related("project__department")
    if state:
        rows = rows.filter(state=state)
    if words:
        rows = rows.filter(Q(topic__icontains=words) | Q(project__title__icontains=words))
    return rows.order_by("-day", "-pk")


def _published() -> Q:
    return Q(state__in=PUBLIC) | Q(state="cancelled", announced__isnull=False)


def desk_hearings(person: Person) -> "QuerySet[Hearing]":
    """Hearings of the projects somebody may see inside, each with who waits for an answer."""
    own = Project.objects.filter(kept_projects(person))
    waiting = Count("registrations", filter=Q(registrations__state="waiting"))
    rows = Hearing.objects.filter(project__in=own).select_related("project__department")
    return rows.annotate(waiting=waiting).order_by("-state_since", "-pk")


def kept_projects(person: Person) -> Q:
    """Of projects: those whose proceedings somebody keeps."""
    unit = person.organisation_id
    if unit is None:
        return projects_seen_by(person) if is_authority(person) else Q(handler=person)
    theirs = Q(department=unit) | Q(committee__secretariat=unit) | Q(handler=person)
    return theirs | Q(authority=unit) if is_authority(person) else theirs


def undecided_projects(person: Person) -> "QuerySet[Project]":
    """Projects under way of which nobody decided whether a hearing is needed."""
    rows = Project.objects.filter(kept_projects(person), state__in=WANTING)
    rows = rows.filter(hearing_decisions=None).exclude(proceedings__kind="hearing")
    return rows.select_related("department").distinct().order_by("planned", "pk")


def wanting_hearing(person: Person) -> list[Project]:
    """Projects for which a hearing was decided on and none is prepared, or one was cancelled."""
    rows = Project.objects.filter(
        kept_projects(person),
        state__in=WANTING,
        hearing_decisions__is_needed=True,
        hearing_decisions__proceeding__outcome="",
    ).exclude(hearings__state__in=UNDER_WAY)
    return list(rows.select_related("department").distinct().order_by("planned", "pk")[:100])


class Seats(msgspec.Struct, frozen=True):
    """A group with how many registered and how many were chosen."""

    held: SeatGroup
    registered: int
    chosen: int


class HearingPage(msgspec.Struct, frozen=True, kw_only=True):
    """A hearing with what stands on its page.

    Attributes:
        hearing: which one.
        seats: by group.
        registrations: who registered, by number.
        opinions: what was said, by number.
        invitations: of representatives; what was said stays to be answered, also where the
            invitation was cancelled afterwards.
        decision: that a hearing is needed.
    """

    hearing: Hearing
    seats: Sequence[Seats]
    registrations: Sequence[Registration]
    opinions: Sequence[Opinion]
    invitations: Sequence[Invitation]
    decision: HearingDecision | None

    @property
    def chosen(self) -> list[Registration]:
        """Those who take part, observers too."""
        return [one for one in self.registrations if one.state == "chosen"]

    @property
    def speakers(self) -> list[Registration]:
        """Those who came and may speak."""
        return [one for one in self.chosen if one.attended and one.group != Group.OBSERVER]

    @property
    def spoken(self) -> list[Invitation]:
        """Representatives who said something."""
        return [one for one in self.invitations if one.opinion]

    @property
    def draws(self) -> list[SeatGroup]:
        """Groups for which lots were drawn."""
        return [one.held for one in self.seats if one.held.seed]


def page_of(hearing: Hearing) -> HearingPage:
    """A hearing with what stands on its page; its number of questions does not grow."""
    registrations = list(hearing.registrations.select_related("person").order_by("number"))
    groups = [
        Seats(
            one,
            sum(each.group == one.group and each.state != "withdrawn" for each in registrations),
            sum(each.group == one.group and each.state == "chosen" for each in registrations),
        )
        for one in hearing.groups.order_by("pk")
    ]
    opinions = hearing.opinions.select_related("registration").order_by("number")
    invitations = hearing.invitations.exclude(state="cancelled", opinion="")
    return HearingPage(
        hearing=hearing,
        seats=groups,
        registrations=registrations,
        opinions=list(opinions),
        invitations=list(invitations.select_related("representative").order_by("pk")),
        decision=HearingDecision.objects.filter(project=hearing.project_id, is_needed=True).first(),
    )


def whole_hearings() -> "QuerySet[Hearing]":
    """Hearings with their project."""
    return Hearing.objects.select_related(
        "project__authority",
        "project__department",
        "project__committee__secretariat",
        "minutes",
    ).prefetch_related("project__units", "project__team", "project__watchers")


def mine(person: Person) -> tuple[list[Registration], list[Invitation]]:
    """Where somebody registered, and what he or she was invited to as a representative."""
    registered = Registration.objects.filter(person=person)
    registered = registered.select_related("hearing__project").order_by("-pk")
    invited = Invitation.objects.filter(representative__person=person).exclude(state="cancelled")
    return (
        list(registered[:100]),
        list(invited.select_related("project", "hearing", "representative").order_by("-pk")[:100]),
    )


def days_left(hearing: Hearing, on: dt.date) -> int | None:
    """Days until a hearing that is to come; nothing where it has no day or is over."""
    if hearing.day is None or hearing.state not in {"announced", "selected"}:
        return None
    return (hearing.day - on).days
