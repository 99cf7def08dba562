"""``biaozhun work``: the background process: the search index, and whatever was put off."""

import os
import signal
import sys
import threading
from types import FrameType
from typing import Annotated

import typer

from biaozhun.cli import children, platform

LOOKS = 1.0  # seconds between two looks into an empty queue


def work(
    data_dir: platform.DataDir = None,
    *,
    until_closed: Annotated[
        bool, typer.Option(help="End when standard input is closed and nothing is left to do.")
    ] = False,
    tasks: Annotated[
        bool | None,
        typer.Option(help="Do the background work (default: unless --until-closed)."),
    ] = None,
    only_tasks: Annotated[
        bool, typer.Option("--only-tasks", help="Do the background work that waits, then end.")
    ] = False,
) -> None:
    """Keep the search index and do the background work (``serve`` starts this by itself)."""
    platform.start(data_dir)
    platform.settle_for_rows()
    if only_tasks:
        _do_tasks()
        return
    from biaozhun.cloud.catalogue.indexing import follow  # noqa: PLC0415  -- needs the settings

    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, lambda *_: stop.set())
    if until_closed:
        threading.Thread(target=_stop_with_input, args=(stop,), daemon=True).start()
    keeper = threading.Thread(target=_keep_doing_tasks, args=(stop,))
    if not until_closed if tasks is None else tasks:
        keeper.start()
    follow(stop, finish=until_closed)
    if keeper.ident is not None:
        keeper.join()


def _stop_with_input(stop: threading.Event) -> None:
    children.wait_for_end_of_input()
    stop.set()


def _keep_doing_tasks(stop: threading.Event) -> None:
    """Start a process whenever work is due; it ends by itself when there is none for a while.

    A process of its own, so that a task neither holds up the index nor takes it along when it
    dies, and gives back what memory it used. The first one settles the timetable.
    """
    from django.db import Error as DatabaseError  # noqa: PLC0415  -- needs the settings
    from django.db import connection  # noqa: PLC0415  -- likewise

    from biaozhun.cloud.foundation.tasks.queue import is_due  # noqa: PLC0415  -- likewise

    due = True
    while not stop.is_set():
        if due and children.run(["work", "--only-tasks"], stop):
            stop.wait(LOOKS)
        try:
            due = is_due()
        except DatabaseError as error:
            typer.echo(f"biaozhun: tasks wait, the database does not answer: {error}", err=True)
            connection.close()
            due = False
        if not due:
            stop.wait(LOOKS)
    connection.close()


def _do_tasks() -> None:
    from biaozhun.cloud.foundation.tasks.working import (  # noqa: PLC0415  -- needs the settings
        StoppedError,
        work_until_idle,
    )

    def end(*_: int | FrameType | None) -> None:
        raise StoppedError

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C of a terminal: the starter closes us
    threading.Thread(target=_end_with_input, daemon=True).start()
    try:
        work_until_idle()
    except StoppedError:
        sys.exit(0)


def _end_with_input() -> None:
    children.wait_for_end_of_input()
    os.kill(os.getpid(), signal.SIGTERM)
