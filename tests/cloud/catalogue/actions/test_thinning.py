"""A source that comes every day does not grow by its days, and its latest runs can be undone."""

import datetime as dt
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biaozhun.cloud.catalogue.actions import thinning, undoing
from biaozhun.cloud.catalogue.models import ImportRun, Sighting, SourceRecord
from tests.cloud.catalogue.actions.conftest import DAY, Import, Write
from tests.cloud.catalogue.actions.dump import whole_dump
from tests.cloud.catalogue.actions.test_undo import STEP, clear, play, take_back

A = {"number": "GB/T 1-2001", "title_zh": "甲"}
B = {"number": "GB/T 2-2002", "title_zh": "乙"}
KEPT = thinning.KEPT_RUNS


def seen_by(row: SourceRecord, runs: list[int]) -> list[int]:
    """The places of the runs that are known to have seen a row again."""
    sights = Sighting.objects.filter(record=row).order_by("run_id")
    return [runs.index(run) for run in sights.values_list("run_id", flat=True)]


def test_of_old_runs_only_the_last_sight_of_a_row_is_kept(take_in: Import, write: Write) -> None:
    """A row that comes every day has one of all the old runs, one that is gone its last."""
    for day in range(KEPT + 5):
        rows = [A, B] if day < 3 else [A]
        take_in(write("a.jsonl", rows), "a", seen=DAY + dt.timedelta(days=day))
    runs = list(ImportRun.objects.order_by("pk").values_list("pk", flat=True))
    staying, left = SourceRecord.objects.order_by("edition__slug")
    assert seen_by(staying, runs) == list(range(4, KEPT + 5))
    assert seen_by(left, runs) == [2]
    assert ImportRun.objects.filter(thinned=True).count() == 5


def test_a_run_that_was_thinned_is_refused(take_in: Import, write: Write) -> None:
    """It says what to do instead; the oldest of the kept ones is taken back."""
    path = write("a.jsonl", [A])
    runs = [take_in(path, "a", seen=DAY + dt.timedelta(days=day)).run for day in range(KEPT + 1)]
    with pytest.raises(undoing.UndoRefusedError) as refused:
        take_back(runs[0])
    assert refused.value.code == "undo_thinned"
    take_back(runs[1])
    assert ImportRun.objects.get(pk=runs[1]).state == ImportRun.State.UNDONE


def test_a_run_that_is_being_taken_back_is_not_thinned(take_in: Import, write: Write) -> None:
    """Neither are those after it; what was broken off is done with the next import."""
    path = write("a.jsonl", [A])
    runs = [take_in(path, "a", seen=DAY + dt.timedelta(days=day)).run for day in range(KEPT)]
    ordered = undoing.order_undo(ImportRun.objects.get(pk=runs[0]), actor=None, reason="r")
    for day in (KEPT, KEPT + 1):
        take_in(path, "a", seen=DAY + dt.timedelta(days=day))
    assert not ImportRun.objects.filter(thinned=True).exists()
    undoing.undo(ordered)
    ImportRun.objects.filter(pk__in=runs[1:5]).update(thinned=True)  # marked, and killed then
    take_in(path, "a", seen=DAY + dt.timedelta(days=KEPT + 2))
    assert not ImportRun.objects.filter(thinned=True).exclude(pk__in=runs[1:5]).exists()
    old = Sighting.objects.filter(run__in=runs[2:5])
    assert list(old.values_list("run", flat=True)) == [runs[4]]


@pytest.mark.django_db
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(STEP, max_size=10), st.integers(0, 3))
def test_thinning_changes_nothing_of_what_can_be_undone(steps: list[object], kept: int) -> None:
    """Whatever is taken back of what is kept, the rest stands as if it had come alone."""
    clear()
    with pytest.MonkeyPatch.context() as patch, tempfile.TemporaryDirectory() as name:
        patch.setattr(thinning, "KEPT_RUNS", kept)
        remaining = play(steps, Path(name))
        found = whole_dump()
        clear()
        patch.setattr(thinning, "KEPT_RUNS", KEPT)
        play([steps[place] for place in remaining], Path(name))
    assert found == whole_dump()
