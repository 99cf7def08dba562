"""Time the real import command, as an operator runs it, against bare indexing by the peers."""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

from bench.memory import MEGABYTE, Watch
from bench.results import Built, Imported
from bench.search import build_only, in_own_process

COMMAND = Path(sys.executable).with_name("biaozhun")
SOURCE = "bench"
_IMPORTED = (0, 1)  # 1: some rows were rejected, which the account says


class ImportFailedError(Exception):
    """The command ended with an error or did not print its account."""


def account_of(output: str) -> dict[str, object]:
    """The account the command printed: the last line that is a JSON object, or the whole.

    Raises:
        ImportFailedError: there is none, or it does not say how many rows were read.
    """
    for text in (output, *reversed(output.splitlines())):
        try:
            found = json.loads(text)
        except json.JSONDecodeError:
            continue
        if isinstance(found, dict) and isinstance(found.get("rows"), int):
            return found
    raise ImportFailedError("the import printed no account with its number of rows")


def run_command(path: Path, data: Path, command: Path = COMMAND) -> Imported:
    """Import a file into an empty data directory.

    Raises:
        ImportFailedError: the command is missing, failed, or its account is not readable.
    """
    arguments = [str(command), "import", str(path), "--source", SOURCE]
    arguments += ["--json", "--yes", "--data-dir", str(data)]
    begin = time.perf_counter()
    with (data / "messages").open("w+b") as messages:
        output, code, watch = _watched(arguments, messages)
        seconds = time.perf_counter() - begin
        messages.seek(0)
        said = messages.read().decode("utf-8", "replace").strip()
    if code not in _IMPORTED:
        raise ImportFailedError(f"exit {code}: {said[-600:] or output[-600:]}")
    try:
        account = account_of(output)
    except ImportFailedError as error:
        raise ImportFailedError(f"exit {code}: {error}: {said[-600:]}") from error
    rows = account["rows"]
    if not isinstance(rows, int):
        raise ImportFailedError(f"rows is no number: {rows!r}")
    return Imported(
        rows=rows,
        seconds=round(seconds, 2),
        rate=round(rows / seconds, 1),
        peak_mb=round(watch.peak / MEGABYTE, 1),
        peak_anonymous_mb=round(watch.peak_anonymous / MEGABYTE, 1),
        account=account,
    )


def _watched(arguments: Sequence[str], messages: IO[bytes]) -> tuple[str, int, Watch]:
    """Run to the end; its output, exit code and the memory of everything it started."""
    try:
        process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=messages, text=True)
    except FileNotFoundError as error:
        raise ImportFailedError(f"{arguments[0]} is not there: run `make setup`") from error
    with process, Watch(process.pid) as watch:
        output, _ = process.communicate()
    return output, process.returncode, watch


def bare_indexing(path: Path, names: Sequence[str]) -> tuple[dict[str, Built], dict[str, str]]:
    """How fast the peers index the same file and nothing else, and which could not."""
    built: dict[str, Built] = {}
    failed: dict[str, str] = {}
    for name in names:
        try:
            built[name] = in_own_process(build_only, name, path)
        except Exception as error:  # noqa: BLE001 - one engine that fails must not hide the others
            failed[name] = f"{type(error).__name__}: {error}"
    return built, failed


def run_import(path: Path, names: Sequence[str], command: Path = COMMAND) -> Imported:
    """Import once; bare indexing of every named peer beside it."""
    bare, failed = bare_indexing(path, names)
    with TemporaryDirectory(prefix="biaozhun-bench-data-") as data:
        try:
            done = run_command(path, Path(data), command)
        except ImportFailedError as error:
            failed["import"] = str(error)
            done = Imported(rows=0, seconds=0, rate=0, peak_mb=0, peak_anonymous_mb=0, account={})
    return Imported(
        rows=done.rows,
        seconds=done.seconds,
        rate=done.rate,
        peak_mb=done.peak_mb,
        peak_anonymous_mb=done.peak_anonymous_mb,
        account=done.account,
        bare=bare,
        failed=failed,
    )
