"""What the answers of many units come to, and a first analysis by written rules."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal
from statistics import median
from typing import Final

import msgspec

from biaozhun.core.questionnaire.answers import Value
from biaozhun.core.questionnaire.form import Field, FieldKind, Questionnaire

_FEWEST: Final = 5  # answers from which one can be said to stand out
_STANDS_OUT: Final = 3  # times the median
_HALF: Final = Decimal("0.5")
_CENT: Final = Decimal("0.01")


class UnitAnswers(msgspec.Struct, frozen=True):
    """What one unit answered."""

    unit: str
    values: Mapping[str, Value]


class NumberSummary(msgspec.Struct, frozen=True, kw_only=True):
    """Numbers together. Shares have no sum that means anything: theirs is None."""

    field: Field
    answered: int
    total: Decimal | None
    mean: Decimal | None
    least: Decimal | None
    most: Decimal | None


class ChoiceSummary(msgspec.Struct, frozen=True, kw_only=True):
    """How often each choice was made, in the order of the form; yes and no as True and False."""

    field: Field
    answered: int
    counts: tuple[tuple[str | bool, int], ...]


class TextSummary(msgspec.Struct, frozen=True, kw_only=True):
    """What each unit said: texts and days."""

    field: Field
    answered: int
    said: tuple[tuple[str, str | dt.date], ...]


Summary = NumberSummary | ChoiceSummary | TextSummary


class Consolidation(msgspec.Struct, frozen=True, kw_only=True):
    """All answers of a round.

    Attributes:
        asked: how many units were asked.
        answered: how many answered.
        summaries: one a field, in the order of the form.
    """

    asked: int
    answered: int
    summaries: tuple[Summary, ...]

    @property
    def rate(self) -> Decimal:
        """Answered of asked in percent, 100 where nobody was asked."""
        if not self.asked:
            return Decimal(100)
        return _cents(Decimal(100 * self.answered) / self.asked)


class Remark(msgspec.Struct, frozen=True, kw_only=True):
    """Something a rule noticed.

    Codes: ``risen`` and ``fallen`` (a total against the last round), ``stands_out`` (a unit above
    three times the median of at least five), ``fell_by_half`` (a unit against its last answer),
    ``unanswered`` (a field that some of those who answered left empty).

    Attributes:
        code: the rule.
        key: of the field.
        unit: whose answer; empty where all are meant.
        now: the number now.
        before: what it is measured against.
    """

    code: str
    key: str
    unit: str = ""
    now: Decimal
    before: Decimal | None = None


def consolidate(
    questionnaire: Questionnaire, returned: Sequence[UnitAnswers], *, asked: int
) -> Consolidation:
    """Bring the answers together, field by field.

    Args:
        questionnaire: what was asked.
        returned: the answers that are in.
        asked: how many units were asked.
    """
    summaries = tuple(_summary(field, returned) for field in questionnaire.fields)
    return Consolidation(asked=asked, answered=len(returned), summaries=summaries)


def _summary(field: Field, returned: Sequence[UnitAnswers]) -> Summary:
    if field.is_numeric:
        return _numbers(field, [number for _, number in _numbers_of(field, returned)])
    values = [(one.unit, one.values[field.key]) for one in returned if field.key in one.values]
    if field.kind in {FieldKind.CHOICE, FieldKind.YES_NO}:
        counted = Counter(value for _, value in values)
        choices = field.choices if field.kind is FieldKind.CHOICE else (True, False)
        counts = tuple((choice, counted[choice]) for choice in choices)
        return ChoiceSummary(field=field, answered=len(values), counts=counts)
    said = tuple((unit, value) for unit, value in values if isinstance(value, str | dt.date))
    return TextSummary(field=field, answered=len(values), said=said)


def _cents(number: Decimal) -> Decimal:
    """To two decimals, half up (四舍五入)."""
    return number.quantize(_CENT, ROUND_HALF_UP)


def _numbers_of(field: Field, returned: Sequence[UnitAnswers]) -> list[tuple[str, Decimal]]:
    values = ((one.unit, one.values.get(field.key)) for one in returned)
    return [(unit, value) for unit, value in values if isinstance(value, Decimal)]


def _numbers(field: Field, numbers: Sequence[Decimal]) -> NumberSummary:
    total = sum(numbers, Decimal(0))
    return NumberSummary(
        field=field,
        answered=len(numbers),
        total=None if field.kind is FieldKind.SHARE else total,
        mean=_cents(total / len(numbers)) if numbers else None,
        least=min(numbers, default=None),
        most=max(numbers, default=None),
    )


def compare(
    questionnaire: Questionnaire,
    now: Sequence[UnitAnswers],
    before: Sequence[UnitAnswers],
    former: Questionnaire | None = None,
) -> tuple[Remark, ...]:
    """A first analysis: what a reader of the round should look at, by the rules of :class:`Remark`.

    Args:
        questionnaire: what is asked now.
        now: the answers of this round.
        before: those of the round before; empty where there is none.
        former: what was asked then, where it was another form: a field is measured against the
            one of its key only where kind and unit are still the same.
    """
    then = {field.key: (field.kind, field.unit) for field in (former or questionnaire).fields}
    return tuple(
        remark
        for field in questionnaire.fields
        for remark in _remarks(
            field, now, before if then.get(field.key) == (field.kind, field.unit) else ()
        )
    )


def _remarks(
    field: Field, now: Sequence[UnitAnswers], before: Sequence[UnitAnswers]
) -> Iterator[Remark]:
    empty = sum(field.key not in one.values for one in now)
    if empty and len(now) > empty:
        yield Remark(code="unanswered", key=field.key, now=Decimal(empty), before=Decimal(len(now)))
    if not field.is_numeric:
        return
    values, former = _numbers_of(field, now), dict(_numbers_of(field, before))
    if former and field.kind is not FieldKind.SHARE:
        total, last = sum((v for _, v in values), Decimal(0)), sum(former.values(), Decimal(0))
        if total != last:
            code = "risen" if total > last else "fallen"
            yield Remark(code=code, key=field.key, now=total, before=last)
    middle = Decimal(median(v for _, v in values)) if len(values) >= _FEWEST else Decimal(0)
    for unit, value in values:
        if middle > 0 and value > _STANDS_OUT * middle:
            yield Remark(code="stands_out", key=field.key, unit=unit, now=value, before=middle)
        if unit in former and former[unit] > 0 and value < former[unit] * _HALF:
            was = former[unit]
            yield Remark(code="fell_by_half", key=field.key, unit=unit, now=value, before=was)
