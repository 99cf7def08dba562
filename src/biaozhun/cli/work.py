"""``biaozhun work``: the background process that keeps the search index up to date."""

import signal
import sys
import threading
from typing import Annotated

import typer

from biaozhun.cli import platform


def work(
    data_dir: platform.DataDir = None,
    *,
    until_closed: Annotated[
        bool, typer.Option(help="End when standard input is closed and nothing is left to do.")
    ] = False,
) -> None:
    """Keep the search index up to date (``serve`` starts this by itself)."""
    platform.start(data_dir)
    platform.settle_for_rows()
    from biaozhun.cloud.catalogue.indexing import follow  # noqa: PLC0415  -- needs the settings

    stop = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stop.set())
    signal.signal(signal.SIGINT, lambda *_: stop.set())
    if until_closed:
        threading.Thread(target=_wait_for_end_of_input, args=(stop,), daemon=True).start()
    follow(stop, finish=until_closed)


def _wait_for_end_of_input(stop: threading.Event) -> None:
    while sys.stdin.buffer.read(4096):
        pass
    stop.set()
