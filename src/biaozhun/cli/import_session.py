"""What ``biaozhun import`` does once the platform has started."""

import datetime as dt
import time
from pathlib import Path

import msgspec
import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from biaozhun.cli import platform
from biaozhun.cli.import_account import show_account
from biaozhun.cloud.catalogue.actions.demonstrating import is_loaded
from biaozhun.cloud.catalogue.actions.importing import Step, import_file
from biaozhun.cloud.catalogue.actions.orders import ImportOrder
from biaozhun.cloud.catalogue.actions.previewing import Change
from biaozhun.cloud.catalogue.actions.previewing import preview as changes
from biaozhun.cloud.catalogue.actions.sources import SourceDescription
from biaozhun.cloud.catalogue.exports import write_rejected_rows
from biaozhun.cloud.catalogue.importers import Row

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
        source=SourceDescription(slug=source, title=title, rank=rank, licence=licence),
        seen=seen,
        format=file_format,
        mapping=mapping,
    )


def ask_before_mixing() -> None:
    """Ask before real records come to lie beside the invented ones of the demonstration."""
    if is_loaded():
        platform.ask("The library holds invented demonstration records. Import real ones?")


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
        task = bar.add_task(wanted.path.name, total=None, rows=0)

        def show(step: Step) -> None:
            total = None if step.share is None else 1.0
            bar.update(task, completed=step.share or 0.0, total=total, rows=step.rows)

        with platform.interruptible():  # told at once: the index may need a while to catch up
            account = import_file(wanted, report=show)
    show_account(account, seconds=time.perf_counter() - began, json=json)
    if rejected:
        write_rejected_rows(account.run, rejected)
    return 1 if account.rejected else 0


class RateColumn(ProgressColumn):
    """Rows behind us and rows in a second."""

    def render(self, task: Task) -> Text:
        """The count, and the rate once there is one."""
        rows = task.fields["rows"]
        rate = f", {rows / task.elapsed:.0f}/s" if task.elapsed and rows else ""
        return Text(f"{rows} rows{rate}")


def _bar() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        RateColumn(),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    )
