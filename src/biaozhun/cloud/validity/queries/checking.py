"""From a text to answers: what it cites, how each citation stands on the day, and where.

Nothing here writes. Equal citations are judged once, and the library is asked for all of them
together (:func:`shelf_for`), so a document takes as many questions as a single number.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec

from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.validity.queries.coverage import data_date, searched_sources
from biaozhun.cloud.validity.queries.places import Places
from biaozhun.cloud.validity.queries.shelves import shelf_for
from biaozhun.core.citation import Citation, LawCitation, MalformedCitation, Scope, find, scan
from biaozhun.core.number import NumberError, parse
from biaozhun.core.structure.blocks import BlockText
from biaozhun.core.validity import (
    RULES,
    Answer,
    Asked,
    CheckedDocument,
    CheckedLine,
    Citing,
    judge,
)

MOST_AT_ONCE: Final = 5_000  # citations on one shelf: what bounds memory, and the values of a query


class Correction(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A reading that a person set right.

    Attributes:
        start: first character of what is printed.
        end: first character behind.
        typed: the number that is meant; empty where it is no citation.
    """

    start: int
    end: int
    typed: str = ""


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """One citation as it was read, not yet judged."""

    start: int
    end: int
    asked: Asked
    confidence: str = "exact"
    in_address: bool = False
    corrected: bool = False


class Cited(msgspec.Struct, frozen=True, kw_only=True):
    """What a text cites: standards in its order, and laws."""

    readings: tuple[Reading, ...]
    laws: tuple[LawCitation, ...] = ()


def check_text(
    text: BlockText,
    *,
    on: dt.date,
    citing: Citing,
    name: str = "",
    sha256: str = "",
    corrections: Sequence[Correction] = (),
) -> CheckedDocument:
    """Everything a text cites, and how it stands on the day.

    Args:
        text: as a reader of files gives it, or :func:`plain` of pasted characters.
        on: the day the answers are for.
        citing: who cites.
        name: of the file; empty for pasted text.
        sha256: of the file; that of the characters where it is not given.
        corrections: readings that people set right; a later one counts before an earlier one.
    """
    readings = corrected(text.text, cited(text.text).readings, corrections)
    return check_readings(text, readings, on=on, citing=citing, name=name, sha256=sha256)


def check_readings(
    text: BlockText,
    readings: Sequence[Reading],
    *,
    on: dt.date,
    citing: Citing,
    name: str = "",
    sha256: str = "",
) -> CheckedDocument:
    """The same where the citations have been read already, as those of a list."""
    searched = searched_sources()
    return CheckedDocument(
        on=on,
        citing=citing,
        name=name,
        sha256=sha256 or hashlib.sha256(text.text.encode("utf-8", "surrogatepass")).hexdigest(),
        characters=len(text.text),
        pages=text.pages,
        pages_without_text=text.pages_without_text,
        lines=_lines(text, readings, on=on, citing=citing),
        rules=RULES,
        made=now(),
        searched=searched,
        data_date=data_date(searched),
    )


def check_asked(asked: Sequence[Asked], *, on: dt.date, citing: Citing) -> list[Answer]:
    """The answer to each citation, in the order given."""
    answers = _answers(asked, on=on, citing=citing)
    return [answers[one] for one in asked]


def asked_of(text: str, title: str = "") -> Asked:
    """What a line or a cell of a list asks for.

    It is a number; where it is more than that, the one citation that stands in it.
    """
    printed = text.strip()
    try:
        return Asked(text=printed, number=parse(printed), title=title.strip())
    except NumberError as error:
        fault = error.code
    found = find(printed)
    if len({citation.number for citation in found}) != 1:
        return Asked(text=printed, title=title.strip(), fault=fault)
    [citation, *_] = found
    beside = citation.title if "《" in printed else ""  # else it may be a remark: 现行, 已采购
    return msgspec.structs.replace(_asked(citation), text=printed, title=title.strip() or beside)


def plain(text: str) -> BlockText:
    """Pasted characters as a text without blocks."""
    return BlockText(text=text)


def cited(text: str) -> Cited:
    """What a text cites."""
    scanned = scan(text)
    readings = [*map(_read, scanned.citations), *map(_read_fault, scanned.malformed)]
    readings.sort(key=lambda one: (one.start, one.end))
    return Cited(readings=tuple(readings), laws=scanned.laws)


def corrected(
    text: str, readings: Sequence[Reading], corrections: Sequence[Correction]
) -> tuple[Reading, ...]:
    """The readings as people set them right; a later correction counts before an earlier one."""
    found = list(readings)
    for correction in corrections:
        found = [one for one in found if not _overlap(one, correction)]
        if correction.typed:
            found.append(_set_right(text, correction))
    return tuple(sorted(found, key=lambda one: (one.start, one.end)))


def _read(citation: Citation) -> Reading:
    return Reading(
        start=citation.start,
        end=citation.end,
        asked=_asked(citation),
        confidence=str(citation.confidence),
        in_address=citation.in_address,
    )


def _asked(citation: Citation) -> Asked:
    return Asked(
        text=citation.text,
        number=citation.number,
        title=citation.title,
        clauses=citation.clauses,
        all_parts=citation.scope is Scope.ALL_PARTS,
    )


def _read_fault(found: MalformedCitation) -> Reading:
    asked = Asked(text=found.text, fault=found.code)
    return Reading(start=found.start, end=found.end, asked=asked)


def _overlap(one: Reading, correction: Correction) -> bool:
    return one.start < correction.end and correction.start < one.end


def _set_right(text: str, correction: Correction) -> Reading:
    asked = asked_of(correction.typed)
    printed = text[correction.start : correction.end]
    return Reading(
        start=correction.start,
        end=correction.end,
        asked=msgspec.structs.replace(asked, text=printed),
        corrected=True,
    )


def _lines(
    text: BlockText, readings: Sequence[Reading], *, on: dt.date, citing: Citing
) -> tuple[CheckedLine, ...]:
    places = Places(text)
    answers = _answers([one.asked for one in readings], on=on, citing=citing)
    return tuple(
        CheckedLine(
            position=position,
            start=one.start,
            end=one.end,
            place=places.at(one.start),
            asked=one.asked,
            answer=answers[one.asked],
            confidence=one.confidence,
            in_address=one.in_address,
            corrected=one.corrected,
        )
        for position, one in enumerate(readings, start=1)
    )


def _answers(asked: Iterable[Asked], *, on: dt.date, citing: Citing) -> Mapping[Asked, Answer]:
    """The answer to each thing that is asked, once."""
    different = list(dict.fromkeys(asked))
    found: dict[Asked, Answer] = {}
    for first in range(0, len(different), MOST_AT_ONCE):
        some = different[first : first + MOST_AT_ONCE]
        shelf = shelf_for(some, on)
        found |= {one: judge(one, shelf, on=on, citing=citing) for one in some}
    return found
