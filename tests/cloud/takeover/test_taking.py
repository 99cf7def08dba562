"""Running projects are taken over row by row, as stated, at the stage they stand at."""

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.drafting.models import Proceeding, Project
from biaozhun.cloud.issuing.models import DrawnNumber
from biaozhun.cloud.takeover.actions.taking import Statement, take_over
from biaozhun.cloud.takeover.columns import COLUMNS, MOST_LINES, NEEDED, STAGES
from biaozhun.cloud.takeover.errors import RowRefusedError
from biaozhun.cloud.takeover.models import TakeoverRun
from biaozhun.cloud.takeover.papers import NONE, Papers, in_folder
from biaozhun.cloud.takeover.reading import COURSE, Stated, read_row
from biaozhun.cloud.ui.brought import read_table
from tests.cloud.takeover.conftest import ROW, sheet

AT = dt.datetime(2026, 11, 23, 8, tzinfo=dt.UTC)
TODAY = dt.date(2026, 11, 23)
FAR = {
    "consulted_from": "2025-06-01",
    "consulted_to": "2025-07-05",
    "checked": "2025-08-01",
    "reviewed": "2025-09-01",
    "review": "通过",
    "number": "DB99/T 1-2025",
    "approved": "2025-10-01",
    "announced": "2025-10-20",
}


def taken(officer: Person, *rows: dict[str, str], papers: Papers = NONE) -> TakeoverRun:
    """What became of a table of these rows."""
    assert officer.organisation is not None
    table = read_table(sheet(*rows), COLUMNS, needed=NEEDED, most_lines=MOST_LINES)
    statement = Statement(
        authority=officer.organisation, stated_by="标准处 何局", actor=officer, at=AT
    )
    return take_over(table, statement, name="在研.csv", papers=papers)


def reasons(run: TakeoverRun) -> list[list[str]]:
    """Why rows were not taken."""
    return [list(one["reasons"]) for one in run.rejected]


def test_a_project_enters_at_its_stage_as_stated(officer: Person) -> None:
    """What a row states stands on the project, marked with who vouches for it."""
    run = taken(officer, {"stage": "起草"})
    project = Project.objects.get()
    assert (run.taken, run.held, run.rejected) == (1, 0, [])
    assert (project.state, project.taken_over, project.stated_by) == (
        "drafting",
        True,
        "标准处 何局",
    )
    assert [one.name for one in project.units.all()] == ["云州省茶叶研究所", "云州农业大学"]
    assert [one.name for one in project.team.all()] == ["林一", "陈二"]
    event = Event.objects.get(kind="drafting.project_take_over_as_drafting")
    assert event.facts["stated_by"] == "标准处 何局"


@pytest.mark.parametrize("word", [*STAGES])
def test_every_stage_of_the_table_can_be_entered(officer: Person, word: str) -> None:
    """A row that tells all dates is taken over at any stage that a table may name."""
    run = taken(officer, {**FAR, "stage": word})
    assert run.rejected == []
    assert Project.objects.get().state == STAGES[word]


def test_a_number_comes_with_its_project_and_nobody_elses(officer: Person) -> None:
    """It is entered among the numbers once for ever; a row that states it again is refused."""
    run = taken(
        officer,
        {**FAR, "stage": "批准"},
        {**FAR, "stage": "批准", "plan_number": "A-2"},
        {**FAR, "stage": "批准", "plan_number": "A-3", "number": "GB/T 1.1-2020"},
    )
    project = Project.objects.get()
    assert (project.number, DrawnNumber.objects.get().project_id) == ("DB99/T 1-2025", project.pk)
    assert reasons(run) == [
        ["编号 DB99/T 1-2025 已经用过，不能再用。"],
        ["代号 GB 是别的单位的，这个项目不能用。"],
    ]


def test_what_was_gone_through_is_kept_as_taken_over(officer: Person) -> None:
    """Consultation, check and review are written down with their dates and where they are from."""
    taken(officer, {**FAR, "stage": "审查通过", "open_comments": "3"})
    rows = Proceeding.objects.values_list("kind", "began", "ended", "outcome", "open_items")
    assert list(rows) == [
        ("consultation", dt.date(2025, 6, 1), dt.date(2025, 7, 5), "done", 3),
        ("department_check", dt.date(2025, 8, 1), dt.date(2025, 8, 1), "passed", 0),
        ("technical_review", dt.date(2025, 9, 1), dt.date(2025, 9, 1), "passed", 0),
    ]
    assert {one.origin for one in Proceeding.objects.all()} == {"taken_over"}


