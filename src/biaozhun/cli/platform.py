"""Starting the platform's own code from a command: settings, database, processes."""

import contextlib
import gc
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

DataDir = Annotated[
    Path | None,
    typer.Option(
        "--data-dir",
        help="Folder of the database and the index (default: BIAOZHUN_DATA_DIR, else ./data).",
        file_okay=False,
    ),
]

COLLECTED_AT_ONCE = 50_000  # objects; the collector's first generation
GIVES_WAY = 15  # added to the niceness of an import
INTERRUPTED = 130  # 128 and the number of the signal, as shells tell it


def start(data_dir: Path | None) -> None:
    """Load the settings and bring the database to the present schema, one process at a time.

    Raises:
        SettingError: the data folder cannot be made or written.
    """
    from biaozhun.cloud.config import environment  # noqa: PLC0415  -- commands without a database start without it

    if data_dir is not None:
        os.environ[environment.DATA_DIR.variable] = str(data_dir.absolute())
    environment.make_data_folder()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "biaozhun.cloud.config.settings")
    import django  # noqa: PLC0415  -- likewise
    from django.core.management import call_command  # noqa: PLC0415  -- likewise

    django.setup()
    from django.conf import settings  # noqa: PLC0415  -- likewise

    from biaozhun.cloud.foundation.laying_out import lay_out  # noqa: PLC0415  -- likewise
    from biaozhun.cloud.foundation.locking import sole_process  # noqa: PLC0415  -- likewise

    with sole_process(settings.DATA_DIR / "starting", wait=True):
        lay_out()
        call_command("migrate", verbosity=0, interactive=False)


def settle_for_rows() -> None:
    """For a process that goes through millions of rows: what has been loaded stays to the end.

    Rows go when nobody refers to them. A collector that looks for cycles among them every 700
    objects takes a twelfth of an import.
    """
    gc.freeze()
    gc.set_threshold(COLLECTED_AT_ONCE)


def ask(question: str) -> None:
    """Go on only after a yes. The question goes to standard error: output is for answers.

    Raises:
        typer.Abort: anything else was typed, or nothing can be.
    """
    typer.echo(f"{question} [y/N] ", err=True, nl=False)
    if sys.stdin.readline().strip().lower() not in ("y", "yes", "是"):
        typer.echo("", err=True)
        raise typer.Abort


@contextlib.contextmanager
def interruptible() -> Iterator[None]:
    """Ctrl-C in the block ends the command with a sentence and exit code 130.

    Raises:
        typer.Exit: it was pressed.
    """
    try:
        yield
    except KeyboardInterrupt:
        sentence = "Interrupted; nothing is lost. The same command goes on where it stood."
        typer.echo(sentence, err=True)
        raise typer.Exit(INTERRUPTED) from None


class IndexingFailedError(Exception):
    """The background process could not bring the index up to date; the database is complete."""


@contextlib.contextmanager
def indexing() -> Iterator[None]:
    """A process that brings the search index up to date while the block runs, and after it.

    Its standard input is the sign to finish: it closes at the end of the block, and also when this
    process is killed, so the index never waits for somebody to come back. It is a process
    group of its own: Ctrl-C is meant for this process, and what has gone in is still to be indexed.
    (In a session of its own it would not matter to it how nice this process is.)

    Raises:
        IndexingFailedError: it ended before its work was done.
    """
    child = subprocess.Popen(
        [sys.executable, "-m", "biaozhun.cli", "work", "--until-closed"],
        stdin=subprocess.PIPE,
        process_group=0,
    )
    settle_for_rows()
    if hasattr(os, "nice"):
        os.nice(GIVES_WAY)  # to the end: people who search meanwhile, and the index, come first
    try:
        yield
    finally:
        if child.stdin is not None:
            child.stdin.close()
        failed = child.wait()
    if failed:
        raise IndexingFailedError(
            "the records are in, the search index is behind; the next import or serve goes on"
        )
