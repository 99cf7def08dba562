"""The headings of a part of a policy text, with their levels and sections."""

from typing import Final

import msgspec

from biaozhun.core.policy.labels import Label, label_at
from biaozhun.core.policy.nesting import Found, nested
from biaozhun.core.policy.passages import Paragraph
from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.set_lines import is_set
from biaozhun.core.policy.value import Heading, HeadingStyle
from biaozhun.core.policy.vocabulary import FORM
from biaozhun.core.text.folding import fold

_TITLE_LONGEST: Final = 45  # characters; a longer first sentence is text and no title
_ALONE_LONGEST: Final = 90  # of a title that is a paragraph of its own
_COLON_LONGEST: Final = 24  # of a title that a colon closes
_BLANK_LONGEST: Final = 30  # of a title that blanks close
_UNNUMBERED_LONGEST: Final = 40
_PLAIN_LONGEST: Final = 14  # of an unnumbered heading that nothing but its line sets apart
_SENTENCE_LEAST: Final = 14  # characters from which a single sentence is text and no title
_STOP: Final = pattern(r"[。;!?:]")
_BLANKS: Final = pattern(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")
_CHARGE: Final = pattern(r"[(\[](?=[^()]{0,400}?(?:责任|牵头|负责|配合|参与|完成|推进|单位))")
# Titles that stand in nearly every plan; where line feeds were lost, no mark parts them from text.
_KNOWN: Final = pattern(
    r"(?:总体|具体|主要|工作|发展|基本|阶段|行动|建设|预期)(?:要求|目标|思路|任务|原则)|指导思想|基本原则|推进策略"
    r"|(?:主要|重点|工作|目标)任务(?:及分工|和分工|分工)?|(?:重点|主要|工作|保障|政策)(?:举措|措施)|重点工程"
    r"|(?:实施|工作|推进)(?:步骤|安排|阶段)|组织(?:实施|保障|领导)|工作要求|时间安排|进度安排|重点领域"
)
_CLOSING: Final = " 。;:,!"
_BIG: Final = frozenset(
    {
        HeadingStyle.CHAPTER,
        HeadingStyle.SECTION,
        HeadingStyle.HAN,
        HeadingStyle.HAN_BRACKETED,
        HeadingStyle.SPECIAL_COLUMN,
    }
)
_TOPIC: Final = pattern(FORM.any_of("topic"))
_INSIDE: Final = pattern(r"。|:.")  # of 责任单位:… and of sentences, which are no headings
_ENDED: Final = tuple('。;:)!?"》')
_PROSE: Final = 40
_ARTICLE_TITLE: Final = pattern(r"\s*[(\[]([^()\[\]]{2,20})[)\]]")
_ARTICLE_WORDS: Final = pattern(r"([^,。;:、]{2,15})。(?=.)")
_ARTICLES_TITLED: Final = 0.6  # share of the articles that have a title, where they are no law's
_ONLY_CHARGE: Final = pattern(r"\s*[(\[].{2,400}[)\]][。;]?\s*")
_CONCLUDING: Final = pattern(
    r"本[^,。]{1,12}(?:自|由|从|有效期|各项|未尽|解释)|各[^,。]{1,30}(?:要|应|须)|以上|上述"
)
_IN_FORCE: Final = pattern(
    r"(?:本[^,。]{1,12})?自[^,。]{1,20}(?:起|日)[^,。]{0,6}(?:施行|实施|执行)"
)
_CHARGED: Final = pattern(
    r"(?:责任|牵头|负责|配合|完成|推进|实施)[^()]{0,200}(?:\([^()]*\)[^()]*)?\)。?$"
)


def outline(paragraphs: tuple[Paragraph, ...], begin: int, end: int) -> tuple[Heading, ...]:
    """The headings among the paragraphs of a body, in the order of the text."""
    if begin >= end:
        return ()
    end = _conclusion(paragraphs, begin, end)
    found: list[Found] = []
    for place in range(begin, end):
        paragraph = paragraphs[place]
        if paragraph.cell is None:
            heading = _heading(paragraph) or _unnumbered(paragraphs, place, begin, end)
            if heading is not None:
                found.append(heading)
    headings = nested(found, paragraphs[end - 1].end)
    return _with_items(headings, found, paragraphs[begin:end])


def _heading(paragraph: Paragraph) -> Found | None:
    """The numbered heading a paragraph begins with."""
    label = label_at(paragraph.folded) or _printed_by_file(paragraph)
    if label is None:
        return None
    begins = label.end
    while begins < len(paragraph.text) and paragraph.folded[begins] in " :、":
        begins += 1
    ends, behind = _title(paragraph, label, begins)
    return Found(
        style=label.style,
        numbers=label.numbers,
        label=paragraph.text[label.start : label.end].strip() or paragraph.numbering,
        title=paragraph.text[begins:ends].strip(),
        start=paragraph.start,
        label_end=paragraph.passage.at(begins),
        end=paragraph.passage.at(behind) if behind < len(paragraph.text) else paragraph.end,
        paragraph_end=paragraph.end,
        closed=behind > ends > begins,
        depth=paragraph.depth,
    )


def _printed_by_file(paragraph: Paragraph) -> Label | None:
    """The label that the file's own numbering prints before a paragraph; it has no characters."""
    label = label_at(fold(paragraph.numbering))
    return msgspec.structs.replace(label, start=0, end=0) if label else None


def _title(paragraph: Paragraph, label: Label, begins: int) -> tuple[int, int]:
    """Where a title ends, and where what follows it begins; both ``begins`` where there is none."""
    folded = paragraph.folded
    if label.style is HeadingStyle.ARTICLE:
        found = _ARTICLE_TITLE.match(folded, begins) or _ARTICLE_WORDS.match(folded, begins)
        return (found.end(1), found.end()) if found else (begins, begins)
    strong = next((end for start, end in paragraph.strong if start <= begins < end), None)
    if strong is not None and strong < len(folded) and strong - begins <= _ALONE_LONGEST:
        ends = begins + len(folded[begins:strong].rstrip(_CLOSING))
        return ends, strong + (folded[strong : strong + 1] in "。:")
    known = _KNOWN.match(folded, begins) if paragraph.parted else None
    if known is not None and "," in folded[known.end() :]:
        return known.end(), known.end() + (folded[known.end()] in "。:")
    return _run_in(folded, label, begins)


def _run_in(folded: str, label: Label, begins: int) -> tuple[int, int]:
    """Title and text of one paragraph by the first mark between them."""
    stop = _STOP.search(folded, begins)
    while stop and stop.group() == ":" and stop.start() - begins > _COLON_LONGEST:
        stop = _STOP.search(folded, stop.end())
    ends = stop.start() if stop else len(folded)
    blank = _BLANKS.search(folded, begins, min(ends, begins + _BLANK_LONGEST))
    if blank and ends - begins > _TITLE_LONGEST and "," not in folded[begins : blank.start()]:
        return blank.start(), blank.end()
    charge = _CHARGE.search(folded, begins, ends)
    if charge and charge.start() > begins:
        return _fits(begins, charge.start(), charge.start(), _TITLE_LONGEST)
    alone = not folded[ends + 1 :].strip()
    longest = _ALONE_LONGEST if alone and label.style in _BIG else _TITLE_LONGEST
    return _fits(begins, ends, ends + 1 if stop else ends, longest)


def _fits(begins: int, ends: int, behind: int, longest: int) -> tuple[int, int]:
    return (ends, behind) if ends - begins <= longest else (begins, begins)


def _unnumbered(
    paragraphs: tuple[Paragraph, ...], place: int, begin: int, end: int
) -> Found | None:
    """A heading without a number, set apart by its style or by its line."""
    paragraph = paragraphs[place]
    folded = paragraph.folded
    if not _set_apart(paragraphs, place, begin, end):
        return None
    ends = len(folded.rstrip(_CLOSING))
    return Found(
        style=HeadingStyle.UNNUMBERED,
        numbers=(),
        label=paragraph.numbering,
        title=paragraph.text[:ends],
        start=paragraph.start,
        label_end=paragraph.start,
        end=paragraph.end,
        paragraph_end=paragraph.end,
        depth=paragraph.depth,
    )


def _set_apart(paragraphs: tuple[Paragraph, ...], place: int, begin: int, end: int) -> bool:
    """Whether a paragraph without a label stands as a heading."""
    paragraph = paragraphs[place]
    folded = paragraph.folded
    if len(folded) > _UNNUMBERED_LONGEST or is_set(folded):
        return False
    if folded.endswith(("。", ";", ",", "、", ")")) or _INSIDE.search(folded):
        return False
    if paragraph.depth or paragraph.strong == ((0, len(paragraph.text)),):
        return True
    if place + 1 >= end:
        return False
    before = paragraphs[place - 1].folded if place > begin else "。"
    behind = paragraphs[place + 1]
    return (
        len(folded) <= _PLAIN_LONGEST
        and _TOPIC.search(folded.replace(" ", "")) is not None
        and not _STOP.search(folded)
        and "," not in folded
        and (before.endswith(_ENDED) or label_at(before) is not None)
        and behind.cell is None
        and (len(behind.folded) >= _PROSE or label_at(behind.folded) is not None)
    )


def _with_items(
    headings: tuple[Heading, ...], found: list[Found], paragraphs: tuple[Paragraph, ...]
) -> tuple[Heading, ...]:
    """A sentence behind a label that is all there is of its item is text and no title."""
    starts = [paragraph.start for paragraph in paragraphs]
    following = dict(zip(starts, [*starts[1:], None], strict=True))
    by_start = dict(zip(starts, paragraphs, strict=True))
    parents = {heading.parent for heading in headings}
    headed = {heading.start for heading in headings}
    titled = _articles_titled(headings)
    made = []
    for place, heading in enumerate(headings):
        later = following[heading.start]
        last = (later is None or later in headed) and place not in parents
        untitled = last and _is_sentence(found[place], by_start[heading.start])
        if untitled or (heading.style is HeadingStyle.ARTICLE and not titled):
            made.append(msgspec.structs.replace(heading, title="", end=found[place].label_end))
        else:
            made.append(heading)
    return tuple(made)


def _articles_titled(headings: tuple[Heading, ...]) -> bool:
    """Whether the articles of a text have titles."""
    articles = [heading for heading in headings if heading.style is HeadingStyle.ARTICLE]
    return sum(bool(one.title) for one in articles) >= len(articles) * _ARTICLES_TITLED


def _is_sentence(heading: Found, paragraph: Paragraph) -> bool:
    """Whether a title is the whole of its paragraph, but for a bracket that names units."""
    if heading.style in _BIG or not heading.closed:
        return False
    rest = paragraph.folded[paragraph.passage.index(heading.end) :]
    if heading.end == paragraph.end:
        return len(heading.title) >= _SENTENCE_LEAST
    comma = any(sign in heading.title for sign in ",，")
    long = len(heading.title) >= _SENTENCE_LEAST
    return (comma or long) and _ONLY_CHARGE.fullmatch(rest) is not None


def _conclusion(paragraphs: tuple[Paragraph, ...], begin: int, end: int) -> int:
    """The first of the last paragraphs that speak of the whole and belong to no heading."""
    last = end - 1
    if last <= begin or label_at(paragraphs[last].folded) is not None:
        return end
    folded, before = paragraphs[last].folded, paragraphs[last - 1].folded
    if paragraphs[last - 1].depth or (len(before) <= _PLAIN_LONGEST and "。" not in before):
        return end
    if _IN_FORCE.match(folded):
        return last
    charged = _CHARGED.search(before[-300:]) is not None and not folded.endswith((")", ")。"))
    return last if charged and _CONCLUDING.match(folded) else end
