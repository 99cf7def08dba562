"""What ``biaozhun import`` does once the platform has started."""

import datetime as dt
import time
from pathlib import Path

import msgspec
import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from biaozhun.cli import platform
from biaozhun.cloud.catalogue.actions.importing import Account, ImportOrder, Step, import_file
from biaozhun.cloud.catalogue.actions.previewing import Change
from biaozhun.cloud.catalogue.actions.previewing import preview as changes
from biaozhun.cloud.catalogue.actions.sources import SourceDescription, slug_of_file
from biaozhun.cloud.catalogue.importers import Row
from biaozhun.cloud.catalogue.queries.coverage import CodeCoverage, coverage_of, holds_invented
from biaozhun.cloud.catalogue.rejections import write_rejected_rows
from biaozhun.cloud.foundation.clock import today

console = Console(stderr=True)


def order(  # noqa: PLR0913  -- one parameter an option
    path: Path,
    *,
    source: str,
    title: str,
    rank: int | None,
    licence: str,
    seen: dt.date | None,
    file_format: str,
    mapping: Path | None,
) -> ImportOrder:
    """The order an operator's options make."""
    return ImportOrder(
        path=path,
        source=SourceDescription(
            slug=source or slug_of_file(path), title=title, rank=rank, licence=licence
        ),
        seen=seen or today(),
        format=file_format,
        mapping=mapping,
    )


def ask_before_mixing() -> None:
    """Ask before real records come to lie beside the invented ones of the demonstration."""
    if holds_invented():
        question = (
            "The catalogue holds invented demonstration records. Import real ones beside them?"
        )
        typer.confirm(question, abort=True, err=True)


def preview(wanted: ImportOrder, *, json: bool) -> int:
    """Print every fact that would change and every row that would be rejected."""
    rejected = 0
    for found in changes(wanted):
        if isinstance(found, Row):
            rejected += 1
        typer.echo(msgspec.json.encode(_shown(found)).decode() if json else _sentence(found))
    return 1 if rejected else 0


def _shown(found: Change | Row) -> object:
    if isinstance(found, Change):
        return found
    return {"row": found.position, "error": found.error}


def _sentence(found: Change | Row) -> str:
    if isinstance(found, Row):
        return f"row {found.position}: rejected: {found.error.message if found.error else ''}"
    before = "new" if found.before is None else found.before or "—"
    return f"{found.number}\t{found.field}: {before} → {found.after}"


def run(wanted: ImportOrder, *, rejected: Path | None, json: bool) -> int:
    """Import with a progress bar, print the account, keep the rejected rows where asked."""
    began = time.perf_counter()
    with platform.indexing(), _bar() as bar:
        task = bar.add_task(wanted.path.name, total=None)

        def show(step: Step) -> None:
            bar.update(task, completed=step.rows, total=step.total)

        try:
            account = import_file(wanted, report=show)
        except KeyboardInterrupt:
            console.print("Interrupted; nothing is lost. The same command goes on where it stood.")
            return 1
    _show_account(account, seconds=time.perf_counter() - began, json=json)
    if rejected:
        write_rejected_rows(account.run, rejected)
    return 1 if account.rejected else 0


class RateColumn(ProgressColumn):
    """Rows in a second."""

    def render(self, task: Task) -> Text:
        """The rate, once there is one."""
        return Text(f"{task.speed:.0f}/s" if task.speed else "")


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        RateColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    )


def _show_account(account: Account, *, seconds: float, json: bool) -> None:
    coverage = coverage_of(account.codes)
    if json:
        shown = msgspec.to_builtins(account) | {
            "seconds": round(seconds, 2),
            "coverage": msgspec.to_builtins(coverage),
        }
        typer.echo(msgspec.json.encode(shown).decode())
        return
    typer.echo(
        f"{account.rows} rows = {account.stored} stored + {account.merged} merged "
        f"+ {account.rejected} rejected"
        + (f"  (went on at row {account.resumed_at})" if account.resumed_at else "")
    )
    for title, counts in (("rejected", account.rejections), ("not taken", account.findings)):
        for name, count in sorted(counts.items(), key=lambda item: -item[1]):
            typer.echo(f"  {title}: {count} × {name}")
    rate = account.rows / seconds if seconds else 0
    stages = ", ".join(f"{name} {spent:.1f} s" for name, spent in account.stages.items())
    typer.echo(f"{seconds:.1f} s with the index, {rate:.0f} rows/s ({stages})")
    _show_coverage(coverage)


def _show_coverage(coverage: list[CodeCoverage]) -> None:
    for row in coverage[:12]:
        known = f" of {row.published_total} ({row.total_as_of})" if row.published_total else ""
        typer.echo(f"  {row.code}: {row.editions} held{known}, last seen {row.last_seen}")
    if len(coverage) > 12:
        typer.echo(f"  … and {len(coverage) - 12} more; the page /coverage has them all")
