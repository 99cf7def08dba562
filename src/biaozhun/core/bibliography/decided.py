"""The decisions of keepers laid over what the sources of an edition come to."""

from collections.abc import Callable, Collection, Sequence

import msgspec

from biaozhun.core.bibliography.deciding import (
    OPERATOR,
    THE_NUMBER,
    Decisions,
    LeftOut,
    agreeing,
    contradicts,
    decided_nature,
    decisions_of,
    relation_key,
    relations_after,
)
from biaozhun.core.bibliography.merged import Conflict, Merged, StatusStatement, as_text
from biaozhun.core.bibliography.natures import (
    BY_NUMBER,
    NatureStatement,
    agree,
    nature_of_number,
    natures_denied,
    stating_first,
)
from biaozhun.core.bibliography.precedence import Sourced
from biaozhun.core.bibliography.record import BibliographicRecord, NatureWord

Join = Callable[[Sequence[Sourced]], Merged]


def ruled_natures(merged: Merged, ranked: Sequence[Sourced], out: Sequence[LeftOut]) -> Merged:
    """What is left of the words on the nature; the number may be among what was left out."""
    number = merged.record.number
    over = next((left for left in out if left.by.source == THE_NUMBER), None)
    own = nature_of_number(number) if over is None else None
    first = stating_first(ranked)
    chosen, by = (own, BY_NUMBER) if own or first is None else (first.word, first.source)
    conflicts = {conflict for conflict in merged.conflicts if conflict.field != "nature"}
    conflicts |= {
        Conflict("nature", str(no.chosen), no.chosen_source, str(no.word), no.source)
        for no in natures_denied(ranked, marked=over is None)
    }
    for _, left, word, rule in out:
        if chosen is None or not agree(chosen, NatureWord(str(word))):
            source = BY_NUMBER if left.source == THE_NUMBER else left.source
            conflicts.add(
                Conflict("nature", str(chosen or ""), by, str(word), source, f"rule:{rule}")
            )
    told = merged.natures
    if over is not None and first is not None:
        told = (msgspec.structs.replace(first, decided=f"rule:{over.rule}"),)
    return msgspec.structs.replace(merged, conflicts=tuple(sorted(conflicts)), natures=told)


def decided(stating: Sequence[Sourced], deciding: Sequence[Sourced], join: Join) -> Merged:
    """What the sources come to, with the fields that keepers decided in the place of theirs."""
    number = deciding[0].record.number
    base = join(stating) if stating else Merged(BibliographicRecord(number=number), {})
    decisions = decisions_of(deciding)
    relations = relations_after(base.record.relations, decisions)
    record = msgspec.structs.replace(base.record, **decisions.values, relations=relations)
    origins = dict(base.origins) | dict.fromkeys(decisions.by, OPERATOR)
    if decisions.added:
        origins["relations"] = OPERATOR
    open_ = [conflict for conflict in base.conflicts if conflict.field not in decisions.by]
    conflicts = _after_relations(open_, stating, decisions, join)
    for field, decision in decisions.by.items():
        chosen = as_text(_come_to(field, decision) or "")
        conflicts += {
            Conflict(field, chosen, OPERATOR, as_text(getattr(s.record, field)), s.source, OPERATOR)
            for s in stating
            if contradicts(field, decision, s)
        }
    statements = base.statements
    if "status" in decisions.by:
        seen = decisions.by["status"].seen
        word = record.status
        statements = () if word is None else (StatusStatement(word, seen, OPERATOR),)
    natures = base.natures
    if "nature" in decisions.by:
        natures, denied = _decided_nature(decisions.by["nature"])
        conflicts += denied
    return Merged(record, origins, tuple(sorted(set(conflicts))), statements, natures)


def _come_to(field: str, decision: Sourced) -> object:
    """What a field is by a decision."""
    if field == "nature":
        return decided_nature(decision.record)
    return getattr(decision.record, field)


def _decided_nature(decision: Sourced) -> tuple[tuple[NatureStatement, ...], list[Conflict]]:
    """The one word that counts, and the mark of the number where that denies it."""
    word, own = decision.record.nature, nature_of_number(decision.record.number)
    if word is None:
        return (), []
    told = (NatureStatement(word, decision.seen, OPERATOR, OPERATOR),)
    if own is None or agree(word, own):
        return told, []
    return told, [Conflict("nature", str(word), OPERATOR, str(own), BY_NUMBER, OPERATOR)]


def _after_relations(
    conflicts: list[Conflict],
    stating: Sequence[Sourced],
    decisions: Decisions,
    join: Join,
) -> list[Conflict]:
    """The conflicts, those about relations that keepers stated or denied no longer open."""
    added = {relation_key(relation): relation for relation in decisions.added}
    settled = added.keys() | decisions.denied
    denied = [
        Conflict(
            "relations",
            as_text(added[relation_key(one)]),
            OPERATOR,
            as_text(one),
            sourced.source,
            OPERATOR,
        )
        for sourced in stating
        for one in sourced.record.relations
        if one not in agreeing((one,), decisions.added)
    ]
    if settled and any(conflict.field == "relations" for conflict in conflicts):
        rest = join([_without(sourced, settled) for sourced in stating])
        conflicts = [conflict for conflict in conflicts if conflict.field != "relations"]
        conflicts += [conflict for conflict in rest.conflicts if conflict.field == "relations"]
    return conflicts + denied


def _without(sourced: Sourced, settled: Collection[tuple[str, str, bool]]) -> Sourced:
    """A row without the relations that keepers settled."""
    left = tuple(one for one in sourced.record.relations if relation_key(one) not in settled)
    record = msgspec.structs.replace(sourced.record, relations=left)
    return msgspec.structs.replace(sourced, record=record)
