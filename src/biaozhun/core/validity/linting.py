"""What a drafter of a law or rule should look at in the standards that a draft cites.

The ways of citing are those of GB/T 20000.3: *exclusive*, where the standard is the only way to
meet the provision; *indicative*, where it is one way among others; dated or undated; the whole
document or a clause. A law may cite in any of them: what is found is that the words do not say
which is wanted, or that what is cited does not bear it. Nothing here is an error of law.

Every finding has a code, a place in characters of the text, and words for the drafter to use
instead where the text itself gives them.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from itertools import accumulate
from typing import Final

import msgspec

from biaozhun.core.citation import Citation, LawCitation, Scanned, Scope
from biaozhun.core.disclosure import disclosure
from biaozhun.core.number import Family, Nature, NumberError, parse
from biaozhun.core.text import fold
from biaozhun.core.validity.answer import Answer
from biaozhun.core.validity.outcomes import Outcome


class Mode(StrEnum):
    """What a provision makes of the standard it cites (GB/T 20000.3)."""

    EXCLUSIVE = "exclusive"
    INDICATIVE = "indicative"
    UNKNOWN = "unknown"


class Code(StrEnum):
    """What is found."""

    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"
    NOT_IN_FORCE = "not_in_force"
    MADE_BINDING = "made_binding"
    ASSOCIATION = "association_standard"
    ENTERPRISE = "enterprise_standard"
    NOT_FREE = "not_free_to_read"
    UNDATED_LIMIT = "undated_limit"
    DATED_NEWEST = "dated_newest"
    CLAUSE_UNDATED = "clause_undated"
    WHOLE_FOR_CLAUSE = "whole_for_clause"
    NO_TITLE = "number_without_title"
    NO_NUMBER = "title_without_number"
    TITLE_DISAGREES = "title_disagrees"
    MALFORMED = "malformed_number"
    ABOLISHED_LAW = "abolished_law"


class DraftFinding(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing to look at.

    Attributes:
        code: what it is.
        start: first character of what is meant.
        end: first character behind.
        text: as printed.
        wording: words to use instead, in the language of the draft; empty where a person decides.
        other: what the finding names beside it: the successor, the title held, the error's code.
    """

    code: Code
    start: int
    end: int
    text: str
    wording: str = ""
    other: str = ""


class AbolishedLaw(msgspec.Struct, frozen=True, kw_only=True):
    """A law that no longer holds on the day, and the title of what took its place, if known."""

    title: str
    successor: str = ""


