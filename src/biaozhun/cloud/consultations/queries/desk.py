"""The desk: consultations that wait for somebody, and the table of the comments of one."""

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Final, cast

import msgspec
from django.db.models import Count, F, Min, Q, QuerySet

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.consultations.life import UNDECIDED, WAITING
from biaozhun.cloud.consultations.models import Comment, Consultation
from biaozhun.cloud.consultations.permissions import (
    DESK,
    kept_by,
    name_known_to,
    read_by,
    unit_known_to,
)
from biaozhun.cloud.consultations.queries.page import days_left
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.core.consulting import Handled, median_days

MOST_OFFERED: Final = 300
"""Entries of a filter; somebody who looks for more types the words."""
ALIVE: Final = ("open", "closed", "settled")
UNTOLD: Final = Q(state="decided", told_at=None)
"""Decided comments whose authors the platform cannot tell: they came on paper."""
TURNS: Final[dict[str, Q]] = {
    "waiting": Q(state=WAITING),
    "unassigned": Q(state="open", assigned_to=None),
    "to_propose": Q(state="open"),
    "to_decide": Q(state="proposed"),
    "decided": Q(state="decided"),
    "untold": UNTOLD,
    "withheld": Q(state="withheld"),
    "withdrawn": Q(state="withdrawn"),
}
"""What can be asked of the table of comments by state."""
FOR_THE_DESK: Final = frozenset({"waiting", "withheld", "withdrawn"})
"""Of these: what drafters do not read."""


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """The comments of a consultation, counted.

    Attributes:
        turns: how many there are by what waits, as in :data:`TURNS`.
        dispositions: the decided ones by what came of them.
        total: all that count, decided or not.
        mine: assigned to the person, without a proposal.
        days: the median of days from filing to decision; ``None`` before the first.
    """

    turns: dict[str, int]
    dispositions: dict[str, int]
    total: int
    mine: int
    days: float | None

    @property
    def left(self) -> int:
        """How many have no decided answer."""
        return sum(self.turns[turn] for turn in ("waiting", "to_propose", "to_decide"))


class AtDesk(msgspec.Struct, frozen=True, kw_only=True):
    """A consultation at somebody's desk.

    Attributes:
        consultation: with its project.
        roles: ``desk``, ``drafter``.
        counted: its comments.
        days_left: on which comments still come in, this one among them.
        days_late: since its last day, while comments are without a decided answer.
    """

    consultation: Consultation
    roles: frozenset[str]
    counted: Counted
    days_left: int
    days_late: int


def at_desk(person: Person, on: dt.date) -> list[AtDesk]:
    """The consultations somebody keeps or answers in, those that are late first.

    Settled ones stand behind the others. Three questions whatever their number.
    """
    kept = set(Consultation.objects.filter(kept_by(person)).values_list("pk", flat=True))
    drafted = set(Consultation.objects.filter(drafted_by(person)).values_list("pk", flat=True))
    rows = Consultation.objects.filter(pk__in=kept | drafted, state__in=ALIVE)
    found = list(rows.select_related("project__department"))
    counted = counts(found, person)
    desk = [
        AtDesk(
            consultation=one,
            roles=frozenset(
                role
                for role, held in (("desk", one.pk in kept), ("drafter", one.pk in drafted))
                if held
            ),
            counted=counted[one.pk],
            days_left=days_left(one, on),
            days_late=_late(one, counted[one.pk], on),
        )
        for one in found
    ]
    return sorted(desk, key=_order)


def _order(one: AtDesk) -> tuple[bool, int, dt.date, int]:
    held = one.consultation
    return held.state == "settled", -one.days_late, held.closes or dt.date.max, held.pk


def _late(one: Consultation, counted: Counted, on: dt.date) -> int:
    if one.closes is None or not counted.left:
        return 0
    return max((on - one.closes).days, 0)


def drafted_by(person: Person) -> Q:
    """Of consultations: those of projects somebody drafts."""
    if not person.is_active:
        return Q(pk=None)
    own = Q(project__team__person=person)
    unit = person.organisation_id
    return own if unit is None else own | Q(project__units__organisation=unit)


def counts(consultations: Iterable[Consultation], person: Person) -> dict[int, Counted]:
    """The comments of consultations, counted; two questions."""
    keys = [one.pk for one in consultations]
    rows = Comment.objects.filter(consultation__in=keys)
    turns = {name: Count("pk", filter=asked) for name, asked in TURNS.items()}
    mine = Count("pk", filter=Q(state="open", assigned_to=person))
    counted = rows.order_by().values("consultation").annotate(**turns, mine=mine)
    by_key: dict[int, Mapping[str, int]] = {
        one["consultation"]: cast("Mapping[str, int]", one) for one in counted
    }
    days: dict[int, list[Handled]] = defaultdict(list)
    decided: dict[int, Counter[str]] = defaultdict(Counter)
    answered = rows.filter(state="decided").order_by()
    for key, said, filed, at in answered.values_list(
        "consultation", "decided", "filed", "decided_at"
    ):
        decided[key][said] += 1
        days[key].append(Handled(day_of(filed), day_of(at) if at else None))
    return {
        key: _counted(by_key.get(key, {}), decided[key], median_days(days[key])) for key in keys
    }


