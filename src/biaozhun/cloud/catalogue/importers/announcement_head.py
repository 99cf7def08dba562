"""The head of an announcement (公告): number, issuer, date, and what it does."""

import datetime as dt
import itertools
import re
from collections.abc import Sequence

from biaozhun.cloud.catalogue.importers.rows import AnnouncementHead, AnnouncementKind
from biaozhun.core.bibliography.dates import read_date
from biaozhun.core.bibliography.values import clean
from biaozhun.core.text import numeral

LONGEST_ISSUER = 150  # characters; with the number it makes an address of at most 190

_NUMBER = re.compile(
    r"[\[（(〔【]?\s*(\d{4}|[〇○零一二三四五六七八九]{4})\s*年?\s*[\]）)〕】]?\s*年?"
    r"\s*第\s*(\d{1,4}|[零一二三四五六七八九十百]{1,5})\s*号(?!\s*修改单)"
    r"|([\u4e00-\u9fff]{1,12}\s*[〔\[（(]\s*\d{4}\s*[〕\])）]\s*\d{1,4}\s*号)"
)
_NOTICE = re.compile(r"公告|通告|通知|决定")
_TITLE = re.compile(r"关于.{2,200}?(?:公告|通告|通知|决定)|.{2,60}(?:公告|通告)")
_DAY = re.compile(
    r"(?:发布日期|发布时间|日期|公告日期)?\s*[:：]?\s*"
    r"((?:\d{4}|[〇○零一二三四五六七八九]{4})\s*[-年./]\s*[\d一二三四五六七八九十]{1,3}\s*[-月./]"
    r"\s*[\d一二三四五六七八九十]{1,3}\s*日?)"
)
_DAY_NAMED = r"自\s*(\d{4}\s*年\s*\d{1,2}\s*月\s*\d{1,2}\s*日)\s*起?(?:正式)?(?:予以)?"
_BEGINS = re.compile(_DAY_NAMED + r"(?:实施|施行|转化|执行)")
_ENDS = re.compile(_DAY_NAMED + r"(?:废止|停止)")
_AT_ONCE = re.compile(
    r"自(?:本公告)?(?:发布|公布|公告)之日起(?!\s*(?:正式)?(?:予以)?(?:废止|停止))"
)
_BODY = re.compile(
    r"[\u4e00-\u9fff（）()、\s]{3,80}(?:局|委员会|部|厅|委|院|学会|协会|联合会|促进会|商会|总局|标准委)"
)
# What the title says the announcement does, in the order of decision: a filing list is a filing
# list whatever it lists; a title that publishes and withdraws publishes.
_KINDS = (
    (re.compile(r"备案"), AnnouncementKind.FILING),
    (
        re.compile(r"转化为|转为推荐|编号变更|变更编号|编号调整|调整编号|更改编号"),
        AnnouncementKind.RENUMBER,
    ),
    (re.compile(r"复审"), AnnouncementKind.REVIEW),
    (
        re.compile(
            r"(?:批准|发布)[^废]*?(?:标准|规范|规程)(?:的|等|和|及|以及|、|，|》|$)(?!.*第\s*\d+\s*号修改单)"
        ),
        AnnouncementKind.PUBLISH,
    ),
    (re.compile(r"废止"), AnnouncementKind.WITHDRAW),
    (re.compile(r"修改单"), AnnouncementKind.AMEND),
)


def head_of(printed: Sequence[str]) -> AnnouncementHead | None:
    """The head that the paragraphs round a table make up; ``None`` where there is none."""
    paragraphs = [clean(text).text for text in printed]
    number = next(filter(None, map(_number, paragraphs)), "")
    if not number or not any(_NOTICE.search(text) for text in paragraphs):
        return None
    title = _title(paragraphs)
    printed_days = (
        _date_line(paragraphs),
        _printed_day(paragraphs, _BEGINS),
        _printed_day(paragraphs, _ENDS),
    )
    date, begins, ends = map(_day, printed_days)
    return AnnouncementHead(
        number=number,
        kind=kind_of_text(title) or kind_of_text(" ".join(paragraphs)) or AnnouncementKind.PUBLISH,
        issuer=_issuer(paragraphs),
        title=title,
        date=date,
        effective=begins or _at_once(paragraphs, date),
        ends=ends,
        bad_dates=tuple(text for text in printed_days if text and _day(text) is None),
    )


def kind_of_text(text: str) -> AnnouncementKind | None:
    """What a title or the heading of a part says is done; ``None`` where it does not say."""
    return next((kind for pattern, kind in _KINDS if pattern.search(text)), None)


def _number(text: str) -> str:
    match = _NUMBER.search(text)
    if match is None:
        return ""
    if match[3]:
        return "".join(match[3].split())
    try:
        year, count = (numeral.read(part.replace("○", "〇")) for part in match.group(1, 2))
    except numeral.NumeralError:  # 第十十号
        return ""
    return f"{year}年第{count}号"


def _title(paragraphs: Sequence[str]) -> str:
    candidates = [m[0] for text in paragraphs if (m := _TITLE.search(text)) and len(text) < 250]
    about = [text for text in candidates if text.startswith("关于")]
    return (about or candidates or [""])[0].strip()


def _date_line(paragraphs: Sequence[str]) -> str:
    """The date line: the last paragraph that is nothing but a date."""
    lines = (_DAY.fullmatch(text.strip()) for text in reversed(paragraphs))
    match = next(filter(None, lines), None)
    return match[1] if match else ""


def _printed_day(paragraphs: Sequence[str], pattern: re.Pattern[str]) -> str:
    """The first day a paragraph names in this way, as printed."""
    match = next(filter(None, map(pattern.search, paragraphs)), None)
    return match[1] if match else ""


def _day(printed: str) -> dt.date | None:
    return read_date("".join(printed.split())).date


def _issuer(paragraphs: Sequence[str]) -> str:
    """The bodies that sign: the lines before the date line that are names of bodies."""
    days = (index for index, text in enumerate(paragraphs) if _DAY.fullmatch(text.strip()))
    signed = next(filter(None, (_signed_above(paragraphs, index) for index in days)), ())
    return _joined(signed or _heading(paragraphs))


def _signed_above(paragraphs: Sequence[str], day: int) -> tuple[str, ...]:
    """The bodies on the lines right above a date line, up to four lines."""
    above = reversed(paragraphs[max(0, day - 4) : day])
    lines = itertools.takewhile(lambda line: _BODY.fullmatch(line.strip()), above)
    return tuple(body for line in reversed(list(lines)) for body in line.split())


def _heading(paragraphs: Sequence[str]) -> tuple[str, ...]:
    headings = (text.strip().removesuffix("公告") for text in paragraphs)
    first = next((t for t in headings if _BODY.fullmatch(t.strip()) and len(t) < 60), "")
    return tuple(first.split())


def _joined(bodies: Sequence[str]) -> str:
    """Bodies as one text; those that no longer fit are "and others" (等)."""
    text = "、".join(bodies)
    if len(text) <= LONGEST_ISSUER:
        return text
    fitting = list(bodies)
    while len(fitting) > 1 and len("、".join(fitting)) >= LONGEST_ISSUER:
        fitting.pop()
    return "、".join(fitting)[: LONGEST_ISSUER - 1] + "等"


def _at_once(paragraphs: Sequence[str], date: dt.date | None) -> dt.date | None:
    """The day of the announcement, where everything listed holds from that day."""
    return date if any(_AT_ONCE.search(text) for text in paragraphs) else None