LONGEST_SENTENCE: Final = 2_000  # characters on either side of a place
_SENTENCE_ENDS: Final = "。！？!?；;\n"
_SENTENCE_END: Final = re.compile(f"[{_SENTENCE_ENDS}]")
_PHRASE_ENDS: Final = _SENTENCE_ENDS + "，,"
_PHRASE_END: Final = re.compile(f"[{_PHRASE_ENDS}]")
_EXCLUSIVE: Final = re.compile(
    r"(?:应当?|必须|须|一律|不得不)(?:严格)?(?:满足|符合|遵守|执行|按照?|依照|采用|达到|遵循)"
    r"|不得(?:低于|高于|超过|违反|不符合)|严格(?:执行|按照)|(?:满足|符合)[^，。]{0,60}的?方可"
    r"|\b(?:shall|must)\s+(?:comply|conform|be|meet|satisfy)"
)
_INDICATIVE: Final = re.compile(
    r"视为|推定|参照|参考|鼓励|优先|推荐|可以?(?:采用|按照?|依据|使用|执行)|宜|等效|同等|其他方式"
    r"|或者?(?:采用|其他)|之一|\b(?:may|should|deemed|presumed|for example|such as)\b"
)
_UNIT: Final = (
    r"(?:mg|μg|µg|ug|kg|g|t|mm|cm|km|μm|m|mL|L|kPa|MPa|Pa|kW|W|kV|mV|V|mA|A|kHz|MHz|Hz|kJ|J|N|dB|lx|"
    r"Bq|ppm|mol|℃|°C|K|%|％|‰|毫克|微克|千克|克|吨|毫米|厘米|微米|米|升|毫升|分贝|摄氏度|千瓦|伏|帕)"
)
_LIMIT: Final = re.compile(rf"\d+(?:\.\d+)?\s*{_UNIT}(?![A-Za-z])")
_NEWEST: Final = re.compile(r"(?:最新|现行有效|现行|届时有效)(?:的|有效)*(?:版本|版|标准|规定)?")
_PART_MEANT: Final = re.compile(
    r"\s*(?:中|里|内|所?规定|关于)[^，。；;\n]{0,25}?"
    r"(?:限值|限量|指标|含量|等级|[一二三四五\d]级|方法|条款|参数|公式|附录|表格)"
)
_STANDARD_TITLE: Final = re.compile(r"《([^《》\n]{3,80})》")
_STANDARD_WORD: Final = re.compile(
    r"标准|规程|导则|通则|技术规范|技术要求|技术条件|试验方法|测定方法|限量$|术语$"
)
_LAW_WORD: Final = re.compile(
    r"(?:法|条例|办法|规定|细则|决定|意见|通知|方案|规划|纲要|公告|计划)(?:（[^）]*）|\([^)]*\))?$"
)
_LAW_NOISE: Final = re.compile(
    r"中华人民共和国|\s+|[（(][^（）()]*(?:年|修订|修正|试行)[^（）()]*[）)]$"
)
_TITLE: Final = re.compile(r"《[^《》\n]*》")
_BEHIND: Final = re.compile(r"^\s*[）)]?\s*(?:《[^《》\n]*》)?")
_NEAR: Final = 3  # characters that may stand between a title and its number


