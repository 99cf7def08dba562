"""The paragraphs of a plain text: lines that belong together joined, page numbers left out."""

import re

from biaozhun.core.policy.passages import Paragraph, Passage

_LINE = re.compile(r"[^\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]+")
_MARKS = re.compile(r"\*\*|__")


def paragraphs_of(text: str) -> tuple[Paragraph, ...]:
    """The paragraphs in the order of the text."""
    made = []
    for number, line in enumerate(_LINE.finditer(text)):
        passage = _without_marks(line.group(), line.start()).stripped()
        if passage.text:
            made.append(Paragraph(passage=passage, line=number))
    return tuple(made)


def _without_marks(line: str, offset: int) -> Passage:
    """The line without the signs of Markdown."""
    parts, begins = [], 0
    for mark in _MARKS.finditer(line):
        parts.append(Passage(line[begins : mark.start()], ((0, offset + begins),)))
        begins = mark.end()
    parts.append(Passage(line[begins:], ((0, offset + begins),)))
    return Passage.joined([part for part in parts if part.text] or parts[-1:])
