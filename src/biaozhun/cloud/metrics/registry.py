"""The registry of figures: a metric is a named, documented query over the platform's own records.

A slice has a module ``metrics`` that registers its own at start; this one knows no slice::

    register(Metric(key="catalogue.published", words=_("发布的标准"), …, figure=_published))

Targets of plans, saved questions, pages and the API all ask by the key.
"""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, Final, Protocol
from urllib.parse import urlencode

import msgspec
from django.utils.functional import Promise

from biaozhun.core.errors import BiaozhunError

Words = Promise | str

FIRST_DAY: Final = dt.date(1900, 1, 1)
"""Nothing is counted as of an earlier day."""


class Kind(StrEnum):
    """What values a parameter takes."""

    YEAR = "year"  # 2020
    YEARS = "years"  # 2016-2020, or one year
    LEVEL = "level"  # families of numbers, one or more: local; national,sector
    DIVISION = "division"  # code of a province or a city of it, as local numbers carry it
    NATURE = "nature"  # mandatory, recommended, guidance
    ISSUER = "issuer"  # part of the name of who issued it
    CHOICE = "choice"  # one of a list of its own
    TEXT = "text"


class Parameter(msgspec.Struct, frozen=True, kw_only=True):
    """What a metric may be asked with.

    Attributes:
        name: in the address.
        kind: what values it takes.
        words: what it is called.
        required: without it there is no figure.
        choices: of a ``CHOICE``: value and what it is called.
        hint: how it narrows, where that is not plain.
    """

    name: str
    kind: Kind
    words: Words
    required: bool = False
    choices: tuple[tuple[str, Words], ...] = ()
    hint: Words = ""


class MetricError(BiaozhunError):
    """Something that cannot be asked of the registry.

    Codes: ``metric_unknown``, ``metric_parameter_unknown``, ``metric_parameter_invalid``,
    ``metric_parameter_missing``.
    """

    default_code: ClassVar[str] = "metric_unknown"


class Arguments(msgspec.Struct, frozen=True):
    """What a metric is asked with: parameters by name, checked and in their one spelling."""

    values: Mapping[str, str] = {}

    def text(self, name: str) -> str:
        """The value as text; empty where it is not given."""
        return self.values.get(name, "")

    def texts(self, name: str) -> tuple[str, ...]:
        """The values of a list; none where it is not given."""
        return tuple(self.values[name].split(",")) if name in self.values else ()

    def year(self, name: str) -> int | None:
        """The year, where one is given."""
        return int(self.values[name]) if name in self.values else None

    def years(self, name: str) -> tuple[int, int] | None:
        """First and last year, both included, where a period is given."""
        if name not in self.values:
            return None
        first, _hyphen, last = self.values[name].partition("-")
        return int(first), int(last or first)

    @property
    def query(self) -> str:
        """As they stand in an address."""
        return urlencode(self.values)


class FigureRow(msgspec.Struct, frozen=True, kw_only=True):
    """One record behind a figure: what it is, where its page is, the day from which it counts."""

    text: str
    address: str = ""
    day: dt.date | None = None


class Rows(Protocol):
    """The records behind a figure, a stretch at a time."""

    def count(self) -> int:
        """How many there are."""

    def stretch(self, first: int, last: int) -> list[FigureRow]:
        """Those from ``first``, counted from 0, to before ``last``."""


class NoRows:
    """Nothing is behind a figure that is not known."""

    def count(self) -> int:
        """None."""
        return 0

    def stretch(self, first: int, last: int) -> list[FigureRow]:  # noqa: ARG002  -- the protocol's
        """None."""
        return []


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """A figure as of a day, with what stands behind it.

    Attributes:
        value: ``None`` where it cannot be told; ``note`` says why.
        rows: of a count, as many as the value; of a share, its part.
        part: of a share, how many are counted.
        whole: of a share, out of how many.
        unit: what the value is in.
        as_of: what became known or happened later does not count.
        address: the page of this very figure.
        note: what a reader must know, or nothing.
    """

    value: Decimal | None
    rows: Rows
    as_of: dt.date
    part: int | None = None
    whole: int | None = None
    unit: str = ""
    address: str = ""
    note: str = ""


FigureOf = Callable[[Arguments, dt.date], Figure]
SeriesOf = Callable[[Arguments, Sequence[dt.date]], list[Decimal | None]]


class Metric(msgspec.Struct, frozen=True, kw_only=True):
    """A named, documented query.

    Attributes:
        key: ``slice.what``; stays for ever.
        words: what it is called.
        meaning: what it tells, in a sentence.
        formula: how it is worked out, in words.
        unit: what its values are in: 项, 件, %.
        figure: works it out as of a day, with a constant number of questions.
        series: the same for many days with no more questions than for one.
        parameters: what it may be asked with.
        rank: its place among those of its slice; smaller is further up.
        counts_rows: the value, of a share its part, is the number of rows behind it; otherwise
            something of the rows is added up.
    """

    key: str
    words: Words
    meaning: Words
    formula: Words
    unit: Words
    figure: FigureOf
    series: SeriesOf
    parameters: tuple[Parameter, ...] = ()
    rank: int = 50
    counts_rows: bool = True

    @property
    def source(self) -> str:
        """The slice whose records it counts."""
        return self.key.partition(".")[0]

    def parameter(self, name: str) -> Parameter | None:
        """The parameter of a name."""
        return next((one for one in self.parameters if one.name == name), None)


_metrics: dict[str, Metric] = {}


def register(metric: Metric) -> None:
    """Put a metric in; registering a key again replaces it."""
    _metrics[metric.key] = metric


def metrics() -> list[Metric]:
    """All of them, slice by slice, in their order."""
    return sorted(_metrics.values(), key=lambda one: (one.source, one.rank, one.key))


def metric(key: str) -> Metric:
    """The metric of a key.

    Raises:
        MetricError: ``metric_unknown``.
    """
    try:
        return _metrics[key]
    except KeyError:
        raise MetricError(
            "there is no metric of this key",
            code="metric_unknown",
            fragment=key[:80],
            hint="/metrics lists them all",
        ) from None