def law_key(title: str) -> str:
    """A title of a law in one writing: without the name of the state, blanks, and the revision."""
    return _LAW_NOISE.sub("", fold(title)).strip("《》")


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence that holds a place begins and ends; one without end is cut."""
    first, last = max(start - LONGEST_SENTENCE, 0), min(end + LONGEST_SENTENCE, len(text))
    before = max(text.rfind(sign, first, start) for sign in _SENTENCE_ENDS)
    after = _SENTENCE_END.search(text, end, last)
    return (before + 1 if before >= 0 else first), (after.start() if after else last)


def mode_of(sentence: str) -> Mode:
    """What a sentence makes of the standards it cites, as far as its words tell.

    ``符合该标准的，视为…`` and ``可以采用…`` are indicative even beside an obligation: the duty is
    the provision's own, the standard one way to meet it.
    """
    if _INDICATIVE.search(sentence):
        return Mode.INDICATIVE
    return Mode.EXCLUSIVE if _EXCLUSIVE.search(sentence) else Mode.UNKNOWN


def lint(
    text: str,
    scanned: Scanned,
    answers: Sequence[Answer],
    *,
    abolished: Mapping[str, AbolishedLaw],
) -> tuple[DraftFinding, ...]:
    """What a drafter should look at, in the order of the text.

    Args:
        text: the draft.
        scanned: what is cited in it.
        answers: for each citation how it stands on the day, in the same order.
        abolished: laws that no longer hold, by :func:`law_key` of their titles.

    Raises:
        ValueError: there is not one answer for each citation.
    """
    titled = {each.number.undated().slug for each in scanned.citations if each.title}
    draft = _Draft(text, scanned)
    found: list[DraftFinding] = []
    for citation, answer in zip(scanned.citations, answers, strict=True):
        if citation.in_address:
            continue
        found += _of_standing(citation, answer)
        found += _of_words(draft, citation, answer)
        found += _of_access(citation, answer)
        if citation.number.undated().slug not in titled:
            titled.add(citation.number.undated().slug)
            wording = _cited(answer.number, answer.title) if answer.title else ""
            found.append(_finding(Code.NO_TITLE, citation, wording=wording))
    found += [_of_malformed(text, each.start, each.end, each.code) for each in scanned.malformed]
    found += _titles_alone(text, scanned)
    found += _abolished(scanned.laws, abolished)
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.code)))


def _finding(code: Code, citation: Citation, *, wording: str = "", other: str = "") -> DraftFinding:
    return DraftFinding(
        code,
        start=citation.start,
        end=citation.end,
        text=citation.text,
        wording=wording,
        other=other,
    )


def _of_malformed(text: str, start: int, end: int, code: str) -> DraftFinding:
    return DraftFinding(Code.MALFORMED, start=start, end=end, text=text[start:end], other=code)


def _of_standing(citation: Citation, answer: Answer) -> Iterator[DraftFinding]:
    """What follows from how the cited standard stands on the day."""
    match answer.outcome:
        case Outcome.REPLACED | Outcome.RENUMBERED:
            newest = answer.newest or next((step.number for step in answer.successors), "")
            title = next((s.title for s in answer.successors if s.number == newest), "")
            wording = _cited(newest, title) if newest else ""
            yield _finding(Code.REPLACED, citation, wording=wording, other=newest)
        case Outcome.WITHDRAWN:
            yield _finding(Code.WITHDRAWN, citation, other=answer.withdrawn_by)
        case Outcome.UPCOMING | Outcome.SUSPENDED:
            since = answer.since.isoformat() if answer.since else ""
            yield _finding(Code.NOT_IN_FORCE, citation, other=since)
        case Outcome.TITLE_MISMATCH:
            wording = _cited(answer.number, answer.title) if answer.title else ""
            yield _finding(Code.TITLE_DISAGREES, citation, wording=wording, other=answer.title)
        case (
            Outcome.UNKNOWN
            | Outcome.IN_FORCE
            | Outcome.PARTLY_REPLACED
            | Outcome.CLAUSES_WITHDRAWN
            | Outcome.EDITION_UNKNOWN
            | Outcome.NOT_HELD
            | Outcome.NO_SUCH_NUMBER
            | Outcome.MALFORMED
            | Outcome.AMBIGUOUS
        ):  # shown beside the draft; no wording answers them
            return


class _Draft:
    """A draft with what is asked of it again and again, worked out once.

    Attributes:
        text: its characters.
        plain: the same with blanks for numbers and titles: their words say nothing of the citing.
    """

    def __init__(self, text: str, scanned: Scanned) -> None:
        self.text = text
        signs = list(_TITLE.sub(lambda title: " " * len(title.group()), text))
        for each in scanned.citations:
            signs[each.start : each.end] = " " * (each.end - each.start)
        self.plain = "".join(signs)
        self._sentences = [end.start() for end in _SENTENCE_END.finditer(text)]
        self._phrases = [end.start() for end in _PHRASE_END.finditer(text)]

    def sentence_end(self, citation: Citation) -> int:
        """Where the sentence of a citation ends."""
        return self._around(self._sentences, citation)[1]

    def sentence(self, citation: Citation) -> str:
        """The sentence round a citation, without numbers and titles."""
        start, end = self._around(self._sentences, citation)
        return self.plain[start:end]

    def phrase(self, citation: Citation) -> str:
        """The words up to the next commas: what is said of the citation alone."""
        start, end = self._around(self._phrases, citation)
        return self.plain[start:end]

    def _around(self, ends: Sequence[int], citation: Citation) -> tuple[int, int]:
        before, after = bisect_left(ends, citation.start), bisect_left(ends, citation.end)
        start = ends[before - 1] + 1 if before else 0
        return start, ends[after] if after < len(ends) else len(self.text)


def _of_words(draft: _Draft, citation: Citation, answer: Answer) -> Iterator[DraftFinding]:
    """What the words round a citation say of it."""
    sentence = draft.sentence(citation)
    exclusive = mode_of(sentence) is Mode.EXCLUSIVE
    if exclusive and _is_recommended(citation, answer):
        yield _finding(Code.MADE_BINDING, citation, wording=_one_way(citation, answer))
    if not citation.dated and citation.clauses:
        wording = _cited(_dated(answer), answer.title, citation.clauses)
        yield _finding(Code.CLAUSE_UNDATED, citation, wording=wording if answer.number else "")
    elif not citation.dated and _LIMIT.search(sentence):
        wording = _cited(_dated(answer), answer.title) if answer.number else ""
        yield _finding(Code.UNDATED_LIMIT, citation, wording=wording)
    if citation.dated and (newest := _NEWEST.search(draft.phrase(citation))):
        undated = citation.number.undated()
        wording = _cited(undated.official, citation.title or answer.title)
        yield _finding(Code.DATED_NEWEST, citation, wording=wording, other=newest.group())
    rest = draft.text[citation.end : draft.sentence_end(citation)]
    if not citation.clauses and _PART_MEANT.match(_BEHIND.sub("", rest, count=1)):
        yield _finding(Code.WHOLE_FOR_CLAUSE, citation)


def _is_recommended(citation: Citation, answer: Answer) -> bool:
    """Whether the standard binds nobody by itself: not a mandatory one, and no rule of its own."""
    if not citation.number.family.is_standard:
        return False
    if answer.mandatory is not None:
        return not answer.mandatory
    return citation.number.nature in (Nature.RECOMMENDED, Nature.GUIDANCE) or (
        citation.number.family in (Family.ASSOCIATION, Family.ENTERPRISE)
    )


def _of_access(citation: Citation, answer: Answer) -> Iterator[DraftFinding]:
    """Whose standard it is, and whether everybody bound by the rule can read it for nothing."""
    family = citation.number.family
    if family is Family.ASSOCIATION:
        yield _finding(Code.ASSOCIATION, citation)
    if family is Family.ENTERPRISE:
        yield _finding(Code.ENTERPRISE, citation)
    adopting = bool(citation.number.adopted or answer.adopted) and answer.mandatory is not True
    closed = disclosure(citation.number).right == "closed"
    if closed or (adopting and family is Family.NATIONAL):
        yield _finding(Code.NOT_FREE, citation)


def _titles_alone(text: str, scanned: Scanned) -> Iterator[DraftFinding]:
    """Titles of standards beside which no number stands."""
    spans = sorted((each.start, each.end) for each in scanned.citations)
    starts = [start for start, _end in spans]
    furthest = list(accumulate((end for _start, end in spans), max))
    numbered = {fold(each.title) for each in scanned.citations if each.title}
    for found in _STANDARD_TITLE.finditer(text):
        title = found[1].strip()
        if _LAW_WORD.search(title) or not _STANDARD_WORD.search(title) or fold(title) in numbered:
            continue
        start, end = found.span()
        before = bisect_right(starts, end + _NEAR)
        if not before or furthest[before - 1] < start - _NEAR:
            yield DraftFinding(Code.NO_NUMBER, start=start, end=end, text=found.group())


def _abolished(
    laws: Sequence[LawCitation], abolished: Mapping[str, AbolishedLaw]
) -> Iterator[DraftFinding]:
    for law in laws:
        if (known := abolished.get(law_key(law.title))) is not None:
            yield DraftFinding(
                Code.ABOLISHED_LAW,
                start=law.start,
                end=law.end,
                text=law.text,
                wording=f"《{known.successor}》" if known.successor else "",
                other=known.successor,
            )


def _dated(answer: Answer) -> str:
    """The number of the edition meant on the day."""
    return answer.newest or answer.number


def _cited(number: str, title: str, clauses: Sequence[str] = ()) -> str:
    """A citation as a drafter writes it: title, number, clause."""
    official = _official(number)
    named = f"《{title}》（{official}）" if title else official
    return named + "、".join(clauses)


def _official(number: str) -> str:
    """A number as it is printed: with the long dash before the year."""
    try:
        return parse(number).official
    except NumberError:
        return number


def _one_way(citation: Citation, answer: Answer) -> str:
    """The same duty with the standard as one way to meet it."""
    named = _cited(citation.number.official, citation.title or answer.title)
    if citation.scope is Scope.ALL_PARTS:
        named += "（所有部分）"
    return f"符合{named}的，视为满足本条要求；也可以采用其他同等有效的方式"
