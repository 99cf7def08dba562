"""What stands beside a number: the title of the standard and the clauses cited.

::

    《通用硅酸盐水泥》（GB 175）   GB 175《通用硅酸盐水泥》   GB/T 700  碳素结构钢
    ISO 9001:2015, Quality management systems — Requirements
    GB 5749—2022中5.1的规定    GB/T 1.1 第5.2条、表3    clause 4.2 of ISO 9001
"""

import re
from typing import Final

from biaozhun.core.citation.laws import is_law
from biaozhun.core.citation.vocabulary import any_of

_LONGEST: Final = 120
_QUOTED_AHEAD: Final = re.compile(
    r"《([^《》]{1,120})》[ \t\n]{0,3}(?P<bracket>[（(\[［【]?)[ \t\n]{0,3}$"
)
_QUOTED: Final = re.compile(r"[）)\]］】]?[ \t\n\r]{0,3}《([^《》]{1,120})》")
_CELL: Final = re.compile(r"[ ]*[\t|][ ]*([\u4e00-\u9fff][^\t\n|]{1,100})")
_ITEM: Final = (
    r"(?:\[\d{1,3}\]|［\d{1,3}］|（\d{1,3}）|\(\d{1,3}\)|\d{1,3}[.、)）]?|[a-z][)）]|[-*•·—?])"
)
_LINE_AHEAD: Final = re.compile(rf"(?:^|[\n\r>|\t])[ \t\u3000]*(?:{_ITEM}[ \t\u3000]*)?$")
_PLAIN: Final = re.compile(
    rf"(?:[ \t\u3000]+|[,，][ ]?|(?=[\u4e00-\u9fff]))(?!{any_of('no_title')}\S)"
    r"([\u4e00-\u9fff][^\n\r。；;|\t]{1,118})(?=[\n\r|\t]|$)"
)
_NEXT: Final = re.compile(
    r"[TQ]/[A-Z]|[A-Z]{2,4}/[TZ] ?\d|[A-Z]{2,4}(?:/[A-Z]{1,4})?[ ]?[A-Z]?\d{2,}"
)
_TITLE_ENDS: Final = re.compile(r"\[[A-Z]\]|[，,]|\.(?:pdf|docx?|html?)\b")
_NUMBER_NEXT: Final = re.compile(
    r"[ \t]{0,3}[（(]?[ ]?[A-Z]{1,5}[ /]?[A-Z]?[ ]?\d|[ \t]{0,3}[（(]?[TQ]/"
)
_NUMBER_AHEAD: Final = re.compile(r"[A-Z][ ]?\d[\d.]{0,8}(?:[-—－–:]\d{2,4})?$")
_CLOSERS: Final = ("）", ")")
_LOOSE: Final = 60  # characters looked back for a title without book marks
_STOPS: Final = re.compile(r"[，。；、！？《》（）()\[\]【】\n\r\t|“”\"<>;,]|(?<!部分)[：:]")
_AHEAD: Final = re.compile(rf".*(?:(?!按[钮摩键]){any_of('title_ahead')})")
_LEADS: Final = re.compile(rf"^(?:{any_of('title_lead')}[ ]?)+")
_ENDS: Final = re.compile(rf"^[\u4e00-\u9fff].*(?<!的){any_of('title_end')}$")
_SENTENCE: Final = re.compile(
    rf"^[本该其此各上下]|[是将已]|需要|必须|不得|应当|进行|(?<![反响供适效感相])应(?![急力用变])"
    rf"|{any_of('title_end')}(?:和|及|与|或)"
)
_LEFT_OVER: Final = "（([［【《，,、；; \t\u3000"
_SHORTEST: Final = 6  # characters of a title that follows without a blank
_ENGLISH: Final = re.compile(
    r"(?:\)?,[ ]+|[ ]+[-–—][ ]+|[ \t]{2,}|[ ]+(?=[\"“]))[_*\"“]{0,2}"
    r"([A-Z][a-z][^\n\r。；;|\t\"”]{3,200})"
)
_ENGLISH_END: Final = re.compile(r"\.(?: |$)|[_*]")
_DOTTED: Final = r"\d{1,3}(?:\.\d{1,3}){0,5}"
_CLAUSE: Final = (
    rf"(?:第[ ]?(?:[A-Z]\.)?(?:{_DOTTED}|[一二三四五六七八九十]{{1,3}})[ ]?[条章节款法篇]"
    rf"|第[ ]?{_DOTTED}(?=(?:、{_DOTTED})+[ ]?[条章节款])"
    r"|附录[ ]?[A-Z](?:\.\d{1,3}){0,4}"
    r"|(?:表|图|式|公式)[ ]?(?:[A-Z]\.)?[（(]?\d{1,3}(?:[-.]\d{1,3})*[）)]?"
    r"|(?:[Cc]lauses?|[Ss]ections?|[Tt]ables?|[Ff]igures?|[Aa]nnex(?:es)?|[Aa]ppendix"
    rf"|[Ss]ubclauses?|§)[ ]?(?:[A-Z](?:\.\d{{1,3}}){{0,4}}(?![A-Za-z])|{_DOTTED})"
    rf"|条款[ ]?{_DOTTED}|\d{{1,3}}(?:\.\d{{1,3}}){{1,5}}[条款节]?(?![\d%℃])"
    r"|\d{1,2}章|[A-Z](?:\.\d{1,3}){1,4}(?!\d))"
)
_OPENING: Final = re.compile(
    r"[ \n]?(?:(?:标准|规范|规程)?[ ]?(?:中的?|的|内|之)?[ ]?|[（(,，]?[ ]?)?(?=" + _CLAUSE + r")"
)
_CLAUSES: Final = re.compile(_CLAUSE)
_AND: Final = re.compile(r"[ ]?(?:、|和|及|与|或|以及|,[ ]?(?:and )?|[ ]and[ ]|~|～|至)[ ]?(?:的)?")
_WORDED: Final = re.compile(r"第|附|表|图|式|公|条|[A-Za-z§]")
_LINKS: Final = ("of ", "in ", "to ", "the ", "ard ")
_OF: Final = re.compile(rf"({_CLAUSE})[ ]+(?:of|in|to)[ ]+(?:the[ ]+)?(?:standard[ ]+)?$")


