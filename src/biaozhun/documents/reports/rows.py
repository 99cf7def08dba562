"""What a report says of one citation, in the reader's words and in no file format yet.

All forms of a report print these rows, so that they cannot say different things.
"""

import datetime as dt
import re
from collections import Counter
from typing import Final

import msgspec

from biaozhun.core.citation import Confidence
from biaozhun.core.structure.blocks import Part
from biaozhun.core.validity import (
    Answer,
    CheckedDocument,
    CheckedLine,
    Consequence,
    Holding,
    Outcome,
    Place,
    Step,
)
from biaozhun.documents.reports.words import ReportWords

# No XML carries these, and no reader sees them; they come from hostile or broken files.
_UNPRINTABLE: Final = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BREAKS: Final = re.compile("[\x0b\x0c]")  # Word's breaks of a line and of a page
EMPTY: Final = "—"  # in a cell that has nothing to say
_BLANKS: Final = re.compile(r"\s+")


class ResultRow(msgspec.Struct, frozen=True, kw_only=True):
    """One citation as printed in a table of results.

    Attributes:
        position: from 1.
        printed: the citation as it stands in the text, in one line.
        place: where, in words; empty for pasted text.
        meant: number of the edition meant; empty where none is held.
        title: its title.
        outcome: how it stands.
        outcome_words: in words.
        consequence: what follows.
        consequence_words: in words.
        since: first day of the outcome.
        successors: what takes its place, each in words with its day.
        amendments: those that apply.
        notes: everything else that is to be known, each in one sentence.
        sources: the sources, each with its last day.
        verified: the last day on which any source showed it.
        confidence: how sure the reading is, in words.
        rule: the rule applied, in words.
    """

    position: int
    printed: str
    place: str
    meant: str
    title: str
    outcome: Outcome
    outcome_words: str
    consequence: Consequence
    consequence_words: str
    since: dt.date | None
    successors: tuple[str, ...]
    amendments: tuple[str, ...]
    notes: tuple[str, ...]
    sources: tuple[str, ...]
    verified: dt.date | None
    confidence: str
    rule: str


def printable(text: str) -> str:
    """The text without the characters that no XML may hold; breaks among them part words."""
    return _UNPRINTABLE.sub("", _BREAKS.sub(" ", text))


def one_line(text: str) -> str:
    """The text in one line."""
    return _BLANKS.sub(" ", printable(text)).strip()


def result_rows(document: CheckedDocument, words: ReportWords) -> tuple[ResultRow, ...]:
    """A row for each citation, in the order of the text."""
    titles = {source.slug: source.title for source in document.searched}
    return tuple(
        _row(line, place=count, titles=titles, words=words)
        for count, line in enumerate(document.lines, start=1)
    )


def _row(line: CheckedLine, *, place: int, titles: dict[str, str], words: ReportWords) -> ResultRow:
    answer = line.answer
    return ResultRow(
        position=place,
        printed=one_line(line.asked.text),
        place=place_words(line.place, words),
        meant=one_line(answer.number),
        title=one_line(answer.title),
        outcome=answer.outcome,
        outcome_words=words.outcomes[answer.outcome],
        consequence=answer.consequence,
        consequence_words=words.consequences[answer.consequence],
        since=answer.since,
        successors=tuple(step_words(step, words) for step in answer.successors),
        amendments=tuple(
            _with_day(one_line(sheet.number), sheet.since, words) for sheet in answer.amendments
        ),
        notes=tuple(map(one_line, (*_reading_notes(line, words), *answer_notes(answer, words)))),
        sources=tuple(
            f"{one_line(titles.get(seen.source, seen.source))} {seen.last.isoformat()}"
            for seen in answer.seen
        ),
        verified=answer.verified,
        confidence=words.confidences[Confidence(line.confidence)],
        rule=one_line(words.rule(answer)),
    )


