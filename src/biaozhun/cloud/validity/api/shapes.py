"""What a check says to programs: the interface and ``biaozhun check --json`` alike."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from typing import Any, Literal

from ninja import Schema

from biaozhun.cloud.validity.models import Check
from biaozhun.core.bibliography import Degree, Extent
from biaozhun.core.validity import (
    Answer,
    Asked,
    CheckedDocument,
    CheckedLine,
    Citing,
    Consequence,
    Holding,
    Outcome,
    Place,
    Step,
)

SentKind = Literal["text", "file", "list"]
"""What was sent in; named otherwise than the kind of a text, which stands in the interface too."""


class CheckPlace(Schema):
    """Where a citation stands, in the words of the file's own kind; what it lacks is empty."""

    file: str
    part: str
    page: int | None
    sheet: str
    cell: str
    paragraph: int | None


class CheckSuccessor(Schema):
    """What takes the place of an edition; ``depth`` counts from 1 along the chain.

    ``inferred``: no source says so, a newer edition of the same standard is held.
    """

    number: str
    title: str
    since: dt.date | None
    extent: Extent | None
    basis: str
    renumbered: bool
    inferred: bool
    depth: int


class CheckAmendment(Schema):
    """An amendment or corrigendum that applies on the day."""

    number: str
    since: dt.date | None


class CheckAdopted(Schema):
    """An international document that is taken over; ``newer`` where a newer edition is held."""

    number: str
    degree: Degree | None
    newer: str


class CheckClauses(Schema):
    """Single clauses that are withdrawn; none named means all mandatory ones."""

    clauses: list[str]
    since: dt.date | None
    basis: str
    by: str


class CheckSeen(Schema):
    """A source that shows the edition, and the last day on which it was read."""

    source: str
    last: dt.date


class CheckHolding(Schema):
    """How much is held of a code such as ``GB/T``; ``share`` and ``complete_to`` where known."""

    code: str
    editions: int
    last_seen: dt.date | None
    share: float | None
    complete_to: int | None
    complete_by: str
    record: str


class CheckCitation(Schema):
    """A citation and how it stands on the day.

    ``number`` is what is cited, empty where it is malformed; ``edition`` the edition meant. Offsets
    are characters of the extracted text. ``source`` is the source that showed the edition last, on
    the day ``verified``. ``status`` is how it stands, ``consequence`` what follows for who cites.
    """

    position: int
    text: str
    start: int
    end: int
    place: CheckPlace
    number: str
    dated: bool
    all_parts: bool
    title: str
    clauses: list[str]
    confidence: str
    corrected: bool
    in_address: bool
    fault: str
    status: Outcome
    consequence: Consequence
    rule: str
    reason: str
    certain: bool
    edition: str
    edition_title: str
    mandatory: bool | None
    since: dt.date | None
    until: dt.date | None
    newest: str
    successors: list[CheckSuccessor]
    amendments: list[CheckAmendment]
    adopted: list[CheckAdopted]
    candidates: list[str]
    withdrawn_by: str
    clauses_withdrawn: list[CheckClauses]
    may_follow_until: dt.date | None
    must_follow_from: dt.date | None
    holding: CheckHolding | None
    source: str
    verified: dt.date | None
    seen: list[CheckSeen]


class CheckSource(Schema):
    """A source that was searched, and up to which day it shows the world."""

    title: str
    slug: str
    editions: int
    until: dt.date | None


class CheckDocument(Schema):
    """The document that was checked, by what rules, against which sources."""

    name: str
    sha256: str
    sm3: str
    characters: int
    pages: int | None
    pages_without_text: list[int]
    rules: str
    made: dt.datetime
    data_date: dt.date | None
    searched: list[CheckSource]


class CheckSummary(Schema):
    """Counts: of citations, of different numbers, by status and by consequence."""

    citations: int
    numbers: int
    statuses: dict[str, int]
    consequences: dict[str, int]


class CheckResult(Schema):
    """A checked document with its citations in the order of the text."""

    on: dt.date
    citing: Citing
    document: CheckDocument
    citations: list[CheckCitation]
    summary: CheckSummary


class CheckFault(Schema):
    """Why nothing could be checked, and what to do."""

    code: str
    message: str
    hint: str
    place: str


