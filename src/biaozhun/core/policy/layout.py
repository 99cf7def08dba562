"""How a policy text is laid out: paragraphs, headings, and what stands below which heading."""

from bisect import bisect_left, bisect_right
from functools import cached_property

import msgspec

from biaozhun.core.policy.blocks import paragraphs_of_blocks
from biaozhun.core.policy.document import describe
from biaozhun.core.policy.outline import outline
from biaozhun.core.policy.page import read_page
from biaozhun.core.policy.paragraphs import paragraphs_of
from biaozhun.core.policy.parts import Part, PartKind, parts_of, without_site
from biaozhun.core.policy.passages import Paragraph, Passage
from biaozhun.core.policy.unfolding import unfolded
from biaozhun.core.policy.value import Heading, PolicyDocument
from biaozhun.core.structure.blocks import BlockText


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """What stands directly below one heading, before the next heading.

    Attributes:
        heading: its index among the headings; None for what stands before the first.
        path: labels and titles from the top down to its own: ``("二、重点任务", "(一)统筹协调")``.
        body: its paragraphs without the heading's own characters; what follows a run-in title in
            the same paragraph is the first.
        leaf: no heading stands below it.
    """

    heading: int | None
    path: tuple[str, ...]
    body: tuple[Passage, ...]
    leaf: bool


class Layout(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """The text with its paragraphs, headings and sections; offsets are those of the text.

    Attributes:
        text: as given.
        paragraphs: of the whole policy in the order of the text, clutter of web pages left out.
        headings: in the order of the text.
        sections: in the order of the text; with the first heading begins the second of them where
            something stands before it.
        document: title, issuer, dates and so on.
        body_start: where the plan itself begins, behind notice and title.
        body_end: where its signature, or the first attachment, begins.
    """

    text: str
    paragraphs: tuple[Paragraph, ...]
    headings: tuple[Heading, ...]
    sections: tuple[Section, ...]
    document: PolicyDocument
    body_start: int = 0
    body_end: int = 0

    @cached_property
    def _starts(self) -> list[int]:
        return [heading.start for heading in self.headings]

    def heading_at(self, offset: int) -> int | None:
        """Index of the innermost heading whose section an offset lies in."""
        place: int | None = bisect_right(self._starts, offset) - 1
        if place is None or place < 0:
            return None
        while place is not None and self.headings[place].section_end <= offset:
            place = self.headings[place].parent
        return place

    def below(self, place: int) -> list[Passage]:
        """What stands below a heading and the headings under it, in the order of the text."""
        until = self.headings[place].section_end
        return [
            passage
            for section in self._by_heading(place)
            for passage in section.body
            if passage.start < until
        ]

    def _by_heading(self, place: int) -> list[Section]:
        """The sections of a heading and of those under it."""
        until = self.headings[place].section_end
        last = bisect_left(self._starts, until)
        first = len(self.sections) - len(self.headings)
        return list(self.sections[first + place : first + last])

    def children(self, place: int) -> list[int]:
        """The headings directly under one."""
        last = bisect_left(self._starts, self.headings[place].section_end)
        return [at for at in range(place + 1, last) if self.headings[at].parent == place]

    def path_of(self, offset: int) -> tuple[str, ...]:
        """Labels and titles of the headings above an offset, from the top, as printed."""
        return path_to(self.headings, self.heading_at(offset))


def path_to(headings: tuple[Heading, ...], place: int | None) -> tuple[str, ...]:
    """Labels and titles from the top down to one heading."""
    steps: list[str] = []
    while place is not None:
        steps.append(headings[place].label + headings[place].title)
        place = headings[place].parent
    return tuple(reversed(steps))


def sections_of(
    paragraphs: tuple[Paragraph, ...], headings: tuple[Heading, ...]
) -> tuple[Section, ...]:
    """Every paragraph, or what a heading leaves of it, below its heading."""
    bodies: dict[int, list[Passage]] = {place: [] for place in range(-1, len(headings))}
    starts = [heading.start for heading in headings]
    for paragraph in paragraphs:
        for place, piece in _pieces(paragraph.passage, headings, starts):
            bodies[place].append(piece)
    parents = {heading.parent for heading in headings}
    return tuple(
        Section(
            heading=place if place >= 0 else None,
            path=path_to(headings, place if place >= 0 else None),
            body=tuple(body),
            leaf=place not in parents,
        )
        for place, body in bodies.items()
        if body or place >= 0
    )


def _pieces(
    passage: Passage, headings: tuple[Heading, ...], starts: list[int]
) -> list[tuple[int, Passage]]:
    """What of a paragraph is no heading, each with the index of the heading above it."""
    pieces = []
    place = bisect_right(starts, passage.start) - 1
    begins = passage.start
    while begins < passage.end:
        here = place if place < 0 else _below(headings, place, begins)
        if place >= 0:
            begins = max(begins, headings[place].end if starts[place] >= passage.start else begins)
        ends = min(starts[place + 1] if place + 1 < len(starts) else passage.end, passage.end)
        piece = passage.cut(passage.index(begins), passage.index(ends)).stripped()
        if piece.text:
            pieces.append((here, piece))
        begins, place = max(ends, begins), place + 1
        if place >= len(starts) or starts[place] >= passage.end:
            break
    return pieces


def _below(headings: tuple[Heading, ...], place: int, offset: int) -> int:
    """The innermost heading, from one on upwards, whose section an offset lies in; -1 for none."""
    above: int | None = place
    while above is not None and headings[above].section_end <= offset:
        above = headings[above].parent
    return -1 if above is None else above


def lay_out(text: str) -> Layout:
    """The layout of a plain text."""
    return laid_out(text, paragraphs_of(text))


def lay_out_blocks(read: BlockText) -> Layout:
    """The layout of a file that was read into blocks."""
    return laid_out(read.text, paragraphs_of_blocks(read))


def laid_out(text: str, paragraphs: tuple[Paragraph, ...]) -> Layout:
    """The layout of a text whose paragraphs are known."""
    page = read_page(unfolded(paragraphs))
    parts = parts_of(page.paragraphs)
    own = without_site(page.paragraphs, parts)
    if len(own) < len(page.paragraphs):
        page = msgspec.structs.replace(page, paragraphs=own)
        parts = parts_of(own)
    headings = _headings(page.paragraphs, parts)
    plan = next((part for part in parts if part.kind is PartKind.PLAN), None)
    return Layout(
        text=text,
        paragraphs=page.paragraphs,
        headings=headings,
        sections=sections_of(page.paragraphs, headings),
        document=describe(page, parts, headings),
        body_start=_edge(page.paragraphs, plan.body, len(text)) if plan else 0,
        body_end=_edge(page.paragraphs, plan.closing, len(text)) if plan else len(text),
    )


def _edge(paragraphs: tuple[Paragraph, ...], place: int, end: int) -> int:
    """Where a paragraph begins; where none does, the end of the text."""
    return paragraphs[place].start if place < len(paragraphs) else end


def _headings(paragraphs: tuple[Paragraph, ...], parts: list[Part]) -> tuple[Heading, ...]:
    """The headings of all parts in one list."""
    made: list[Heading] = []
    for part in parts:
        known = len(made)
        for heading in outline(paragraphs, part.body, part.closing):
            parent = None if heading.parent is None else heading.parent + known
            made.append(msgspec.structs.replace(heading, parent=parent))
    return tuple(made)
