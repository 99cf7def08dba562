"""Laws, regulations and policies cited by title or by the number of their document.

``《中华人民共和国标准化法》第二十五条``, ``《地方标准管理办法》（国家市场监督管理总局令第26号）``,
``国发〔2015〕13号``. A title that stands beside a number is that of a standard.
"""

import re
from collections.abc import Sequence
from typing import Final

from biaozhun.core.citation.value import Citation, LawCitation
from biaozhun.core.citation.vocabulary import any_of

_TITLED: Final = re.compile(r"《([^《》]{2,100}(?:《[^《》]{2,80}》[^《》]{0,40})?)》")
_KIND: Final = re.compile(rf"{any_of('law')}$")
_REVISED: Final = re.compile(r"[ ]?[（(][^（）()]{1,24}[）)]$")
_METHOD: Final = re.compile(rf".*{any_of('technical')}.*(?<!办)法$|.*第[ ]?\d+[ ]?部分", re.DOTALL)
_COUNT: Final = r"[\d一二三四五六七八九十百零〇○]{1,7}"
_BRACKETED: Final = (
    r"[〔﹝［【\[(（][ ]?(?:19|20)\d\d[ ]?[〕﹞\]］】)）][ ]?(?:第[ ]?)?\d{1,5}[ ]?号"
)
_YEARED: Final = re.compile(_BRACKETED)
_ORDER: Final = (
    rf"[\u4e00-\u9fff]{{0,24}}?(?:令|公告|通告)[ ]?(?:\d{{4}}年)?[ ]?第[ ]?{_COUNT}[ ]?号"
)
_LETTER: Final = rf"[\u4e00-\u9fff]{{1,12}}[ ]?{_BRACKETED}"
_NUMBER: Final = re.compile(rf"[ \n]?[（(，,]?[ ]?(?P<number>{_LETTER}|{_ORDER})")
_ISSUER: Final = re.compile(r"[\u4e00-\u9fff]{2,12}$")
_LINKING: Final = re.compile(r".*[据照见和及与的按以在于为由至]")
_ARTICLE: Final = (
    rf"第[ ]?{_COUNT}[ ]?条(?:第?[ ]?{_COUNT}[ ]?款)?(?:第?[（(]?{_COUNT}[）)]?[ ]?项)?"
)
_AMENDED: Final = re.compile(
    r"[（(][^（）()\n]{0,20}(?:修订|修正|修改|试行|暂行|版|施行)[^（）()\n]{0,8}[）)]"
)
_ARTICLES: Final = re.compile(rf"[）)]?(?:修正案)?(?:中的?|的)?[ ]?({_ARTICLE})")
_MORE: Final = re.compile(rf"[ ]?(?:、|和|及|与|或|至|到|以及)[ ]?({_ARTICLE})")


def laws_in(text: str, citations: Sequence[Citation]) -> tuple[LawCitation, ...]:
    """The laws cited in a text, in its order."""
    taken = sorted({(one.start, one.end) for one in citations})
    titles = [one.title for one in citations if one.title]
    laws: list[LawCitation] = []
    for found in _TITLED.finditer(text):
        if not is_law(found[1]) or " ".join(found[1].split()) in titles:
            continue
        laws.append(_law(text, found))
    laws += _alone(text, [(law.start, law.end) for law in laws] + taken)
    return tuple(sorted(laws, key=lambda law: law.start))


def is_law(title: str) -> bool:
    """Whether a title is that of a law, regulation or policy and not of a standard."""
    plain = _REVISED.sub("", title.strip())
    return bool(_KIND.search(plain)) and not _METHOD.match(plain)


def _law(text: str, found: re.Match[str]) -> LawCitation:
    end, number = found.end(), ""
    if behind := _NUMBER.match(text, end, end + 60):
        number, end = "".join(behind["number"].split()), behind.end()
        end += text[end : end + 1] in ("）", ")")
    if amended := _AMENDED.match(text, end, end + 40):
        end = amended.end()
    articles: list[str] = []
    place = _ARTICLES.match(text, end)
    while place:
        articles.append(place[1])
        end = place.end()
        place = _MORE.match(text, end)
    return LawCitation(
        start=found.start(),
        end=end,
        text=text[found.start() : end],
        title=" ".join(found[1].split()),
        number=number,
        articles=tuple(articles),
    )


def _alone(text: str, taken: Sequence[tuple[int, int]]) -> list[LawCitation]:
    """Numbers of documents that stand without a title."""
    laws: list[LawCitation] = []
    spans = sorted(taken)
    place = 0
    for found in _YEARED.finditer(text):
        issuer = _ISSUER.search(text, max(0, found.start() - 12), found.start())
        if issuer is None:
            continue
        start = found.start() - len(_LINKING.sub("", issuer.group()))
        while place < len(spans) and spans[place][1] <= start:
            place += 1
        if start == found.start() or (place < len(spans) and spans[place][0] < found.end()):
            continue
        printed = text[start : found.end()]
        number = "".join(printed.split())
        laws.append(
            LawCitation(start=start, end=found.end(), text=printed, title="", number=number)
        )
    return laws
