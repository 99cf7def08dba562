"""Imports: every row accounted for, nothing twice, the same catalogue in any order."""

import contextlib
import datetime as dt
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from biaozhun.cloud.catalogue.actions import importing
from biaozhun.cloud.catalogue.actions.bulk import written_through_at_the_end
from biaozhun.cloud.catalogue.actions.importing import ImportInUseError, import_file
from biaozhun.cloud.catalogue.actions.orders import ImportOrder
from biaozhun.cloud.catalogue.actions.sources import SourceDescription, register_source
from biaozhun.cloud.catalogue.importers import Row
from biaozhun.cloud.catalogue.models import (
    Conflict,
    Edition,
    ImportRun,
    RejectedRow,
    Relation,
    Source,
    SourceRecord,
    Standard,
)
from biaozhun.cloud.search.models import Outbox
from tests.cloud.catalogue.actions.conftest import DAY, Import, Write
from tests.cloud.catalogue.actions.dump import catalogue_dump

FULL = 2  # of SQLite's PRAGMA synchronous: every commit waits for the disk

FIRST = {
    "number": "GB/T 1.1-2009",
    "title_zh": "标准化工作导则 第1部分：标准的结构和编写",
    "published": "2009-06-17",
    "in_force": "2010-01-01",
}
SECOND = {
    "number": "GB/T 1.1-2020",
    "title_zh": "标准化工作导则 第1部分：标准化文件的结构和起草规则",
    "published": "2020-03-31",
    "in_force": "2020-10-01",
    "replaces": [{"number": "GB/T 1.1-2009", "extent": "wholly"}],
    "ics": ["01.120"],
}


