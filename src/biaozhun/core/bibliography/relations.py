"""Reading the free text of a replacement field (代替情况).

Sources put into it: what the edition replaces (``代替A;B``), what replaces it (``被A代替``), both
at once, partial replacement (``部分代替``), a bare number, a withdrawal notice (``公告:…``), the
responsible department (``主管部门：``), the category of a metrology document (``标准类别：``),
lists of cited documents, and remarks on renumbering. Each is taken for what it is or named.
"""

import re
from functools import lru_cache

import msgspec

from biaozhun.core.bibliography.numbers import (
    NumberList,
    canonical,
    is_backwards,
    other_nature,
    read_numbers,
    series,
)
from biaozhun.core.bibliography.record import Extent, Finding, RelationKind, StatedRelation

FIELD = "replacement"
_LABEL = re.compile(
    r"(标准类别|主管部门|归口单位|公告|备注|本(?:规程|规范|标准)引用了?(?:下列|以下)文件|引用标准)\s*[:：]\s*"
)
_BY = re.compile(
    r"(部分)?被\s*(?P<numbers>[^被]+?)\s*(?:所)?(?P<part>部分)?(?:代替|替代|取代)(?![:：])"
)
_REPLACES = re.compile(r"(?P<part>部分)?(?:代替|替代|取代)\s*[:：]?\s*(?P<numbers>[^被]*)")
_RENUMBERED = re.compile(
    r"(?P<basis>调整\s*[(（]?转号[)）]?|(?:由|原)(?:编号)?|转号)\s*[:：]?\s*(?P<numbers>[A-Z].*)"
)
_CONVERSION = re.compile(r"[;；，,]?\s*(强制性(?:标准)?转化?为推荐性(?:标准)?)")
_END_MARK = re.compile(r"\s*(?:已)?(?:废止|作废)[。;；]?$")
_NOTICE_NUMBER = re.compile(
    r"[\u4e00-\u9fff]{0,60}(?:公告|通告)\s*[\[（(〔]?\d{4}[\]）)〕]?\s*年?\s*[(（]?第?\s*\d+\s*号[)）]?"
)


BACKWARDS = "The years say that this replacement cannot be the way round it is stated"

# One family of sources cuts the field after so many characters, in the middle of a number: what was
# "GB 10408.9-2001" ends as "GB 1", which would replace another standard.
CUT_LENGTH = 120
_LAST_PIECE = re.compile(r"[;；、，,\s][^;；、，,]*$")


class ReplacementText(msgspec.Struct, frozen=True, kw_only=True):
    """What a replacement field says, sorted."""

    relations: tuple[StatedRelation, ...] = ()
    findings: tuple[Finding, ...] = ()
    doctype: str = ""
    sector_department: str = ""
    announcement: str = ""


class _Reading:
    """What has been read so far of one field."""

    def __init__(self, own: str) -> None:
        self.own = own
        self.relations: list[StatedRelation] = []
        self.findings: list[Finding] = []
        self.labelled: dict[str, str] = {}

    def report(self, code: str, fragment: str, message: str) -> None:
        self.findings.append(
            Finding(code=code, field=FIELD, fragment=fragment[:200], message=message)
        )


@lru_cache(maxsize=8192)
def read_replacement(text: str, own: str) -> ReplacementText:
    """Sort one cleaned replacement field of the edition ``own`` (canonical number)."""
    reading = _Reading(own)
    rest = _without_cut_piece(_take_labels(text, reading), reading)
    rest = _take_conversion(rest, reading)
    rest = _take_directed(rest, reading)
    _take_bare(rest.strip(" ;；,，、。/"), reading)
    labelled = reading.labelled
    return ReplacementText(
        relations=tuple(dict.fromkeys(reading.relations)),
        findings=tuple(reading.findings),
        doctype=labelled.get("标准类别", ""),
        sector_department=labelled.get("主管部门", ""),
        announcement=labelled.get("公告", ""),
    )


def _take_labels(text: str, reading: _Reading) -> str:
    """Cut out ``label：value`` pieces; the text before the first label stays."""
    pieces = _LABEL.split(text)
    for label, raw in zip(pieces[1::2], pieces[2::2], strict=True):
        value = raw.strip(" ;；")
        if label in ("标准类别", "主管部门"):
            reading.labelled[label] = value
        elif label == "公告":
            _take_notice(value, reading)
        else:
            reading.report(
                "not_a_replacement",
                f"{label}：{value}",
                "The replacement field says something else",
            )
    return pieces[0].strip()


