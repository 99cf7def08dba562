"""Reading what a metric is asked with, from an address, a stored binding, a call."""

import re
from collections.abc import Mapping
from typing import Final

from biaozhun.cloud.metrics.registry import Arguments, Kind, Metric, MetricError, Parameter
from biaozhun.core.classification import ClassificationError
from biaozhun.core.classification.division import division
from biaozhun.core.number import Family, Nature

LONGEST: Final = 100  # characters of a text
FIRST_YEAR: Final = 1900
LAST_YEAR: Final = 2100
_YEARS: Final = re.compile(r"(\d{4})(?:\s*[-–—~～至]\s*(\d{4}))?", re.ASCII)
_SIX: Final = re.compile(r"\d{6}", re.ASCII)
_ZEROS: Final = re.compile(r"(?:00){1,2}\Z", re.ASCII)
_UNSEEN: Final = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


def read_arguments(metric: Metric, given: Mapping[str, str]) -> Arguments:
    """The arguments in their one spelling; what is empty is not given.

    Raises:
        MetricError: a parameter the metric does not have, a value that is none, one that is
            missing.
    """
    values = {}
    for name, text in given.items():
        told = tidy(text)
        parameter = metric.parameter(name)
        if parameter is None:
            raise MetricError(
                f"{metric.key} has no such parameter",
                code="metric_parameter_unknown",
                fragment=name[:LONGEST],
                hint=_known(metric),
            )
        value = _value(parameter, told) if told else ""
        if value:
            values[name] = value
    for parameter in metric.parameters:
        if parameter.required and parameter.name not in values:
            raise MetricError(
                f"{metric.key} needs a parameter",
                code="metric_parameter_missing",
                fragment=parameter.name,
                hint=_known(metric),
            )
    ordered = [one.name for one in metric.parameters if one.name in values]
    return Arguments({name: values[name] for name in ordered})


def tidy(text: str) -> str:
    """Without what no text has (NUL, lone surrogates, controls) and without blanks around it."""
    return _UNSEEN.sub("", text).strip()


def _known(metric: Metric) -> str:
    names = ", ".join(one.name for one in metric.parameters)
    return f"it takes {names}" if names else "it takes none"


def _value(parameter: Parameter, text: str) -> str:
    """The value in its one spelling."""
    match parameter.kind:
        case Kind.YEAR | Kind.YEARS:
            return _years(parameter, text, single=parameter.kind is Kind.YEAR)
        case Kind.LEVEL:
            given = [one.strip() for one in text.split(",") if one.strip()]
            kept = [one for one in choices_of(parameter) if one in given]
            for one in given:
                _one_of(parameter, one, kept)
            return ",".join(kept)
        case Kind.NATURE | Kind.CHOICE:
            return _one_of(parameter, text, choices_of(parameter))
        case Kind.DIVISION:
            return _division(parameter, text)
        case Kind.ISSUER | Kind.TEXT:
            return text[:LONGEST]


def choices_of(parameter: Parameter) -> list[str]:
    """The values of a parameter that takes one of a list."""
    match parameter.kind:
        case Kind.LEVEL:
            return [str(family) for family in Family]
        case Kind.NATURE:
            return [str(nature) for nature in Nature]
        case _:
            return [value for value, _words in parameter.choices]


def _invalid(parameter: Parameter, text: str, hint: str) -> MetricError:
    return MetricError(
        f"{parameter.name} does not take this value",
        code="metric_parameter_invalid",
        fragment=text[:LONGEST],
        hint=hint,
    )


def _years(parameter: Parameter, text: str, *, single: bool) -> str:
    found = _YEARS.fullmatch(text)
    hint = "a year such as 2020" if single else "years such as 2016-2020, or one year"
    if found is None or (single and found[2]):
        raise _invalid(parameter, text, hint)
    first, last = int(found[1]), int(found[2] or found[1])
    if not FIRST_YEAR <= first <= last <= LAST_YEAR:
        raise _invalid(parameter, text, f"{hint}, from {FIRST_YEAR} to {LAST_YEAR}, first to last")
    return str(first) if first == last else f"{first}-{last}"


def _one_of(parameter: Parameter, text: str, values: list[str]) -> str:
    if text not in values:
        raise _invalid(parameter, text, f"one of {', '.join(values)}")
    return text


def _division(parameter: Parameter, text: str) -> str:
    """Two digits of a province or four of a city; six of GB/T 2260 with zeros behind are cut."""
    code = _ZEROS.sub("", text) if _SIX.fullmatch(text) else text
    try:
        return division(code).code
    except ClassificationError:
        hint = "the code of a province (44) or of a city (4403)"
        raise _invalid(parameter, text, hint) from None
