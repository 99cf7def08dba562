"""What the policy itself is: title, issuer, number, dates, attachments, basis."""

import datetime as dt
import re
from typing import Final

from biaozhun.core.policy.attachments import Announced, is_mark, same_title
from biaozhun.core.policy.basis import basis_of
from biaozhun.core.policy.page import Page
from biaozhun.core.policy.parts import Part, PartKind
from biaozhun.core.policy.passages import Paragraph, Passage
from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.set_lines import (
    DATE,
    is_date,
    is_printed,
    is_reference,
    is_signature,
    number_in,
    read_date,
    signed_and_dated,
)
from biaozhun.core.policy.titles import title_text
from biaozhun.core.policy.value import Attachment, Heading, HeadingStyle, PolicyDocument, Script
from biaozhun.core.text.folding import CJK, fold

_IDEOGRAPH: Final = pattern(f"[{CJK}]")
_TRADITIONAL_SHARE: Final = 0.1  # of ideographs that Simplified writes otherwise
_ISSUED_BY: Final = pattern(
    r"(?P<body>[^,。《》\"]{2,40}?(?:政府|办公厅|办公室|委员会|委|局|厅|部|国务院|署|行|会))"
    r"\s*(?:关于|印发|转发|批转)"
)
_FROM_DAY: Final = pattern(
    rf"自\s*(?:(?P<date>{DATE.pattern})|(?:印发|发布|公布|下发|本通知印发)[之当]?日)\s*起?"
    r"[^,。;]{0,4}(?:施行|实施|执行|生效)"
)
_NOTICE: Final = pattern(r"(?:印发|转发|批转|公布|发布).{2,200}通知$")
_PREAMBLE_MOST: Final = 12  # paragraphs before the first heading that can name a basis


def describe(page: Page, parts: list[Part], headings: tuple[Heading, ...]) -> PolicyDocument:
    """The document a text is."""
    paragraphs = page.paragraphs
    cover = next((part for part in parts if part.kind is PartKind.COVER), None)
    plan = next((part for part in parts if part.kind is PartKind.PLAN), None)
    titles = [_title(paragraphs, plan), _title(paragraphs, cover)]
    title, notice_title = _named(titles[0], titles[1], page, handed_on=cover is not None)
    signed = page.signed or _signed(paragraphs, cover) or _signed(paragraphs, plan)
    signed = signed or _dated_in_front(paragraphs, cover or plan)
    issued = _printed(paragraphs, parts) or page.issued
    return PolicyDocument(
        title=title,
        notice_title=notice_title,
        issuer=_issuer(paragraphs, cover, plan) or page.issuer or _in_title(notice_title or title),
        number=_number(paragraphs, cover or plan) or page.number,
        date_signed=signed,
        date_issued=issued,
        date_published=page.published,
        date_effective=_effective(paragraphs, parts, issued or signed) or page.effective,
        script=_script(paragraphs),
        attachments=_attachments(paragraphs, parts),
        basis=basis_of(
            [
                passage
                for part in (cover, plan)
                if part is not None
                for passage in _preamble(paragraphs, part, headings)
            ],
            titles=tuple(fold(name) for name in (title, notice_title) if name),
        ),
    )


def _title(paragraphs: tuple[Paragraph, ...], part: Part | None) -> str:
    return title_text(paragraphs, part.title) if part is not None and part.title else ""


def _named(title: str, notice: str, page: Page, *, handed_on: bool) -> tuple[str, str]:
    """Title and notice title; what the page calls the text stands in for one not printed."""
    is_notice = _NOTICE.search(fold(page.title)) is not None
    if not notice and is_notice and (handed_on or title):
        notice = page.title
    if not title and not is_notice and not handed_on:
        title = page.title
    return title, notice if notice != title else ""


def _closing(paragraphs: tuple[Paragraph, ...], part: Part | None) -> list[tuple[int, Paragraph]]:
    """What stands behind the body of a part."""
    if part is None:
        return []
    return [(place, paragraphs[place]) for place in range(part.closing, part.end)]


def _signed(paragraphs: tuple[Paragraph, ...], part: Part | None) -> dt.date | None:
    """The date below the signature."""
    for _, paragraph in _closing(paragraphs, part):
        folded = paragraph.folded
        if is_date(folded) or signed_and_dated(folded) is not None:
            return read_date(folded)
    return None


def _dated_in_front(paragraphs: tuple[Paragraph, ...], part: Part | None) -> dt.date | None:
    """The date below or behind the title, as decisions carry it."""
    if part is None:
        return None
    lines = range(part.title[0] if part.title else part.begin, part.body)
    for place in lines:
        folded = paragraphs[place].folded
        in_title = part.title is not None and place < part.title[1]
        bracket = folded.endswith(")") and DATE.search(folded[-40:])
        if (in_title and bracket) or (not in_title and _carries_date(folded)):
            return read_date(folded[-40:])
    return None


