"""Headings nested by the order in which their kinds of numbering appear in the text."""

from itertools import pairwise

import msgspec

from biaozhun.core.policy.value import Heading, HeadingStyle

#: What these number is one paragraph; what follows it belongs to the heading above.
_ITEMS = frozenset({HeadingStyle.DASH, HeadingStyle.ORDINAL})
_Kind = tuple[HeadingStyle, int]


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A heading before it is nested.

    Attributes:
        style: how it is numbered.
        numbers: its number; of ``1.2`` both.
        label: as printed.
        title: without label and closing mark.
        start: of the label.
        label_end: behind the label and blanks, where the title begins.
        end: behind title and closing mark.
        paragraph_end: behind its paragraph.
        closed: a full stop or the like closes the title.
        depth: the level its file gives it; 0 where it gives none.
    """

    style: HeadingStyle
    numbers: tuple[int, ...]
    label: str
    title: str
    start: int
    label_end: int
    end: int
    paragraph_end: int
    closed: bool = False
    depth: int = 0

    @property
    def kind(self) -> _Kind:
        """What numbers on one level have in common: 1 and 2, but not 1.1."""
        if self.style is HeadingStyle.UNNUMBERED:
            return self.style, self.depth
        return self.style, len(self.numbers) if self.style is HeadingStyle.DIGIT else 0


def nested(found: list[Found], end: int) -> tuple[Heading, ...]:
    """The headings with level, parent and the end of their sections.

    A kind of numbering that is open goes on at its level; a new one begins a level below. A heading
    without a number stands above numbers that begin anew under each of several such, and beside
    those that run through.
    """
    above = _headings_over_lists(found)
    open_: list[int] = []
    parents: list[int | None] = []
    levels: list[int] = []
    ends = [end] * len(found)
    for place, heading in enumerate(found):
        depth = _depth(found, open_, heading, above=above)
        for closed in open_[depth:]:
            ends[closed] = min(ends[closed], heading.start)
        del open_[depth:]
        parents.append(open_[-1] if open_ else None)
        levels.append(depth + 1)
        open_.append(place)
        if heading.style in _ITEMS:
            ends[place] = heading.paragraph_end
    return tuple(
        Heading(
            style=one.style,
            level=levels[place],
            label=one.label,
            title=one.title,
            start=one.start,
            end=one.end,
            section_end=max(ends[place], one.end),
            parent=parents[place],
        )
        for place, one in enumerate(found)
    )


def _depth(found: list[Found], open_: list[int], heading: Found, *, above: bool) -> int:
    """How many of the open headings stay open above a heading."""
    if heading.style is HeadingStyle.UNNUMBERED and heading.depth:
        kept = (0 < found[place].depth < heading.depth for place in open_)
        return next((depth for depth, stays in enumerate(kept) if not stays), len(open_))
    kinds = [found[place].kind for place in open_]
    if heading.kind in kinds:
        return kinds.index(heading.kind)
    depth = len(open_)
    while depth and _gives_way(found[open_[depth - 1]], heading, above=above):
        depth -= 1
    return depth


def _gives_way(before: Found, heading: Found, *, above: bool) -> bool:
    """Whether the innermost open heading ends where one of another kind begins."""
    if before.style in _ITEMS:
        return True
    if before.style is not HeadingStyle.UNNUMBERED:
        return False
    return heading.style is HeadingStyle.UNNUMBERED or not above


def _headings_over_lists(found: list[Found]) -> bool:
    """Whether numbers begin anew under headings without a number."""
    anew = 0
    for before, heading in pairwise(found):
        begins = heading.numbers == (1,)
        anew += before.style is HeadingStyle.UNNUMBERED and begins
    return anew > 1
