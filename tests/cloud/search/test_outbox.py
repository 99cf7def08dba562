"""Changes reach the index: none lost, none left over, killed anywhere or not."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from django.db import transaction

from biaozhun.cloud.search.memory import MemoryIndex
from biaozhun.cloud.search.models import Outbox
from biaozhun.cloud.search.outbox import Lag, drain, enqueue, lag
from biaozhun.cloud.search.port import (
    Prepared,
    RebuildRequiredError,
    Request,
    SearchDocument,
)
from biaozhun.cloud.search.query_parser import parse
from biaozhun.cloud.search.tantivy import TantivyIndex


def build(ids: Sequence[int]) -> Iterator[SearchDocument]:
    """Documents of a database that holds the even ids."""
    return (SearchDocument(id=str(n), slug=str(n), title_zh="水泥") for n in ids if n % 2 == 0)


def held(index: MemoryIndex | TantivyIndex) -> list[int]:
    """The ids the index holds."""
    result = index.search(Request(query=parse(""), on=date(2026, 1, 1), size=100))
    return sorted(int(hit.id) for hit in result.hits)


@pytest.mark.django_db
def test_drain() -> None:
    """Documents come in, those that are gone go out, rows are done once and deleted."""
    index = MemoryIndex()
    index.update([SearchDocument(id="3", slug="3")])
    index.commit()
    enqueue([2, 3, 2, 4])
    assert (lag().waiting, drain(index, build), held(index)) == (4, 4, [2, 4])
    assert (lag(), drain(index, build)) == (Lag(0, None), 0)


@pytest.mark.django_db
def test_batches() -> None:
    """Many rows are done in batches, each document once a batch, all in one commit in time."""
    asked: list[list[int]] = []

    def building(ids: Sequence[int]) -> Iterator[SearchDocument]:
        asked.append(list(ids))
        return build(ids)

    index = MemoryIndex()
    enqueue([0, 2, 2, 4, 6])
    assert drain(index, building, batch=2) == 5
    assert asked == [[0, 2], [2, 4], [6]]
    assert (index.generation(), held(index)) == ("1", [0, 2, 4, 6])
    enqueue([0, 2, 4])
    drain(index, building, batch=1, commit_seconds=0)
    assert index.generation() == "4"


@pytest.mark.django_db
def test_rows_that_come_late_stay() -> None:
    """A lower number that another transaction commits later is not deleted unseen."""
    index = MemoryIndex()
    Outbox.objects.create(seq=10, document_id=2)
    Outbox.objects.create(seq=12, document_id=4)

    def building(ids: Sequence[int]) -> Iterator[SearchDocument]:
        Outbox.objects.get_or_create(seq=11, defaults={"document_id": 6})
        Outbox.objects.get_or_create(seq=9, defaults={"document_id": 8})
        return build(ids)

    drain(index, building, stopped=iter([False, True]).__next__)
    assert held(index) == [2, 4]
    assert sorted(Outbox.objects.values_list("seq", flat=True)) == [9, 11]
    drain(index, build)
    assert (held(index), lag().waiting) == ([2, 4, 6, 8], 0)


@pytest.mark.django_db
def test_a_fault_while_building_loses_nothing() -> None:
    """Rows stay and the index keeps its last commit when documents cannot be made."""
    index = MemoryIndex()
    enqueue([2, 4])

    def failing(ids: Sequence[int]) -> Iterator[SearchDocument]:
        yield from build(ids[:1])
        raise RuntimeError("the database went away")

    with pytest.raises(RuntimeError, match="went away"):
        drain(index, failing)
    assert (held(index), lag().waiting) == ([], 2)
    drain(index, build)
    assert (held(index), lag().waiting) == ([2, 4], 0)


@pytest.mark.django_db
def test_stopping_commits_what_was_done() -> None:
    """Told to stop, it ends after the batch at hand and leaves the rest."""
    index = MemoryIndex()
    enqueue([0, 2, 4, 6])
    stops = iter([False, False, True])
    assert drain(index, build, batch=1, stopped=lambda: next(stops)) == 2
    assert (held(index), lag().waiting) == ([0, 2], 2)


@pytest.mark.django_db(transaction=True)
def test_enqueued_with_the_change_or_not_at_all() -> None:
    """A transaction that is undone leaves no row."""
    with transaction.atomic():
        enqueue([2])
        transaction.set_rollback(True)
    assert lag() == Lag(0, None)
    enqueue([])
    enqueue([2])
    waiting = lag()
    assert waiting.waiting == 1
    assert waiting.oldest is not None
    assert waiting.oldest.tzinfo is not None


@pytest.mark.django_db
def test_a_lost_index_is_noticed(tmp_path: Path) -> None:
    """Even with nothing to do the caller hears that the index must be built."""
    index = TantivyIndex(tmp_path, heap=15_000_000)
    with pytest.raises(RebuildRequiredError):
        drain(index, build)
    enqueue([2, 4])
    index.begin()
    assert (drain(index, build), held(index)) == (2, [2, 4])


WORKER = """
import os, signal, sys
from pathlib import Path
import django
django.setup()
from django.core.management import call_command
from biaozhun.cloud.search import outbox
from biaozhun.cloud.search.port import SearchDocument
from biaozhun.cloud.search.tantivy import TantivyIndex

