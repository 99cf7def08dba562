"""The editions that citations may mean, read from the library in rounds.

Each round reads the standards that are newly named, all their editions, and what takes the place of
those; what that names is read in the next. A round brings the whole family of a standard, so only a
change of number costs one: the number of questions depends on how often a text has changed its
number and never on how many citations there are.
"""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any, Final

import msgspec

from biaozhun.cloud.catalogue.models import Edition, Relation, Standard
from biaozhun.cloud.catalogue.queries.lookup import Lookup, read_day, read_list
from biaozhun.core.succession import SUCCEEDING

MOST_ROUNDS: Final = 12  # changes of number of one text; the longest known has three

# Both in the order of the models, as ``from_db`` takes them.
_EDITION: Final = (
    *("id", "standard", "slug", "number", "kind", "family", "nature", "year"),
    *("title_zh", "title_en", "published", "in_force", "withdrawn", "suspended", "resumed"),
    *("statements", "natures", "invented", "first_recorded"),
)
_TIE: Final = ("edition", "kind", "subject", "object", "other_number", "extent", "date", "basis")
_DATED: Final = frozenset(
    {"published", "in_force", "withdrawn", "suspended", "resumed", "first_recorded"}
)
_DAYS: Final = tuple(place for place, name in enumerate(_EDITION) if name in _DATED)
_LISTS: Final = tuple(_EDITION.index(name) for name in ("statements", "natures"))
_LOADED: Final = tuple("standard_id" if name == "standard" else name for name in _EDITION)
_TIED: Final = ("edition_id", *_TIE[1:])
_DAY: Final = _TIE.index("date")
_SAID: Final = slice(1, 4)  # kind, subject and object of a tie

_STANDARDS = Lookup(Standard, ("id", "slug"), key="slug")
_STANDARDS_BY_ID = Lookup(Standard, ("id", "slug"), key="id")
_STANDARD_OF = Lookup(Edition, ("standard",), key="slug")
_FAMILY = Lookup(Edition, _EDITION, key="standard")
_SUCCEEDED = Lookup(Relation, _TIE, key="object", only=("kind", SUCCEEDING))
_RENUMBERED = Lookup(Relation, _TIE, key="subject", only=("kind", SUCCEEDING[1:]))


class Gathered(msgspec.Struct):
    """What was read.

    Attributes:
        editions: by slug; models with the fields of :data:`_EDITION` alone.
        standards: slug of a standard → slugs of what is held of it.
        slug_of: slug of a standard by its id.
        ties: replacements and renumberings by the slug of the former end, each stated one once.
    """

    editions: dict[str, Edition]
    standards: dict[str, list[str]]
    slug_of: dict[int, str]
    ties: dict[str, list[Relation]]


def gather(slugs: Collection[str]) -> Gathered:
    """Read what the slugs of standards and editions name, and all that follows it."""
    found = Gathered({}, defaultdict(list), {}, defaultdict(list))
    asked: set[str] = set()
    waiting = set(slugs)
    for _ in range(MOST_ROUNDS):
        waiting -= asked
        if not waiting:
            break
        asked |= waiting
        fresh = _read_standards(waiting, found)
        waiting = _read_ties((waiting | fresh) - found.ties.keys(), found)
    return found


def _read_standards(named: Collection[str], found: Gathered) -> set[str]:
    """Read the standards that are named, or of which an edition is; the slugs that are new."""
    known = dict(_STANDARDS(named))
    by_edition = {pk for (pk,) in _STANDARD_OF(named)} - found.slug_of.keys() - known.keys()
    known |= dict(_STANDARDS_BY_ID(by_edition))
    fresh = {pk: slug for pk, slug in known.items() if pk not in found.slug_of}
    found.slug_of |= fresh
    editions = [_edition(row) for row in _FAMILY(fresh.keys())]
    for edition in sorted(editions, key=lambda one: (one.year or 0, one.slug)):
        found.editions[edition.slug] = edition
        found.standards[found.slug_of[edition.standard_id]].append(edition.slug)
    return {edition.slug for edition in editions} | set(fresh.values())


def _read_ties(slugs: Collection[str], found: Gathered) -> set[str]:
    """Read what takes the place of the slugs; the ends that are named."""
    rows = {row[_SAID]: row for row in sorted(_SUCCEEDED(slugs), key=repr)}
    for row in rows.values():
        tie = _tie(row)
        found.ties[tie.object].append(tie)
    return {tie.subject for slug in slugs for tie in found.ties.get(slug, ())}


def former_numbers(slugs: Collection[str]) -> list[Relation]:
    """The renumberings that gave these editions their numbers."""
    return [_tie(row) for row in _RENUMBERED(slugs)]


def _edition(row: Sequence[Any]) -> Edition:
    values = list(row)
    for at in _DAYS:
        values[at] = read_day(values[at])
    for at in _LISTS:
        values[at] = read_list(values[at])
    return Edition.from_db("default", _LOADED, values)


def _tie(row: Sequence[Any]) -> Relation:
    values = list(row)
    values[_DAY] = read_day(values[_DAY])
    return Relation.from_db("default", _TIED, values)
