"""Whether a committee is composed as the rules ask (domain-rules 3.9: TC-02, TC-03).

The figures of national committees are those of the national rules; of a local one the region's, if
it has signed any, else a common default. Whatever is found is advice: nothing is refused for it.
"""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

import msgspec

from biaozhun.cloud.committees.models import Committee, Interest, Member, Term
from biaozhun.cloud.committees.wording import FINDING, INTEREST
from biaozhun.cloud.organisations.models import Level
from biaozhun.cloud.organisations.queries.standing import holds_on
from biaozhun.core.lifecycle import Applied

Seat = Member.Seat
YEAR: Final = 366  # days at most


class Composition(msgspec.Struct, frozen=True, kw_only=True):
    """How a committee is to be composed.

    Attributes:
        least: members.
        vice_chairs: at most.
        deputies: deputy secretaries-general, at most.
        of_unit: members of one unit, at most.
        committees: in which one person sits, at most.
        years: of a term, at most.
        basis: where that is said.
    """

    least: int
    vice_chairs: int = 5
    deputies: int = 5
    of_unit: int = 3
    committees: int = 3
    years: int = 5
    basis: str


NATIONAL: Final = Composition(least=25, basis="全国专业标准化技术委员会管理办法")
LOCAL: Final = Composition(least=15, basis="")
"""TC-06: the size is a rule of the region, often 15 to 35."""
RULES: Final[Mapping[str, str]] = {
    "TC-02-least": "least",
    "TC-02-vice": "vice_chairs",
    "TC-02-deputies": "deputies",
    "TC-02-unit": "of_unit",
    "TC-02-seats": "committees",
    "TC-03-term": "years",
}
"""Which rule of a region's pack sets which figure."""


class Finding(msgspec.Struct, frozen=True):
    """Something about a composition that is not as the rules ask.

    Attributes:
        code: which.
        n: how many there are.
        limit: how many there may be, or must be.
        who: the unit, the person, the interest, or the day.
    """

    code: str
    n: int = 0
    limit: int = 0
    who: str = ""

    def __str__(self) -> str:
        """A sentence in the reader's language."""
        who = str(INTEREST.get(Interest(self.who), "")) if self.who in Interest.values else self.who
        return str(FINDING[self.code]).format(n=self.n, limit=self.limit, who=who)


def composition_of(committee: Committee, rules: Mapping[str, Applied]) -> Composition:
    """The figures a committee is held to; those of a region's rules go before the default."""
    if committee.level == Level.NATION:
        return NATIONAL
    said = {field: int(rules[rule].value) for rule, field in RULES.items() if rule in rules}
    return msgspec.structs.replace(LOCAL, **said)


def seats_elsewhere(members: Collection[Member], on: dt.date) -> dict[tuple[str, str], int]:
    """In how many committees each of these sits on a day, by name and unit; one question.

    Subcommittees and groups do not count.
    """
    names = {one.name for one in members}
    rows = Member.objects.filter(
        holds_on(on), name__in=names, committee__form=Committee.Form.TC, alternate_of=None
    ).filter(holds_on(on, "committee__"))
    told = set(rows.order_by().values_list("name", "unit", "committee"))
    return dict(Counter((name, unit) for name, unit, _committee in told))


def findings(
    committee: Committee,
    members: Sequence[Member],
    *,
    composition: Composition,
    elsewhere: Mapping[tuple[str, str], int],
    terms: Sequence[Term],
    on: dt.date,
) -> list[Finding]:
    """What is not as the rules ask, of those who sit there on a day.

    Nothing is asked of groups, and nothing of a committee of ISO, IEC or ITU.
    """
    if committee.form == Committee.Form.WG or committee.international or not members:
        return []
    voting = [one for one in members if one.alternate_of_id is None and one.seat != Seat.OBSERVER]
    return [
        *_sizes(voting, composition),
        *_units(voting, composition),
        *_interests(voting),
        *_people(voting, composition, elsewhere),
        *_alternates(members),
        *_terms(terms, composition, on),
    ]


def _sizes(voting: Sequence[Member], rule: Composition) -> Iterator[Finding]:
    seats = Counter(one.seat for one in voting)
    if len(voting) < rule.least:
        yield Finding("too_few_members", len(voting), rule.least)
    if not seats[Seat.CHAIR]:
        yield Finding("no_chair")
    if seats[Seat.CHAIR] > 1:
        yield Finding("many_chairs", seats[Seat.CHAIR], 1)
    if seats[Seat.VICE_CHAIR] > rule.vice_chairs:
        yield Finding("many_vice_chairs", seats[Seat.VICE_CHAIR], rule.vice_chairs)
    if not seats[Seat.SECRETARY_GENERAL]:
        yield Finding("no_secretary_general")
    if seats[Seat.SECRETARY_GENERAL] > 1:
        yield Finding("many_secretaries_general", seats[Seat.SECRETARY_GENERAL], 1)
    if seats[Seat.DEPUTY_SECRETARY_GENERAL] > rule.deputies:
        yield Finding("many_deputies", seats[Seat.DEPUTY_SECRETARY_GENERAL], rule.deputies)


def _units(voting: Sequence[Member], rule: Composition) -> Iterator[Finding]:
    units = Counter(one.unit for one in voting if one.unit)
    for unit, n in units.items():
        if n > rule.of_unit:
            yield Finding("unit_has_many", n, rule.of_unit, unit)
    leading = Counter(
        one.unit for one in voting if one.unit and one.seat in {Seat.CHAIR, Seat.VICE_CHAIR}
    )
    for unit, n in leading.items():
        if n > 1:
            yield Finding("leaders_of_one_unit", n, 1, unit)


def _interests(voting: Sequence[Member]) -> Iterator[Finding]:
    known = Counter(one.interest for one in voting if one.interest)
    silent = len(voting) - known.total()
    for interest, n in known.items():
        if 2 * n > known.total():
            yield Finding("interest_over_half", n, known.total() // 2, interest)
    if silent:
        yield Finding("interest_missing", silent)
    elif not known[Interest.CONSUMER] and not known[Interest.PUBLIC]:
        yield Finding("no_consumers_or_public")


def _people(
    voting: Sequence[Member], rule: Composition, elsewhere: Mapping[tuple[str, str], int]
) -> Iterator[Finding]:
    for name, unit in dict.fromkeys((one.name, one.unit) for one in voting):
        n = elsewhere.get((name, unit), 0)
        if n > rule.committees:
            yield Finding("person_in_many", n, rule.committees, name)


def _alternates(members: Sequence[Member]) -> Iterator[Finding]:
    seated = {one.pk for one in members}
    for one in members:
        if one.alternate_of_id is not None and one.alternate_of_id not in seated:
            yield Finding("alternate_without_member", who=one.name)


def _terms(terms: Sequence[Term], rule: Composition, on: dt.date) -> Iterator[Finding]:
    latest = max(terms, key=lambda one: one.number, default=None)
    if latest is None or latest.until is None:
        return
    if latest.until < on:
        yield Finding("term_over", who=latest.until.isoformat())
    if latest.since and (latest.until - latest.since).days > rule.years * YEAR:
        yield Finding("term_long", limit=rule.years)
