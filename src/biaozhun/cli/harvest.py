"""``biaozhun harvest``: official open data and other installations, into the catalogue."""

from typing import Annotated

import typer

from biaozhun.cli import platform

What = Annotated[
    str,
    typer.Argument(
        metavar="ADDRESS|FILE|SOURCE",
        help="Address of a file or an OAI-PMH service, a file, or a source with an address.",
    ),
]
Slug = Annotated[str, typer.Option(help="Short name of the source (default: host or file name).")]
Title = Annotated[str, typer.Option(help="The source's name for readers.")]
Licence = Annotated[str, typer.Option(help="The licence under which the rows may be used.")]
Format = Annotated[
    str, typer.Option("--format", help="oai-pmh, or a format of import; default: found out.")
]
Once = Annotated[bool, typer.Option("--once", help="Do not keep the address for the next time.")]
Anew = Annotated[bool, typer.Option("--anew", help="Fetch everything, not only what is new.")]
Yes = Annotated[bool, typer.Option("--yes", help="Do not ask.")]
Json = Annotated[bool, typer.Option("--json", help="The account as one JSON object.")]


def harvest(  # noqa: PLR0913  -- one parameter an option
    what: What,
    data_dir: platform.DataDir = None,
    *,
    source: Slug = "",
    title: Title = "",
    licence: Licence = "",
    file_format: Format = "",
    once: Once = False,
    anew: Anew = False,
    yes: Yes = False,
    json: Json = False,
) -> None:
    """Harvest what is new. Interrupted anywhere, the same command goes on where it stood.

    Exit codes: 0 done, 1 rows were rejected or it cannot be fetched or read, 2 wrong options,
    3 the platform failed, 130 interrupted (Ctrl-C).
    """
    with platform.interruptible():
        platform.start(data_dir)
        from biaozhun.cli import harvest_session, import_session  # noqa: PLC0415  -- needs the settings

        wanted = harvest_session.order(
            what, source=source, title=title, licence=licence, file_format=file_format, anew=anew
        )
        if not yes:
            import_session.ask_before_mixing()
        raise typer.Exit(harvest_session.run(wanted, once=once, json=json))
