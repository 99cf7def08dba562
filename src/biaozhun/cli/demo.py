"""``biaozhun demo``: the demonstration catalogue."""

from typing import Annotated

import typer

from biaozhun.cli import platform


def demo(
    data_dir: platform.DataDir = None,
    *,
    remove: Annotated[bool, typer.Option("--remove", help="Take it all out again.")] = False,
    if_empty: Annotated[
        bool, typer.Option("--if-empty", help="Only where the library holds nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Load the demonstration: well-known standards and an invented province, marked as such."""
    platform.start(data_dir)
    from biaozhun.cloud.catalogue.actions import demonstrating  # noqa: PLC0415  -- needs the settings

    if remove:
        with platform.indexing():
            gone = demonstrating.remove_demonstration()
        typer.echo(f"{gone} editions taken out", err=True)
        return
    empty = demonstrating.is_empty()
    if if_empty and not empty:
        return
    if not empty and not yes:
        platform.ask("The library holds records. Load invented ones beside them?")
    with platform.indexing():
        accounts = demonstrating.load_demonstration(lambda _: None)
    stored = sum(account.stored for account in accounts)
    typer.echo(f"{stored} editions of the demonstration loaded", err=True)
