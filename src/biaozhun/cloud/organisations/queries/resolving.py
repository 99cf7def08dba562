"""Which organisations a policy text means by its names, on a day.

A name is tried as it stands, then by its customary short forms, then with the bare level for its
place, then with the level left out. The strictest reading that anybody carries decides, present
names before former ones. Where that leads to several organisations, or only to some that do not
exist on the day, they are offered and none is chosen.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import msgspec
from django.db.models import Q

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.organisations.limits import LONGEST_NAME
from biaozhun.cloud.organisations.models import Collective, OrganisationName, OrganisationPlace
from biaozhun.cloud.organisations.queries.members import members_of
from biaozhun.cloud.organisations.queries.standing import successors
from biaozhun.core.unit_names import Spelling, collective_key, spelling, spellings

How = Literal["name", "alias", "former", "successor", "collective", "none"]
_MATCHES = ("folded", "key", "local", "levels")  # from the strictest to the loosest


class Resolution(msgspec.Struct, frozen=True, kw_only=True):
    """What a name stands for on a day.

    Attributes:
        name: as it was asked.
        organisations: whom it means; one, but for a collective.
        how: ``name`` its own or a short form of it, ``alias`` another it carries, ``former`` one it
            carried before, ``successor`` of the one that carried it, ``collective`` the members of
            one, ``none``.
        collective: which one, if it is one. 相关区、市政府 gives all of them too: whom the text
            means, a person says.
        candidates: where no organisation is certain, whom it may mean.
    """

    name: str
    organisations: tuple[Organisation, ...] = ()
    how: How = "none"
    collective: Collective | None = None
    candidates: tuple[Organisation, ...] = ()


class _Carried(msgspec.Struct, frozen=True):
    """A name on record."""

    organisation: Organisation
    folded: str
    since: dt.date | None
    until: dt.date | None


class _Books(msgspec.Struct, frozen=True):
    """All that the questions brought: names by the way they match, spans of life, successors."""

    named: Mapping[tuple[str, str], list[_Carried]]
    lives: Mapping[int, tuple[dt.date | None, dt.date | None]]
    follows: Mapping[int, int]
    known: Mapping[int, Organisation]


def resolve(names: Sequence[str], on: dt.date) -> dict[str, Resolution]:
    """Whom each name means on a day; the number of questions does not grow with the names."""
    asked = list(dict.fromkeys(names))
    if not asked:
        return {}
    wanted = {name: _readings(name) for name in asked}
    collectives = _collectives(asked)
    members = members_of(collectives.values(), on)
    books = _books([one for found in wanted.values() for one in found])
    answered = {}
    for name in asked:
        collective = collectives.get(collective_key(name))
        if collective is None:
            answered[name] = _resolved(name, wanted[name], books, on)
            continue
        answered[name] = Resolution(
            name=name,
            organisations=tuple(members[collective.pk]),
            how="collective",
            collective=collective,
        )
    return answered


def _readings(name: str) -> tuple[Spelling, ...]:
    """The spellings of a name that could be one on record."""
    return tuple(
        one for one in spellings(name[: LONGEST_NAME * 2]) if 0 < len(one.folded) <= LONGEST_NAME
    )


def _collectives(names: Iterable[str]) -> dict[str, Collective]:
    keys = {collective_key(name) for name in names}
    found = Collective.objects.select_related("body")
    return {one.folded: one for one in found.filter(folded__in=keys)}


def _books(wanted: Sequence[Spelling]) -> _Books:
    locals_ = {key for one in wanted for key in (one.local, *one.below_any_level)}
    matches = (
        Q(folded__in={one.folded for one in wanted})
        | Q(key__in={key for one in wanted for key in (one.key, one.local)})
        | Q(local__in=locals_)
    )
    rows = OrganisationName.objects.filter(matches).select_related("organisation")
    named: dict[tuple[str, str], list[_Carried]] = defaultdict(list)
    known: dict[int, Organisation] = {}
    for row in rows.order_by("pk"):
        known[row.organisation_id] = row.organisation
        carried = _Carried(row.organisation, row.folded, row.since, row.until)
        for way in ("folded", "key", "local"):
            named[way, getattr(row, way)].append(carried)
    follows = successors()
    heirs = set(follows.values()) - known.keys()
    known |= Organisation.objects.in_bulk(heirs)
    return _Books(named, _lives(known), follows, known)


def _lives(known: Iterable[int]) -> dict[int, tuple[dt.date | None, dt.date | None]]:
    places = OrganisationPlace.objects.filter(organisation__in=list(known))
    rows = places.values_list("organisation_id", "since", "until")
    return {pk: (since, until) for pk, since, until in rows}


def _resolved(name: str, readings: Sequence[Spelling], books: _Books, on: dt.date) -> Resolution:
    """The first reading that anybody carries decides; of a bracket the two sides must agree."""
    if not readings:
        return Resolution(name=name)
    found = [_by(reading, books, on) for reading in readings]
    whole, *sides = [_settled(name, carried, books, on) for carried in found]
    if whole.organisations or whole.candidates:
        return whole
    if not sides:
        return Resolution(name=name, candidates=_without_place(readings, books))
    certain = {one.organisations[0].pk: one for one in reversed(sides) if one.organisations}
    if len(certain) == 1:
        return next(iter(certain.values()))
    offered = (body for side in sides for body in (*side.organisations, *side.candidates))
    return Resolution(name=name, candidates=_once(offered))


def _without_place(readings: Sequence[Spelling], books: _Books) -> tuple[Organisation, ...]:
    """Those on record without a place whom a name with one may mean; nothing says that it does."""
    keys = [("key", one.local) for one in readings if one.key != one.local]
    return _once(one.organisation for key in keys for one in books.named.get(key, ()))


def _by(reading: Spelling, books: _Books, on: dt.date) -> list[_Carried]:
    """Who carries or carried a name, by the strictest way anybody does."""
    later: list[_Carried] = []
    for way in _MATCHES:
        known = [one for key in _keys(reading, way) for one in books.named.get(key, ())]
        begun = [one for one in known if one.since is None or one.since <= on]
        if begun:
            present = [one for one in begun if one.until is None or one.until >= on]
            return present or begun
        later.extend(known)
    return later


def _keys(reading: Spelling, way: str) -> Iterator[tuple[str, str]]:
    if way == "levels":
        yield from (("local", key) for key in reading.below_any_level)
    elif way != "local" or reading.key == reading.local:  # a name with its place means that place
        yield way, getattr(reading, way)


def _settled(name: str, carried: list[_Carried], books: _Books, on: dt.date) -> Resolution:
    """Whom those who carry a name have become on the day; certain where it is one."""
    ends = [(one, _on_day(one.organisation.pk, books, on)) for one in carried]
    there = {pk for one, pk in ends if pk is not None and not _is_to_come(one, on)}
    if len(there) != 1:
        offered = (books.known[pk or one.organisation.pk] for one, pk in ends)
        return Resolution(name=name, candidates=_once(offered))
    [pk] = there
    hows = [_how(one, pk, books, on) for one, end in ends if end == pk]
    best = min(hows, key=("name", "alias", "former", "successor").index)
    return Resolution(name=name, organisations=(books.known[pk],), how=best)


def _how(carried: _Carried, pk: int, books: _Books, on: dt.date) -> How:
    if carried.organisation.pk != pk:
        return "successor"
    if carried.until is not None and carried.until < on:
        return "former"
    own = spelling(books.known[pk].name).folded
    return "name" if own == carried.folded else "alias"


def _is_to_come(carried: _Carried, on: dt.date) -> bool:
    return carried.since is not None and carried.since > on


def _on_day(pk: int, books: _Books, on: dt.date) -> int | None:
    """What an organisation has become on a day: itself, whom its successors lead to, or nobody."""
    seen: set[int] = set()
    while pk not in seen:
        seen.add(pk)
        since, until = books.lives.get(pk, (None, None))
        if until is None or until >= on:
            return pk if since is None or since <= on else None
        if pk not in books.follows:
            return None
        pk = books.follows[pk]
    return None


def _once(organisations: Iterable[Organisation]) -> tuple[Organisation, ...]:
    return tuple({one.pk: one for one in organisations}.values())
