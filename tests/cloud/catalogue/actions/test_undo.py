"""A run that is taken back leaves the catalogue as if it had never been."""

import datetime as dt
import json
import tempfile
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.catalogue.actions import undoing
from biaozhun.cloud.catalogue.actions.importing import import_file
from biaozhun.cloud.catalogue.actions.orders import ImportOrder
from biaozhun.cloud.catalogue.actions.removing import remove_source
from biaozhun.cloud.catalogue.actions.sources import SourceDescription
from biaozhun.cloud.catalogue.models import (
    Announcement,
    Edition,
    EditionChange,
    ImportRun,
    RejectedRow,
    RunUndo,
    Sighting,
    Source,
    SourceRecord,
    Standard,
)
from biaozhun.cloud.catalogue.queries.undoing import consequences
from biaozhun.cloud.search.models import Outbox
from tests.cloud.catalogue.actions.conftest import DAY, Import, Write
from tests.cloud.catalogue.actions.dump import whole_dump

OLD = {"number": "GB/T 100-2001", "title_zh": "旧", "in_force": "2001-05-01"}
NEW = {
    "number": "GB/T 200-2020",
    "title_zh": "新",
    "in_force": "2020-05-01",
    "replaces": [{"number": "GB/T 100-2001", "extent": "wholly"}],
}
LATER = DAY + dt.timedelta(days=7)


def take_back(run_id: int) -> RunUndo:
    """Order and do it."""
    run = ImportRun.objects.get(pk=run_id)
    ordered = undoing.order_undo(run, actor=None, reason="错文件")
    undoing.undo(ordered)
    ordered.refresh_from_db()
    return ordered


def test_a_run_on_top_of_another_source_goes_without_a_trace(take_in: Import, write: Write) -> None:
    """Its editions go, those of the other source are merged without it; its history stays."""
    take_in(write("a.jsonl", [OLD]), "a", rank=10)
    before = whole_dump()
    Outbox.objects.all().delete()
    rows = [OLD | {"title_zh": "别"}, NEW, {"title_zh": "无号"}]
    account = take_in(write("b.jsonl", rows), "b")
    told = consequences(ImportRun.objects.get(pk=account.run))
    assert (told.rows, told.seen_again, told.editions, told.gone, told.merged) == (2, 0, 2, 1, 1)
    new_id = Edition.objects.get(slug="GB/T-200-2020").pk
    ordered = take_back(account.run)
    assert whole_dump() == before
    run = ImportRun.objects.get(pk=account.run)
    assert (run.state, run.position, run.stored, run.merged, run.rejected) == ("undone", 3, 1, 1, 1)
    assert RejectedRow.objects.filter(run=run).count() == 1
    assert (ordered.editions, ordered.done, ordered.gone) == (2, 2, 1)
    assert ordered.finished is not None
    assert new_id in set(Outbox.objects.values_list("document_id", flat=True))
    assert EditionChange.objects.get(slug="GB/T-200-2020").gone
    kinds = Event.objects.order_by("id").values_list("kind", "subject")
    assert list(kinds) == [
        ("catalogue.undo_ordered", f"run:{run.pk}"),
        ("catalogue.run_undone", f"run:{run.pk}"),
    ]


def test_an_earlier_run_goes_from_under_a_later_one(take_in: Import, write: Write) -> None:
    """Rows that the later run saw too stay, as if it had brought them; the others go."""
    later = write("b.jsonl", [OLD])
    take_in(later, "a", rank=30, seen=LATER)
    alone = whole_dump()
    remove_source(Source.objects.get(slug="a"))
    first = take_in(write("a.jsonl", [NEW, OLD]), "a", rank=20)
    take_in(later, "a", rank=30, seen=LATER)
    take_back(first.run)
    assert whole_dump() == alone
    assert Source.objects.get(slug="a").rank == 30


def test_a_rank_goes_back(take_in: Import, write: Write) -> None:
    """The editions are merged again by the rank that the source had before."""
    take_in(write("a.jsonl", [OLD]), "a", rank=20)
    take_in(write("b.jsonl", [OLD | {"title_zh": "别"}]), "b", rank=10)
    before = whole_dump()
    account = take_in(write("c.jsonl", [NEW]), "a", rank=5)
    assert Edition.objects.get(slug="GB/T-100-2001").title_zh == "旧"
    take_back(account.run)
    assert whole_dump() == before


@pytest.mark.django_db
def test_the_history_keeps_the_name_of_its_source(tmp_path: Path) -> None:
    """A source that only runs taken back name keeps its title, not its rank or licence."""
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(OLD) + "\n", encoding="utf-8")
    told = SourceDescription(slug="a", title="甲目录", rank=10, licence="CC0")
    order = ImportOrder(path=path, source=told, seen=DAY)
    take_back(import_file(order, report=lambda _: None).run)
    source = Source.objects.get()
    assert (source.title, source.rank, source.licence) == ("甲目录", 50, "")


