"""``biaozhun demo``: the demonstration catalogue, and the projects of its invented province."""

import secrets
from typing import TYPE_CHECKING, Annotated, Final

import typer

from biaozhun.cli import platform

if TYPE_CHECKING:
    from biaozhun.cloud.demonstration.actions.loading import Progress

USUAL: Final = 14  # projects of a plain ``demo``: one at every stage, whatever the day
MOST: Final = 5_000  # projects; titles are enough for more, patience is not
SHOWN: Final = 100  # pieces between two lines of progress


def demo(
    data_dir: platform.DataDir = None,
    *,
    projects: Annotated[
        int | None,
        typer.Option(
            min=0, max=MOST, help=f"Projects of the invented province (default: {USUAL})."
        ),
    ] = None,
    accounts: Annotated[
        bool,
        typer.Option("--accounts", help="Let its people sign in; prints the list, once."),
    ] = False,
    remove: Annotated[bool, typer.Option("--remove", help="Take it all out again.")] = False,
    if_empty: Annotated[
        bool, typer.Option("--if-empty", help="Only where the library holds nothing.")
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
) -> None:
    """Load the demonstration: well-known standards and an invented province, marked as such."""
    platform.start(data_dir)
    from biaozhun.cloud.catalogue.actions import demonstrating  # noqa: PLC0415  -- needs the settings
    from biaozhun.cloud.demonstration.actions import loading  # noqa: PLC0415  -- likewise

    if remove:
        _remove()
        return
    empty = demonstrating.is_empty()
    if if_empty and not empty and not loading.is_unfinished():
        return
    if not empty and not yes and not loading.is_begun():
        platform.ask("The library holds records. Load invented ones beside them?")
    with platform.interruptible():
        with platform.indexing():
            loaded = demonstrating.load_demonstration(lambda _: None)
        _load_projects(projects)
    if accounts:
        _open_accounts()
    stored = sum(account.stored for account in loaded)
    typer.echo(f"{stored} editions of the demonstration loaded", err=True)


def _load_projects(wanted: int | None) -> None:
    """Load the projects, or go on with those that were begun; then bring the index up to date."""
    from biaozhun.cloud.demonstration.actions import loading  # noqa: PLC0415  -- needs the settings
    from biaozhun.cloud.foundation.clock import today  # noqa: PLC0415  -- likewise

    number = loading.begun_with() if wanted is None else wanted
    number = USUAL if number is None else number
    if not number:
        return
    with platform.indexing():
        done = loading.load_projects(number, day=today(), report=_show)
    if done:
        typer.echo(f"{number} invented projects loaded", err=True)


def _show(progress: "Progress") -> None:
    """A line for every hundred, and at the end of what takes longer than a moment."""
    if progress.total >= SHOWN and progress.done % SHOWN == 0:
        typer.echo(f"{progress.stage}: {progress.done} of {progress.total}", err=True)


def _open_accounts() -> None:
    """Print who can sign in, and the password they share from now on."""
    from biaozhun.cloud.demonstration.actions.accounts import open_accounts  # noqa: PLC0415  -- needs the settings

    password = secrets.token_urlsafe(12)
    for person in open_accounts(password):
        unit = person.organisation.name if person.organisation else "-"
        typer.echo(f"{person.email}\t{person.role}\t{person.name}\t{unit}")
    typer.echo(f"Password of all of them, shown this once: {password}")


def _remove() -> None:
    from biaozhun.cloud.catalogue.actions import demonstrating  # noqa: PLC0415  -- needs the settings
    from biaozhun.cloud.demonstration.actions.removing import remove_projects  # noqa: PLC0415  -- likewise

    with platform.interruptible(), platform.indexing():
        projects = remove_projects(lambda _: None)
        gone = demonstrating.remove_demonstration()
    if projects:
        typer.echo(
            f"{projects} invented projects taken out; the journal keeps what was done, and the "
            "accounts it names stay disabled",
            err=True,
        )
    typer.echo(f"{gone} editions taken out", err=True)
