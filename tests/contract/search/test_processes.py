"""What only an index in a folder can do wrong: other processes, kills, versions."""

import os
import signal
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest

from biaozhun.cloud.search.port import IndexBusyError, RebuildRequiredError, Request
from biaozhun.cloud.search.query_parser import parse
from biaozhun.cloud.search.tantivy import TantivyIndex, prepare, rebuild

HEAP = 15_000_000
WRITER = """
import os, signal, sys
from pathlib import Path
from biaozhun.cloud.search.port import SearchDocument
from biaozhun.cloud.search.tantivy import TantivyIndex

index = TantivyIndex(Path(sys.argv[1]), heap=15_000_000)
for line in sys.stdin:
    match line.split():
        case ["put", first, last]:
            index.update(
                SearchDocument(id=str(n), slug=str(n), title_zh="水泥")
                for n in range(int(first), int(last))
            )
        case ["commit"]:
            index.commit()
        case ["die"]:
            os.kill(os.getpid(), signal.SIGKILL)
    print("done", flush=True)
"""


class Writer:
    """Another process that writes what it is told."""

    def __init__(self, root: Path) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(root)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def tell(self, *orders: str) -> None:
        """Have orders carried out and wait for each."""
        assert self.process.stdin
        assert self.process.stdout
        for order in orders:
            self.process.stdin.write(f"{order}\n")
            self.process.stdin.flush()
            assert self.process.stdout.readline() == ("" if order == "die" else "done\n")

    def close(self) -> None:
        """End the process in its own way."""
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.wait(timeout=60)
        self.process.stdout.close()


@pytest.fixture
def writer(tmp_path: Path) -> Any:
    """A second process that may write to an empty index."""
    TantivyIndex(tmp_path, heap=HEAP).begin()
    made = Writer(tmp_path)
    yield made
    made.close()


def held(root: Path | TantivyIndex) -> int:
    """How many documents about cement a reader finds."""
    index = root if isinstance(root, TantivyIndex) else TantivyIndex(root, heap=HEAP)
    return index.search(Request(query=parse("水泥"), on=date(2026, 1, 1))).total


def test_a_reader_sees_each_commit_of_another_process(tmp_path: Path, writer: Writer) -> None:
    """One open reader follows: nothing before a commit, everything after it."""
    reader = TantivyIndex(tmp_path, heap=HEAP)
    seen = [held(reader)]
    for first in (0, 100, 50):
        writer.tell(f"put {first} {first + 100}")
        seen.append(held(reader))
        writer.tell("commit")
        seen.append(held(reader))
    assert seen == [0, 0, 100, 100, 200, 200, 200]


def test_one_writer(tmp_path: Path, writer: Writer) -> None:
    """While one process writes another is refused with an error that says why."""
    writer.tell("put 0 10")
    index = TantivyIndex(tmp_path, heap=HEAP)
    with pytest.raises(IndexBusyError) as refused:
        index.delete(["1"])
    assert refused.value.code == "search_index_busy"
    with pytest.raises(IndexBusyError):
        rebuild(tmp_path, (), heap=HEAP)
    writer.tell("commit")
    writer.close()
    index.delete(["1"])
    index.commit()
    assert held(index) == 9
    index.close()


@pytest.mark.parametrize(
    ("orders", "total"),
    [
        (["put 0 100", "commit", "put 50 200", "die"], 100),
        (["put 0 100", "commit", "put 50 200", "commit", "die"], 200),
        (["put 0 100", "die"], 0),
    ],
)
def test_killed(tmp_path: Path, writer: Writer, orders: list[str], total: int) -> None:
    """Killed before or after a commit the last commit stands, and a new writer starts at once."""
    writer.tell(*orders)
    assert writer.process.wait(timeout=60) == -signal.SIGKILL
    assert held(tmp_path) == total
    again = Writer(tmp_path)
    again.tell("put 50 200", "put 0 100", "commit")
    again.close()
    assert held(tmp_path) == 200


def test_no_index(tmp_path: Path) -> None:
    """Reading and writing where nothing is says that it must be built."""
    index = TantivyIndex(tmp_path / "none", heap=HEAP)
    with pytest.raises(RebuildRequiredError) as refused:
        index.count()
    assert refused.value.code == "search_rebuild_required"
    with pytest.raises(RebuildRequiredError):
        index.delete(["1"])


@pytest.mark.parametrize(
    "changed",
    [b'{"folder":"x","schema":0,"engine":"0.27.0"}', b'{"folder":"x"', b"", b'{"schema":1}'],
)
def test_another_version(tmp_path: Path, changed: bytes) -> None:
    """An index of another version, or one nobody can read, is refused and can be begun anew."""
    index = TantivyIndex(tmp_path, heap=HEAP)
    index.begin()
    assert index.count() == 0
    (tmp_path / "current.json").write_bytes(changed)
    os.utime(tmp_path / "current.json", ns=(1, 1))
    with pytest.raises(RebuildRequiredError):
        index.count()
    index.begin()
    assert index.count() == 0


def test_lost_files(tmp_path: Path) -> None:
    """An index whose files are gone is refused, not answered with nothing."""
    index = TantivyIndex(tmp_path, heap=HEAP)
    index.begin()
    folder = msgspec.json.decode((tmp_path / "current.json").read_bytes())["folder"]
    (tmp_path / folder / "meta.json").unlink()
    with pytest.raises(RebuildRequiredError):
        TantivyIndex(tmp_path, heap=HEAP).count()


def test_rebuild_beside_readers(tmp_path: Path, edition: Any) -> None:
    """A rebuild switches a reader that is open from the old index to the new one, old files go."""
    reader = TantivyIndex(tmp_path, heap=HEAP)
    reader.begin()
    reader.update([edition(1, title="水泥")])
    reader.commit()
    reader.close()
    assert held(reader) == 1
    assert rebuild(tmp_path, (prepare(edition(n, title="水泥")) for n in range(5))) == 5
    assert held(reader) == 5
    assert len(list(tmp_path.iterdir())) == 2
    reader.update([edition(9, title="水泥")])
    reader.commit()
    assert held(reader) == 6
    reader.close()


@pytest.mark.parametrize("total", [0, 80, 77])
def test_a_rebuild_becomes_one_segment(
    tmp_path: Path, edition: Any, monkeypatch: pytest.MonkeyPatch, total: int
) -> None:
    """One commit, or eight that are merged, although the last is smaller or larger."""
    monkeypatch.setattr("biaozhun.cloud.search.tantivy.index._ONE_SEGMENT", 10)
    assert rebuild(tmp_path, (prepare(edition(n)) for n in range(79)), total=total) == 79
    assert TantivyIndex(tmp_path)._state().searcher.num_segments == 1


def test_small_commits_are_merged(tmp_path: Path, edition: Any) -> None:
    """Forty commits by a writer that comes and goes do not become forty segments."""
    index = TantivyIndex(tmp_path, heap=HEAP)
    index.begin()
    for place in range(40):
        index.update([edition(place, title="水泥")])
        index.commit()
        index.close()
    assert held(index) == 40
    assert index._state().searcher.num_segments < 20
