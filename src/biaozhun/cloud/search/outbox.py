"""How changes of the database reach the index: written down with the change, drained by one worker.

``enqueue`` runs in the transaction of the action, so a change and its row are there together or
not at all. ``drain`` may be killed anywhere: rows are deleted only after the index has committed
what they stand for, and doing a row twice gives the same index.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from typing import Final

import msgspec
from django.db import connection
from django.db.models import Count, Min

from biaozhun.cloud.search.beside import Beside
from biaozhun.cloud.search.models import Outbox
from biaozhun.cloud.search.port import Prepared, SearchDocument, SearchIndex

BATCH: Final = 5_000  # rows looked at together
COMMIT_SECONDS: Final = 10.0  # a commit writes a segment; more often costs more than it shows
DELETED_AT_ONCE: Final = 5_000  # rows; keeps every transaction far below half a second

Build = Callable[[Sequence[int]], Iterable[SearchDocument]]


class Lag(msgspec.Struct, frozen=True):
    """How far the index is behind: rows waiting, and since when the oldest has waited."""

    waiting: int
    oldest: datetime | None


def enqueue(document_ids: Iterable[int]) -> None:
    """Tell the index to look at these documents again; call it in the action's transaction."""
    rows = [(document_id,) for document_id in document_ids]
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany("INSERT INTO search_outbox (document_id) VALUES (%s)", rows)


def lag() -> Lag:
    """How far the index is behind the database; pages say so."""
    found = Outbox.objects.aggregate(waiting=Count("seq"), oldest=Min("queued_at"))
    return Lag(found["waiting"], found["oldest"])


def drain(
    index: SearchIndex,
    build: Build,
    *,
    batch: int = BATCH,
    commit_seconds: float = COMMIT_SECONDS,
    stopped: Callable[[], bool] = lambda: False,
) -> int:
    """Bring the index up to date and return how many rows were done.

    Args:
        index: the index; this process becomes its writer until the end of the call.
        build: makes the documents of these ids; an id it makes none of is taken out.
        batch: rows looked at together.
        commit_seconds: time between two commits while there is much to do.
        stopped: asked between batches; what was done until then is committed.

    Raises:
        IndexBusyError: another process is the writer.
        RebuildRequiredError: there is no index to write to, even where no row waits.
    """
    done = 0
    index.generation()  # an index that is lost is noticed before the next change
    try:
        for seqs in _committed(index, build, batch=batch, seconds=commit_seconds, stopped=stopped):
            _forget(seqs)
            done += len(seqs)
    finally:
        index.close()
    return done


def _committed(
    index: SearchIndex,
    build: Build,
    *,
    batch: int,
    seconds: float,
    stopped: Callable[[], bool],
) -> Iterator[list[int]]:
    """The rows of each commit, after it; while one goes on the documents of the next are made."""
    last, since = 0, time.monotonic()
    open_seqs: list[int] = []
    going: _Commit | None = None
    try:
        while not stopped():
            rows = _next_rows(last, batch)
            made = _make(index, build, [document_id for _, document_id in rows])
            if going is not None:
                yield going.rows()
                going = None
            if rows:
                _put(index, made)
                last = rows[-1][0]
                open_seqs += [seq for seq, _ in rows]
            elif not open_seqs:
                if not last:
                    return
                last = 0  # a lower number may have been committed since
                continue
            if not rows or time.monotonic() - since >= seconds:
                going = _Commit(index, open_seqs)
                open_seqs, since = [], time.monotonic()
    finally:
        if going is not None:
            going.join()
    if going is not None:
        yield going.rows()
    if open_seqs:
        yield _Commit(index, open_seqs).rows()


class _Commit:
    """A commit that goes on beside other work, and the rows it stands for."""

    def __init__(self, index: SearchIndex, seqs: list[int]) -> None:
        self._seqs = seqs
        self._beside = Beside(index.commit)
        self.join = self._beside.join

    def rows(self) -> list[int]:
        """The rows, when the index has them; what went wrong is raised here."""
        self._beside.result()
        return self._seqs


def _next_rows(after: int, batch: int) -> list[tuple[int, int]]:
    rows = Outbox.objects.filter(seq__gt=after).order_by("seq")
    return list(rows.values_list("seq", "document_id")[:batch])


def _make(
    index: SearchIndex, build: Build, document_ids: Iterable[int]
) -> tuple[list[Prepared], list[str]]:
    """The documents of these ids ready to go in, and the ids of which there are none any more."""
    wanted = sorted(set(document_ids))
    if not wanted:
        return [], []
    index.put(())  # whoever else writes is met before anything is made in vain
    prepared = [index.prepare(document) for document in build(wanted)]
    held = {each.id for each in prepared}
    return prepared, [str(each) for each in wanted if str(each) not in held]


def _put(index: SearchIndex, made: tuple[list[Prepared], list[str]]) -> None:
    prepared, gone = made
    index.put(prepared)
    index.delete(gone)


def _forget(seqs: list[int]) -> None:
    """Delete exactly these rows: a range only where no number in it is missing.

    A number that is missing may belong to a transaction that has yet to commit.
    """
    start = 0
    for place in range(1, len(seqs) + 1):
        unbroken = place < len(seqs) and seqs[place] == seqs[place - 1] + 1
        if not unbroken or place - start == DELETED_AT_ONCE:
            Outbox.objects.filter(seq__gte=seqs[start], seq__lte=seqs[place - 1]).delete()
            start = place
