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
from biaozhun.cloud.catalogue.actions.demonstrating import is_loaded
from biaozhun.cloud.catalogue.actions.importing import Account, Step, import_file
from biaozhun.cloud.catalogue.actions.orders import ImportOrder
from biaozhun.cloud.catalogue.actions.previewing import Change
from biaozhun.cloud.catalogue.actions.previewing import preview as changes
from biaozhun.cloud.catalogue.actions.sources import SourceDescription
from biaozhun.cloud.catalogue.exports import write_rejected_rows
from biaozhun.cloud.catalogue.importers import Row
from biaozhun.cloud.catalogue.queries.coverage import Held, coverage
from biaozhun.cloud.foundation.clock import today
from biaozhun.core.reference import PublishedTotal

console = Console(stderr=True)
SHOWN = 12  # codes in the account on a terminal


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


def _show_account(account: Account, *, seconds: float, json: bool) -> None:
    held = _held(account)
    if json:
        shown = msgspec.to_builtins(account) | {
            "seconds": round(seconds, 2),
            "coverage": msgspec.to_builtins(held),
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
    _show_coverage(held)


def _held(account: Account) -> list[Held]:
    """What the library now holds of the codes the run touched."""
    families = coverage(today()).families
    touched = set(account.codes)
    return [code for family in families for code in family.codes if code.scope in touched]


def _published(total: PublishedTotal) -> str:
    """What the authority says there is; ``>`` where it says "more than"."""
    more = "" if total.operator == "=" else f"{total.operator} "
    return f" of {more}{total.total} published ({total.as_of})"


def _show_coverage(held: list[Held]) -> None:
    for row in held[:SHOWN]:
        alive = "" if row.in_force is None else f", {row.in_force} in force"
        known = _published(row.total) if row.total else ""
        typer.echo(f"  {row.scope}: {row.editions} held{alive}{known}, last seen {row.last_seen}")
    if len(held) > SHOWN:
        typer.echo(f"  … and {len(held) - SHOWN} more codes; the page /coverage has them all")