def place_words(place: Place, words: ReportWords) -> str:
    """Where something stands: archive member, part, page, sheet, paragraph or cell."""
    said = []
    if place.file:
        said.append(words.in_file.format(file=one_line(place.file)))
    if place.part != Part.BODY:
        said.append(words.parts[Part(place.part)])
    if place.page is not None:
        said.append(words.on_page.format(page=place.page))
    if place.sheet:
        said.append(words.on_sheet.format(sheet=one_line(place.sheet)))
    if place.paragraph and not place.sheet:
        said.append(words.in_paragraph.format(paragraph=place.paragraph))
    if place.cell:
        said.append(words.in_cell.format(cell=place.cell))
    return words.joined.join(said)


def step_words(step: Step, words: ReportWords) -> str:
    """A successor with its day, and how it follows where that is more than a whole replacement."""
    said = _with_day(one_line(step.number), step.since, words)
    if step.extent is not None:
        said = f"{said} {words.extents[step.extent]}"
    if step.renumbered:
        said = words.renumbered_as.format(number=said)
    if step.inferred:
        said = words.inferred.format(number=said)
    return "→ " * (step.depth - 1) + said


def _with_day(number: str, since: dt.date | None, words: ReportWords) -> str:
    return f"{number} {words.from_day.format(day=since.isoformat())}" if since else number


def _reading_notes(line: CheckedLine, words: ReportWords) -> list[str]:
    """What is to be known of the reading of the text."""
    notes = []
    if line.asked.title and line.answer.outcome is Outcome.TITLE_MISMATCH:
        notes.append(words.title_printed.format(title=line.asked.title))
    if line.asked.clauses:
        notes.append(words.clauses_cited.format(clauses=words.joined.join(line.asked.clauses)))
    if line.corrected:
        notes.append(words.corrected)
    if line.in_address:
        notes.append(words.in_address)
    return notes


def answer_notes(answer: Answer, words: ReportWords) -> list[str]:
    """What is to be known of the answer beside outcome, successors and amendments."""
    notes = [*_days(answer, words), *_withdrawals(answer, words), *_adopted(answer, words)]
    if answer.candidates:
        notes.append(words.may_mean.format(numbers=words.joined.join(answer.candidates)))
    if answer.newest and answer.newest != answer.number:
        notes.append(words.use_now.format(number=answer.newest))
    if answer.holding is not None and answer.outcome in _HOLDING_MATTERS:
        notes.extend(_holding(answer.holding, words))
    if not answer.certain:
        notes.append(words.uncertain)
    return notes


_HOLDING_MATTERS: Final = frozenset(
    {Outcome.NOT_HELD, Outcome.NO_SUCH_NUMBER, Outcome.EDITION_UNKNOWN}
)


_HAS_BEGUN: Final = frozenset({Outcome.REPLACED, Outcome.WITHDRAWN, Outcome.RENUMBERED})


def _days(answer: Answer, words: ReportWords) -> list[str]:
    notes = []
    if answer.since is None and answer.outcome in _HAS_BEGUN:
        notes.append(words.unknown_day_since)
    if answer.until is not None:
        notes.append(words.until_day.format(day=answer.until.isoformat()))
    if answer.may_follow_until is not None:
        notes.append(words.old_until.format(day=answer.may_follow_until.isoformat()))
    if answer.must_follow_from is not None:
        notes.append(words.new_from.format(day=answer.must_follow_from.isoformat()))
    return notes


def _withdrawals(answer: Answer, words: ReportWords) -> list[str]:
    notes = []
    if answer.withdrawn_by:
        notes.append(words.ended_by.format(basis=answer.withdrawn_by))
    for ended in answer.clauses_withdrawn:
        sentence = words.clauses_ended if ended.clauses else words.all_clauses_ended
        notes.append(
            sentence.format(
                clauses=words.joined.join(ended.clauses),
                day=ended.since.isoformat() if ended.since else words.no_day,
                basis=words.joined.join(filter(None, (ended.by, ended.basis))),
            )
        )
    return notes


