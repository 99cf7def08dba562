"""The paragraphs of a plain text: lines that belong together joined again.

A text copied from a PDF ends its lines where the page ends and breaks paragraphs at every page; a
text from the web has a paragraph in each line, empty lines between, and breaks a sentence only by
mistake. Which of the two it is shows in the widths of its lines.
"""

import re
from collections.abc import Iterable
from itertools import groupby
from typing import Final

import msgspec

from biaozhun.core.policy.attachments import opens_attachment
from biaozhun.core.policy.labels import label_at
from biaozhun.core.policy.lines import Line, lines_of
from biaozhun.core.policy.passages import Cell, Paragraph, Passage
from biaozhun.core.policy.set_lines import is_addressee, is_set, is_signature

_ENDED: Final = tuple('。;:!?.)"》…')
_NO_BEGINNING: Final = tuple(",、。;:)》%!?")
_UNFINISHED: Final = tuple(",、(《")
_LOOK_BACK: Final = 200  # characters in which a bracket left open is looked for
_PROSE_LEAST: Final = 30  # characters; shorter lines may be titles
_WRAP_LEAST: Final = 40  # columns of the narrowest page
_WRAP_MOST: Final = 130
_WRAP_LINES: Final = 5
_WRAP_SLACK: Final = 8  # columns; punctuation and figures make a line shorter
_COUNT_LEAST: Final = 20  # characters of the narrowest page
_COUNT_SLACK: Final = 2
_FULL_LEAST: Final = 3
_FULL_SHARE: Final = 0.3
_MIDWAY_SHARE: Final = 0.5
_INDENT: Final = 2
_INDENTED_LEAST: Final = 0.05  # share of lines, where blanks mark the first line of a paragraph
_INDENTED_MOST: Final = 0.98
_BEHIND_SHARE: Final = 0.7  # of long lines that are followed by one without blanks before it
_ROWS_LEAST: Final = 2
_SIGNS_MOST: Final = 2  # characters of a line that is no more than signs
_LETTER: Final = re.compile("[A-Za-z]")


class _Setting(msgspec.Struct, frozen=True):
    """How the text is set.

    Attributes:
        wrap: columns of a full line; None where a line is a paragraph.
        count: characters of a full line; None where lines are not broken by counting them.
        indented: paragraphs begin with blanks.
        spaced: empty lines stand between all lines and mean nothing.
        guessed: gaps were guessed from the edges of a page, and mean nothing inside a sentence.
    """

    wrap: int | None
    indented: bool
    spaced: bool
    count: int | None = None
    guessed: bool = False

    def follows_on(self, line: Line) -> bool:
        """Whether a line, by its missing indent, begins no paragraph."""
        return self.indented and line.indent < _INDENT

    def full(self, line: Line) -> bool:
        """Whether a line reaches the edge of the page, in columns or in characters."""
        if self.wrap is not None and line.width >= self.wrap - _WRAP_SLACK:
            return True
        characters = line.indent // 2 + len(line.passage.text)
        return self.count is not None and characters >= self.count - _COUNT_SLACK