root, where = Path(sys.argv[1]) / "index", sys.argv[2]
index = TantivyIndex(root, heap=15_000_000)
if not root.exists():
    call_command("migrate", "search", verbosity=0, skip_checks=True)
    index.begin()
    outbox.enqueue(range(40))

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def build(ids):
    for n in ids:
        if where == "building" and n == 25:
            die()
        if n % 2 == 0:
            yield SearchDocument(id=str(n), slug=str(n))

commit, forget = index.commit, outbox._forget

def committing():
    if where == "before commit":
        die()
    commit()
    if where == "after commit":
        die()

def forgetting(seqs):
    forget(seqs[:3])
    if where == "forgetting":
        die()
    forget(seqs[3:])

index.commit, outbox._forget = committing, forgetting
outbox.drain(index, build, batch=10, commit_seconds=0)
print(index.count(), outbox.lag().waiting)
"""


@pytest.mark.parametrize("where", ["building", "before commit", "after commit", "forgetting"])
def test_killed_anywhere(tmp_path: Path, where: str) -> None:
    """Killed while building, round the commit or while deleting rows, the next run finishes."""
    environment = os.environ | {
        "BIAOZHUN_DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "biaozhun.cloud.config.settings",
    }
    environment.pop("BIAOZHUN_DATABASE_URL", None)

    def work(place: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-c", WORKER, str(tmp_path), place],
            env=environment,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    assert work(where).returncode == -signal.SIGKILL
    finished = work("nowhere")
    assert (finished.stdout, finished.stderr) == ("20 0\n", "")


class Slow(MemoryIndex):
    """Commits when it is told to, and writes down what it is asked for meanwhile."""

    def __init__(self, *, fails: bool = False) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.may_commit = threading.Event()
        self.fails = fails

    def prepare(self, document: SearchDocument) -> Prepared:
        """With the second document the commit may end."""
        self.asked.append(f"prepare {document.id}")
        if document.id == "4":
            self.may_commit.set()
        return super().prepare(document)

    def put(self, prepared: Iterable[Prepared]) -> int:
        """Write down how many."""
        count = super().put(prepared)
        if count:
            self.asked.append(f"put {count}")
        return count

    def commit(self) -> None:
        """Wait for the word."""
        assert self.may_commit.wait(timeout=20)
        self.asked.append("commit")
        if self.fails:
            raise OSError("the disk is full")
        super().commit()


@pytest.mark.django_db
def test_documents_are_made_while_a_commit_goes_on() -> None:
    """The next ones are prepared before it ends, and none goes in until it has."""
    index = Slow()
    enqueue([2, 4])
    assert drain(index, build, batch=1, commit_seconds=0) == 2
    assert index.asked == ["prepare 2", "put 1", "prepare 4", "commit", "put 1", "commit"]


@pytest.mark.django_db
def test_a_commit_that_fails_leaves_its_rows() -> None:
    """What went wrong beside is raised, and the rows stay for the next time."""
    index = Slow(fails=True)
    enqueue([2, 4])
    with pytest.raises(OSError, match="disk is full"):
        drain(index, build, batch=1, commit_seconds=0)
    assert lag().waiting == 2
