"""The parts of a text: the notice that hands a plan on, the plan, its attachments."""

from enum import StrEnum
from typing import Final

import msgspec

from biaozhun.core.policy.attachments import Announced, announcement, begins_with_mark, is_mark
from biaozhun.core.policy.labels import PARTING, label_at
from biaozhun.core.policy.passages import Paragraph
from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.set_lines import (
    is_addressee,
    is_copies,
    is_date,
    is_masthead,
    is_printed,
    is_remark,
    is_set,
    is_signature,
    signed_and_dated,
)
from biaozhun.core.policy.titles import ends_title, is_bare, title_at

_HANDS_ON: Final = pattern(
    r"印发(?:给|你|各|如下|施行|实施|执行)|予以(?:印发|公布|发布)|(?:现|给予|批转|转发).{0,40}(?:转发|印发|公布|发布)"
    r"|已经.{2,40}(?:同意|审议通过|通过|批准)"
)
_CONTACT: Final = pattern(r"\(?联系(?:人|电话|方式|单位)?\s*[:)]")
_PROSE: Final = 40  # characters from which a line with a full stop is text
_SIGNATURES_MOST: Final = 6  # lines of names above one date
_TITLE_END: Final = 12  # characters of the last line of a title that cannot stand alone
_TITLE_LINE: Final = 15  # characters of a line that is no name of a site
_AHEAD: Final = 4  # paragraphs behind a closing in which the next title begins


class PartKind(StrEnum):
    """What a part is."""

    COVER = "cover"
    PLAN = "plan"
    ATTACHMENT = "attachment"


class Part(msgspec.Struct, kw_only=True):
    """A part by the places of its paragraphs; every ``end`` is the first place behind.

    Attributes:
        kind: what it is.
        begin: first paragraph.
        end: behind its last.
        title: first line of its title and the first behind.
        body: first paragraph behind title and addressees.
        closing: first paragraph of signature, date or announced attachments behind the body.
        announced: attachments it announces.
    """

    kind: PartKind
    begin: int
    end: int
    title: tuple[int, int] | None = None
    body: int = 0
    closing: int = 0
    announced: tuple[Announced, ...] = ()


def parts_of(paragraphs: tuple[Paragraph, ...]) -> list[Part]:
    """The parts in order; a text that hands nothing on is one plan."""
    starts = _starts(paragraphs)
    edges = [*starts, (len(paragraphs), False)]
    parts = [
        _part(paragraphs, begin, edges[place + 1][0], attached=attached)
        for place, (begin, attached) in enumerate(starts)
    ]
    parts = [part for part in parts if part.end > part.begin]
    if len(parts) > 1 and _hands_on(paragraphs, parts[0]):
        parts[0].kind = PartKind.COVER
        parts[1].kind = PartKind.PLAN
    return parts


def without_site(paragraphs: tuple[Paragraph, ...], parts: list[Part]) -> tuple[Paragraph, ...]:
    """Without what a page prints above the title: its name, the title once more."""
    first = parts[0].title[0] if parts and parts[0].title else 0
    return tuple(
        paragraph
        for place, paragraph in enumerate(paragraphs)
        if place >= first or is_set(paragraph.folded) or is_masthead(paragraph.folded)
    )


def _starts(paragraphs: tuple[Paragraph, ...]) -> list[tuple[int, bool]]:
    """First paragraph of each part, and whether it says that it is an attachment."""
    starts = [(0, False)]
    prose = closed = handed = False
    place = 0
    while place < len(paragraphs):
        paragraph = paragraphs[place]
        _, behind = announcement(paragraphs, place)
        if behind > place and not _opens_attachment(paragraphs, place, closed=closed):
            place = behind
            continue
        if prose and _opens_attachment(paragraphs, place, closed=closed):
            starts.append((place, True))
            prose = closed = handed = False
        elif prose and _opens_part(paragraphs, place, closed=closed, handed=handed):
            starts.append((place, False))
            prose = closed = handed = False
        elif prose and _closes(paragraph.folded):
            closed = True
        else:
            handed = handed or _HANDS_ON.search(paragraph.folded) is not None
            prose = prose or "。" in paragraph.folded or paragraph.cell is not None
        place += 1
    return starts


def _closes(folded: str) -> bool:
    """Whether a line ends a part."""
    return is_date(folded) or is_printed(folded) or signed_and_dated(folded) is not None


def _opens_attachment(paragraphs: tuple[Paragraph, ...], place: int, *, closed: bool) -> bool:
    """Whether an attachment begins at a paragraph."""
    paragraph = paragraphs[place]
    if is_mark(paragraph):
        found, _ = announcement(paragraphs, place)
        return not found and place + 1 < len(paragraphs)
    if not closed or not begins_with_mark(paragraph):
        return False
    _, behind = announcement(paragraphs, place)
    return behind < len(paragraphs) and not begins_with_mark(paragraphs[behind])


