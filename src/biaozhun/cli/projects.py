"""``biaozhun projects``: running projects in from elsewhere, and all of them out."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from biaozhun.cli import platform
from biaozhun.core.errors import BiaozhunError

if TYPE_CHECKING:
    from biaozhun.cloud.accounts.models import Organisation

app = typer.Typer(help="Drafting projects.", no_args_is_help=True, rich_markup_mode=None)

Json = Annotated[bool, typer.Option("--json", help="One JSON object.")]
Table = Annotated[
    Path,
    typer.Argument(exists=True, dir_okay=False, metavar="TABLE", help="Projects, XLSX or CSV."),
]
Papers = Annotated[
    Path | None,
    typer.Option(exists=True, help="Their papers: a folder, or a ZIP, with a folder a project."),
]
StatedBy = Annotated[str, typer.Option("--stated-by", help="Who vouches for the table.")]


@app.command("take")
def take(
    table: Table,
    data_dir: platform.DataDir = None,
    *,
    authority: Annotated[str, typer.Option(help="Who issues the standards, by name.")],
    stated_by: StatedBy,
    papers: Papers = None,
    json: Json = False,
) -> None:
    """Take running projects over at the stage they stand at; ends with 1 where rows are refused."""
    platform.start(data_dir)
    from biaozhun.cloud.foundation.clock import now  # noqa: PLC0415  -- needs the settings
    from biaozhun.cloud.takeover.actions.taking import Statement, take_over  # noqa: PLC0415  -- likewise
    from biaozhun.cloud.takeover.columns import COLUMNS, MOST_LINES, NEEDED  # noqa: PLC0415  -- likewise
    from biaozhun.cloud.takeover.papers import NONE, in_archive, in_folder  # noqa: PLC0415  -- likewise
    from biaozhun.cloud.ui.brought import TableRefusedError, read_table  # noqa: PLC0415  -- likewise

    issuer = _authority(authority)
    try:
        rows = read_table(table.read_bytes(), COLUMNS, needed=NEEDED, most_lines=MOST_LINES)
    except TableRefusedError as refused:
        raise BiaozhunError(str(refused), code="table_refused", fragment=table.name) from refused
    statement = Statement(authority=issuer, stated_by=stated_by, actor=None, at=now())
    found = NONE if papers is None else (in_folder if papers.is_dir() else in_archive)(papers)
    run = take_over(rows, statement, name=table.name, papers=found)
    counts = {name: getattr(run, name) for name in ("taken", "held", "files")}
    account = {**counts, "rejected": run.rejected, "unclaimed": run.unclaimed}
    if json:
        sys.stdout.write(msgspec.json.encode(account).decode() + "\n")
    else:
        for name, count in counts.items():
            sys.stdout.write(f"{name}\t{count}\n")
        for one in run.rejected:
            typer.echo(f"{one['line']}\t{'；'.join(one['reasons'])}", err=True)
        for path in run.unclaimed:
            typer.echo(f"-\t{path}", err=True)
    if run.rejected:
        raise typer.Exit(1)


@app.command("hand-over")
def hand_over(
    folder: Annotated[Path, typer.Argument(file_okay=False, help="An empty or a new folder.")],
    data_dir: platform.DataDir = None,
    *,
    authority: Annotated[str, typer.Option(help="Only this authority's, by name.")] = "",
    json: Json = False,
) -> None:
    """Write all projects, their records and papers into a folder that can be taken over again."""
    platform.start(data_dir)
    from biaozhun.cloud.foundation.clock import now  # noqa: PLC0415  -- needs the settings
    from biaozhun.cloud.takeover.actions.handing import hand_over as write  # noqa: PLC0415  -- likewise

    issuer = _authority(authority) if authority else None
    try:
        handed = write(folder, issuer, at=now(), told=None if json else _tell)
    except FileExistsError as error:
        raise typer.BadParameter("the folder is not empty", param_hint="FOLDER") from error
    told = {"projects": handed.projects, "records": handed.records, "files": len(handed.files)}
    if json:
        sys.stdout.write(msgspec.json.encode(told).decode() + "\n")
    else:
        rows = sum(handed.records.values())
        sys.stdout.write(f"projects\t{handed.projects}\nrecords\t{rows}\n")
        sys.stdout.write(f"files\t{len(handed.files)}\n")


def _authority(name: str) -> "Organisation":
    from biaozhun.cloud.accounts.models import Organisation  # noqa: PLC0415  -- needs the settings

    found = Organisation.objects.filter(name=name, place__is_authority=True).first()
    if found is None:
        raise typer.BadParameter(
            "no authority of this name is registered", param_hint="--authority"
        )
    return found


def _tell(done: int, total: int) -> None:
    if done % 100 == 0 or done == total:
        typer.echo(f"{done}/{total}", err=True)
