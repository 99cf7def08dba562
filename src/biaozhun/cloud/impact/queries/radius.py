"""The blast radius: what rests on standards, what covers them instead, who must be told."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

import msgspec

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.catalogue.models import Edition, Standard
from biaozhun.cloud.catalogue.queries.lookup import Lookup
from biaozhun.cloud.validity.queries.checking import check_asked
from biaozhun.cloud.validity.reliance import Reliant, reliants
from biaozhun.core.number import StandardNumber
from biaozhun.core.validity import Answer, Asked, Citing

MOST = 200  # numbers asked for at once


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """One standard or edition of the list.

    Attributes:
        number: as asked for.
        answer: how it stands on the day, with what follows it.
        instead: numbers of what covers it and is not on the list itself.
        reliants: what rests on it.
    """

    number: StandardNumber
    answer: Answer
    instead: tuple[str, ...]
    reliants: tuple[Reliant, ...]


class Affected(msgspec.Struct, frozen=True, kw_only=True):
    """A body, and what it answers for that rests on the list."""

    body: str
    reliants: tuple[Reliant, ...]


class Radius(msgspec.Struct, frozen=True, kw_only=True):
    """The whole of it: by standard, and by body; ``unnamed`` has nobody who could be told."""

    on: dt.date
    hits: tuple[Hit, ...]
    affected: tuple[Affected, ...]
    unnamed: tuple[Reliant, ...]

    @property
    def places(self) -> int:
        """How many places rest on the list."""
        return sum(len(hit.reliants) for hit in self.hits)


def radius(numbers: Sequence[StandardNumber], on: dt.date, *, asker: Person | None) -> Radius:
    """What rests on the numbers, asked by somebody; the number of questions is fixed.

    A citation without year rests on the edition that is the newest in force on the day; so do those
    of an edition asked for by year.
    """
    asked = [Asked(text=number.canonical, number=number) for number in numbers]
    answers = check_asked(asked, on=on, citing=Citing.REFERENCE)
    named = {
        number: _slugs(number, answer) for number, answer in zip(numbers, answers, strict=True)
    }
    editions = _editions_of([number.slug for number in numbers if number.year is None])
    wanted = {slug for slugs in named.values() for slug in slugs}
    wanted |= {slug for slugs in editions.values() for slug in slugs}
    by_slug: dict[str, list[Reliant]] = defaultdict(list)
    for one in reliants(wanted, asker):
        by_slug[one.on].append(one)
    listed = {number.canonical for number in numbers}
    hits = tuple(
        Hit(
            number=number,
            answer=answer,
            instead=_instead(answer, listed),
            reliants=_resting(by_slug, [*named[number], *editions.get(number.slug, ())]),
        )
        for number, answer in zip(numbers, answers, strict=True)
    )
    return _by_body(hits, on)


def _slugs(number: StandardNumber, answer: Answer) -> tuple[str, ...]:
    """The edition, and the standard where citations of it without year mean this edition."""
    means_newest = number.year is None or answer.newest in ("", answer.number)
    standard = (number.undated().slug,) if means_newest else ()
    return (*standard, *([number.slug] if number.year is not None else []))


_STANDARDS = Lookup(Standard, ("id", "slug"), key="slug")
_EDITIONS = Lookup(Edition, ("standard", "slug"), key="standard")


def _editions_of(standards: Collection[str]) -> dict[str, tuple[str, ...]]:
    """The editions of standards asked for as a whole, by the standard's slug."""
    ids = dict(_STANDARDS(standards))
    found: dict[str, list[str]] = defaultdict(list)
    for standard_id, slug in _EDITIONS(list(ids)):
        found[ids[standard_id]].append(slug)
    return {standard: tuple(slugs) for standard, slugs in found.items()}


def _instead(answer: Answer, listed: Collection[str]) -> tuple[str, ...]:
    """What follows it to the end of the chain, and the newest edition, off the list."""
    followed = [step.number for step in answer.successors]
    newest = [answer.newest] if answer.newest else []
    kept = dict.fromkeys([*newest, *followed])
    return tuple(number for number in kept if number not in listed)


def _resting(by_slug: dict[str, list[Reliant]], slugs: Iterable[str]) -> tuple[Reliant, ...]:
    """What rests on the slugs; where one place of a body is known, its name alone says no more."""
    found = [one for slug in dict.fromkeys(slugs) for one in by_slug.get(slug, ())]
    placed = {(one.kind, one.title, one.on) for one in found if one.clause}
    return tuple(one for one in found if one.clause or (one.kind, one.title, one.on) not in placed)


def _by_body(hits: tuple[Hit, ...], on: dt.date) -> Radius:
    bodies: dict[str, list[Reliant]] = defaultdict(list)
    for hit in hits:
        for one in hit.reliants:
            bodies[one.body].append(one)
    unnamed = tuple(bodies.pop("", ()))
    affected = [Affected(body=body, reliants=tuple(ones)) for body, ones in bodies.items()]
    affected.sort(key=lambda one: (-len(one.reliants), one.body))
    return Radius(on=on, hits=hits, affected=tuple(affected), unnamed=unnamed)
