"""One record from what several sources say about one edition, by a written precedence.

The order of the records given does not matter. They are ranked, the strongest first, by

1. ``rank``: an announcement before an official catalogue before other sources;
2. ``seen``: the newer sighting first, one without a day last;
3. the name of the source, then the position of the row, then the content of the record, so that
   the same statements always give the same edition.

A value that is present beats one that is absent. Which of several present values is taken depends
on the field:

============================================  ====================================================
fields                                        taken
============================================  ====================================================
titles, committee, filing number, dates       the strongest; another one that is not the same
published / in force / withdrawn /            after folding (width, script, case, blanks and
suspended / resumed, document type, edition,  punctuation left out) is a conflict
language
bodies (issuing, proposing, …)                the same; a name told shorter is no conflict
drafting units, drafters, ICS, CCS, industry  the strongest list that is not empty, in its order;
                                              a list that neither contains nor refines it is a
                                              conflict
printed number, announcement, URL, external   the strongest; each source has its own, so a
id, summary, month or year of publication     difference says nothing
keywords, tags, findings                      all of them, those of the strongest first
relations                                     each once by kind, number and direction; extent,
                                              degree, date and basis from the strongest that
                                              states them, a different one is a conflict
documents                                     all of them by kind, language, medium and URL
status, its text, stage                       the newest sighting, whatever its rank: a word is
                                              true at most on the day it was seen; an older word
                                              is a conflict unless the life of a standard leads
                                              from it to the newer one between the two days
nature, its text                              the strongest; a word that denies the mark of the
                                              number is a conflict in which the number is chosen,
                                              else one that denies the strongest source is
seen, reviewed                                the latest day
invented                                      only where every source says so
every field of a row about a translation      documents and English title; the rest only where no
                                              row is about the edition itself
============================================  ====================================================

Above all of this stand the decisions of keepers (:mod:`biaozhun.core.bibliography.deciding`): an
operator's on single fields of an edition, then rules on which source is believed of a field.
"""

from collections.abc import Callable, Sequence
from operator import attrgetter

import msgspec

from biaozhun.core.bibliography.decided import decided, ruled_natures
from biaozhun.core.bibliography.deciding import (
    THE_NUMBER,
    Rule,
    differ,
    left_out,
    marked,
)
from biaozhun.core.bibliography.life import leads_to
from biaozhun.core.bibliography.merged import (
    Conflict,
    Merged,
    SoleOrigin,
    StatusStatement,
    as_text,
)
from biaozhun.core.bibliography.natures import (
    NatureStatement,
    natures_denied,
    natures_told,
)
from biaozhun.core.bibliography.precedence import FIELDS, JOINERS, Choice, Sourced, day_of
from biaozhun.core.bibliography.record import (
    BibliographicRecord,
    StatedRelation,
)

_values: Callable[[BibliographicRecord], tuple[object, ...]] = attrgetter(*FIELDS)


def merge(records: Sequence[Sourced], *, rules: Sequence[Rule] = ()) -> Merged:
    """Join the records of one edition; at least one is needed.

    Args:
        records: what its sources state, and what keepers decided.
        rules: which source is believed of a field, the first before the others.

    Raises:
        ValueError: there is no record, or they name different editions.
    """
    if len(records) == 1 and not records[0].decides:
        if not _repeats(records[0].record.relations) and not _on_nature(records, rules):
            return _single(records[0])
    elif len({sourced.record.number for sourced in records}) != 1:  # none, or several editions
        raise ValueError("records of exactly one edition can be merged")
    deciding = [sourced for sourced in records if sourced.decides]
    if deciding:
        stating = [s for s in records if not s.decides]
        return decided(stating, deciding, lambda some: merge(some, rules=rules))
    if rules and (len(records) > 1 or _on_nature(records, rules)):
        return _ruled(records, rules)
    return _joined(records)


def _on_nature(records: Sequence[Sourced], rules: Sequence[Rule]) -> bool:
    """Whether rules may weigh words on the nature; a single one is weighed against the number."""
    return any(rule.field == "nature" for rule in rules) and any(
        sourced.record.nature is not None for sourced in records
    )


def _joined(records: Sequence[Sourced]) -> Merged:
    ranked = _ranked(_translations_apart(records))
    columns = zip(*(_values(sourced.record) for sourced in ranked), strict=True)
    changes: dict[str, object] = {}
    origins: dict[str, str] = {}
    conflicts: list[Conflict] = []
    for field, join, column in zip(FIELDS, JOINERS, columns, strict=True):
        first = column[0]
        if column.count(first) == len(column) and (field != "relations" or not first):
            if first:
                origins[field] = ranked[0].source
            continue
        choice = join(column, ranked)
        if choice.value is not first:
            changes[field] = choice.value
        if choice.value:
            origins[field] = ranked[choice.at].source
        if choice.differing:
            conflicts += [
                _conflict(field, choice, column[other], by=(ranked[choice.at], ranked[other]))
                for other in choice.differing
            ]
    record = msgspec.structs.replace(ranked[0].record, **changes)
    if "status" in origins:
        conflicts += _status_conflicts(record, ranked)
    denied, natures = _natures(record, ranked)
    conflicts += denied
    found = tuple(sorted(set(conflicts))) if conflicts else ()
    return Merged(record, origins, found, _statements(ranked), natures)


