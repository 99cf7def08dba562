"""Reading values as typed: each as its rule can score it, every fault at its indicator."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Final

import msgspec

from biaozhun.core.assessment.scheme import HUNDRED, Indicator, Rule, Scheme
from biaozhun.core.questionnaire import read_number

_YES_NO: Final = {"是": Decimal(1), "否": Decimal(0)}


class ValueFault(msgspec.Struct, frozen=True):
    """What is wrong with the value of one indicator.

    Codes: ``value_missing``, ``not_a_number``, ``not_points`` (not from 0 to 100), ``not_yes_no``
    (neither 1 nor 0).
    """

    key: str
    code: str


class Values(msgspec.Struct, frozen=True):
    """What was read: values by key, and all faults in the order of the scheme."""

    values: Mapping[str, Decimal]
    faults: tuple[ValueFault, ...]

    @property
    def wrong(self) -> tuple[ValueFault, ...]:
        """The faults of what was typed; what is missing is none of them."""
        return tuple(fault for fault in self.faults if fault.code != "value_missing")


def read_values(scheme: Scheme, typed: Mapping[str, str]) -> Values:
    """Read values as typed; keys the scheme does not have are left alone."""
    values: dict[str, Decimal] = {}
    faults: list[ValueFault] = []
    for indicator in scheme.indicators:
        read = _value(indicator, typed.get(indicator.key, "").strip())
        if isinstance(read, str):
            faults.append(ValueFault(indicator.key, read))
        else:
            values[indicator.key] = read
    return Values(values, tuple(faults))


def _value(indicator: Indicator, typed: str) -> Decimal | str:
    """The value, or the code of what is wrong with it."""
    if not typed:
        return "value_missing"
    is_yes_no = indicator.rule is Rule.YES_NO
    value = _YES_NO.get(typed) if is_yes_no and typed in _YES_NO else read_number(typed)
    if value is None:
        return "not_yes_no" if is_yes_no else "not_a_number"
    if is_yes_no and value not in (0, 1):
        return "not_yes_no"
    if indicator.rule is Rule.POINTS and not 0 <= value <= HUNDRED:
        return "not_points"
    return value
