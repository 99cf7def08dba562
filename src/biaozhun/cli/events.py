"""``biaozhun events``: the journal's seals."""

from typing import Annotated

import msgspec
import typer

from biaozhun.cli import platform

app = typer.Typer(
    help="Seal the journal of events, and look whether its seals hold.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.command("seal")
def seal(data_dir: platform.DataDir = None) -> None:
    """Seal every event that has no seal yet (the service does so every five minutes)."""
    platform.start(data_dir)
    from biaozhun.cloud.audit.actions import seal as seal_events  # noqa: PLC0415  -- needs the settings

    typer.echo(f"{seal_events()} events sealed", err=True)


@app.command("verify")
def verify(
    data_dir: platform.DataDir = None,
    *,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Look at every seal; exit 1 where the chain is broken, naming the first event."""
    platform.start(data_dir)
    from biaozhun.cloud.audit.queries import verify as look  # noqa: PLC0415  -- needs the settings

    found = look()
    if json:
        typer.echo(msgspec.json.encode(found).decode())
    else:
        typer.echo(f"{found.sealed} events hold, the last seal is {found.last_seal}")
    if found.waiting:
        typer.echo(f"{found.waiting} events wait for their seal", err=True)
    if found.broken:
        missing = found.broken.place != found.broken.expected
        reason = "events before it are missing" if missing else "it is not as it was sealed"
        typer.echo(f"broken at event {found.broken.event}: {reason}", err=True)
        raise typer.Exit(1)
