"""How much of the real data is read rightly: figures kept in accuracy.json that may only rise.

``python -m bench.accuracy`` measures and prints; ``--write`` keeps what was measured. A figure
lower than the one kept for the same files is written only with ``--allow-lower``. The tests under
``tests/accuracy`` fail on a lower figure. Exit 0: all held; 1: one is lower or below its floor.

A figure is counted afresh from the files every time; none is typed in.
"""

import argparse
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import msgspec

from bench.figures import FIGURES, Count, Figure

ROOT = Path(__file__).resolve().parents[1]
LEDGER = Path(__file__).with_name("accuracy.json")
NEW = "not in the ledger; run: python -m bench.accuracy --write"


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A figure of the ledger.

    Attributes:
        files: SHA-256 of each file it was counted from, by path below the folder of real data.
        commit: the commit the measured code stands on.
    """

    value: float
    numerator: int
    denominator: int
    files: dict[str, str]
    date: str
    commit: str


class Verdict(msgspec.Struct, frozen=True):
    """A figure beside what was kept of it. ``failure`` and ``skip`` are reasons, else empty."""

    name: str
    count: Count
    kept: Kept | None
    failure: str = ""
    skip: str = ""


@cache
def checksum(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()


def load(ledger: Path = LEDGER) -> dict[str, Kept]:
    """The figures kept; none where the ledger does not exist yet."""
    if not ledger.exists():
        return {}
    return msgspec.json.decode(ledger.read_bytes(), type=dict[str, Kept])


def judge(name: str, figure: Figure, kept: Kept | None, folder: Path) -> Verdict:
    """Measure a figure and hold it against its floor and what was kept.

    Files other than those the kept figure was counted from are no ground for a comparison: the
    verdict then says so in ``skip``.
    """
    other = [path for path, digest in (kept.files if kept else {}).items()
             if checksum(folder / path) != digest]  # fmt: skip
    count = figure.measure(folder)
    if other:
        reason = f"{other[0]} is another file than the figure was counted from"
        return Verdict(name, count, kept, skip=reason)
    return Verdict(name, count, kept, failure=_failure(figure, count, kept))


def _failure(figure: Figure, count: Count, kept: Kept | None) -> str:
    share = count.numerator / count.denominator
    if share < figure.floor:
        return f"{share:.4%} is below the floor of {figure.floor:.2%}"
    if kept is None:
        return NEW
    if count.numerator * kept.denominator < kept.numerator * count.denominator:
        return f"{_fraction(count)} is lower than {kept.numerator}/{kept.denominator} as kept"
    return ""


def _fraction(count: Count) -> str:
    return f"{count.numerator}/{count.denominator}"


def line(verdict: Verdict) -> str:
    """A row of the table: name, share, counts, the share kept, and what is wrong with it."""
    count, kept = verdict.count, verdict.kept
    share = f"{count.numerator / count.denominator:.4%}"
    was = f"{kept.value:.4%}" if kept else "-"
    state = verdict.failure or verdict.skip or "held"
    return f"{verdict.name:<28}{share:>10}{_fraction(count):>16}{was:>11}  {state}"


def keep(verdicts: Iterable[Verdict], folder: Path, ledger: Path, commit: str) -> None:
    """Write the figures into the ledger; one that did not move keeps its date and commit."""
    figures = load(ledger)
    date = f"{datetime.now(UTC):%Y-%m-%d}"
    for verdict in verdicts:
        count = verdict.count
        entry = Kept(
            value=round(count.numerator / count.denominator, 6),
            numerator=count.numerator,
            denominator=count.denominator,
            files={path: checksum(folder / path) for path in FIGURES[verdict.name].files},
            date=date,
            commit=commit,
        )
        old = figures.get(verdict.name)
        if old is None or (old.numerator, old.denominator, old.files) != (*count, entry.files):
            figures[verdict.name] = entry
    ordered = {name: figures[name] for name in FIGURES if name in figures}
    ledger.write_bytes(msgspec.json.format(msgspec.json.encode(ordered)) + b"\n")


def _commit() -> str:
    command = ["git", "-C", str(ROOT), "rev-parse", "HEAD"]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure every figure, print the table, keep the figures where that was asked for."""
    parser = argparse.ArgumentParser(prog="python -m bench.accuracy", description=__doc__)
    parser.add_argument("--write", action="store_true", help="keep the figures")
    parser.add_argument("--allow-lower", action="store_true", help="also those that fell")
    options = parser.parse_args(arguments)
    folder = Path(os.environ.get("BIAOZHUN_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        parser.error(f"real data not found at {folder} (set BIAOZHUN_SHARED)")
    kept = load()
    verdicts = []
    for name, figure in FIGURES.items():
        verdicts.append(judge(name, figure, kept.get(name), folder))
        print(line(verdicts[-1]), flush=True)
    good = [verdict for verdict in verdicts if verdict.failure in ("", NEW) or options.allow_lower]
    if options.write:
        keep(good, folder, LEDGER, _commit())
        return int(len(good) < len(verdicts))
    return int(any(verdict.failure for verdict in verdicts))


if __name__ == "__main__":
    sys.exit(main())
