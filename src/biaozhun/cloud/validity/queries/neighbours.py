"""What stands beside a number: the same serial of another nature, its parts, its other names."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Final

import msgspec

from biaozhun.cloud.catalogue.models import NumberDecision, Relation, Standard
from biaozhun.cloud.catalogue.queries.lookup import Lookup
from biaozhun.cloud.validity.queries.beginnings import Beginnings
from biaozhun.core.bibliography import RelationKind
from biaozhun.core.number import Family, StandardNumber
from biaozhun.core.validity import edition_keys, kin_keys

_ELSEWHERE: Final = frozenset({Family.INTERNATIONAL, Family.FOREIGN})

_HELD = Lookup(Standard, ("slug",), key="slug")
_PARTS = Beginnings(Standard, ("slug",), key="slug")
_MOVED = Lookup(NumberDecision, ("from_slug", "to_slug", "row", "until"), key="from_slug")
_JOINT = Lookup(Relation, ("object", "subject"), key="object", only=("kind", (RelationKind.JOINT,)))
_OF_STANDARD = Beginnings(
    Relation,
    ("kind", "object", "subject"),
    key="object",
    only=("kind", (RelationKind.RENUMBERED_FROM, RelationKind.JOINT)),
)


_Named = Mapping[str, tuple[str, ...]]


class Neighbours(msgspec.Struct, frozen=True):
    """What stands beside the numbers asked for; standards and editions by their slugs.

    Attributes:
        kin: standards whose number differs by nature or prefix alone that are held, by the
            standard.
        parts: standards that are parts of it, by the standard, in natural order.
        heirs: editions under whose numbers texts of a standard go on of which none is held.
        other_names: editions that bear a number as a second one, or as which a keeper decided to
            read it, by the slug that is asked: of an edition, or of a standard that is not held.
    """

    kin: Mapping[str, tuple[str, ...]]
    parts: Mapping[str, tuple[str, ...]]
    heirs: Mapping[str, tuple[str, ...]]
    other_names: Mapping[str, tuple[str, ...]]


def neighbours(numbers: Collection[StandardNumber]) -> Neighbours:
    """What stands beside the numbers, in five questions."""
    undated = {number.undated() for number in numbers}
    kin = {number.slug: kin_keys(number) for number in undated}
    held = {slug for (slug,) in _HELD({*kin, *(slug for many in kin.values() for slug in many)})}
    heirs, joint = _renumbered([number for number in undated if number.slug not in held])
    return Neighbours(
        kin=_those_held(kin, held),
        parts=_parts([number for number in undated if not number.part]),
        heirs=heirs,
        other_names={
            **joint,
            **_other_names({key for number in numbers for key in edition_keys(number)}),
        },
    )


def _those_held(wanted: _Named, held: Collection[str]) -> _Named:
    found = {slug: tuple(one for one in many if one in held) for slug, many in wanted.items()}
    return {slug: many for slug, many in found.items() if many}


def _parts(wholes: Iterable[StandardNumber]) -> _Named:
    begins = {whole.slug + ("-" if whole.family in _ELSEWHERE else "."): whole for whole in wholes}
    found: dict[str, list[str]] = defaultdict(list)
    for begin, slug in _PARTS(begins.keys()):
        found[begins[begin].slug].append(slug)
    return {slug: tuple(sorted(parts, key=_naturally)) for slug, parts in found.items()}


def _naturally(slug: str) -> tuple[int, str]:
    return len(slug), slug


def _renumbered(missing: Iterable[StandardNumber]) -> tuple[_Named, _Named]:
    """Editions under whose numbers texts of standards that are not held go on, or stand too."""
    begins = {
        whole.slug + (":" if whole.family in _ELSEWHERE else "-"): whole.slug for whole in missing
    }
    heirs: dict[str, dict[str, None]] = defaultdict(dict)
    joint: dict[str, dict[str, None]] = defaultdict(dict)
    for begin, kind, _, subject in sorted(_OF_STANDARD(begins.keys())):
        found = joint if kind == RelationKind.JOINT else heirs
        found[begins[begin]][subject] = None
    return _as_tuples(heirs), _as_tuples(joint)


def _as_tuples(found: Mapping[str, Iterable[str]]) -> _Named:
    return {slug: tuple(many) for slug, many in found.items()}


def _other_names(asked: Collection[str]) -> _Named:
    """Where a keeper decided to read a number as another, and where one cover bears two."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for begun, to, row, until in _MOVED(asked):
        if not row and until is None:
            found[begun][to] = None
    for named, subject in _JOINT(asked):
        found[named][subject] = None
    return _as_tuples(found)
