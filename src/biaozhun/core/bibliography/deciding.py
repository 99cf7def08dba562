"""What keepers decided, above the precedence of the sources.

A *rule* says of a field that one source is believed over another: where both state it and do not
agree, the other one is left out of the merge of that field. An operator's *decision* states single
fields of one edition and stands above everything, announcements included: somebody has looked at
the evidence of just this case and answers for it with a name. It can state that a field is nothing.
What was left out stays as a conflict that says by what it was decided.

The nature is weighed against the mark of the number, so a rule may name the number as one that is
believed, or over which a source is believed; a decision stands above the mark, and one that there
is nothing leaves the mark alone. Sources disagree about a relation where each states another
extent, degree or date of it; of such a relation a rule leaves out that one, and a decision says how
it is. About documents they cannot disagree: each is one more text, and of a text that two sources
name alike the reading right is that of the stronger one.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import msgspec

from biaozhun.core.bibliography.life import leads_to
from biaozhun.core.bibliography.natures import agree, nature_of_number
from biaozhun.core.bibliography.precedence import (
    DECIDABLE,
    FIELDS,
    JOINERS,
    Sourced,
    day_of,
    details_differ,
)
from biaozhun.core.bibliography.record import BibliographicRecord, NatureWord, StatedRelation

OPERATOR: Final = "operator"
"""The source of decisions; no source of rows may bear its name."""

THE_NUMBER: Final = "=number"
"""Stands in a rule on the nature for the mark of the number; no source can bear this name."""

STATED_BY_OPERATORS: Final = (
    *("title_zh", "title_en", "title_fr"),
    *("published", "in_force", "withdrawn", "suspended", "resumed", "reviewed"),
    *("status", "nature", "stage", "issuing_body", "sector_department", "proposing_body"),
    *("jurisdiction_body", "committee", "drafting_units", "drafters", "filing_number"),
    *("ics", "ccs", "industry", "doctype", "edition", "language", "summary", "keywords", "tags"),
)
"""The fields a decision may state, in the order of a form; relations come one by one."""

RULED: Final = (*DECIDABLE, "status", "nature", "relations")
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
    if field == "nature":
        return not agree(first, second)
    if field == "relations":
        return bool(agreeing(second, first) != second)
    return bool(_JOINER[field]((first, second), (one, other)).differing)


def marked(number: str) -> Sourced | None:
    """What the mark of a number says of the nature, as a voice that rules may name."""
    nature = nature_of_number(number)
    if nature is None:
        return None
    record = BibliographicRecord(number=number, nature=nature)
    return Sourced(record=record, source=THE_NUMBER, rank=-1)


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
                remaining[place] = rest = _without(sourced, rule.field, believed)
                value = _gone(rule.field, sourced, rest)
                found.append(LeftOut(rule.field, sourced, value, rule.id))
    return remaining, found


def _gone(field: str, sourced: Sourced, rest: Sourced) -> object:
    """What was left out of a value: all of it, or those relations that are disagreed about."""
    value = getattr(sourced.record, field)
    if field != "relations":
        return value
    return tuple(one for one in sourced.record.relations if one not in rest.record.relations)


def _latest(sourced: Sourced) -> tuple[int, int, bytes]:
    """The last word of a source; the content only where nothing else tells rows apart."""
    return day_of(sourced), -sourced.order, msgspec.json.encode(sourced.record)


def _says(sourced: Sourced, field: str) -> bool:
    return bool(getattr(sourced.record, field))


def _is_over(rule: Rule, sourced: Sourced) -> bool:
    return sourced.source != rule.preferred and rule.over in ("", sourced.source)


def _without(sourced: Sourced, field: str, believed: Sourced) -> Sourced:
    if field == "relations":
        relations = agreeing(sourced.record.relations, believed.record.relations)
        record = msgspec.structs.replace(sourced.record, relations=relations)
    else:
        fields = (field, f"{field}_text") if field in ("status", "nature") else (field,)
        record = msgspec.structs.replace(sourced.record, **{name: empty(name) for name in fields})
    return msgspec.structs.replace(sourced, record=record)


def agreeing(
    relations: Iterable[StatedRelation], believed: Iterable[StatedRelation]
) -> tuple[StatedRelation, ...]:
    """The relations without those that are told otherwise by one who is believed."""
    told: dict[tuple[str, str, bool], list[StatedRelation]] = {}
    for each in believed:
        told.setdefault(relation_key(each), []).append(each)
    return tuple(
        one
        for one in relations
        if not any(details_differ(one, other) for other in told.get(relation_key(one), ()))
    )


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
    for field in ("status", "nature"):
        if field in values:
            values[f"{field}_text"] = ""
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
    if field == "nature":
        decided, word = decided_nature(decision.record), sourced.record.nature
        return decided is None or word is None or not agree(decided, word)
    if not _says(decision, field):
        return True
    if field == "status":
        return sourced.record.status != decision.record.status
    return bool(
        _JOINER[field](
            (getattr(decision.record, field), getattr(sourced.record, field)), (decision, sourced)
        ).differing
    )


def decided_nature(decision: BibliographicRecord) -> NatureWord | None:
    """The nature a decision comes to: its own word, else the mark of the number alone."""
    return decision.nature or nature_of_number(decision.number)
