"""The figures and sentences above a result: the conclusion, the filters, what could not be read."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import msgspec
from django.http import QueryDict
from django.utils.translation import gettext as _

from biaozhun.cloud.validity import wording
from biaozhun.cloud.validity.queries.lists import Columns
from biaozhun.cloud.validity.queries.places import column_name
from biaozhun.cloud.validity.wording.faults import fault
from biaozhun.core.structure.blocks import BlockText
from biaozhun.core.validity import CheckedDocument, CheckedLine, Consequence, Outcome

_MOST_FINDINGS = 20  # files of an archive that could not be read, told one by one
_WORST_FIRST = (Consequence.CHANGE, Consequence.CORRECT, Consequence.TELL_ISSUER, Consequence.AGREE)
_OPEN = (Consequence.REVIEW, Consequence.EITHER, Consequence.WAIT)


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """A filter: its code, how many citations it leaves, and where its link leads."""

    code: str
    count: int
    chosen: bool

    @property
    def wanted(self) -> str:
        """The value of the parameter behind the link: the filter, or nothing to take it off."""
        return "" if self.chosen else self.code


class Filters(msgspec.Struct, frozen=True):
    """What a list of citations is narrowed to; empty narrows nothing."""

    outcome: str = ""
    consequence: str = ""

    def __bool__(self) -> bool:
        """Whether anything is left out."""
        return bool(self.outcome or self.consequence)

    def kept(self, lines: Sequence[CheckedLine]) -> Sequence[CheckedLine]:
        """The citations that are left."""
        return [
            line
            for line in lines
            if self.outcome in ("", line.answer.outcome)
            and self.consequence in ("", line.answer.consequence)
        ]


def filters(query: QueryDict) -> Filters:
    """The filters of an address; what is no value of one narrows nothing."""
    outcome, consequence = query.get("outcome", ""), query.get("consequence", "")
    return Filters(
        outcome if outcome in wording.OUTCOME else "",
        consequence if consequence in wording.CONSEQUENCE else "",
    )


def counts(lines: Sequence[CheckedLine], chosen: Filters) -> tuple[list[Counted], list[Counted]]:
    """How many citations there are of each outcome and of each consequence."""
    outcomes = Counter(str(line.answer.outcome) for line in lines)
    consequences = Counter(str(line.answer.consequence) for line in lines)
    return (
        _counted(wording.OUTCOME, outcomes, chosen.outcome),
        _counted(wording.CONSEQUENCE, consequences, chosen.consequence),
    )


def _counted(words: wording.Words, counted: Mapping[str, int], chosen: str) -> list[Counted]:
    return [
        Counted(code=code, count=counted.get(code, 0), chosen=code == chosen)
        for code in words
        if counted.get(code) or code == chosen
    ]


def tone(lines: Sequence[CheckedLine]) -> tuple[str, str]:
    """Colour and drawing of the conclusion: that of the gravest thing to do."""
    found = {line.answer.consequence for line in lines}
    if not lines:
        return wording.OUTCOME_TONE[Outcome.UNKNOWN]
    if found.intersection(_WORST_FIRST):
        return "withdrawn", "warning"
    if found.intersection(_OPEN):
        return "replaced", "note"
    if Consequence.CHECK in found:
        return wording.OUTCOME_TONE[Outcome.UNKNOWN]
    return wording.OUTCOME_TONE[Outcome.IN_FORCE]


def notices(
    document: CheckedDocument, text: BlockText, columns: Columns | None = None
) -> Iterator[str]:
    """What of the file was not read or not checked, so that nobody takes silence for an answer.

    Args:
        document: what was found.
        text: what was read.
        columns: those of the list, where a workbook was taken as one.
    """
    if document.pages_without_text:
        pages = _("、").join(map(str, document.pages_without_text[:50]))
        yield _(
            "第 {pages} 页是图片，没有文字，没有检查。"
            "请先做文字识别（OCR），或把其中的引用贴成清单。"
        ).format(pages=pages)
    if columns is not None:
        yield _(
            "当作清单：只查了工作表“{sheet}”的 {column} 列，从第 {first} 行起；"
            "别的列和别的工作表没有查。"
        ).format(sheet=columns.sheet, column=column_name(columns.number), first=columns.first)
    elif text.hidden:
        yield _("隐藏的工作表也查了：{names}。").format(names=_("、").join(text.hidden[:20]))
    for code, place in text.findings[:_MOST_FINDINGS]:
        yield _("{place}：{reason}").format(place=place, reason=fault(code))
    if len(text.findings) > _MOST_FINDINGS:
        yield _("另有 {n} 处没有读出来。").format(n=len(text.findings) - _MOST_FINDINGS)


def leaves(number: int, last: int) -> list[int]:
    """The pages a reader may jump to: the first, the last, those around; 0 stands for a gap."""
    near = {1, last, *range(max(1, number - 3), min(last, number + 3) + 1)}
    shown: list[int] = []
    for leaf in sorted(near):
        if shown and leaf > shown[-1] + 1:
            shown.append(0)
        shown.append(leaf)
    return shown
