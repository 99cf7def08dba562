"""``biaozhun import``: files of records into the catalogue, with an account of every row."""

import datetime as dt
from pathlib import Path
from typing import Annotated

import typer

from biaozhun.cli import output_file, platform


def import_file(  # noqa: PLR0913  -- one parameter an option
    path: Annotated[
        Path, typer.Argument(exists=True, metavar="FILE", help="A file, or a folder of YAML files.")
    ],
    data_dir: platform.DataDir = None,
    *,
    source: Annotated[
        str,
        typer.Option(help="Short name of the source (default: the file's name)."),
    ] = "",
    title: Annotated[str, typer.Option(help="The source's name for readers.")] = "",
    rank: Annotated[
        int | None,
        typer.Option(
            min=0, max=100, help="Precedence where sources disagree, 0 strongest (default: 50)."
        ),
    ] = None,
    licence: Annotated[
        str, typer.Option(help="The licence under which the rows may be used.")
    ] = "",
    seen: Annotated[
        dt.datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="YYYY-MM-DD",
            help="The day on which the source said this (default: today).",
        ),
    ] = None,
    file_format: Annotated[
        str,
        typer.Option(
            "--format",
            help="Read as this format, not by content; a wrong name lists the right ones.",
        ),
    ] = "",
    mapping: Annotated[
        Path | None, typer.Option(exists=True, help="Mapping file that describes the columns.")
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show every fact that would change; change nothing.")
    ] = False,
    rejected: Annotated[
        Path | None,
        typer.Option(
            help="Write rejected rows with their reasons to this file (.jsonl or .csv).",
        ),
    ] = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    json: Annotated[
        bool,
        typer.Option("--json", help="The account as one JSON object; with --dry-run one a line."),
    ] = False,
) -> None:
    """Import records. Rows = stored + merged + rejected; an interrupted import goes on.

    Exit codes: 0 every row went in, 1 rows were rejected or the file cannot be read, 2 wrong
    options, 3 the platform failed, 130 interrupted (Ctrl-C).
    """
    if rejected:
        _refuse_to_overwrite(
            rejected, read=(path, *([mapping] if mapping else [])), library=data_dir
        )
    with platform.interruptible():
        platform.start(data_dir)
        from biaozhun.cli import import_session  # noqa: PLC0415  -- needs the settings

        order = import_session.order(
            path,
            source=source,
            title=title,
            rank=rank,
            licence=licence,
            seen=seen.date() if seen else None,
            file_format=file_format,
            mapping=mapping,
        )
        if dry_run:
            raise typer.Exit(import_session.preview(order, json=json))
        if not yes:
            import_session.ask_before_mixing()
        raise typer.Exit(import_session.run(order, rejected=rejected, json=json))


def _refuse_to_overwrite(rejected: Path, *, read: tuple[Path, ...], library: Path | None) -> None:
    """Tell before hours of work, and not after them, that the rejected rows cannot go there.

    Raises:
        typer.BadParameter: they would go over what is read, into the library, or nowhere.
    """
    from biaozhun.cloud.config import environment  # noqa: PLC0415  -- other imports do without it

    if database := environment.database_file():
        read = (*read, database)
    folder = library or environment.DATA_DIR.value()
    output_file.refuse(rejected, option="--rejected", read=read, library=folder)
