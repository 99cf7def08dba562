"""Reading what somebody filled in: every answer as what it is, every fault at its field."""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Final

import msgspec

from biaozhun.core.questionnaire.form import Field, FieldKind, Questionnaire

Value = str | Decimal | dt.date | bool
Given = Mapping[str, str]
LONGEST: Final = 5_000  # characters of a text
_MOST_DIGITS: Final = 18
_PLAIN: Final = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)")
_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WIDE: Final = str.maketrans("０１２３４５６７８９．，－＋％", "0123456789.,-+%")
_YES_NO: Final = {"yes": True, "是": True, "no": False, "否": False}


class Fault(msgspec.Struct, frozen=True):
    """What is wrong with one answer.

    Codes: ``answer_missing``, ``too_long``, ``not_a_number``, ``not_whole``, ``too_small``,
    ``too_large``, ``not_a_day``, ``not_a_choice``.
    """

    key: str
    code: str
    fragment: str = ""


class Answers(msgspec.Struct, frozen=True):
    """What was read: values by key, and all faults in the order of the form."""

    values: Mapping[str, Value]
    faults: tuple[Fault, ...]


class _WrongError(Exception):
    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_answers(questionnaire: Questionnaire, given: Given) -> Answers:
    """Read a filled form.

    Args:
        questionnaire: what was asked.
        given: texts by key, as typed; keys that were not asked are left alone.
    """
    values: dict[str, Value] = {}
    faults: list[Fault] = []
    for field in questionnaire.fields:
        typed = given.get(field.key, "").strip()
        if not typed:
            if field.required:
                faults.append(Fault(field.key, "answer_missing"))
            continue
        try:
            values[field.key] = _READERS[field.kind](field, typed)
        except _WrongError as wrong:
            faults.append(Fault(field.key, wrong.code, typed[:40]))
    return Answers(values, tuple(faults))


def read_number(typed: str) -> Decimal | None:
    """A number as people type it; None where it is none.

    Full-width digits are read, thousands may be set apart by commas or blanks. More than 18
    characters, exponents and words such as NaN are no number that anybody counted.
    """
    plain = typed.translate(_WIDE).replace(",", "").replace(" ", "")
    if len(plain) > _MOST_DIGITS or not _PLAIN.fullmatch(plain):
        return None
    return Decimal(plain)


def _text(_: Field, typed: str) -> str:
    if len(typed) > LONGEST:
        raise _WrongError("too_long")
    return typed


def _number(field: Field, typed: str) -> Decimal:
    """A number in the bounds of its field; a share may end in %."""
    plain = typed.translate(_WIDE)
    if field.kind is FieldKind.SHARE:
        plain = plain.removesuffix("%")
    number = read_number(plain)
    if number is None:
        raise _WrongError("not_a_number")
    if field.kind is FieldKind.COUNT and number != number.to_integral_value():
        raise _WrongError("not_whole")
    least, most = field.bounds
    if least is not None and number < least:
        raise _WrongError("too_small")
    if most is not None and number > most:
        raise _WrongError("too_large")
    return number


def _date(_: Field, typed: str) -> dt.date:
    if not _DAY.fullmatch(typed):  # Python reads weeks and days without hyphens as well
        raise _WrongError("not_a_day")
    try:
        return dt.date.fromisoformat(typed)
    except ValueError:
        raise _WrongError("not_a_day") from None


def _choice(field: Field, typed: str) -> str:
    if typed not in field.choices:
        raise _WrongError("not_a_choice")
    return typed


def _yes_no(_: Field, typed: str) -> bool:
    if typed not in _YES_NO:
        raise _WrongError("not_a_choice")
    return _YES_NO[typed]


_READERS: Final[Mapping[FieldKind, Callable[[Field, str], Value]]] = {
    FieldKind.TEXT: _text,
    FieldKind.COUNT: _number,
    FieldKind.NUMBER: _number,
    FieldKind.SHARE: _number,
    FieldKind.DATE: _date,
    FieldKind.CHOICE: _choice,
    FieldKind.YES_NO: _yes_no,
}
