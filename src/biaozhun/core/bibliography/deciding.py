"""What keepers decided, above the precedence of the sources.

A *rule* says of a field that one source is believed over another: where both state it and do not
agree, the other one is left out of the merge of that field. An operator's *decision* states single
fields of one edition and stands above everything, announcements included: somebody has looked at
the evidence of just this case and answers for it with a name. It can state that a field is nothing.
What was left out stays as a conflict that says by what it was decided.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec

from biaozhun.core.bibliography.life import leads_to
from biaozhun.core.bibliography.precedence import (
    DECIDABLE,
    FIELDS,
    JOINERS,
    Sourced,
    day_of,
)
from biaozhun.core.bibliography.record import BibliographicRecord, StatedRelation

OPERATOR: Final = "operator"
"""The source of decisions; no source of rows may bear its name."""

STATED_BY_OPERATORS: Final = (
    *("title_zh", "title_en", "title_fr"),
    *("published", "in_force", "withdrawn", "suspended", "resumed", "reviewed"),
    *("status", "stage", "issuing_body", "sector_department", "proposing_body"),
    *("jurisdiction_body", "committee", "drafting_units", "drafters", "filing_number"),
    *("ics", "ccs", "industry", "doctype", "edition", "language", "summary", "keywords", "tags"),
)
"""The fields a decision may state, in the order of a form; relations come one by one."""

RULED: Final = (*DECIDABLE, "status")
"""The fields of which a rule may say who is believed."""

_JOINER = dict(zip(FIELDS, JOINERS, strict=True))
_EMPTY = BibliographicRecord(number="")


class DecidedRecord(BibliographicRecord, frozen=True, omit_defaults=True, kw_only=True):
    """A decision: the fields of ``stated`` are as they stand here, be it nothing.

    ``relations`` are added to those of the sources, ``denied`` are taken out of them.
    """

    stated: tuple[str, ...] = ()
    denied: tuple[StatedRelation, ...] = ()


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """Of ``field``, ``preferred`` is believed over ``over``, or over any other source if empty."""

    id: int
    field: str
    preferred: str
    over: str = ""


class LeftOut(NamedTuple):
    """A value of a source that a rule left out of the merge."""

    field: str
    by: Sourced
    value: object
    rule: int


def empty(field: str) -> object:
    """What a record says of a field where it says nothing."""
    return getattr(_EMPTY, field)


def differ(field: str, one: Sourced, other: Sourced) -> bool:
    """Whether two rows state a field and disagree about it."""
    first, second = getattr(one.record, field), getattr(other.record, field)
    if not first or not second:
        return False
    if field == "status":
        older, newer = sorted((one, other), key=day_of)
        return not leads_to(older, newer, one.record)
    return bool(_JOINER[field]((first, second), (one, other)).differing)


def left_out(
    records: Sequence[Sourced], rules: Iterable[Rule]
) -> tuple[list[Sourced], list[LeftOut]]:
    """The records without what rules leave out, and what that is; of two rules the first holds."""
    remaining = list(records)
    found: list[LeftOut] = []
    for rule in rules:
        stating = [s for s in remaining if s.source == rule.preferred and _says(s, rule.field)]
        if not stating:
            continue
        believed = max(stating, key=_latest)
        for place, sourced in enumerate(remaining):
            if _is_over(rule, sourced) and differ(rule.field, believed, sourced):
                value = getattr(sourced.record, rule.field)
                found.append(LeftOut(rule.field, sourced, value, rule.id))
                remaining[place] = _without(sourced, rule.field)
    return remaining, found


def _latest(sourced: Sourced) -> tuple[int, int, bytes]:
    """The last word of a source; the content only where nothing else tells rows apart."""
    return day_of(sourced), -sourced.order, msgspec.json.encode(sourced.record)


def _says(sourced: Sourced, field: str) -> bool:
    return bool(getattr(sourced.record, field))


def _is_over(rule: Rule, sourced: Sourced) -> bool:
    return sourced.source != rule.preferred and rule.over in ("", sourced.source)


def _without(sourced: Sourced, field: str) -> Sourced:
    fields = (field, "status_text") if field == "status" else (field,)
    record = msgspec.structs.replace(sourced.record, **{name: empty(name) for name in fields})
    return msgspec.structs.replace(sourced, record=record)


class Decisions(msgspec.Struct, frozen=True):
    """What an edition's decisions come to: of several about a field the latest holds.

    Attributes:
        values: field → what it is.
        by: field → the decision that says so.
        added: the relations that are stated.
        denied: kind, number and direction of those that are not to be believed.
    """

    values: Mapping[str, object]
    by: Mapping[str, Sourced]
    added: Sequence[StatedRelation]
    denied: frozenset[tuple[str, str, bool]]


def decisions_of(decided: Iterable[Sourced]) -> Decisions:
    """Put the decisions about one edition together."""
    values: dict[str, object] = {}
    by: dict[str, Sourced] = {}
    added: dict[tuple[str, str, bool], StatedRelation] = {}
    denied: set[tuple[str, str, bool]] = set()
    for sourced in sorted(decided, key=lambda s: s.order):
        record = sourced.record
        if not isinstance(record, DecidedRecord):
            raise TypeError(f"{record.number}: a decision says which fields it states")
        for field in record.stated:
            values[field], by[field] = getattr(record, field), sourced
        for relation in record.denied:
            denied.add(relation_key(relation))
            added.pop(relation_key(relation), None)
        for relation in record.relations:
            added[relation_key(relation)] = relation
            denied.discard(relation_key(relation))
    if values.get("published"):
        values["published_text"] = ""
    if "status" in values:
        values["status_text"] = ""
    return Decisions(values, by, tuple(added.values()), frozenset(denied))


def relation_key(relation: StatedRelation) -> tuple[str, str, bool]:
    """What makes two statements speak of one relation."""
    return relation.kind, relation.number, relation.inverse


def relations_after(
    relations: Iterable[StatedRelation], decisions: Decisions
) -> tuple[StatedRelation, ...]:
    """The relations of the sources without those denied, then those the decisions state."""
    own = {relation_key(relation) for relation in decisions.added}
    out = own | decisions.denied
    return (*(r for r in relations if relation_key(r) not in out), *decisions.added)


def contradicts(field: str, decision: Sourced, sourced: Sourced) -> bool:
    """Whether a source states something else than what was decided, be that nothing."""
    if not _says(sourced, field):
        return False
    if not _says(decision, field):
        return True
    if field == "status":
        return sourced.record.status != decision.record.status
    return bool(
        _JOINER[field](
            (getattr(decision.record, field), getattr(sourced.record, field)), (decision, sourced)
        ).differing
    )