def _without_cut_piece(text: str, reading: _Reading) -> str:
    """Leave off the last piece of a text that the source has cut."""
    if len(text) != CUT_LENGTH:
        return text
    last = _LAST_PIECE.search(text)
    start = last.start() if last else 0
    reading.report("text_cut", text[start:].strip(" ;；、，,"), "The source cut the text here")
    return text[:start]


def _take_notice(value: str, reading: _Reading) -> None:
    number = _NOTICE_NUMBER.search(value)
    if number:
        reading.labelled["公告"] = number[0]
    if "废止" in value:
        reading.report(
            "withdrawal_notice", value, "A withdrawal notice stands in the replacement field"
        )
    elif number is None:
        reading.report("not_a_replacement", value, "A notice stands in the replacement field")


def _take_conversion(text: str, reading: _Reading) -> str:
    """``强制性转化为推荐性标准``: this edition bears two numbers that differ by ``/T`` only.

    The remark is the recorded basis; which of the two numbers is the newer follows from it.
    """
    match = _CONVERSION.search(text)
    if match is None:
        return text
    pair = other_nature(reading.own)
    if pair is None:
        reading.report("conversion_unclear", match[1], "Which number was converted is not certain")
    else:
        reading.relations.append(
            StatedRelation(
                kind=RelationKind.RENUMBERED_FROM,
                number=pair.number,
                inverse=pair.is_recommended,
                basis=match[1],
            )
        )
    return text[: match.start()] + " ; " + text[match.end() :]


def _take_directed(text: str, reading: _Reading) -> str:
    """Take 被…代替, then 代替…, then renumberings; hand back what has no direction."""

    def replaced_by(match: re.Match[str]) -> str:
        partly = bool(match[1] or match["part"])
        _relate(read_numbers(match["numbers"].strip()), reading, inverse=True, partly=partly)
        return " "

    def replaces(match: re.Match[str]) -> str:
        numbers = _END_MARK.sub("", match["numbers"].strip())
        _relate(read_numbers(numbers), reading, inverse=False, partly=bool(match["part"]))
        return " "

    def renumbered(match: re.Match[str]) -> str:
        for number in _reported(read_numbers(match["numbers"].strip()), reading).numbers:
            reading.relations.append(
                StatedRelation(
                    kind=RelationKind.RENUMBERED_FROM, number=number, basis=match["basis"]
                )
            )
        return " "

    return _RENUMBERED.sub(renumbered, _REPLACES.sub(replaces, _BY.sub(replaced_by, text)))


def _relate(numbers: NumberList, reading: _Reading, *, inverse: bool, partly: bool) -> None:
    for number in _reported(numbers, reading).numbers:
        if number == reading.own:
            reading.report("replaces_itself", number, "An edition cannot replace itself")
            continue
        if is_backwards(number, reading.own, inverse=inverse):
            reading.report("replacement_backwards", number, BACKWARDS)
            continue
        extent = Extent.PARTLY if partly or number in numbers.partly else None
        reading.relations.append(
            StatedRelation(
                kind=RelationKind.REPLACES, number=number, inverse=inverse, extent=extent
            )
        )


def _reported(numbers: NumberList, reading: _Reading) -> NumberList:
    for piece in numbers.unread:
        reading.report("relation_number", piece, "This is not a standard number that can be read")
    return numbers


def _take_bare(text: str, reading: _Reading) -> None:
    """Numbers without a direction: an older edition of the same standard is what it replaces.

    Sources of metrology documents list predecessors and cited documents without a word between
    them, so everything else is reported, not guessed.
    """
    if not text:
        return
    if _END_MARK.search(text) and canonical(_END_MARK.sub("", text)) == reading.own:
        reading.report("withdrawal_notice", text, "The field says that the edition is withdrawn")
        return
    numbers = read_numbers(text)
    for number in numbers.numbers:
        if _is_predecessor(number, reading.own):
            reading.relations.append(StatedRelation(kind=RelationKind.REPLACES, number=number))
        else:
            reading.report(
                "relation_unstated", number, "The field does not say how this number is related"
            )
    _reported(numbers, reading)


def _is_predecessor(number: str, own: str) -> bool:
    older, newer = series(number), series(own)
    return older is not None and newer is not None and older[0] == newer[0] and older[1] < newer[1]
