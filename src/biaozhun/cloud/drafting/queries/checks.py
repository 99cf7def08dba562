"""What the checks of a draft find: coded, with the place and what to do.

Findings are kept as codes with what they are about; pages put them into words.
"""

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator
from typing import Final, TypedDict

from biaozhun.cloud.drafting.models import ProjectDocument
from biaozhun.cloud.validity.queries.checking import check_text
from biaozhun.core.number import NumberError, parse
from biaozhun.core.structure import Finding, Line, Rows, assembled, drafts, findings
from biaozhun.core.structure.blocks import BlockKind, BlockText, Part, TextBlock
from biaozhun.core.validity import CheckedLine, Citing, Outcome, Place

MOST_FINDINGS: Final = 500


class DraftFinding(TypedDict):
    """One finding of a draft.

    Attributes:
        code: what was found; its words are the slice's.
        place: where, as ``page:3``, ``paragraph:12``, ``clause:5.2`` or empty; of what the rules of
            drafting would have otherwise, in words.
        text: what stands there.
        advice: what would be right, where it is known: the number of the newer edition; of what the
            rules would have otherwise, a sentence.
    """

    code: str
    place: str
    text: str
    advice: str


STANDING: Final[dict[Outcome, str]] = {
    Outcome.REPLACED: "cites_replaced",
    Outcome.WITHDRAWN: "cites_withdrawn",
    Outcome.RENUMBERED: "cites_renumbered",
    Outcome.SUSPENDED: "cites_suspended",
    Outcome.PARTLY_REPLACED: "cites_partly_replaced",
    Outcome.CLAUSES_WITHDRAWN: "cites_clauses_withdrawn",
    Outcome.UPCOMING: "cites_upcoming",
    Outcome.EDITION_UNKNOWN: "cites_unknown_edition",
    Outcome.NO_SUCH_NUMBER: "cites_no_such_number",
    Outcome.TITLE_MISMATCH: "cites_other_title",
}
"""What a citation that does not stand as it should is called; what is not held is no fault."""


def check_draft(document: ProjectDocument, text: BlockText, *, on: dt.date) -> list[DraftFinding]:
    """What is to be looked at in a draft: what it cites, how it is built, how it is worded.

    Args:
        document: the version it is.
        text: what stands in it.
        on: the day for which what it cites is looked up.
    """
    checked = check_text(text, on=on, citing=Citing.REFERENCE, name=document.name)
    own = {document.project.number, number_of(document.project.revises)} - {""}
    others = [line for line in checked.lines if _cited(line) not in own]
    found = [_citation(line) for line in others if line.answer.outcome in STANDING]
    built = [_structure(one.code, one.place, one.text) for one in _built(text)]
    return _once([*found, *built, *_by_the_rules(text)])[:MOST_FINDINGS]


def number_of(slug: str) -> str:
    """The number of a standard, of its slug; the slug where it is none."""
    try:
        return parse(slug).canonical
    except NumberError:
        return slug


def _cited(line: CheckedLine) -> str:
    """The number a draft cites, in its one spelling; what stands there where it is none."""
    return line.asked.number.canonical if line.asked.number is not None else line.asked.text


def _by_the_rules(text: BlockText) -> Iterator[DraftFinding]:
    """What GB/T 1.1 would have otherwise; place and advice in Chinese, as the core says them."""
    draft = drafts.read_draft(text)
    for one in drafts.published(draft, drafts.findings(draft)):
        names = ("code", "place", "text", "advice")
        yield DraftFinding(**{name: one[name] for name in names})  # type: ignore[typeddict-item]  # the four there are


def _citation(line: CheckedLine) -> DraftFinding:
    newest = line.answer.newest if line.answer.newest != line.answer.number else ""
    return DraftFinding(
        code=STANDING[line.answer.outcome],
        place=_place(line.place),
        text=line.asked.text,
        advice=newest,
    )


def _place(place: Place) -> str:
    if place.cell:
        return f"cell:{place.cell}"
    if place.page:
        return f"page:{place.page}"
    return f"paragraph:{place.paragraph}" if place.paragraph else ""


def _structure(code: str, place: str, text: str) -> DraftFinding:
    return DraftFinding(code=code, place=f"clause:{place}" if place else "", text=text, advice="")


def _built(text: BlockText) -> list[Finding]:
    """What is wrong with its numbers and clauses."""
    return findings(assembled(_pieces(text)))


def _pieces(text: BlockText) -> Iterator[Line | Rows]:
    """Headings, paragraphs and tables of the body in their order."""
    body = (block for block in text.blocks if block.part == Part.BODY)
    for table, blocks in itertools.groupby(body, key=lambda block: block.table):
        if table:
            yield _rows(text.text, blocks)
        else:
            yield from (_line(text.text, block) for block in blocks)


def _line(text: str, block: TextBlock) -> Line:
    printed = text[block.start : block.end]
    if block.kind is not BlockKind.HEADING:
        return Line(printed)
    return Line(printed, heading=block.level or 1, counted=bool(block.numbering))


def _rows(text: str, blocks: Iterable[TextBlock]) -> Rows:
    rows: dict[int, list[str]] = {}
    for block in blocks:
        rows.setdefault(block.row, []).append(text[block.start : block.end])
    return Rows(tuple(tuple(cells) for cells in rows.values()))


def _once(found: Iterable[DraftFinding]) -> list[DraftFinding]:
    """Each finding once, in the order of the text."""
    seen = {(one["code"], one["place"], one["text"]): one for one in found}
    return list(seen.values())
