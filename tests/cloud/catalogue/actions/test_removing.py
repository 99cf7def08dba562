"""What goes takes with it what rested on it, and nothing else."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from biaozhun.cloud.catalogue.actions import demonstrating, removing
from biaozhun.cloud.catalogue.actions.orders import ResumedDifferentlyError
from biaozhun.cloud.catalogue.actions.removing import remove_source
from biaozhun.cloud.catalogue.actions.sources import SourceDescription, SourceNameError
from biaozhun.cloud.catalogue.models import (
    Announcement,
    Conflict,
    Edition,
    Filing,
    ImportRun,
    RejectedRow,
    Source,
    Standard,
)
from biaozhun.cloud.search.models import Outbox
from tests.cloud.catalogue.actions.conftest import Import, Write
from tests.cloud.catalogue.actions.dump import catalogue_dump

OLD = {"number": "GB/T 100-2001", "title_zh": "旧", "in_force": "2001-05-01"}
NEW = {
    "number": "GB/T 200-2020",
    "title_zh": "新",
    "in_force": "2020-05-01",
    "replaces": [{"number": "GB/T 100-2001", "extent": "wholly"}],
}


def test_a_source_that_goes_leaves_what_others_say(take_in: Import, write: Write) -> None:
    """Editions of two sources stay, merged from the one left; the others go with their standard."""
    take_in(write("a.jsonl", [OLD]), "a", rank=10)
    before = catalogue_dump()
    take_in(write("b.jsonl", [OLD | {"title_zh": "别"}, NEW]), "b")
    assert Conflict.objects.count() == 1
    assert remove_source(Source.objects.get(slug="b")) == 1
    assert catalogue_dump() == before
    assert list(Standard.objects.values_list("slug", flat=True)) == ["GB/T-100"]


def test_what_a_removed_edition_replaced_goes_to_the_index_again(
    take_in: Import, write: Write
) -> None:
    """The predecessor under another number loses its successor, so its status changes."""
    take_in(write("a.jsonl", [OLD]), "a")
    take_in(write("b.jsonl", [NEW]), "b")
    Outbox.objects.all().delete()
    remove_source(Source.objects.get(slug="b"))
    queued = set(Outbox.objects.values_list("document_id", flat=True))
    assert Edition.objects.get(slug="GB/T-100-2001").id in queued


def test_the_demonstration_goes_without_a_trace(db: None) -> None:  # noqa: ARG001  -- the database is what it writes to
    """Nothing is left in any table, the real announcement it came with included."""
    demonstrating.load_demonstration(lambda _: None)
    assert Edition.objects.filter(invented=True).exists()
    assert demonstrating.remove_demonstration() > 500
    for model in (Announcement, Edition, Filing, ImportRun, Source, Standard):
        assert not model._default_manager.exists(), model


def test_an_interrupted_demonstration_counts_as_empty(db: None) -> None:  # noqa: ARG001  -- the database is what it writes to
    """`make run` completes what it began, and leaves a library with real records alone."""
    assert demonstrating.is_empty()
    demonstrating.load_demonstration(lambda _: None)
    assert not demonstrating.is_empty()
    ImportRun.objects.filter(source__slug="demonstration-invented").update(state="running")
    assert demonstrating.is_empty()
    Source.objects.create(slug="real", title="real")
    assert not demonstrating.is_empty()


def test_an_interrupted_run_is_not_resumed_on_another_day(take_in: Import, write: Write) -> None:
    """The rows behind it say they were seen on the first day; another source name is free."""
    path = write("a.jsonl", [OLD, NEW])
    take_in(path, "a")
    ImportRun.objects.update(state="running")
    with pytest.raises(ResumedDifferentlyError) as refused:
        take_in(path, "a", seen=dt.date(2026, 9, 9))
    assert refused.value.fragment == "2026-07-01"


@pytest.mark.parametrize("name", ["国标", "a b", "A", "-a", "x" * 61, "a/b"])
def test_a_source_name_must_fit_into_an_address(name: str) -> None:
    """Refused with a hint, as a wrong option."""
    with pytest.raises(SourceNameError) as refused:
        SourceDescription(slug=name)
    assert (refused.value.code, refused.value.exit_code) == ("source_name_invalid", 2)


def test_rows_that_could_not_go_in_go_a_few_at_a_time(
    take_in: Import, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that was read with a wrong mapping has hundreds of thousands of them."""
    monkeypatch.setattr(removing, "REJECTED_BATCH", 2)
    take_in(write("a.jsonl", [OLD, *({"title_zh": f"无号{place}"} for place in range(5))]), "a")
    take_in(write("b.jsonl", [NEW, {"title_zh": "别的"}]), "b")
    with CaptureQueriesContext(connection) as asked:
        remove_source(Source.objects.get(slug="a"))
    deleted = [each for each in asked if each["sql"].startswith('DELETE FROM "catalogue_rejected')]
    assert len(deleted) == 3 + 1  # the last with the source itself, of nothing
    assert RejectedRow.objects.count() == 1