def _carries_date(folded: str) -> bool:
    """Whether a line around the title gives the day of the paper."""
    return (is_reference(folded) and DATE.search(folded) is not None) or (
        signed_and_dated(folded) is not None
    )


def _printed(paragraphs: tuple[Paragraph, ...], parts: list[Part]) -> dt.date | None:
    """The day of printing and handing out."""
    for part in parts:
        for _, paragraph in _closing(paragraphs, part):
            if is_printed(paragraph.folded):
                return read_date(paragraph.folded)
    return None


def _effective(
    paragraphs: tuple[Paragraph, ...], parts: list[Part], issued: dt.date | None
) -> dt.date | None:
    """The first day on which it holds, as it says itself."""
    for part in parts:
        for place in range(part.body, part.end):
            found = _FROM_DAY.search(paragraphs[place].folded)
            if found is not None and part.kind is not PartKind.ATTACHMENT:
                return read_date(found["date"]) if found["date"] else issued
    return None


def _issuer(paragraphs: tuple[Paragraph, ...], cover: Part | None, plan: Part | None) -> str:
    """Who signed; several names are parted by 、."""
    for part in (cover, plan):
        lines = _closing(paragraphs, part)
        dates = [p for p, one in lines if is_date(one.folded) or signed_and_dated(one.folded)]
        names = [
            _name(one.passage)
            for place, one in lines
            if (not dates or place <= dates[0])
            and (is_signature(one.folded) or signed_and_dated(one.folded) is not None)
        ]
        if names:
            return "、".join(names)
    return ""


def _name(passage: Passage) -> str:
    """The names of a line of signature."""
    dated = signed_and_dated(passage.folded)
    text = passage.text[: dated.start()] if dated else passage.text
    return "、".join(text.strip(" (（").split())


def _in_title(title: str) -> str:
    """The issuer a title begins with."""
    found = _ISSUED_BY.match(fold(title))
    return title[: found.end("body")] if found else ""


def _number(paragraphs: tuple[Paragraph, ...], part: Part | None) -> str:
    """The document number that stands around the title, as printed."""
    if part is None:
        return ""
    for place in range(part.begin, part.body):
        passage = paragraphs[place].passage
        found = number_in(passage.folded)
        if found is not None:
            return passage.text[slice(*found)].strip()
    return ""


def _script(paragraphs: tuple[Paragraph, ...]) -> Script:
    """Which characters the text is written in, by how many of them folding changes."""
    ideographs = changed = 0
    for paragraph in paragraphs:
        for written, folded in zip(paragraph.text, paragraph.folded, strict=True):
            if written != folded and _IDEOGRAPH.match(written):
                changed += 1
        ideographs += len(_IDEOGRAPH.findall(paragraph.folded))
    traditional = changed > ideographs * _TRADITIONAL_SHARE
    return Script.TRADITIONAL if traditional else Script.SIMPLIFIED


def _attachments(paragraphs: tuple[Paragraph, ...], parts: list[Part]) -> tuple[Attachment, ...]:
    """What is announced, and whether a later part is it."""
    made = []
    for place, part in enumerate(parts):
        later = parts[place + 1 :]
        for announced in part.announced:
            start, end = announced.title.span(0, len(announced.title.text))
            alone = len(part.announced) == 1
            present = any(_is(paragraphs, one, announced, alone=alone) for one in later)
            made.append(
                Attachment(title=announced.title.text, start=start, end=end, present=present)
            )
    return tuple(made)


def _is(
    paragraphs: tuple[Paragraph, ...], part: Part, announced: Announced, *, alone: bool
) -> bool:
    """Whether a part is the attachment announced, by its number or its title."""
    title = fold(_title(paragraphs, part))
    if title and same_title(title, announced.title.folded):
        return True
    if part.kind is PartKind.ATTACHMENT and alone:
        return True
    first = paragraphs[part.begin]
    digits = re.search(r"\d+", first.folded) if part.kind is PartKind.ATTACHMENT else None
    numbered = digits is not None and int(digits.group()) == announced.number
    return numbered and (is_mark(first) or same_title(first.folded, announced.title.folded))


def _preamble(
    paragraphs: tuple[Paragraph, ...], part: Part, headings: tuple[Heading, ...]
) -> list[Passage]:
    """What a part says before its first heading; of a regulation its first article too."""
    made = []
    by_start = {heading.start: heading for heading in headings}
    for place in range(part.body, min(part.closing, part.body + _PREAMBLE_MOST)):
        heading = by_start.get(paragraphs[place].start)
        article = heading is not None and heading.style is HeadingStyle.ARTICLE
        if heading is None or article:
            made.append(paragraphs[place].passage)
        if heading is not None and heading.style is not HeadingStyle.CHAPTER:
            break
    return made