def _opens_part(
    paragraphs: tuple[Paragraph, ...], place: int, *, closed: bool, handed: bool
) -> bool:
    """Whether another paper begins at a paragraph: a title behind a closing or a notice."""
    if not (closed or handed) or not is_bare(paragraphs[place]):
        return False
    until = min(len(paragraphs), place + _AHEAD)
    title = title_at(paragraphs, place, until)
    if title is None and closed:
        title = title_at(paragraphs, place, until, loose=True)
    return title is not None and title[1] < len(paragraphs)


def _hands_on(paragraphs: tuple[Paragraph, ...], part: Part) -> bool:
    """Whether a part is a notice that hands the next one on."""
    return any(
        _HANDS_ON.search(paragraph.folded) is not None
        for paragraph in paragraphs[part.body : part.closing]
    )


def _part(paragraphs: tuple[Paragraph, ...], begin: int, end: int, *, attached: bool) -> Part:
    part = Part(kind=PartKind.ATTACHMENT if attached else PartKind.PLAN, begin=begin, end=end)
    start = begin
    if attached and is_mark(paragraphs[begin]):
        start = begin + 1
    front = _front(paragraphs, start, end)
    part.title = _title(paragraphs, start, front)
    part.body = _body(paragraphs, part.title[1] if part.title else start, end, front)
    part.closing, part.announced = _closing(paragraphs, part.body, end)
    return part


def _front(paragraphs: tuple[Paragraph, ...], begin: int, end: int) -> int:
    """The first paragraph that can no longer belong to the title."""
    for place in range(begin, end):
        paragraph = paragraphs[place]
        label = label_at(paragraph.folded)
        heading = label is not None and label.style in PARTING
        if heading or is_addressee(paragraph.folded) or paragraph.cell is not None:
            return place
        if "。" in paragraph.folded:
            return place
    return end


def _title(paragraphs: tuple[Paragraph, ...], begin: int, front: int) -> tuple[int, int] | None:
    """The last title before addressees and text; a page may print it twice."""
    for loose in (False, True):
        place, found = begin, None
        while place < front:
            here = title_at(paragraphs, place, front, loose=loose)
            found = here or found
            place = here[1] if here else place + 1
        if found is not None:
            return _whole_title(paragraphs, begin, found)
    return None


def _whole_title(
    paragraphs: tuple[Paragraph, ...], begin: int, found: tuple[int, int]
) -> tuple[int, int]:
    """A title that is no more than the end of one takes in the line above it.

    A short line above is taken where the notice before names both together.
    """
    first, behind = found
    if first > begin and len(paragraphs[first].text) <= _TITLE_END:
        above = paragraphs[first - 1]
        whole = f"{above.folded}{paragraphs[first].folded}》"
        named = len(above.text) >= _TITLE_LINE or any(
            whole in paragraph.folded for paragraph in paragraphs[:begin]
        )
        if is_bare(above) and named and not ends_title(above.folded):
            return first - 1, behind
    return found


def _body(paragraphs: tuple[Paragraph, ...], begin: int, end: int, front: int) -> int:
    """The first paragraph behind title, number, date and addressees."""
    place = begin
    if front < end and is_addressee(paragraphs[front].folded):
        return front + 1
    while place < front and is_set(paragraphs[place].folded):
        place += 1
    return min(place, end)


def _closing(
    paragraphs: tuple[Paragraph, ...], begin: int, end: int
) -> tuple[int, tuple[Announced, ...]]:
    """Where signature, date or announced attachments begin, and what is announced."""
    announced: list[Announced] = []
    closing, text_end = end, begin
    place = begin
    while place < end:
        found, behind = announcement(paragraphs, place)
        if found and behind <= end:
            announced += found
            closing = min(closing, place)
            place = behind
            continue
        if _closes(paragraphs[place].folded):
            closing = min(closing, _signature(paragraphs, begin, place))
        elif _is_text(paragraphs[place]):
            text_end = place + 1
            closing = end
        place += 1
    while closing > text_end and _trails(paragraphs[closing - 1].folded):
        closing -= 1
    return closing, tuple(announced)


def _is_text(paragraph: Paragraph) -> bool:
    """Whether a paragraph belongs to the body and to nothing behind it."""
    label = label_at(paragraph.folded)
    return (
        paragraph.cell is not None
        or (label is not None and label.style in PARTING)
        or ("。" in paragraph.folded and len(paragraph.folded) > _PROSE)
    )


def _trails(folded: str) -> bool:
    return (
        is_remark(folded)
        or is_copies(folded)
        or _CONTACT.match(folded) is not None
        or is_signature(folded)
    )


def _signature(paragraphs: tuple[Paragraph, ...], begin: int, date: int) -> int:
    """The first of the names above a date."""
    place = date
    while place > max(begin, date - _SIGNATURES_MOST) and _is_name(paragraphs[place - 1]):
        place -= 1
    return place


def _is_name(paragraph: Paragraph) -> bool:
    return paragraph.cell is None and is_signature(paragraph.folded)
