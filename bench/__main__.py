"""``python -m bench search|import|number|citation|all``: figures, ratios and goals.

Exit 0: every goal measured is met. 1: one is missed. 3: something could not be measured.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from bench.compare import import_verdicts, search_verdicts
from bench.engines import OURS, PEERS
from bench.entries import read_records
from bench.imports import run_import
from bench.records import SEED, write_records
from bench.report import lines
from bench.results import Report, machine, now
from bench.search import ROUNDS, run_search

ROOT = Path(__file__).resolve().parents[1]
SIZE = 300_000
_SCRIPTS = {"number": "number.py", "citation": "citation.py"}
REAL = "data/catalogue/cn_a.jsonl.gz"  # below the folder of real data


def _names(text: str) -> list[str]:
    names = [name for name in text.split(",") if name]
    unknown = [name for name in names if name not in PEERS]
    if unknown:
        raise argparse.ArgumentTypeError(f"no peer {unknown[0]}; there are {', '.join(PEERS)}")
    return names


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m bench", description="ratios against peers")
    parser.add_argument(
        "what", choices=("search", "import", "number", "citation", "all"), default="all", nargs="?"
    )
    size = int(os.environ.get("SIZE", SIZE))
    parser.add_argument("--size", type=int, default=size, help=f"records (default {size})")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--real", action="store_true", help="records of the real catalogue instead")
    parser.add_argument("--peers", type=_names, default=list(PEERS), help=",".join(PEERS))
    parser.add_argument("--no-ours", action="store_true", help="measure the peers alone")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="timed passes over the queries")
    parser.add_argument("--json", type=Path, metavar="OUT", help="keep the figures in this file")
    return parser


def _real_file() -> Path:
    shared = Path(os.environ.get("BIAOZHUN_SHARED", ROOT.parent / "shared"))
    return shared / REAL


@contextmanager
def _records(options: argparse.Namespace) -> Iterator[Path]:
    """The records as a plain JSON Lines file, generated or taken from the real catalogue."""
    with TemporaryDirectory(prefix="biaozhun-bench-records-") as folder:
        path = Path(folder) / "records.jsonl"
        if options.real:
            encode = msgspec.json.Encoder().encode
            with path.open("wb") as out:
                for record in islice(read_records(_real_file()), options.size):
                    out.write(encode(record) + b"\n")
        else:
            write_records(path, options.size, options.seed)
        yield path


def _measure(options: argparse.Namespace, path: Path) -> Report:
    with path.open("rb") as records:
        report = Report(
            made=now(),
            machine=machine(),
            records=sum(1 for _ in records),
            source="real" if options.real else "generated",
        )
    if options.what in {"search", "all"}:
        names = [*([] if options.no_ours else [OURS]), *options.peers]
        report.search = run_search(path, names, options.rounds)
        report.verdicts += search_verdicts(report.search)
    if options.what in {"import", "all"}:
        report.imports = run_import(path, options.peers)
        if report.imports.rows:
            report.verdicts += import_verdicts(report.imports)
    return report


def _exit_code(report: Report) -> int:
    parts = (report.search, report.imports)
    if any(part is not None and part.failed for part in parts):
        return 3
    return 0 if all(verdict.met for verdict in report.verdicts) else 1


def _engines(options: argparse.Namespace) -> int:
    with _records(options) as path:
        report = _measure(options, path)
    for line in lines(report):
        print(line)
    if options.json is not None:
        options.json.parent.mkdir(parents=True, exist_ok=True)
        options.json.write_bytes(msgspec.json.format(msgspec.json.encode(report)) + b"\n")
    return _exit_code(report)


def _script(name: str) -> int:
    """Reading numbers and finding citations are scripts of their own, in fresh processes."""
    return subprocess.run([sys.executable, str(ROOT / "bench" / name)], check=False).returncode


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what was asked for and print it."""
    options = _parser().parse_args(arguments)
    codes = [] if options.what in _SCRIPTS else [_engines(options)]
    codes += [_script(file) for name, file in _SCRIPTS.items() if options.what in {name, "all"}]
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