def paragraphs_of(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs in the order of the text, the cells of tables among them."""
    return joined(lines_of(text))


def as_paragraphs(lines: list[Line]) -> tuple[Paragraph, ...]:
    """Lines of which each is a paragraph, but for those that break off at a page's end."""
    return tuple(_paragraphs(lines, _Setting(wrap=None, indented=False, spaced=True)))


def from_pages(lines: list[Line]) -> tuple[Paragraph, ...]:
    """The lines of printed pages; the gaps between them are guesses."""
    wrap = _wrap(lines, indented=False)
    setting = _Setting(wrap=wrap, indented=False, spaced=wrap is None, guessed=True)
    return tuple(_paragraphs(lines, setting))


def joined(lines: list[Line]) -> tuple[Paragraph, ...]:
    """Lines that belong together as paragraphs."""
    setting = _setting(lines)
    made: list[Paragraph] = []
    table = 0
    rows = _rows(lines)
    for in_table, group in groupby(enumerate(lines), lambda numbered: numbered[0] in rows):
        members = [line for _, line in group]
        if in_table:
            table += 1
            made += _cells(members, table)
        else:
            made += _paragraphs(members, setting)
    return tuple(made)


def _setting(lines: list[Line]) -> _Setting:
    """How the text is set, by the widths of its lines."""
    gaps = sum(line.gap for line in lines)
    indents = sum(line.indent >= _INDENT for line in lines)
    indented = len(lines) * _INDENTED_LEAST <= indents <= len(lines) * _INDENTED_MOST
    return _Setting(
        wrap=_wrap(lines, indented=indented),
        count=_count(lines, indented=indented),
        indented=indented,
        spaced=gaps * 2 > len(lines),
    )


def _wrap(lines: list[Line], *, indented: bool) -> int | None:
    """Columns of a full line, where most full lines end in the middle of a sentence."""
    widths = [line.width for line in lines]
    longest = _longest(widths)
    if not _WRAP_LEAST <= longest <= _WRAP_MOST:
        return None
    full = [place for place, width in enumerate(widths) if abs(width - longest) <= _WRAP_SLACK]
    return longest if _is_edge(lines, full, indented=indented) else None


def _count(lines: list[Line], *, indented: bool) -> int | None:
    """Characters of a full line, where lines were broken by counting them."""
    counts = [line.indent // 2 + len(line.passage.text) for line in lines]
    longest = _longest(counts)
    if not _COUNT_LEAST <= longest <= _WRAP_MOST:
        return None
    full = [place for place, count in enumerate(counts) if abs(count - longest) <= _COUNT_SLACK]
    return longest if _is_edge(lines, full, indented=indented) else None


def _longest(sizes: list[int]) -> int:
    """The size of the longest lines, but for the few that stand out."""
    return sorted(sizes)[-1 - len(sizes) // 20] if sizes else 0


def _is_edge(lines: list[Line], full: list[int], *, indented: bool) -> bool:
    """Whether long lines end at the edge of a page: in the middle of a sentence.

    Where paragraphs are indented and the lines behind the long ones are not, few of them suffice.
    """
    if len(lines) < _WRAP_LINES or len(full) < _FULL_LEAST:
        return False
    midway = [place for place in full if not lines[place].passage.folded.endswith(_ENDED)]
    if len(midway) < len(full) * _MIDWAY_SHARE:
        return False
    if len(full) >= len(lines) * _FULL_SHARE:
        return True
    behind = [lines[place + 1] for place in midway if place + 1 < len(lines)]
    going_on = sum(line.indent < _INDENT for line in behind)
    return indented and going_on >= len(behind) * _BEHIND_SHARE


def _rows(lines: list[Line]) -> set[int]:
    """Places of the lines that are rows of a table: several with cells, one below the other."""
    return {
        place
        for begin, end in _runs(lines)
        if end - begin >= _ROWS_LEAST
        for place in range(begin, end)
    }


def _runs(lines: list[Line]) -> Iterable[tuple[int, int]]:
    """Begin and end of each run of lines that have cells."""
    begin: int | None = None
    for place, line in enumerate(lines):
        if line.cells and begin is None:
            begin = place
        elif not line.cells and begin is not None:
            yield begin, place
            begin = None
    if begin is not None:
        yield begin, len(lines)


def _cells(rows: list[Line], table: int) -> list[Paragraph]:
    return [
        Paragraph(passage=passage, cell=Cell(table, row, column))
        for row, line in enumerate(rows, 1)
        for column, passage in enumerate(line.cells, 1)
        if passage.text
    ]


def _paragraphs(lines: list[Line], setting: _Setting) -> list[Paragraph]:
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _goes_on(groups[-1], line, setting):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [lines_as_one(group) for group in groups]


def _goes_on(group: list[Line], line: Line, setting: _Setting) -> bool:
    """Whether a line goes on with the paragraph before it."""
    before = group[-1]
    tail = before.passage.folded[-_LOOK_BACK:]
    if line.depth or before.depth:
        return False
    if line.passage.folded.startswith(_NO_BEGINNING) or _left_open(tail, line.passage.folded):
        return True
    labelled = label_at(line.passage.folded) is not None
    if tail.endswith(_UNFINISHED):
        return not labelled and len(tail) > _SIGNS_MOST
    if _stands_alone(group, line, setting):
        return False
    if setting.full(before):
        return _wraps(group, line, setting, labelled=labelled)
    may = setting.wrap is None or setting.follows_on(line)
    return may and not labelled and _breaks_off(group)


def _stands_alone(group: list[Line], line: Line, setting: _Setting) -> bool:
    """Whether a line begins a paragraph whatever stands before it."""
    before = group[-1]
    midway = setting.full(before) and not before.passage.folded.endswith(_ENDED)
    if line.gap and not line.page and not setting.spaced:
        heading = _is_heading(group) and setting.full(line)
        return heading or not (setting.guessed and midway)
    folded = line.passage.folded
    if midway and (setting.follows_on(line) or opens_attachment(folded)):
        return False
    # Names of bodies and addressees may be broken by the end of a line; a date is not.
    named = is_addressee(folded) or is_signature(folded)
    return opens_attachment(folded) or (is_set(folded) and not (midway and named))


def _is_heading(group: list[Line]) -> bool:
    """Whether a paragraph so far is a label and a title without a full stop."""
    folded = group[-1].passage.folded
    return label_at(group[0].passage.folded) is not None and "。" not in folded


def _left_open(tail: str, following: str) -> bool:
    """Whether a bracket is open at the end that the next line closes."""
    opened = tail.rfind("(")
    if opened < 0 or tail.find(")", opened) >= 0:
        return False
    depth = 1
    for sign in following[:_LOOK_BACK]:
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return True
    return False


def _wraps(group: list[Line], line: Line, setting: _Setting, *, labelled: bool) -> bool:
    """Whether a line that follows a full one goes on with its paragraph."""
    before = group[-1].passage.folded
    if setting.indented and line.indent >= _INDENT:
        return False
    if labelled:
        return not before.endswith(_ENDED) and not _is_heading(group)
    return True


def _breaks_off(group: list[Line]) -> bool:
    """Whether a paragraph breaks off in a sentence, where every line is a paragraph."""
    before = group[-1].passage.folded
    if before.endswith(_ENDED) or (len(before) < _PROSE_LEAST and len(group) == 1):
        return False
    first = group[0].passage.folded
    return "。" in before or "。" in first or ("," in before and label_at(first) is None)


def lines_as_one(group: list[Line]) -> Paragraph:
    """Lines as one paragraph; between two Latin words a line's end is a blank."""
    parts: list[Passage] = []
    strong: list[tuple[int, int]] = []
    length = 0
    for line in group:
        if parts and _LETTER.match(line.passage.text) and _LETTER.match(parts[-1].text[-1:]):
            parts.append(Passage(" ", ((0, parts[-1].end),)))
            length += 1
        strong += [(start + length, end + length) for start, end in line.strong]
        parts.append(line.passage)
        length += len(line.passage.text)
    return Paragraph(
        passage=Passage.joined(parts) if len(parts) > 1 else parts[0],
        strong=tuple(strong),
        depth=group[0].depth,
        numbering=group[0].numbering,
    )
