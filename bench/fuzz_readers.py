"""Reads many broken files: none may crash a reader, hang it or fail without a code.

``python -m bench.fuzz_readers 100000`` mutates the files of :mod:`bench.reader_samples` and reads
them, many in one process; one that dies is started anew, and the file that killed it is read once
more in isolation. Ends with 1 where a file was read for too long, or failed without a code.
"""

import argparse
import io
import json
import random
import resource
import signal
import subprocess
import sys
import time
import traceback
import zipfile
from collections import Counter
from pathlib import Path
from typing import Final

import msgspec

from bench.reader_samples import samples, zipped
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.isolation import isolated_call
from biaozhun.documents.reading import read_content

HANG_SECONDS: Final = 20
_MEMORY_BYTES: Final = 2 * 1024**3
_WORDS: Final = (
    *(b"0", b"-1", b"1", b"99999999999", b"4294967296", b"XFD1048576", b"A1", b"true"),
    *(b"", b"\x00", b"\xff\xfe", b"&#0;", b"&#xD800;", b"&lt;", b"]]>", b"<!--", b"<w:p>"),
    *(b"</w:p>", b"%1", b"%9.%9", b"../../x", b"{\\rtf", b"endobj", b"stream", b"0 0 R"),
    *("〇".encode(), "\u202e".encode(), b"\r", b"|---|", b"> " * 50, b"- " * 50, b"[" * 50),
)
_SEPARATORS: Final = b'<>"= /[]()|\n'


def mutated(seed: int, sound: dict[str, bytes]) -> tuple[str, bytes]:
    """The kind and the bytes of the file with this number."""
    rng = random.Random(seed)  # noqa: S311  -- no secret, and the same files every time
    kind = sorted(sound)[seed % len(sound)]
    content = sound[kind]
    if content.startswith(b"PK") and rng.random() < 0.7:
        return kind, _repacked(content, rng)
    return kind, _changed(content, rng, sound)


def _changed(content: bytes, rng: random.Random, sound: dict[str, bytes]) -> bytes:
    """Bytes flipped, cut, doubled, spliced with another file, or words exchanged."""
    data = bytearray(content)
    for _ in range(rng.choice((1, 1, 2, 3, 8, 30))):
        at = rng.randrange(len(data) + 1)
        to = min(len(data), at + rng.choice((1, 2, 8, 64, 1000)))
        match rng.randrange(7):
            case 0 if data:
                data[min(at, len(data) - 1)] = rng.randrange(256)
            case 1:
                del data[at:to]
            case 2:
                data[at:at] = data[at:to] * rng.choice((1, 2, 50))
            case 3:
                data[at:to] = rng.choice(_WORDS)
            case 4:
                other = rng.choice(list(sound.values()))
                cut = rng.randrange(len(other) + 1)
                data[at:to] = other[cut : cut + rng.choice((10, 100, 2000))]
            case 5:
                _exchange_word(data, at, rng)
            case _:
                data[at:to] = rng.randbytes(to - at)
        if rng.random() < 0.05:
            del data[rng.randrange(len(data) + 1) :]
    return bytes(data)


def _exchange_word(data: bytearray, at: int, rng: random.Random) -> None:
    """What stands between two separators becomes another word."""
    start = max(data.rfind(sign, 0, at) for sign in _SEPARATORS) + 1
    ends = [end for sign in _SEPARATORS if (end := data.find(sign, max(at, start))) >= 0]
    data[start : min(ends, default=len(data))] = rng.choice(_WORDS)


def _repacked(content: bytes, rng: random.Random) -> bytes:
    """An archive of which a member or two was changed."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    for _ in range(rng.choice((1, 1, 2))):
        name = rng.choice(list(members))
        match rng.randrange(8):
            case 0:
                del members[name]
            case 1:
                members[name] = rng.choice(list(members.values()))
            case _:
                members[name] = _changed(members[name], rng, members)
        if not members:
            break
    return zipped(members)


def outcome(content: bytes) -> str:
    """``read``, the code of the refusal, or what else was raised."""
    try:
        text = read_content(content, "file")
    except DocumentError as error:
        return error.code
    except MemoryError:
        return "MemoryError"
    end = 0
    for block in text.blocks:
        if not end <= block.start < block.end <= len(text.text):
            raise ValueError(block)
        end = block.end
    msgspec.msgpack.encode(text)
    return "read"


def work(first: int, last: int, step: int) -> None:
    """Read the files with these numbers; one line before and one behind each."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    sound = samples()
    for seed in range(first, last, step):
        kind, content = mutated(seed, sound)
        _say(seed=seed, kind=kind)
        signal.setitimer(signal.ITIMER_REAL, HANG_SECONDS)
        begun = time.perf_counter()
        try:
            found = outcome(content)
        except Exception:  # noqa: BLE001  -- any is a finding, and is reported with its trace
            found = f"failed: {traceback.format_exc()}"
        signal.setitimer(signal.ITIMER_REAL, 0)
        _say(seed=seed, found=found, seconds=round(time.perf_counter() - begun, 3))


