"""Lines of set form in official documents: number, addressees, signature, date, printing note.

The elements and their order are those of GB/T 9704-2012 (党政机关公文格式), clause 7; the patterns
read folded text.
"""

import datetime as dt
import re
from typing import Final

from biaozhun.core.errors import BiaozhunError
from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.vocabulary import FORM
from biaozhun.core.text import numeral
from biaozhun.core.text.folding import CJK

_DIGITS: Final = "〇零一二三四五六七八九"
DATE: Final = pattern(
    rf"(?P<year>\d{{4}}|[{_DIGITS}]{{4}})\s*年\s*(?P<month>\d{{1,2}}|[{_DIGITS}十]{{1,3}})\s*月"
    rf"\s*(?P<day>\d{{1,2}}|[{_DIGITS}十廿卅]{{1,4}})\s*日"
)
_PLAIN_DATE: Final = pattern(
    r"(?<!\d)(?P<year>\d{4})\s*[-/.]\s*(?P<month>\d{1,2})\s*[-/.]\s*(?P<day>\d{1,2})(?!\d)"
)
_TITLE_BEFORE: Final = pattern(
    r"(?:通知|意见|方案|计划|规划|办法|决定|公告|通告|要点|细则|措施)\s*"
)
_YEAR: Final = r"[\[({<]\s*(?:19|20)\d{2}\s*[\])}>]"
NUMBER: Final = pattern(
    rf"[{CJK}][{CJK}a-z]{{1,24}}\s*{_YEAR}\s*第?\s*\d{{1,5}}\s*号"
    rf"|(?:令|公告|通告)\s*[\[(]?(?:(?:19|20)\d{{2}}\s*年?\s*[\])]?\s*)?第\s*[\d{_DIGITS}十百]{{1,5}}\s*号"
    r"|(?:19|20)\d{2}\s*年\s*第\s*\d{1,4}\s*号"
)
BODY_ENDS: Final = tuple(FORM.words("signature_end"))
_BODY: Final = pattern(rf"[{CJK}·()]{{2,40}}")
_BETWEEN: Final = pattern(r"[\s、]+")
_PERSON: Final = pattern(
    rf"(?:[{CJK}]{{0,12}}(?:省长|市长|区长|县长|州长|主席|总理|部长|主任|局长|署长))"
    rf"\s*:?\s*[{CJK}·]{{1,2}}\s?[{CJK}·]{{1,3}}"
)
_REMARK: Final = pattern(r"\(?\s*(?:此|本)件.{0,20}(?:公开|发布|印发|发至|刊登).{0,20}?\)?")
_COPIES: Final = pattern(r"(?:抄送|抄报|主送|分送)\s*:")
_PRINTED: Final = pattern(rf".{{0,60}}{DATE.pattern}\s*(?:印发|印制|印)")
_MASTHEAD: Final = pattern(rf"[{CJK}]{{3,30}}文件")
_ADDRESSEE: Final = pattern(
    r"(?:政府|委|局|厅|部门|部|单位|机构|企业|公司|院|所|办|学校|街道|乡|镇|处|行|会|中心|集团"
    r"|同志|区|县|市)[^,。;]{0,12}:"
)
_NOT_ADDRESSEE: Final = pattern(
    r"如下|包括|要求|目标|原则|任务|为了|为贯彻|为进一步|责任单位|牵头|配合|附件|联系"
)
_ADDRESSEE_LONGEST: Final = 400
_LONGEST: Final = 60


def read_date(folded: str) -> dt.date | None:
    """The first day that a folded text names; None where it names none that exists."""
    found = DATE.search(folded) or _PLAIN_DATE.search(folded)
    if found is None:
        return None
    try:
        return dt.date(*(numeral.read(found[part]) for part in ("year", "month", "day")))
    except (ValueError, BiaozhunError):
        return None


def number_in(folded: str) -> tuple[int, int] | None:
    """Where the first document number of a folded text stands, a title run into it left out."""
    found = NUMBER.search(folded)
    if found is None:
        return None
    titles = list(_TITLE_BEFORE.finditer(folded, found.start(), found.end()))
    return (titles[-1].end() if titles else found.start()), found.end()


def is_date(folded: str) -> bool:
    """Whether a line is a date and nothing else."""
    return DATE.fullmatch(folded.strip("() ")) is not None


def is_number(folded: str) -> bool:
    """Whether a line is a document number (发文字号) and nothing else."""
    return len(folded) <= _LONGEST and NUMBER.fullmatch(folded.strip("() ")) is not None


def is_signature(folded: str) -> bool:
    """Whether a line is made of names of public bodies, or of an office and a person, only."""
    if len(folded) > _LONGEST or folded.startswith("("):
        return False
    if _PERSON.fullmatch(folded):
        return True
    names = _BETWEEN.split(folded.strip())
    return all(_BODY.fullmatch(name) and name.rstrip(")").endswith(BODY_ENDS) for name in names)


def signed_and_dated(folded: str) -> re.Match[str] | None:
    """The date of a line made of a signature and a date."""
    if len(folded) > 2 * _LONGEST:
        return None
    found = DATE.search(folded)
    if found is None or folded[found.end() :].strip(" )") or not folded[: found.start()].strip():
        return None
    return found if is_signature(folded[: found.start()].strip(" (")) else None


def is_remark(folded: str) -> bool:
    """Whether a line says only whether the paper is public (此件公开发布)."""
    return len(folded) <= _LONGEST and _REMARK.fullmatch(folded) is not None


def is_copies(folded: str) -> bool:
    """Whether a line names who else gets a copy (抄送)."""
    return _COPIES.match(folded) is not None


def is_printed(folded: str) -> bool:
    """Whether a line says when it was printed and handed out (…年…月…日印发)."""
    return len(folded) <= 2 * _LONGEST and _PRINTED.fullmatch(folded.strip("() 。")) is not None


def is_masthead(folded: str) -> bool:
    """Whether a line is the red head (…文件)."""
    return _MASTHEAD.fullmatch(folded) is not None


def is_addressee(folded: str) -> bool:
    """Whether a line names those the document is sent to."""
    return (
        folded.endswith(":")
        and len(folded) <= _ADDRESSEE_LONGEST
        and "。" not in folded
        and _ADDRESSEE.search(folded[-40:]) is not None
        and _NOT_ADDRESSEE.search(folded) is None
    )


def is_reference(folded: str) -> bool:
    """Whether a line is made of a document number, a date or both."""
    if len(folded) > _LONGEST:
        return False
    left = DATE.sub("", NUMBER.sub("", folded, count=1), count=1)
    return left != folded and not left.strip(" ()[]")


def is_set(folded: str) -> bool:
    """Whether a line has any of the set forms."""
    return (
        is_reference(folded)
        or is_addressee(folded)
        or is_printed(folded)
        or is_remark(folded)
        or is_copies(folded)
        or is_signature(folded)
        or signed_and_dated(folded) is not None
    )
