"""The account of an import: for people, and as the object that ``--json`` prints."""

import msgspec
import typer

from biaozhun.cloud.catalogue.actions.importing import Account
from biaozhun.cloud.catalogue.queries.coverage import Held, families
from biaozhun.cloud.foundation.clock import today
from biaozhun.core.reference import PublishedTotal

SHOWN = 12  # codes on a terminal
TOLD = 100  # codes in the object; enterprises have a code each, a file of theirs tens of thousands


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """The account of an import as one object; the names are part of the public interface.

    Attributes:
        run: number of the run; its page is /imports/RUN.
        rows: rows of the input that have been read; rows = stored + merged + rejected.
        stored: rows that made a new edition.
        merged: rows that joined an edition.
        rejected: rows that went in nowhere.
        resumed_at: rows that an interrupted run had already taken; 0 where there was none.
        findings: `code:field` = how many values were not taken as they stand; their rows went in.
        rejections: code = how many rows were rejected for it.
        codes: of how many codes of standards (GB/T, DB44, Q/GDW …) the run changed something.
        stages: what the time was spent on = seconds; the index is built meanwhile.
        seconds: from the first row until rows and index were done.
        coverage: what the library now holds of these codes: the 100 largest holdings at most.
    """

    run: int
    rows: int
    stored: int
    merged: int
    rejected: int
    resumed_at: int
    findings: dict[str, int]
    rejections: dict[str, int]
    codes: int
    stages: dict[str, float]
    seconds: float
    coverage: list[Held]


def show_account(account: Account, *, seconds: float, json: bool) -> None:
    """Print what became of the rows and what the library now holds of their codes."""
    held = _held(set(account.codes))
    if json:
        typer.echo(msgspec.json.encode(_told(account, seconds=seconds, held=held)).decode())
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


def _told(account: Account, *, seconds: float, held: list[Held]) -> Told:
    return Told(
        run=account.run,
        rows=account.rows,
        stored=account.stored,
        merged=account.merged,
        rejected=account.rejected,
        resumed_at=account.resumed_at,
        findings=account.findings,
        rejections=account.rejections,
        codes=len(account.codes),
        stages=account.stages,
        seconds=round(seconds, 2),
        coverage=held[:TOLD],
    )


def _held(touched: set[str]) -> list[Held]:
    """What the library now holds of these codes, the largest holdings first."""
    held = [code for family in families(today()) for code in family.codes if code.scope in touched]
    return sorted(held, key=lambda code: (-code.editions, code.scope))


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
