"""Writing editions and their standards as merged from the rows kept for them."""

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

from biaozhun.cloud.catalogue.actions.bulk import Insert, Value
from biaozhun.cloud.catalogue.actions.rules import Rules
from biaozhun.cloud.catalogue.actions.targets import Target, day_of, sort_text, text_of
from biaozhun.cloud.catalogue.models import Edition, Standard
from biaozhun.cloud.catalogue.queries.lookup import Lookup
from biaozhun.core.bibliography import OPERATOR, Sourced, merge
from biaozhun.core.number import StandardNumber

_HELD_EDITIONS = Lookup(Edition, ("slug", "id"), key="slug")
_HELD_STANDARDS = Lookup(Standard, ("slug", "id"), key="slug")


def held_editions(slugs: Collection[str]) -> dict[str, int]:
    """Slug → id of those of the editions that are held."""
    return dict(_HELD_EDITIONS(slugs))


def write_editions(targets: Iterable[Target], *, day: dt.date) -> None:
    """Merge the rows of each target and write what results.

    Args:
        targets: the editions; those not held yet are given their id.
        day: recorded as the first day on which a new edition was held.
    """
    targets = list(targets)
    standards = _standards(targets)
    rules = Rules.standing()
    for target in targets:
        target.merged = merge(current_rows(target.rows), rules=rules.of(target.number.code))
    _UPSERT_EDITION(_edition_values(target, standards[target.standard], day) for target in targets)
    ids = held_editions([target.slug for target in targets if target.edition_id is None])
    for target in targets:
        if target.edition_id is None:
            target.edition_id = ids[target.slug]


def current_rows(rows: list[Sourced]) -> list[Sourced]:
    """The rows that count: of each source what it said last, of the text and of a translation."""
    if len(rows) == 1:
        return rows
    newest: dict[tuple[str, str], dt.date] = {}
    for row in rows:
        last = newest.setdefault(_voice(row), dt.date.min)
        newest[_voice(row)] = max(last, row.seen or dt.date.min)
    return [row for row in rows if row.decides or (row.seen or dt.date.min) == newest[_voice(row)]]


def _voice(row: Sourced) -> tuple[str, str]:
    """A source speaks of an edition and of each of its translations in rows of their own."""
    return row.source, row.record.translation


def _standards(targets: Sequence[Target]) -> dict[str, int]:
    """Slug → id of the standards of these editions; those not held yet are made."""
    wanted = {target.standard: target for target in targets}
    held = dict(_HELD_STANDARDS(wanted.keys()))
    for target in targets:
        target.standard_is_held = target.standard in held
    missing = wanted.keys() - held.keys()
    if not missing:
        return held
    _INSERT_STANDARD(_standard_values(wanted[slug]) for slug in sorted(missing))
    return held | dict(_HELD_STANDARDS(missing))


def _standard_values(target: Target) -> tuple[Value, ...]:
    number = target.number.undated()
    invented = any(row.record.invented for row in target.rows)
    return (
        target.standard,
        number.canonical,
        str(number.family),
        number.code,
        sort_text(number),
        invented,
    )


_INSERT_STANDARD = Insert(
    Standard,
    ("slug", "number", "family", "code", "sort_key", "invented"),
    key=("slug",),
)

_TEXTS = (
    "title_zh",
    "title_en",
    "title_fr",
    "issuing_body",
    "sector_department",
    "proposing_body",
    "jurisdiction_body",
    "committee",
    "filing_number",
    "published_text",
    "stage",
    "doctype",
    "language",
    "summary",
)
_LISTS = ("drafting_units", "drafters", "ics", "ccs", "industry", "keywords", "tags")
_DATES = ("published", "in_force", "withdrawn", "suspended", "resumed", "reviewed")
_MERGED_FIELDS = (
    "standard",
    "number",
    "official_number",
    "kind",
    "family",
    "nature",
    "region",
    "year",
    "sort_key",
    *_TEXTS,
    *_LISTS,
    *_DATES,
    "edition_label",
    "statements",
    "natures",
    "origins",
    "conflicting",
    "invented",
)

_UPSERT_EDITION = Insert(
    Edition,
    ("slug", "first_recorded", *_MERGED_FIELDS),
    key=("slug",),
    update=_MERGED_FIELDS,
)


def _list_of(values: Sequence[object]) -> str:
    return text_of(values) if values else "[]"


def _origins(target: Target) -> str:
    """Field → source; where all rows are of one source, ``*`` stands for every field."""
    sources = {row.source for row in target.rows}
    if len(sources) == 1 and OPERATOR not in sources:
        return text_of({"*": sources.pop()})
    return text_of(dict(target.result.origins))


def _edition_values(target: Target, standard_id: int, day: dt.date) -> tuple[Value, ...]:
    number, merged = target.number, target.result
    record = merged.record
    return (
        target.slug,
        day.isoformat(),
        standard_id,
        target.canonical,
        number.official,
        _kind(number),
        str(number.family),
        str(number.nature or ""),
        number.region,
        number.year,
        sort_text(number),
        *[getattr(record, name) for name in _TEXTS],
        *[_list_of(getattr(record, name)) for name in _LISTS],
        *[day_of(getattr(record, name)) for name in _DATES],
        record.edition,
        _list_of(merged.statements),
        _list_of(merged.natures),
        _origins(target),
        any(not conflict.decided for conflict in merged.conflicts),
        record.invented,
    )


def _kind(number: StandardNumber) -> str:
    if not number.amendment:
        return Edition.Kind.EDITION
    return Edition.Kind.CORRIGENDUM if "Cor" in number.amendment else Edition.Kind.AMENDMENT