def _ruled(records: Sequence[Sourced], rules: Sequence[Rule]) -> Merged:
    """Join what the rules leave, and keep what they left out where it says something else."""
    records = _translations_apart(records)  # what one says of itself rules nothing out
    mark = marked(records[0].record.number) if _on_nature(records, rules) else None
    voices, out = left_out([*records, mark] if mark else records, rules)
    remaining = [sourced for sourced in voices if sourced.source != THE_NUMBER]
    merged = _joined(remaining)
    if not out:
        return merged
    natures = [left for left in out if left.field == "nature"]
    if natures:
        merged = ruled_natures(merged, _ranked(remaining), natures)
    conflicts = set(merged.conflicts)
    for field, by, value, rule in out:
        if field == "nature":
            continue
        source = merged.origins.get(field, "")
        believed = msgspec.structs.replace(by, record=merged.record)
        if differ(field, believed, by):
            chosen = as_text(getattr(merged.record, field))
            decided = f"rule:{rule}"
            conflicts.add(Conflict(field, chosen, source, as_text(value), by.source, decided))
    return msgspec.structs.replace(merged, conflicts=tuple(sorted(conflicts)))


def _repeats(relations: tuple[StatedRelation, ...]) -> bool:
    """Whether a source states a relation twice in one row, perhaps with different details."""
    if len(relations) < 2:
        return False
    return len({(one.kind, one.number, one.inverse) for one in relations}) < len(relations)


def _single(sourced: Sourced) -> Merged:
    record = sourced.record
    statements: tuple[StatusStatement, ...] = ()
    if record.status is not None:
        seen = sourced.seen or record.seen
        statements = (StatusStatement(record.status, seen, sourced.source),)
    origins = SoleOrigin(record, sourced.source)
    if record.nature is None:
        return Merged(record, origins, (), statements)
    denied, natures = _natures(record, [sourced])
    return Merged(record, origins, tuple(denied), statements, natures)


def _ranked(records: Sequence[Sourced]) -> list[Sourced]:
    """The records, the strongest first; their content only where nothing else tells them apart."""
    keys = {_strength(sourced) for sourced in records}
    if len(keys) == len(records):
        return sorted(records, key=_strength)
    return sorted(records, key=lambda s: (_strength(s), msgspec.json.encode(s.record)))


def _translations_apart(records: Sequence[Sourced]) -> Sequence[Sourced]:
    """Of rows about a translation the documents only, where others are about the edition itself."""
    about_edition = [not sourced.record.translation for sourced in records]
    if all(about_edition) or not any(about_edition):
        return records
    return [
        msgspec.structs.replace(sourced, record=_of_translation(sourced.record))
        if sourced.record.translation
        else sourced
        for sourced in records
    ]


def _of_translation(record: BibliographicRecord) -> BibliographicRecord:
    return BibliographicRecord(
        number=record.number,
        translation=record.translation,
        title_en=record.title_en,
        documents=record.documents,
        findings=record.findings,
        invented=record.invented,
    )


def _strength(sourced: Sourced) -> tuple[bool, int, int, str, int]:
    about_translation = bool(sourced.record.translation)
    return about_translation, sourced.rank, -day_of(sourced), sourced.source, sourced.order


def _statements(ranked: Sequence[Sourced]) -> tuple[StatusStatement, ...]:
    """Every status word, the oldest sighting first."""
    found = {
        (day_of(s), s.source, s.record.status): StatusStatement(
            s.record.status, s.seen or s.record.seen, s.source
        )
        for s in ranked
        if s.record.status is not None
    }
    return tuple(found[key] for key in sorted(found))


def _conflict(
    field: str, choice: Choice, other: object, *, by: tuple[Sourced, Sourced]
) -> Conflict:
    return Conflict(field, as_text(choice.value), by[0].source, as_text(other), by[1].source)


def _natures(
    record: BibliographicRecord, ranked: Sequence[Sourced]
) -> tuple[list[Conflict], tuple[NatureStatement, ...]]:
    """What is denied of the nature, and every word on it that tells more than the number."""
    if record.nature is None:
        return [], ()
    denied = [
        Conflict("nature", str(no.chosen), no.chosen_source, str(no.word), no.source)
        for no in natures_denied(ranked)
    ]
    return denied, natures_told(ranked)


# --- status --------------------------------------------------------------------------------------


def _status_conflicts(record: BibliographicRecord, ranked: Sequence[Sourced]) -> list[Conflict]:
    """The words that do not lead to the newest one."""
    stating = [sourced for sourced in ranked if sourced.record.status is not None]
    if len({sourced.record.status for sourced in stating}) < 2:
        return []
    newest = max(stating, key=day_of)  # the strongest of the newest day
    return [
        Conflict(
            "status",
            str(newest.record.status),
            newest.source,
            str(sourced.record.status),
            sourced.source,
        )
        for sourced in stating
        if not leads_to(sourced, newest, record)
    ]
