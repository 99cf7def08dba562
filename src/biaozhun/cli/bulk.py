"""``biaozhun bulk``: the public catalogue as files."""

from pathlib import Path
from typing import Annotated

import typer

from biaozhun.cli import platform


def bulk(
    data_dir: platform.DataDir = None,
    *,
    output: Annotated[
        Path | None,
        typer.Option(file_okay=False, help="Folder to write to (default: where /bulk serves)."),
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="The manifest as JSON.")] = False,
) -> None:
    """Write JSON Lines, Parquet and a manifest of every public record, whole or not at all."""
    with platform.interruptible():
        platform.start(data_dir)
        from biaozhun.cloud.exchange.actions.bulk import make_bulk  # noqa: PLC0415  -- needs the settings

        folder = make_bulk(output)
        manifest = folder / "manifest.json"
        typer.echo(manifest.read_text(encoding="utf-8").strip() if json else str(folder))