@pytest.fixture
def row_by_row(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every row is a batch of its own, so something can happen between two."""
    monkeypatch.setattr(importing, "BATCH", 1)
    monkeypatch.setattr(importing, "LARGEST_BATCH", 1)


def test_every_row_is_stored_merged_or_rejected(take_in: Import, write: Write) -> None:
    """The three counts add up to the rows of the input, and each rejected row keeps its reason."""
    rows = [FIRST, SECOND, FIRST | {"title_en": "Directives"}, {"number": "Q/A", "title_zh": "x"}]
    account = take_in(write("own.jsonl", rows), "own")
    assert (account.rows, account.stored, account.merged, account.rejected) == (4, 2, 1, 1)
    assert sum(account.rejections.values()) == 1
    rejected = RejectedRow.objects.get()
    assert (rejected.position, rejected.code) == (4, next(iter(account.rejections)))
    assert '"Q/A"' in rejected.raw


def test_editions_of_one_number_stand_under_one_standard(take_in: Import, write: Write) -> None:
    """The standard is the number without year; mandatory and recommended are two standards."""
    take_in(
        write("own.jsonl", [FIRST, SECOND, {"number": "GB 1.1-2009", "title_zh": "另一"}]), "own"
    )
    assert list(Standard.objects.values_list("slug", "code").order_by("slug")) == [
        ("GB-1.1", "GB"),
        ("GB/T-1.1", "GB/T"),
    ]
    slugs = Edition.objects.filter(standard__slug="GB/T-1.1").values_list("slug", flat=True)
    assert list(slugs.order_by("slug")) == ["GB/T-1.1-2009", "GB/T-1.1-2020"]


def test_a_file_imported_again_changes_nothing(take_in: Import, write: Write) -> None:
    """The second run of a file stores nothing, keeps no row twice and leaves the same catalogue."""
    path = write("own.jsonl", [FIRST, SECOND])
    take_in(path, "own")
    before = catalogue_dump()
    again = take_in(path, "own")
    assert (again.stored, again.merged) == (0, 2)
    assert catalogue_dump() == before
    assert SourceRecord.objects.count() == 2


def test_the_same_row_seen_later_is_seen_later(take_in: Import, write: Write) -> None:
    """A row still given moves the day it was last seen, and its status word with it."""
    path = write("own.jsonl", [FIRST | {"status": "现行"}])
    take_in(path, "own")
    take_in(path, "own", seen=dt.date(2026, 9, 1))
    assert SourceRecord.objects.get().last_seen == dt.date(2026, 9, 1)
    assert Edition.objects.get().statements == [
        {"word": "in_force", "seen": "2026-09-01", "source": "own"}
    ]


def test_what_a_source_said_last_takes_the_place_of_what_it_said(
    take_in: Import, write: Write
) -> None:
    """A corrected row of the same source is no conflict; the old row is kept all the same."""
    take_in(write("old.jsonl", [FIRST | {"title_zh": "错的题名"}]), "own")
    take_in(write("new.jsonl", [FIRST]), "own", seen=dt.date(2026, 8, 1))
    edition = Edition.objects.get()
    assert edition.title_zh == FIRST["title_zh"]
    assert not edition.conflicting
    assert SourceRecord.objects.count() == 2


def test_two_sources_that_disagree_are_both_kept_and_the_conflict_is_listed(
    take_in: Import, write: Write
) -> None:
    """The stronger source's value is shown, the other stands beside it, in either order."""
    weak = write("weak.jsonl", [FIRST | {"in_force": "2010-02-01"}])
    strong = write("strong.jsonl", [FIRST])
    take_in(weak, "weak", rank=60)
    take_in(strong, "strong", rank=10)
    assert Edition.objects.get().in_force == dt.date(2010, 1, 1)
    conflict = Conflict.objects.get()
    assert (conflict.field, conflict.chosen, conflict.other) == (
        "in_force",
        "2010-01-01",
        "2010-02-01",
    )
    assert (conflict.chosen_source, conflict.other_source) == ("strong", "weak")


def test_the_order_of_sources_does_not_matter(take_in: Import, write: Write) -> None:
    """First one file and then the other gives the catalogue of the other order."""
    one = write("one.jsonl", [FIRST | {"status": "现行"}, SECOND])
    other = write("other.jsonl", [FIRST | {"status": "被代替", "title_zh": "导则"}])
    take_in(one, "one")
    take_in(other, "other", rank=20)
    forward = catalogue_dump()
    Source.objects.all().delete()
    Standard.objects.all().delete()
    take_in(other, "other", rank=20)
    take_in(one, "one")
    assert catalogue_dump() == forward


def test_a_new_rank_merges_the_source_s_editions_anew(take_in: Import, write: Write) -> None:
    """Turning the precedence round turns the value shown and the conflict round."""
    take_in(write("a.jsonl", [FIRST | {"in_force": "2010-02-01"}]), "a", rank=60)
    take_in(write("b.jsonl", [FIRST]), "b", rank=10)
    register_source(SourceDescription(slug="a", rank=5))
    assert Edition.objects.get().in_force == dt.date(2010, 2, 1)
    assert Conflict.objects.get().chosen_source == "a"


def test_an_edition_and_those_it_bears_on_are_told_to_the_index(
    take_in: Import, write: Write
) -> None:
    """A successor that arrives later sends its predecessor to the index again."""
    take_in(write("a.jsonl", [FIRST]), "a")
    Outbox.objects.all().delete()
    take_in(write("b.jsonl", [SECOND]), "a")
    queued = Outbox.objects.values_list("document_id", flat=True)
    wanted = Edition.objects.values_list("id", flat=True)
    assert sorted(queued) == sorted(wanted)


def test_relations_point_to_what_is_not_held(take_in: Import, write: Write) -> None:
    """A replaced edition need not be in the library for the relation to be kept."""
    take_in(write("a.jsonl", [SECOND]), "a")
    relation = Relation.objects.get()
    assert (relation.kind, relation.subject, relation.object) == (
        "replaces",
        "GB/T-1.1-2020",
        "GB/T-1.1-2009",
    )


@pytest.mark.django_db
def test_an_interrupted_run_goes_on_where_it_stood(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Interrupted between two batches and run again: the account is of the whole file."""
    monkeypatch.setattr(importing, "BATCH", 10)
    monkeypatch.setattr(importing, "LARGEST_BATCH", 10)
    rows = [{"number": f"GB/T {n}-2020", "title_zh": f"第{n}号"} for n in range(1, 36)]
    path = write("many.jsonl", rows)
    order = ImportOrder(path=path, source=SourceDescription(slug="own"), seen=DAY)

    def interrupt(step: importing.Step) -> None:
        if step.rows == 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_file(order, report=interrupt)
    assert Edition.objects.count() == 20
    account = import_file(order, report=lambda _: None)
    assert (account.resumed_at, account.rows, account.stored) == (20, 35, 35)
    assert ImportRun.objects.get().state == ImportRun.State.DONE


def test_a_batch_is_as_large_as_its_time_allows() -> None:
    """A quick one doubles the next, a slow one cuts it, within bounds; every row comes once."""
    batches = importing.Batches(Row(position=n, raw="x") for n in range(1, 8001))
    sizes, positions = [], []
    for batch, seconds in zip(batches, (0.01, 0.01, 2.5, 0.5, 9.0), strict=False):
        sizes.append(len(batch))
        positions += [row.position for row in batch]
        batches.written(len(batch), seconds)
    assert sizes == [1000, 2000, 2000, 200, 100]
    assert positions == list(range(1, 5301))


def test_a_slow_disk_does_not_make_batches_of_single_rows() -> None:
    """Where a transaction takes too long whatever is in it, a hundred rows still go in."""
    batches = importing.Batches(Row(position=n, raw="x") for n in range(1, 4001))
    sizes = []
    for batch in batches:
        sizes.append(len(batch))
        batches.written(len(batch), 0.4)
    assert (min(sizes[:-1]), sum(sizes)) == (100, 4000)


def test_a_batch_of_large_rows_is_small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rows of one transaction are in memory together, so their length counts too."""
    monkeypatch.setattr(importing, "BATCH_CHARACTERS", 25)
    batches = importing.Batches(Row(position=n, raw="x" * 10) for n in range(1, 6))
    assert [len(batch) for batch in batches] == [3, 2]


@pytest.mark.django_db
@pytest.mark.usefixtures("row_by_row")
def test_a_second_process_on_the_same_run_is_refused(write: Write) -> None:
    """When the run's position has moved under it, a batch is not written and the error says so."""
    path = write("own.jsonl", [FIRST, SECOND])
    order = ImportOrder(path=path, source=SourceDescription(slug="own"), seen=DAY)

    def other_process(step: importing.Step) -> None:
        if step.rows == 1:
            ImportRun.objects.update(position=2, stored=2)

    with pytest.raises(ImportInUseError) as refused:
        import_file(order, report=other_process)
    assert refused.value.code == "import_in_use"
    assert Edition.objects.count() == 1


@pytest.mark.django_db
@pytest.mark.usefixtures("row_by_row")
def test_a_run_taken_back_at_its_end_stays_taken_back(write: Write) -> None:
    """Between the last batch and the end of the process somebody may stop it and take it back."""
    path = write("own.jsonl", [FIRST, SECOND])
    order = ImportOrder(path=path, source=SourceDescription(slug="own"), seen=DAY)

    def taken_back(step: importing.Step) -> None:
        if step.rows == 2:
            ImportRun.objects.update(state=ImportRun.State.UNDONE)

    import_file(order, report=taken_back)
    assert ImportRun.objects.get().state == ImportRun.State.UNDONE


def test_the_database_refuses_an_account_that_does_not_add_up(
    take_in: Import, write: Write
) -> None:
    """The constraint holds whatever the code does."""
    take_in(write("own.jsonl", [FIRST]), "own")
    with pytest.raises(IntegrityError), transaction.atomic():
        ImportRun.objects.update(position=7)


def test_the_number_of_queries_does_not_grow_with_the_batch(take_in: Import, write: Write) -> None:
    """Three rows cost as many statements as thirty."""

    def cost(count: int, start: int) -> int:
        rows = [{"number": f"GB/T {n}-2020", "title_zh": "x"} for n in range(start, start + count)]
        path = write(f"{count}.jsonl", rows)
        with CaptureQueriesContext(
            connection,
        ) as captured:
            take_in(path, f"s{count}")
        return len(captured)

    assert cost(3, 100) == cost(30, 200)


@pytest.mark.shared
def test_real_catalogues_in_either_order_give_the_same(take_in: Import, shared: Path) -> None:
    """cn_a then cn_b and cn_b then cn_a leave the same catalogue, row for row."""
    a, b = (shared / "data" / "catalogue" / f"{name}.jsonl.gz" for name in ("cn_a", "cn_b"))
    accounts = [take_in(a, "cn_a"), take_in(b, "cn_b")]
    forward = catalogue_dump()
    assert [(each.rows, each.stored + each.merged + each.rejected) for each in accounts] == [
        (44616, 44616),
        (13149, 13149),
    ]
    Source.objects.all().delete()
    Standard.objects.all().delete()
    take_in(b, "cn_b")
    take_in(a, "cn_a")
    assert catalogue_dump() == forward


def test_nobody_saw_a_source_after_it_was_read(take_in: Import, write: Write) -> None:
    """A row that says 2099 is taken as seen on the day of the run; an earlier day stands."""
    rows = [FIRST | {"seen": "2099-01-01"}, SECOND | {"seen": "2026-03-02"}]
    take_in(write("own.jsonl", rows), "own")
    seen = dict(SourceRecord.objects.values_list("edition__slug", "last_seen"))
    assert seen == {"GB/T-1.1-2009": DAY, "GB/T-1.1-2020": dt.date(2026, 3, 2)}


@pytest.mark.django_db
@pytest.mark.usefixtures("row_by_row")
def test_a_file_written_to_meanwhile_is_named(write: Write) -> None:
    """What was read is in, and the error says that the file is another one now."""
    path = write("own.jsonl", [FIRST, SECOND])
    order = ImportOrder(path=path, source=SourceDescription(slug="own"), seen=DAY)

    def cut(step: importing.Step) -> None:
        if step.rows == 2:
            path.write_text("", encoding="utf-8")

    with pytest.raises(importing.FileChangedError) as refused:
        import_file(order, report=cut)
    assert refused.value.code == "import_file_changed"
    assert Edition.objects.count() == 2


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("fails", [False, True])
def test_a_run_waits_for_the_disk_at_its_end(*, fails: bool) -> None:
    """Inside, commits do not wait for the disk; behind it, and behind an error, they do again."""

    def waits() -> bool:
        if connection.vendor != "sqlite":
            return True  # nothing is changed there
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous")
            return bool(cursor.fetchone()[0] == FULL)

    with contextlib.suppress(KeyboardInterrupt), written_through_at_the_end():
        inside = waits()
        if fails:
            raise KeyboardInterrupt
    assert (inside, waits()) == (connection.vendor != "sqlite", True)


def test_a_row_given_again_on_a_later_day_is_read_anew(take_in: Import, write: Write) -> None:
    """Facts that were not read when the row was kept are in the edition afterwards."""
    path = write("own.jsonl", [FIRST])
    take_in(path, "own")
    SourceRecord.objects.update(facts='{"number":"GB/T 1.1-2009"}')
    take_in(path, "own", seen=DAY + dt.timedelta(days=1))
    kept = SourceRecord.objects.get()
    assert Edition.objects.get().title_zh == FIRST["title_zh"]
    assert (kept.first_seen, kept.last_seen) == (DAY, DAY + dt.timedelta(days=1))


def test_a_day_is_that_of_the_installation(
    take_in: Import, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """At 17:00 UTC it is the next day in Shanghai, and that day an edition is first recorded."""
    evening = dt.datetime(2026, 11, 22, 17, 0, tzinfo=dt.UTC)
    monkeypatch.setattr("biaozhun.cloud.catalogue.actions.orders.now", lambda: evening)
    take_in(write("own.jsonl", [FIRST]), "own")
    assert Edition.objects.get().first_recorded == dt.date(2026, 11, 23)