def test_what_was_killed_goes_on(
    take_in: Import, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After the first transaction it is taken up again and ends as without the kill."""
    monkeypatch.setattr(undoing, "BATCH", 1)
    take_in(write("a.jsonl", [OLD]), "a")
    before = whole_dump()
    account = take_in(write("b.jsonl", [OLD | {"title_zh": "别"}, NEW]), "b")
    ordered = undoing.order_undo(ImportRun.objects.get(pk=account.run), actor=None, reason="")
    take_out = undoing._take_out
    calls = iter((True, False))

    def dying(run: ImportRun, ids: Sequence[int]) -> int:
        if next(calls):
            return take_out(run, ids)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(undoing, "_take_out", dying)
        with pytest.raises(KeyboardInterrupt):
            undoing.undo(ordered)
    ordered.refresh_from_db()
    assert (ordered.done, ordered.finished) == (1, None)
    undoing.undo(ordered)
    undoing.undo(RunUndo.objects.get(pk=ordered.pk))
    assert whole_dump() == before
    ordered.refresh_from_db()
    assert ordered.done == 2


def test_what_cannot_be_taken_back_says_why(take_in: Import, write: Write) -> None:
    """A run that goes on, one that is undone, and one from before rows were noted."""
    run = ImportRun.objects.get(pk=take_in(write("a.jsonl", [OLD]), "a").run)
    ImportRun.objects.update(state="running")
    codes = []
    for prepare in (lambda: None, lambda: undoing.stop_run(run, actor=None)):
        prepare()
        try:
            take_back(run.pk)
        except undoing.UndoRefusedError as error:
            codes.append(error.code)
    with pytest.raises(undoing.UndoRefusedError) as again:
        take_back(run.pk)
    first = take_in(write("a.jsonl", [OLD]), "a")
    take_in(write("b.jsonl", [NEW]), "a")
    ImportRun.objects.filter(pk=first.run).update(traced=False)
    with pytest.raises(undoing.UndoRefusedError) as untraced:
        take_back(first.run)
    assert [*codes, again.value.code, untraced.value.code] == [
        "undo_running",
        "undo_undone",
        "undo_not_traced",
    ]


def test_another_reading_of_a_row_goes_back(take_in: Import, write: Write) -> None:
    """A later run that reads other facts out of the same row leaves the former ones behind."""
    path = write("a.jsonl", [OLD])
    take_in(path, "a")
    SourceRecord.objects.update(facts='{"number":"GB/T 100-2001","title_zh":"从前读作"}')
    run = ImportRun.objects.get()
    undoing.merge_again(Edition.objects.values_list("pk", flat=True), day=DAY)
    before = whole_dump()
    second = take_in(path, "a", seen=LATER)
    third = take_in(path, "a", seen=LATER + dt.timedelta(days=1))
    assert Edition.objects.get().title_zh == "旧"
    take_back(second.run)
    assert SourceRecord.objects.get().last_seen == LATER + dt.timedelta(days=1)
    take_back(third.run)
    assert whole_dump() == before
    assert Sighting.objects.exclude(run=run).count() == 0


PAGE = """<html><body>
<h1>示范省市场监督管理局公告</h1><p>2026年第3号</p>
<p>关于废止《{title}》的公告</p><p>下列地方标准自2026年5月1日起废止。</p>
<table><tr><th>序号</th><th>标准编号</th><th>标准名称</th></tr>
<tr><td>1</td><td>DB99/T 11-2012</td><td>{title}</td></tr></table>
<p>2026年4月20日</p></body></html>"""


@pytest.mark.django_db
def test_the_announcement_a_run_brought_goes(tmp_path: Path) -> None:
    """Nothing else names it; a run that only described it anew leaves what stood before."""
    runs, titles = [], []
    for name in ("甲乙规范", "丙丁规范"):
        path = tmp_path / f"{name}.html"
        path.write_text(PAGE.format(title=name), encoding="utf-8")
        order = ImportOrder(path=path, source=SourceDescription(slug=""), seen=DAY)
        runs.append(import_file(order, report=lambda _: None).run)
        titles.append(Announcement.objects.get().title)
    assert titles[0] != titles[1]
    take_back(runs[1])
    assert Announcement.objects.get().title == titles[0]
    take_back(runs[0])
    assert not Announcement.objects.exists()
    assert not Standard.objects.exists()


NUMBERS = ("GB/T 1-2001", "GB/T 1-2010", "GB/T 2-2005")
ROW = st.fixed_dictionaries(
    {"number": st.sampled_from(NUMBERS), "title_zh": st.sampled_from("甲乙")},
    optional={
        "in_force": st.just("2010-05-01"),
        "status": st.sampled_from(("现行", "作废")),
        "replaces": st.just([{"number": "GB/T 2-2005", "extent": "wholly"}]),
    },
)
IMPORT = st.tuples(
    st.sampled_from("ab"),
    st.integers(0, 3),
    st.lists(ROW, min_size=1, max_size=3),
    st.sampled_from((None, 10, 60)),
)
STEP = st.one_of(IMPORT, st.integers(0, 5))


def play(steps: Sequence[object], folder: Path) -> list[int]:
    """Do imports and undos; an undo names the import of its place. Returns what remains."""
    done: dict[int, int] = {}
    places: list[int] = []
    for place, step in enumerate(steps):
        if isinstance(step, int):
            if step < len(places) and places[step] in done:
                run = ImportRun.objects.get(pk=done[places[step]])
                if not run.thinned:
                    take_back(run.pk)
                    del done[places[step]]
            continue
        source, day, rows, rank = step  # type: ignore[misc]  # the other form of a step
        path = folder / f"{place}.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        order = ImportOrder(
            path=path,
            source=SourceDescription(slug=source, rank=rank),
            seen=DAY + dt.timedelta(days=day),
        )
        done[place] = import_file(order, report=lambda _: None).run
        places.append(place)
    return list(done)


@pytest.mark.django_db
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(STEP, max_size=8))
def test_what_is_undone_never_was(steps: list[object]) -> None:
    """Any sequence of imports and undos gives what the imports that remain give alone."""
    clear()
    with tempfile.TemporaryDirectory() as name:
        remaining = play(steps, Path(name))
        found = whole_dump()
        clear()
        play([steps[place] for place in remaining], Path(name))
    assert found == whole_dump()


def clear() -> None:
    """Empty the library."""
    SourceRecord.objects.all().delete()
    for model in (Source, Announcement, Standard):
        model._default_manager.all().delete()
