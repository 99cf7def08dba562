"""Figures as plain text tables."""

from collections.abc import Iterable, Iterator, Sequence

from bench.compare import ratios
from bench.results import ALL, Built, Imported, Measured, Recall, Report, Searched

_MOST_DIFFERENCES = 12


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Lines of a table: first column to the left, figures to the right."""
    cells = [list(head), *([str(cell) for cell in row] for row in rows)]
    widths = [max(len(row[column]) for row in cells) for column in range(len(head))]
    for row in cells:
        name, *figures = row
        right = (figure.rjust(width) for figure, width in zip(figures, widths[1:], strict=True))
        yield "  ".join([name.ljust(widths[0]), *right]).rstrip()


def _all_first(kinds: Iterable[str]) -> list[str]:
    return [ALL, *(kind for kind in kinds if kind != ALL)]


def _builds(built: Iterable[Built]) -> Iterator[str]:
    rows = (
        (b.engine, f"{b.rate:,.0f}", b.seconds, b.peak_mb or "outside", b.size_mb) for b in built
    )
    yield from table(("index build", "records/s", "seconds", "peak MB", "size MB"), rows)


def _pages(engines: dict[str, Measured]) -> Iterator[str]:
    kinds = next(iter(engines.values())).spreads
    rows = []
    for kind in _all_first(kinds):
        spreads = [engine.spreads[kind] for engine in engines.values()]
        figures = (f"{s.p50:.2f} / {s.p95:.2f} / {s.p99:.2f}" for s in spreads)
        rows.append((f"{kind} ({kinds[kind].count})", *figures))
    yield from table(("page + 6 facets, ms p50/p95/p99", *engines), rows)


def _recalls(engines: dict[str, Measured]) -> Iterator[str]:
    kinds = next(iter(engines.values())).recalls
    rows = [
        (f"{kind} ({kinds[kind].queries})", *(_recall(e.recalls[kind]) for e in engines.values()))
        for kind in _all_first(kinds)
    ]
    yield from table(("recall (precision below 1)", *engines), rows)


def _recall(judged: Recall) -> str:
    precision = f" ({judged.precision:.3f})" if judged.precision < 1 else ""
    return f"{judged.recall:.3f}{precision}"


def _ratios(searched: Searched) -> Iterator[str]:
    found = ratios(searched)
    if not found:
        return
    kinds = next(iter(found.values()))
    rows = [(kind, *(f"{peer[kind]:.3f}" for peer in found.values())) for kind in _all_first(kinds)]
    yield ""
    yield from table(("our p95 : theirs", *found), rows)


def _failures(failed: dict[str, str]) -> Iterator[str]:
    for name, reason in failed.items():
        yield f"NOT MEASURED {name}: {reason}"


def _differences(searched: Searched) -> Iterator[str]:
    if len(searched.engines) < 2:
        return
    yield ""
    yield (
        f"of {searched.queries} queries {searched.differing_totals} have other totals and"
        f" {searched.differing_facets} equal totals but other facet counts"
    )
    for difference in searched.differing[:_MOST_DIFFERENCES]:
        said = ", ".join(f"{name} {total}" for name, total in difference.totals.items())
        facets = "" if difference.in_totals else f" (facets: {', '.join(difference.facets)})"
        yield f"  {difference.kind}: {difference.query} → {said}{facets}"


def _search(searched: Searched) -> Iterator[str]:
    if searched.engines:
        yield from _builds(engine.built for engine in searched.engines.values())
        yield ""
        yield from _pages(searched.engines)
        yield ""
        yield from _recalls(searched.engines)
        yield from _ratios(searched)
        yield from _differences(searched)
    yield from _failures(searched.failed)


def _import(imported: Imported) -> Iterator[str]:
    if imported.rows:
        yield (
            f"import: {imported.rows:,} rows in {imported.seconds:.1f} s = {imported.rate:,.0f}/s,"
            f" memory {imported.peak_mb:.0f} MB"
            f" ({imported.peak_anonymous_mb:.0f} MB without mapped files)"
        )
        counted = ("rows", "stored", "merged", "rejected", "seconds")
        yield "account: " + ", ".join(f"{name} {imported.account.get(name)}" for name in counted)
        stages = imported.account.get("stages")
        if isinstance(stages, dict):
            yield from table(("stage", "seconds"), stages.items())
    if imported.bare:
        yield from _builds(imported.bare.values())
    yield from _failures(imported.failed)


def lines(report: Report) -> Iterator[str]:
    """The whole report."""
    where = f"{report.machine['processor']}, {report.machine['cores']} cores"
    yield f"{report.records:,} {report.source} records, {where}, {report.made}"
    if report.search is not None:
        yield ""
        yield from _search(report.search)
    if report.imports is not None:
        yield ""
        yield from _import(report.imports)
    if report.verdicts:
        yield ""
    for verdict in report.verdicts:
        word = "met   " if verdict.met else "MISSED"
        yield f"{word} {verdict.goal}: {verdict.measured:g} (limit {verdict.limit:g})"