def _say(**facts: object) -> None:
    sys.stdout.write(json.dumps(facts) + "\n")
    sys.stdout.flush()


class Tally:
    """What became of all files."""

    def __init__(self) -> None:
        self.codes: Counter[str] = Counter()
        self.kinds: Counter[str] = Counter()
        self.failures: list[str] = []
        self.deaths: list[str] = []
        self.slowest = (0.0, -1)

    def takes(self, facts: dict[str, object], kind: str) -> None:
        """What one file came to."""
        found = str(facts["found"])
        self.slowest = max(self.slowest, (float(str(facts["seconds"])), int(str(facts["seed"]))))
        self.kinds[kind] += 1
        if found.startswith("failed"):
            self.codes["failed"] += 1
            self.failures.append(f"{facts['seed']} {kind} {found}")
            return
        self.codes[found] += 1


def fuzz(first: int, last: int, workers: int) -> Tally:
    """Read files in as many processes; each that dies goes on behind the file that killed it."""
    tally = Tally()
    running = [_Worker(first + place, last, workers) for place in range(workers)]
    while running:
        for worker in list(running):
            if not worker.advance(tally):
                running.remove(worker)
    return tally


class _Worker:
    """A process that reads every so-many-th file."""

    def __init__(self, first: int, last: int, step: int) -> None:
        self._last, self._step = last, step
        self._seed, self._kind = first, ""
        self._start(first)

    def _start(self, first: int) -> None:
        self._process = subprocess.Popen(
            [
                *(sys.executable, "-m", "bench.fuzz_readers", "--work"),
                *(str(first), str(self._last), str(self._step)),
            ],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).resolve().parents[1],
            text=True,
        )

    def advance(self, tally: Tally) -> bool:
        """Hear of one file; whether there is more to come."""
        if self._process.stdout is None:
            raise AssertionError
        line = self._process.stdout.readline()
        if line:
            facts = json.loads(line)
            if "kind" in facts:
                self._seed, self._kind = facts["seed"], facts["kind"]
            else:
                tally.takes(facts, self._kind)
            return True
        if self._process.wait() == 0:
            return False
        tally.kinds[self._kind] += 1
        status = self._process.returncode
        if status > 0:
            raise SystemExit(f"number {self._seed}: the fuzzer itself failed")
        if status == -signal.SIGALRM:
            tally.failures.append(f"{self._seed} {self._kind} hangs")
        tally.deaths.append(f"{self._seed} {self._kind}: {status} -> {self._again()}")
        self._start(self._seed + self._step)
        return True

    def _again(self) -> str:
        """What isolation makes of the file that killed the process."""
        _, content = mutated(self._seed, samples())
        try:
            isolated_call("biaozhun.documents.reading:packed_document", content, "file")
        except DocumentError as error:
            return error.code
        return "read"


def main() -> int:
    """Run, and print what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int, nargs="?", default=1000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--work", type=int, nargs=3, metavar=("FIRST", "LAST", "STEP"))
    options = parser.parse_args()
    if options.work:
        work(*options.work)
        return 0
    begun = time.perf_counter()
    tally = fuzz(options.first, options.first + options.count, options.workers)
    seconds = time.perf_counter() - begun
    print(f"{sum(tally.kinds.values())} files in {seconds:.0f} s: {dict(tally.kinds)}")
    print(f"outcomes: {dict(tally.codes.most_common())}")
    print(f"slowest: {tally.slowest[0]} s (number {tally.slowest[1]})")
    print(f"deaths of the process: {len(tally.deaths)}", *tally.deaths[:50], sep="\n  ")
    print(f"failures without a code: {len(tally.failures)}", *tally.failures[:20], sep="\n  ")
    return 1 if tally.failures else 0


if __name__ == "__main__":
    sys.exit(main())