def title_of(text: str, start: int, end: int) -> tuple[str, int]:
    """The title that stands beside a number, and where reading may go on behind it."""
    if start and text[start - 1] in "（([［【》 \n\t" and (ahead := _title_ahead(text, start, end)):
        return ahead
    if (behind := _QUOTED.match(text, end)) and not _is_next_one(text, behind):
        return _tidy(behind[1]), behind.end()
    if (
        not "\u4e00" <= text[start - 1 : start] <= "\u9fff"
        and _LINE_AHEAD.search(text, max(0, start - 12), start)
        and (plain := _plain_title(text, end))
    ):
        return plain
    return "", end


def _title_ahead(text: str, start: int, end: int) -> tuple[str, int] | None:
    """The title in book marks before a number, or that before its bracket without any."""
    opening = text.rfind("《", max(0, start - _LONGEST - 8), start)
    quoted = _QUOTED_AHEAD.match(text, opening, start) if opening >= 0 else None
    if quoted:
        if not quoted["bracket"] and not _is_alone(text, opening, end, quoted[1]):
            return None
        closing = 1 if quoted["bracket"] and text[end : end + 1] in "）)]］】" else 0
        return _tidy(quoted[1]), end + closing
    if text[start - 1] not in "（(" or text[end : end + 1] not in _CLOSERS:
        return None
    loose = _loose_title(text[max(0, start - _LOOSE) : start - 1])
    return (loose, end + 1) if loose else None


def _is_alone(text: str, opening: int, end: int, title: str) -> bool:
    """Whether a title before a number belongs to it, where no bracket says so."""
    law = is_law(title) and title.endswith(("法", "条例", "办法"))
    taken = _NUMBER_AHEAD.search(text, max(0, opening - 20), opening)
    return not law and not taken and _QUOTED.match(text, end) is None


def _is_next_one(text: str, behind: re.Match[str]) -> bool:
    """Whether a title on the next line is that of the number behind it."""
    broken = "\n" in text[behind.start() : behind.start(1)]
    return broken and _NUMBER_NEXT.match(text, behind.end()) is not None


def _loose_title(run: str) -> str:
    """The title that ends a run of text, without book marks: ``按声环境质量标准（GB 3096）``.

    Only what ends like a title, is no part of a sentence, and is no list of two.
    """
    title = _AHEAD.sub("", _STOPS.split(run)[-1].strip())
    title = _LEADS.sub("", title).strip()
    plain = len(title) >= _SHORTEST and _ENDS.search(title) and not _SENTENCE.search(title)
    return title if plain else ""


def _plain_title(text: str, end: int) -> tuple[str, int] | None:
    """The title behind a number that opens its line or cell."""
    if (cell := _CELL.match(text, end, end + _LONGEST)) or (
        cell := _PLAIN.match(text, end, end + _LONGEST)
    ):
        cut = _NEXT.search(cell[1]) or _TITLE_ENDS.search(cell[1])
        title = _tidy(cell[1][: cut.start()].rstrip(_LEFT_OVER) if cut else cell[1])
        glued = cell.start(1) == end
        return (title, end) if len(title) >= (_SHORTEST if glued else 2) else None
    if found := _ENGLISH.match(text, end, end + 2 * _LONGEST):
        title = found[1]
        if _NEXT.search(title):
            return None
        stop = _ENGLISH_END.search(title)
        return _tidy(title[: stop.start()] if stop else title), end
    return None


def _tidy(title: str) -> str:
    return " ".join(title.split())


def clauses_of(text: str, start: int, end: int) -> tuple[str, ...]:
    """The clauses cited with a number, as printed."""
    if text.endswith(_LINKS, 0, start) and (of := _OF.search(text, max(0, start - 60), start)):
        return (of[1],)
    opening = _OPENING.match(text, end)
    if opening is None or not _opens(text, opening):
        return ()
    clauses: list[str] = []
    place = opening.end()
    while found := _CLAUSES.match(text, place):
        clauses.append(found.group())
        joint = _AND.match(text, found.end())
        if joint is None:
            break
        place = joint.end()
    return tuple(clauses)


def _opens(text: str, opening: re.Match[str]) -> bool:
    """Bare digits need a word before or behind them: ``中5.3``, ``5.1的规定``."""
    if _WORDED.match(text, opening.end()) or opening.group().strip(" \n,，(（"):
        return True
    found = _CLAUSES.match(text, opening.end())
    if found is not None and found.group()[-1] in "条款节":
        return True
    return bool(
        found and re.match(r"[ ]?(?:的|条|规定|要求|、|和)", text[found.end() : found.end() + 4])
    )
