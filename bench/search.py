"""Measure engines over one set of records and queries, each in a process of its own."""

import gc
import multiprocessing
import os
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TypeVar

import msgspec

from bench.engine import Engine, Page
from bench.engines import engine
from bench.entries import FACET_VALUES, FACETS, entries, read_records
from bench.memory import MEGABYTE, Watch
from bench.queries import Query, draw_queries
from bench.results import ALL, Built, Difference, Measured, Recall, Searched, Spread, spread
from bench.truth import sample, true_hits

ROUNDS = 3  # timed passes over the query set; the median of each query counts
SHOWN = 40  # differences kept in the report
JUDGED = 5_000  # hits of a query whose recall is judged, at most
OUTSIDE = frozenset({"postgres"})  # servers whose memory is not in our process tree

Result = TypeVar("Result")


class Asked(msgspec.Struct, frozen=True):
    """The query set with the truth about a sample of it."""

    queries: list[Query]
    sampled: list[int]
    truth: list[set[int]]


class Answers(msgspec.Struct, frozen=True):
    """What an engine answered: totals and facet counts of every query."""

    totals: list[int]
    facets: list[dict[str, list[int]]]


def prepare(path: Path) -> Asked:
    """Draw the queries of a record file and scan it for the truth."""
    queries = draw_queries(read_records(path))
    sampled = sample(queries)
    truth = true_hits(entries(read_records(path)), [queries[place] for place in sampled])
    # All hits of a query are read page by page, so recall is judged on what can be read that way.
    judged = [pair for pair in zip(sampled, truth, strict=True) if len(pair[1]) <= JUDGED]
    return Asked(queries, [place for place, _ in judged], [hits for _, hits in judged])


@contextmanager
def _built(name: str, path: Path) -> Iterator[tuple[Engine, Built]]:
    """An engine that has indexed the file; everything it made is gone afterwards."""
    lines = count()
    with TemporaryDirectory(prefix="biaozhun-bench-") as folder:
        subject = engine(name)(Path(folder))
        try:
            with Watch(os.getpid()) as watch:
                begin = time.perf_counter()
                subject.build(record for record, _ in zip(read_records(path), lines, strict=False))
                seconds = time.perf_counter() - begin
                watch.look()
            yield subject, _built_figures(name, subject, next(lines), seconds, watch.peak)
        finally:
            subject.close()


def _built_figures(name: str, subject: Engine, records: int, seconds: float, peak: int) -> Built:
    return Built(
        engine=name,
        records=records,
        seconds=round(seconds, 2),
        rate=round(records / seconds, 1),
        peak_mb=0 if name in OUTSIDE else round(peak / MEGABYTE, 1),
        size_mb=round(subject.size() / MEGABYTE, 1),
    )


def build_only(name: str, path: Path) -> Built:
    """Bare indexing: no database, no provenance, nothing to resume."""
    with _built(name, path) as (_, built):
        return built


def measure(name: str, path: Path, asked: Asked, rounds: int) -> tuple[Measured, Answers]:
    """Build, warm up, time, and judge the hits of one engine."""
    with _built(name, path) as (subject, built):
        pages = [subject.page(query) for query in asked.queries]  # untimed: warms the caches
        gc.collect()
        gc.freeze()
        times = _times(subject, asked.queries, rounds)
        recalls = _recalls(subject, asked)
    spreads = {kind: spread(values) for kind, values in _by_kind(asked.queries, times).items()}
    return Measured(built=built, spreads=spreads, recalls=recalls), _answers(pages)


def _times(subject: Engine, queries: Sequence[Query], rounds: int) -> list[float]:
    """Milliseconds of each query, the median of the rounds."""
    passes: list[list[float]] = []
    for _ in range(rounds):
        times: list[float] = []
        for query in queries:
            begin = time.perf_counter()
            subject.page(query)
            times.append((time.perf_counter() - begin) * 1000)
        passes.append(times)
    return [median(times) for times in zip(*passes, strict=True)]


def _by_kind(queries: Sequence[Query], values: Sequence[float]) -> dict[str, list[float]]:
    kinds: dict[str, list[float]] = defaultdict(list)
    for query, value in zip(queries, values, strict=True):
        kinds[query.kind].append(value)
        kinds[ALL].append(value)
    return kinds


def _recalls(subject: Engine, asked: Asked) -> dict[str, Recall]:
    """Mean recall and precision of the sampled queries by kind."""
    judged: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for place, truth in zip(asked.sampled, asked.truth, strict=True):
        query = asked.queries[place]
        found = subject.ids(query)
        right = len(found & truth)
        score = (right / len(truth) if truth else 1.0, right / len(found) if found else 1.0)
        judged[query.kind].append(score)
        judged[ALL].append(score)
    return {
        kind: Recall(
            len(scores),
            round(sum(recall for recall, _ in scores) / len(scores), 4),
            round(sum(precision for _, precision in scores) / len(scores), 4),
        )
        for kind, scores in judged.items()
    }


def _answers(pages: Sequence[Page]) -> Answers:
    """Facets by their counts alone: engines may order equal counts as they like.

    Some count records without a value and some do not, so these are left out, and with them the
    last of the twenty.
    """
    facets = [
        {
            name: [number for value, number in values if value][: FACET_VALUES - 1]
            for name, values in page.facets.items()
        }
        for page in pages
    ]
    return Answers([page.total for page in pages], facets)


def differences(queries: Sequence[Query], answers: dict[str, Answers]) -> list[Difference]:
    """The queries whose totals or facet counts are not the same in all engines."""
    found = []
    for place, query in enumerate(queries):
        totals = {name: each.totals[place] for name, each in answers.items()}
        counts = [each.facets[place] for each in answers.values()]
        facets = [
            name
            for name in FACETS
            if any(other.get(name) != counts[0].get(name) for other in counts[1:])
        ]
        if facets or len(set(totals.values())) > 1:
            found.append(Difference(query.kind, query.text, totals, facets))
    return sorted(found, key=lambda difference: not difference.in_totals)


def in_own_process(work: Callable[..., Result], *arguments: object) -> Result:
    """Run in a fresh process, so that no engine inherits another's memory or caches."""
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(max_workers=1, mp_context=fresh) as pool:
        return pool.submit(work, *arguments).result()


def run_search(path: Path, names: Sequence[str], rounds: int = ROUNDS) -> Searched:
    """Measure the engines one after another. What cannot run is named with its reason."""
    asked = prepare(path)
    measured: dict[str, Measured] = {}
    answers: dict[str, Answers] = {}
    failed: dict[str, str] = {}
    for name in names:
        try:
            measured[name], answers[name] = in_own_process(measure, name, path, asked, rounds)
        except Exception as error:  # noqa: BLE001 - one engine that fails must not hide the others
            failed[name] = f"{type(error).__name__}: {error}"
    differing = differences(asked.queries, answers)
    return Searched(
        queries=len(asked.queries),
        engines=measured,
        differing=differing[:SHOWN],
        differing_totals=sum(difference.in_totals for difference in differing),
        differing_facets=sum(not difference.in_totals for difference in differing),
        failed=failed,
    )


__all__ = ["Answers", "Spread", "build_only", "differences", "in_own_process", "run_search"]