def test_a_bad_row_is_told_whole_and_the_rest_goes_in(officer: Person) -> None:
    """Everything that is wrong with a row is named at once; the rows beside it are taken."""
    run = taken(
        officer,
        {"plan_number": "A-1"},
        {
            "plan_number": "A-2",
            "stage": "写作",
            "planned": "2025-13-01",
            "kind": "修订",
            "open_comments": "几条",
        },
        {"plan_number": "A-3", "department": "没有这个厅"},
        {"plan_number": "A-4"},
    )
    assert (run.taken, sorted(Project.objects.values_list("plan_number", flat=True))) == (
        2,
        ["A-1", "A-4"],
    )
    assert [len(some) for some in reasons(run)] == [3, 1]
    assert reasons(run)[1] == ["“申请部门”里的“没有这个厅”还没有登记。"]


def test_a_stage_asks_for_what_leads_to_it(officer: Person) -> None:
    """Nobody is past the review without one that passed."""
    run = taken(officer, {"stage": "审查通过", "checked": "2025-08-01"})
    assert reasons(run) == [
        [
            "到了这个阶段，“技术审查日期”不能缺。",
            "到了这个阶段，“技术审查结论”不能缺；审查结论须是“通过”。",
        ]
    ]
    assert not Project.objects.exists()


def test_a_table_can_be_sent_again(officer: Person) -> None:
    """A project that is here already is let be, so that mended rows go in alone."""
    taken(officer, {})
    again = taken(officer, {"title": "改过的名字"}, {"plan_number": "A-2"})
    assert (again.taken, again.held) == (1, 1)
    assert Project.objects.get(plan_number="云州2025-001").title == ROW["title"]


def test_papers_come_with_their_project(officer: Person, tmp_path: Path) -> None:
    """Files in the folder of a plan number are laid on it by the words their names begin with."""
    folder = tmp_path / "云州2025_001"
    folder.mkdir()
    (folder / "编制说明.txt").write_text("说明", encoding="utf-8")
    (folder / "征求意见稿-2.txt").write_text("草案", encoding="utf-8")
    (folder / "合影.txt").write_text("x", encoding="utf-8")
    (tmp_path / "别的项目").mkdir()
    (tmp_path / "别的项目" / "提纲.txt").write_text("y", encoding="utf-8")
    run = taken(officer, {}, papers=in_folder(tmp_path))
    project = Project.objects.get()
    assert sorted(project.documents.values_list("kind", flat=True)) == [
        "draft_for_comment",
        "explanatory_note",
    ]
    note = project.documents.get(kind="explanatory_note")
    assert note.accompanies == project.documents.get(kind="draft_for_comment")
    assert run.unclaimed == ["云州2025_001/合影.txt", "别的项目/提纲.txt"]


def test_a_row_whose_file_is_refused_leaves_nothing(officer: Person, tmp_path: Path) -> None:
    """A row is taken with its files or not at all."""
    (tmp_path / "云州2025-001").mkdir()
    (tmp_path / "云州2025-001" / "征求意见稿.docx").write_bytes(b"")
    run = taken(officer, {}, papers=in_folder(tmp_path))
    assert (run.taken, len(run.rejected), Project.objects.count()) == (0, 1, 0)


def test_two_hundred_projects_come_over_at_all_stages(officer: Person) -> None:
    """A whole region's work in progress goes in at once, spread over the stages."""
    stages = ["已立项", "起草", "征求意见", "意见处理", "送审", "审查通过", "报批"]
    rows = [
        {
            **FAR,
            "plan_number": f"云州2025-{n:03}",
            "stage": stages[n % 7],
            "number": f"DB99/T {n + 1}-2025",
        }
        for n in range(200)
    ]
    run = taken(officer, *rows)
    assert (run.taken, run.rejected) == (200, [])
    assert Project.objects.filter(state=STAGES[stages[3]]).count() == len(range(3, 200, 7))


@given(st.dictionaries(st.sampled_from([*COLUMNS]), st.text(max_size=60)))
def test_any_row_is_read_or_refused_with_reasons(cells: dict[str, str]) -> None:
    """No cell makes the reading fail: it states a project or says why not."""
    try:
        stated: Stated | None = read_row(cells, TODAY)
        faults: tuple[str, ...] = ()
    except RowRefusedError as refused:
        stated, faults = None, refused.faults
    assert (stated is None) == bool(faults)
    assert stated is None or stated.state in COURSE


def test_a_day_to_come_is_no_day_of_the_past(authority: Organisation) -> None:  # noqa: ARG001  -- for the translation of sentences
    """What is said to have happened lies before today."""
    with pytest.raises(RowRefusedError) as refused:
        read_row({**ROW, **FAR, "stage": "报批", "reviewed": "2027-01-01"}, TODAY)
    assert refused.value.faults == ("“技术审查日期”里的“2027-01-01”还没有到。",)
