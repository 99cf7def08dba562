"""A draft looked over: its findings, its citations, and the text cut at what they are about."""

import datetime as dt
from collections import defaultdict

import msgspec

from biaozhun.cloud.laws.queries.register import abolished
from biaozhun.cloud.validity.queries.checking import check_asked
from biaozhun.core.citation import Citation, Scope, scan
from biaozhun.core.validity import Answer, Asked, Citing
from biaozhun.core.validity.linting import DraftFinding, lint

MOST_CITATIONS = 2_000


class TooManyCitationsError(Exception):
    """A draft cites more than is looked over at once."""


class Marked(msgspec.Struct, frozen=True):
    """Characters of the draft; with the places of the findings about them, from 1."""

    text: str
    findings: list[int] = []


class Looked(msgspec.Struct, frozen=True, kw_only=True):
    """A draft that was looked over."""

    text: str
    findings: list[DraftFinding]
    cited: list[tuple[Citation, Answer]]
    laws: int
    marked: list[Marked]


def look_over(text: str, on: dt.date) -> Looked:
    """What a drafter should look at in a text, as of a day; nothing of it is kept.

    Raises:
        TooManyCitationsError: it cites more than :data:`MOST_CITATIONS`.
    """
    scanned = scan(text)
    if len(scanned.citations) > MOST_CITATIONS:
        raise TooManyCitationsError
    asked = [
        Asked(
            text=each.text,
            number=each.number,
            title=each.title,
            clauses=each.clauses,
            all_parts=each.scope is Scope.ALL_PARTS,
        )
        for each in scanned.citations
    ]
    answers = check_asked(asked, on=on, citing=Citing.LAW) if asked else []
    dead = abolished([each.title for each in scanned.laws], on) if scanned.laws else {}
    findings = list(lint(text, scanned, answers, abolished=dead))
    return Looked(
        text=text,
        findings=findings,
        cited=list(zip(scanned.citations, answers, strict=True)),
        laws=len(scanned.laws),
        marked=_marked(text, findings),
    )


def _marked(text: str, findings: list[DraftFinding]) -> list[Marked]:
    """The text cut at its findings; of places that overlap, the first keeps its marks."""
    at: dict[tuple[int, int], list[int]] = defaultdict(list)
    for place, each in enumerate(findings, start=1):
        at[(each.start, each.end)].append(place)
    pieces: list[Marked] = []
    done = 0
    for start, end in sorted(at):
        if start < done:
            pieces[-1].findings.extend(at[(start, end)])
            continue
        pieces += [Marked(text[done:start], []), Marked(text[start:end], at[(start, end)])]
        done = end
    pieces.append(Marked(text[done:], []))
    return [piece for piece in pieces if piece.text or piece.findings]