def _counted(row: Mapping[str, int], decided: Counter[str], days: float | None) -> Counted:
    turns = {name: row.get(name, 0) for name in TURNS}
    total = sum(turns[name] for name in ("to_propose", "to_decide", "decided"))
    mine = row.get("mine", 0)
    return Counted(turns=turns, dispositions=dict(decided), total=total, mine=mine, days=days)


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What the address of the table asks for; empty for everything.

    Attributes:
        words: in comment, proposed wording, name, unit or answer.
        clause: as printed.
        unit: the name of a unit.
        kind: technical, editorial, general.
        state: one of :data:`TURNS`.
        drafter: id of the person it is assigned to; 0 for nobody.
        disposition: what was proposed or decided.
        cluster: id of the group.
        order: ``place`` or ``number``.
    """

    words: str = ""
    clause: str = ""
    unit: str = ""
    kind: str = ""
    state: str = ""
    drafter: int | None = None
    disposition: str = ""
    cluster: int | None = None
    order: str = "place"


def comments_asked(
    consultation: Consultation, asked: Asked, roles: frozenset[str] = DESK
) -> "QuerySet[Comment]":
    """The comments of a consultation that an address asks for, as many as a role reads.

    What a role does not read cannot be asked for either: no filter tells who said something.
    """
    rows = Comment.objects.filter(_filter(asked), read_by(roles), consultation=consultation)
    if asked.state:
        rows = rows.filter(TURNS[asked.state])
    if asked.unit:
        rows = rows.filter(unit_known_to(roles))
    if asked.words:
        rows = rows.filter(_holds(asked.words, roles))
    by_place = (F("place").asc(nulls_first=True), F("start").asc(nulls_first=True), F("number"))
    order = (F("number"),) if asked.order == "number" else by_place
    related = ("person", "organisation", "assigned_to", "proposed_by", "decided_by", "cluster")
    rows = rows.select_related("letter", "document", *related).prefetch_related("files")
    return rows.order_by(*order)


def _filter(asked: Asked) -> Q:
    told = {
        "clause": asked.clause,
        "unit": asked.unit,
        "kind": asked.kind,
        "cluster": asked.cluster,
    }
    wanted = Q(**{name: value for name, value in told.items() if value})
    if asked.drafter is not None:
        wanted &= Q(assigned_to=asked.drafter or None)
    if asked.disposition:
        said = asked.disposition
        wanted &= Q(decided=said) | Q(state="proposed", proposed=said)
    return wanted


def _holds(words: str, roles: frozenset[str]) -> Q:
    fields = ("text", "proposal", "clause", "answer", "proposed_answer")
    found = Q(name__icontains=words) & name_known_to(roles)
    found |= Q(unit__icontains=words) & unit_known_to(roles)
    for field in fields:
        found |= Q(**{f"{field}__icontains": words})
    return found


class Offered(msgspec.Struct, frozen=True, kw_only=True):
    """What the filters of the table offer.

    Attributes:
        clauses: as printed, in the order of the draft.
        units: names.
        drafters: who has comments assigned.
        clusters: ids with how many comments each holds.
    """

    clauses: list[str]
    units: list[str]
    drafters: list[Person]
    clusters: list[tuple[int, int]]


def offered(consultation: Consultation, roles: frozenset[str] = DESK) -> Offered:
    """What the filters of the table offer, as much as a list can be read; four questions.

    A unit or a clause beyond is found by its words.
    """
    read = consultation.comments.filter(read_by(roles))
    rows = read.exclude(clause="").order_by()
    placed = rows.values("clause").annotate(first=Min("place"), number=Min("number"))
    clauses = placed.order_by("first", "number").values_list("clause", flat=True)
    named = read.filter(unit_known_to(roles)).exclude(unit="")
    units = named.order_by("unit").values_list("unit", flat=True)
    drafters = Person.objects.filter(comments_assigned__consultation=consultation)
    clusters = consultation.clusters.annotate(size=Count("comments")).values_list("pk", "size")
    return Offered(
        clauses=list(clauses[:MOST_OFFERED]),
        units=list(units.distinct()[:MOST_OFFERED]),
        drafters=list(drafters.distinct().order_by("name")[:MOST_OFFERED]),
        clusters=list(clusters.order_by("pk")),
    )


def answerers(consultation: Consultation) -> list[Person]:
    """Who may be given comments: team, drafting units, officer in charge; one question."""
    project = consultation.project
    theirs = (
        Q(pk__in=project.team.values("person"))
        | Q(organisation__in=project.units.values("organisation"))
        | Q(pk=project.handler_id)
        | Q(organisation=project.department_id)
    )
    return list(Person.objects.filter(theirs, is_active=True).distinct().order_by("name", "pk"))


def undecided_of_cluster(comment: Comment) -> list[Comment]:
    """The comments that say the same and have no decided answer, this one among them."""
    if comment.cluster_id is None:
        return [comment]
    rows = Comment.objects.filter(cluster=comment.cluster_id, state__in=UNDECIDED)
    return list(rows.order_by("number"))