class CheckOut(Schema):
    """A check: how far it is, and what it found.

    Whoever knows ``id`` sees and deletes it; nobody else does. ``result`` is there when ``state``
    is ``done``, ``fault`` when it is ``failed``. It goes with all that was sent at ``expires``.
    """

    id: str
    state: Check.State
    progress: int
    kind: SentKind
    name: str
    address: str
    page: str
    sent: dt.datetime
    expires: dt.datetime
    fault: CheckFault | None
    result: CheckResult | None


def result_of(document: CheckedDocument) -> CheckResult:
    """A checked document as programs take it."""
    return CheckResult(
        on=document.on,
        citing=document.citing,
        document=CheckDocument(
            name=document.name,
            sha256=document.sha256,
            sm3=document.sm3,
            characters=document.characters,
            pages=document.pages,
            pages_without_text=list(document.pages_without_text),
            rules=document.rules,
            made=document.made,
            data_date=document.data_date,
            searched=[
                CheckSource(title=one.title, slug=one.slug, editions=one.editions, until=one.until)
                for one in document.searched
            ],
        ),
        citations=[_citation(line) for line in document.lines],
        summary=_summary(document),
    )


def _summary(document: CheckedDocument) -> CheckSummary:
    answers = [line.answer for line in document.lines]
    numbers = {line.asked.number for line in document.lines if line.asked.number}
    return CheckSummary(
        citations=len(answers),
        numbers=len(numbers),
        statuses=_counted(str(answer.outcome) for answer in answers),
        consequences=_counted(str(answer.consequence) for answer in answers),
    )


def _counted(words: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items()))


def _citation(line: CheckedLine) -> CheckCitation:
    return CheckCitation(
        position=line.position,
        start=line.start,
        end=line.end,
        place=_place(line.place),
        confidence=line.confidence,
        corrected=line.corrected,
        in_address=line.in_address,
        **_asked(line.asked),
        **_decided(line.answer),
        **_told(line.answer),
    )


def _asked(asked: Asked) -> dict[str, Any]:
    return {
        "text": asked.text,
        "number": asked.number.canonical if asked.number else "",
        "dated": asked.number is not None and asked.number.year is not None,
        "all_parts": asked.all_parts,
        "title": asked.title,
        "clauses": list(asked.clauses),
        "fault": asked.fault,
    }


def _decided(answer: Answer) -> dict[str, Any]:
    return {
        "status": answer.outcome,
        "consequence": answer.consequence,
        "rule": answer.rule,
        "reason": answer.reason,
        "certain": answer.certain,
        "edition": answer.number,
        "edition_title": answer.title,
        "mandatory": answer.mandatory,
        "since": answer.since,
        "until": answer.until,
        "newest": answer.newest,
        "candidates": list(answer.candidates),
        "withdrawn_by": answer.withdrawn_by,
        "may_follow_until": answer.may_follow_until,
        "must_follow_from": answer.must_follow_from,
    }


def _told(answer: Answer) -> dict[str, Any]:
    return {
        "successors": [_successor(step) for step in answer.successors],
        "amendments": [
            CheckAmendment(number=one.number, since=one.since) for one in answer.amendments
        ],
        "adopted": [
            CheckAdopted(number=one.number, degree=one.degree, newer=one.newer)
            for one in answer.adopted
        ],
        "clauses_withdrawn": [
            CheckClauses(clauses=list(one.clauses), since=one.since, basis=one.basis, by=one.by)
            for one in answer.clauses_withdrawn
        ],
        "holding": _holding(answer.holding) if answer.holding else None,
        "source": answer.seen[0].source if answer.seen else "",
        "verified": answer.verified,
        "seen": [CheckSeen(source=one.source, last=one.last) for one in answer.seen],
    }


def _successor(step: Step) -> CheckSuccessor:
    return CheckSuccessor(
        number=step.number,
        title=step.title,
        since=step.since,
        extent=step.extent,
        basis=step.basis,
        renumbered=step.renumbered,
        inferred=step.inferred,
        depth=step.depth,
    )


def _place(place: Place) -> CheckPlace:
    return CheckPlace(
        file=place.file,
        part=place.part,
        page=place.page,
        sheet=place.sheet,
        cell=place.cell,
        paragraph=place.paragraph,
    )


def _holding(holding: Holding) -> CheckHolding:
    return CheckHolding(
        code=holding.code,
        editions=holding.editions,
        last_seen=holding.last_seen,
        share=holding.share,
        complete_to=holding.complete_to,
        complete_by=holding.complete_by,
        record=holding.record,
    )
