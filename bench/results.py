"""What is measured, as it is compared, printed and kept as JSON."""

import math
import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

ALL = "all"  # every query of the set, as a kind


class Spread(msgspec.Struct, frozen=True):
    """Milliseconds of a page with six facets over the queries of a kind."""

    count: int
    p50: float
    p95: float
    p99: float


class Recall(msgspec.Struct, frozen=True):
    """Hits against a scan of all records, over the sampled queries of a kind."""

    queries: int
    recall: float
    precision: float


class Built(msgspec.Struct, frozen=True, kw_only=True):
    """The making of an index.

    Attributes:
        rate: records a second, from the file to the ready index.
        peak_mb: resident memory of the process tree at its highest; 0 where the engine is a
            server outside of it.
    """

    engine: str
    records: int
    seconds: float
    rate: float
    peak_mb: float
    size_mb: float


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """All figures of one engine. ``spreads`` and ``recalls`` go by kind of query, and ``ALL``."""

    built: Built
    spreads: dict[str, Spread]
    recalls: dict[str, Recall]


class Difference(msgspec.Struct, frozen=True):
    """A query to which engines give different totals, or facet counts; names of these facets."""

    kind: str
    query: str
    totals: dict[str, int]
    facets: list[str]

    @property
    def in_totals(self) -> bool:
        """Whether even the numbers of hits differ."""
        return len(set(self.totals.values())) > 1


class Searched(msgspec.Struct, frozen=True, kw_only=True):
    """Figures of all engines over one query set, and where their answers differ.

    Attributes:
        differing: examples, those with other totals first.
        differing_totals: queries with other totals.
        differing_facets: queries with equal totals and other facet counts.
    """

    queries: int
    engines: dict[str, Measured]
    differing: list[Difference]
    differing_totals: int = 0
    differing_facets: int = 0
    failed: dict[str, str] = {}


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """One import with database, provenance and index, beside bare indexing.

    Attributes:
        account: what the import printed about itself (rows, stored, merged, rejected, stages).
        seconds: wall time of the whole command.
    """

    rows: int
    seconds: float
    rate: float
    peak_mb: float
    peak_anonymous_mb: float
    account: dict[str, object]
    bare: dict[str, Built] = {}
    failed: dict[str, str] = {}


class Verdict(msgspec.Struct, frozen=True):
    """A goal, what was measured and whether it is met."""

    goal: str
    measured: float
    limit: float
    met: bool


class Report(msgspec.Struct, kw_only=True):
    """Everything of one run."""

    made: str
    machine: dict[str, str]
    records: int
    source: str
    search: Searched | None = None
    imports: Imported | None = None
    verdicts: list[Verdict] = []


def spread(milliseconds: Sequence[float]) -> Spread:
    """Percentiles by nearest rank, rounded to microseconds.

    Raises:
        ValueError: nothing was measured.
    """
    if not milliseconds:
        raise ValueError("no measurement to summarise")
    ordered = sorted(milliseconds)
    ranks = (max(0, math.ceil(share * len(ordered)) - 1) for share in (0.5, 0.95, 0.99))
    return Spread(len(ordered), *(round(ordered[rank], 3) for rank in ranks))


def machine() -> dict[str, str]:
    """What the figures were measured on."""
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    model = next((line.partition(":")[2].strip() for line in lines if "model name" in line), "")
    return {
        "processor": model or platform.machine(),
        "cores": str(os.cpu_count()),
        "system": platform.platform(),
        "python": platform.python_version(),
    }


def now() -> str:
    """The moment of the run, to the minute, in UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%MZ")
