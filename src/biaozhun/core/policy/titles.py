"""The title of a policy text, over however many lines it is set."""

from typing import Final

from biaozhun.core.policy.labels import label_at
from biaozhun.core.policy.passages import Paragraph, Passage
from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.set_lines import (
    DATE,
    NUMBER,
    is_addressee,
    is_copies,
    is_date,
    is_masthead,
    is_number,
    is_printed,
    is_remark,
    is_signature,
)
from biaozhun.core.policy.vocabulary import FORM

_LONGEST: Final = 120
_LINES_MOST: Final = 4
_SENTENCE: Final = pattern(r"[。;!?]")
_ENDS: Final = pattern(rf"{FORM.any_of('title_end')}[》\"]?(?:\s*\([^()]{{2,40}}\)){{0,2}}$")
_BRACKET: Final = pattern(r"\([^()]{2,40}\)")
_AUTHOR: Final = pattern(
    r"\([^\d()]{0,30}\d{4}\s*年\s*\d{1,2}\s*月\s*\)"
)  # (市市场监管局 2022年2月)
_GOES_ON: Final = pattern(r"(?:[和与及的、]|关于.{0,80})$")
_CLAUSES: Final = pattern(r"(?:为了?|根据|按照|依据|依照|遵照|结合|围绕|现将?|经|近年来)[^,]*,")
_BEGINS_NOT: Final = pattern(r"[的(、和]")
_REST: Final = pattern(
    r"(?:\([^()]{2,40}\))?(?:等[^,。]{0,10})?的(?:通知|公告|通告|意见|决定|通报|报告|函|批复)"
)
_BODY: Final = pattern(r"(?:政府|办公厅|办公室|委员会|委|局|厅|部|国务院|中央)$")
_ABOUT: Final = pattern(r"^(?:关于|印发|转发|批转|贯彻|公布|发布)")


def is_bare(paragraph: Paragraph) -> bool:
    """Whether a paragraph can be a line of a title: short, no sentence, nothing of set form."""
    folded = paragraph.folded
    return (
        paragraph.cell is None
        and 1 < len(folded) <= _LONGEST
        and _SENTENCE.search(folded) is None
        and not folded.endswith((":", ","))
        and _CLAUSES.match(folded) is None
        and label_at(folded) is None
        and not any(form(folded) for form in _NO_TITLE)
    )


_NO_TITLE: Final = (is_number, is_date, is_addressee, is_printed, is_remark, is_copies, is_masthead)


def ends_title(folded: str) -> bool:
    """Whether a line ends as titles of policies do: …方案, …的通知, …(2016-2020年)."""
    return _ENDS.search(folded) is not None


def title_at(
    paragraphs: tuple[Paragraph, ...], begin: int, end: int, *, loose: bool = False
) -> tuple[int, int] | None:
    """First line of the title that begins at a paragraph, and the first line behind it.

    A title over several lines breaks behind 和, 的 or inside 关于…; ``loose`` lets it break
    anywhere.
    """
    if begin >= end or not is_bare(paragraphs[begin]):
        return None
    first = paragraphs[begin].folded
    if _BEGINS_NOT.match(first):
        return None
    if ends_title(first):
        return begin, _behind(paragraphs, begin + 1, end)
    written = first
    for place in range(begin + 1, min(end, begin + _LINES_MOST)):
        line = paragraphs[place]
        if not is_bare(line) or not _joins(written, line, loose=loose):
            return None
        written += line.folded
        if ends_title(written):
            return begin, _behind(paragraphs, place + 1, end)
    return None


def _joins(written: str, line: Paragraph, *, loose: bool) -> bool:
    """Whether a line can go on with a title begun."""
    if _BRACKET.fullmatch(line.folded):
        return False
    if _BODY.search(written):
        return _ABOUT.search(line.folded) is not None or "关于" in written
    if is_signature(line.folded):
        return False
    return loose or _GOES_ON.search(written) is not None


def _behind(paragraphs: tuple[Paragraph, ...], place: int, end: int) -> int:
    """Behind lines that belong to a title complete without them: (2016-2020年), (试行), 的通知."""
    if place < end and _REST.fullmatch(paragraphs[place].folded):
        return place + 1
    if place < end and _BRACKET.fullmatch(paragraphs[place].folded):
        inner = paragraphs[place].folded
        dated = DATE.search(inner) or _AUTHOR.match(inner)
        if dated is None and not is_remark(inner) and NUMBER.search(inner) is None:
            return place + 1
    return place


def title_text(paragraphs: tuple[Paragraph, ...], lines: tuple[int, int]) -> str:
    """The title as printed, without the date or number in brackets behind it."""
    passage = Passage.joined([paragraphs[place].passage for place in range(*lines)])
    while (bracket := _LAST_BRACKET.search(passage.folded)) is not None:
        inner = bracket.group()
        if DATE.search(inner) is None and NUMBER.search(inner) is None:
            break
        passage = passage.cut(0, bracket.start()).stripped()
    return passage.text.strip()


_LAST_BRACKET: Final = pattern(r"\s*\([^()]*(?:\([^()]*\)[^()]*)*\)$")
