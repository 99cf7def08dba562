"""The lines of a plain text without signs of Markdown, page numbers and running heads."""

import re
from collections import Counter
from itertools import pairwise
from typing import Final

import msgspec

from biaozhun.core.policy.passages import Passage

_BREAKS: Final = "\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029"
_LINE: Final = re.compile(rf"([^{_BREAKS}]*)(\r\n|[{_BREAKS}]|$)")
_PAGE_END: Final = "\x0c"
# Signs that carry no words: bold, escapes of Markdown, blanks written as entities, characters
# without width, the blank that a PDF sets between an ideograph and a figure.
_SIGNS: Final = re.compile(
    r"\*\*+|\\(?=[\\`*_{}\[\]()#+.!|-])|[\u200b-\u200d\u2060\ufeff\u00ad]"
    r"|(?<=[^\s\x00-\x7f]) (?=\d)|(?<=[\d%]) (?=[^\s\x00-\x7f])"
    r"|&(?:nbsp|emsp|ensp|thinsp|#160|#12288);"
)
_OPENING: Final = re.compile(r"\s*(?P<depth>#{1,6})\s|\s*(?:>\s*)+|\s*[*•·▪■◆●]\s+(?=\S)")
_RULE: Final = re.compile(r"[-=_*~·.\s—─━|:+]+")
_CONTENTS: Final = re.compile(r"目\s*[录錄次]|.{2,80}?[.…·]{3,}\s*\d{1,3}")  # table of contents
_PAGE_NUMBER: Final = re.compile(
    r"[-·]+\s*\d{1,4}\s*[-·]+|[-·]*\s*第\s*\d{0,4}\s*页\s*(?:[,/]?\s*共\s*\d{0,4}\s*页)?\s*[-·]*"
    r"|页面\s*\d{1,4}(?:\s*/\s*\d{1,4})?"
    r"|-?\s*\d{1,4}\s*/\s*\d{1,4}\s*-?|page\s*\d{1,4}(?:\s*of\s*\d{1,4})?"
)
_BARE_NUMBER: Final = re.compile(r"\d{1,3}")
_WIDE: Final = re.compile("[\u1100-\u115f\u2014-\u201d\u2026\u2e80-\uffdc\U00020000-\U0003ffff]")
_CELLS_LEAST: Final = 2
_RUNNING_LEAST: Final = 3  # times a line stands in the text before it is taken for a running head
_RUNNING_LONGEST: Final = 60
_PAGE_LEAST: Final = 6  # lines of text that a page with a bare number has


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One line that has words.

    Attributes:
        passage: its characters without blanks at both ends and without signs.
        indent: columns of blanks before it; an ideographic one has two.
        gap: an empty line stands before it.
        page: a page ends before it.
        depth: of a Markdown heading, from 1; else 0.
        strong: runs set in bold, as indexes of the passage.
        numbering: printed before it by the file's own numbering.
        cells: of a row of a table, as Markdown or a copied sheet writes it.
    """

    passage: Passage
    indent: int = 0
    gap: bool = False
    page: bool = False
    depth: int = 0
    strong: tuple[tuple[int, int], ...] = ()
    numbering: str = ""
    cells: tuple[Passage, ...] = ()

    @property
    def width(self) -> int:
        """Columns from the edge to its end; an ideograph has two."""
        return self.indent + columns(self.passage.text)


def columns(text: str) -> int:
    """How wide a text is printed; an ideograph has two columns."""
    return 2 * len(text) - len(_WIDE.sub("", text))


def lines_of(text: str) -> list[Line]:
    """The lines with words, in order; what only pages and screens need is left out."""
    lines: list[Line] = []
    gap = page = False
    for found in _LINE.finditer(text):
        line = line_at(found[1], found.start(), gap=gap, page=page)
        if line is None:
            gap = True
        else:
            lines.append(line)
            gap = page = False
        page = page or found[2] == _PAGE_END
    return without_page_ends(lines)


def line_at(raw: str, offset: int, *, gap: bool, page: bool) -> Line | None:
    """The line that stands at an offset of the text; None where it has no words."""
    if not raw or raw.isspace():
        return None
    opening = _OPENING.match(raw)
    begins = opening.end() if opening else 0
    whole, strong = _without_signs(raw[begins:], offset + begins)
    passage = whole.stripped()
    if not passage.text or _RULE.fullmatch(passage.text) or _CONTENTS.fullmatch(passage.text):
        return None
    blanks = len(whole.text) - len(whole.text.lstrip())
    return Line(
        passage=passage,
        indent=columns(whole.text[:blanks]),
        gap=gap,
        page=page,
        depth=len(opening["depth"] or "") if opening else 0,
        strong=tuple((max(s - blanks, 0), e - blanks) for s, e in strong if e > blanks),
        cells=_cells(passage),
    )


def _without_signs(raw: str, offset: int) -> tuple[Passage, list[tuple[int, int]]]:
    """The characters that are words, and which of them are bold."""
    parts: list[Passage] = []
    strong: list[tuple[int, int]] = []
    begins = length = 0
    opened: int | None = None
    for sign in _SIGNS.finditer(raw):
        if sign.start() > begins:
            parts.append(Passage(raw[begins : sign.start()], ((0, offset + begins),)))
            length += sign.start() - begins
        begins = sign.end()
        if sign.group().startswith("**"):
            if opened is not None:
                strong.append((opened, length))
            opened = length if opened is None else None
    if begins < len(raw) or not parts:
        parts.append(Passage(raw[begins:], ((0, offset + begins),)))
    return Passage.joined(parts), strong


def _cells(passage: Passage) -> tuple[Passage, ...]:
    """The cells of a row of a table; empty where the line is none."""
    text = passage.text
    if "|" in text and (text.startswith("|") or text.count("|") >= _CELLS_LEAST):
        edges = [-1, *(place for place, sign in enumerate(text) if sign == "|"), len(text)]
        edges = edges[text.startswith("|") : len(edges) - text.endswith("|")]
    elif "\t" in text:
        edges = [-1, *(place for place, sign in enumerate(text) if sign == "\t"), len(text)]
    else:
        return ()
    cells = tuple(passage.cut(left + 1, right).stripped() for left, right in pairwise(edges))
    return cells if len(cells) >= _CELLS_LEAST else ()


def without_page_ends(lines: list[Line]) -> list[Line]:
    """Without page numbers and running heads; the line behind knows of the page's end."""
    noise = _page_numbers(lines)
    noise |= _running(lines, noise)
    kept: list[Line] = []
    page = False
    for place, line in enumerate(lines):
        if place in noise:
            page = True
        else:
            kept.append(msgspec.structs.replace(line, page=True) if page else line)
            page = False
    return kept


def _page_numbers(lines: list[Line]) -> set[int]:
    """Places of lines that are page numbers; a bare number counts only in a series of them."""
    sure, bare = set(), []
    for place, line in enumerate(lines):
        if len(line.passage.text) > _RUNNING_LONGEST:
            continue
        if _PAGE_NUMBER.fullmatch(line.passage.folded):
            sure.add(place)
        elif _BARE_NUMBER.fullmatch(line.passage.folded):
            bare.append((place, int(line.passage.folded)))
    for (place, number), (later, next_number) in pairwise(bare):
        if next_number == number + 1 and later - place >= _PAGE_LEAST:
            sure |= {place, later}
    return sure


def _running(lines: list[Line], numbers: set[int]) -> set[int]:
    """Places of lines that stand again and again beside page ends."""
    ends = numbers | {place - 1 for place, line in enumerate(lines) if line.page}
    near = {
        place
        for end in ends
        for place in range(end - 2, end + 4)
        if 0 <= place < len(lines)
        and place not in numbers
        and len(lines[place].passage.text) <= _RUNNING_LONGEST
    }
    times = Counter(line.passage.folded for line in lines)
    return {place for place in near if times[lines[place].passage.folded] >= _RUNNING_LEAST}