def _adopted(answer: Answer, words: ReportWords) -> list[str]:
    notes = []
    for adopted in answer.adopted:
        number = f"{adopted.number} {adopted.degree}" if adopted.degree else adopted.number
        if adopted.newer:
            notes.append(words.newer_adopted.format(number=number, newer=adopted.newer))
        else:
            notes.append(words.adopts.format(numbers=number))
    return notes


def _holding(holding: Holding, words: ReportWords) -> list[str]:
    until = holding.last_seen.isoformat() if holding.last_seen else words.no_day
    notes = [words.held.format(code=holding.code, editions=holding.editions, until=until)]
    if holding.share is not None:
        share = "<1%" if 0 < holding.share < 0.01 else f"{holding.share:.0%}"
        notes.append(words.held_share.format(share=share))
    if holding.complete_to is not None:
        notes.append(
            words.complete_to.format(
                code=holding.code, serial=holding.complete_to, by=holding.complete_by
            )
        )
    if holding.record:
        notes.append(words.official_record.format(address=holding.record))
    return notes


def outcome_counts(document: CheckedDocument) -> tuple[tuple[Outcome, int], ...]:
    """How many citations have each outcome; those that none has are left out."""
    counts = Counter(line.answer.outcome for line in document.lines)
    return tuple((outcome, counts[outcome]) for outcome in Outcome if counts[outcome])


def open_lines(document: CheckedDocument) -> int:
    """How many citations ask for something to be done."""
    return sum(line.answer.consequence is not Consequence.NONE for line in document.lines)


def conclusion(document: CheckedDocument, words: ReportWords) -> str:
    """The result of the check in one sentence."""
    on = document.on.isoformat()
    if not document.lines:
        return words.conclusion_empty.format(on=on)
    counts = words.joined.join(
        words.count.format(words=words.outcomes[outcome], count=count)
        for outcome, count in outcome_counts(document)
    )
    total, unsettled = len(document.lines), open_lines(document)
    if not unsettled:
        return words.conclusion_settled.format(on=on, total=total, counts=counts)
    return words.conclusion.format(on=on, total=total, counts=counts, open=unsettled)


def facts(document: CheckedDocument, words: ReportWords) -> tuple[tuple[str, str], ...]:
    """What stands at the head of a report: heading and value, those without a value left out."""
    made = document.made.astimezone(words.zone).strftime("%Y-%m-%d %H:%M %Z")
    data = words.data_until.format(day=document.data_date) if document.data_date else ""
    without = words.joined.join(map(str, document.pages_without_text))
    said = (
        (words.number, document.number or words.unregistered),
        (words.client, document.client),
        (words.purpose, document.purpose),
        (words.document, document.name or words.pasted),
        ("SHA-256", document.sha256),
        ("SM3", document.sm3),
        (words.characters, str(document.characters)),
        (words.pages, str(document.pages) if document.pages is not None else ""),
        (words.pages, words.without_text.format(pages=without) if without else ""),
        (words.citing, words.citings[document.citing]),
        (words.on, document.on.isoformat()),
        (words.made, made),
        (words.rules, words.joined.join(filter(None, (document.rules, data)))),
    )
    return tuple((heading, one_line(value)) for heading, value in said if value)


def coverage(document: CheckedDocument, words: ReportWords) -> tuple[tuple[str, int, str], ...]:
    """The sources searched: title, editions in it, and the day up to which it shows the world."""
    return tuple(
        (
            one_line(source.title),
            source.editions,
            source.until.isoformat() if source.until else words.no_day,
        )
        for source in document.searched
    )


def verification(document: CheckedDocument, words: ReportWords, address: str) -> str:
    """How a reader finds out whether the report is genuine; empty for one that is unregistered."""
    if not (document.number and address):
        return ""
    return words.verify_by.format(number=document.number, address=address)
