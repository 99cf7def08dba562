"""Tables that divide tasks: heads in several rows, merged cells, and what becomes of the rows."""

import datetime as dt
import io
import re

import pytest
from django.test import Client
from openpyxl import Workbook

from biaozhun.cloud.plans.errors import PlanRefusedError
from biaozhun.cloud.plans.models import Plan
from biaozhun.cloud.plans.tables import MOST_ROWS, table_rows
from biaozhun.core.structure.blocks import BlockKind, BlockText, TextBlock
from tests.factories.readings import officer, organisation, plan_of

DAY = dt.date(2026, 3, 1)
HEADS = (
    ("任务分解表", "", "", "", "", ""),
    ("序号", "重点任务", "责任单位", "", "完成时限", "成果形式"),
    ("", "", "牵头单位", "配合单位", "", ""),
)
ROWS = (
    ("一、强化统筹", "", "", "", "", ""),
    ("1", "建设第1个平台", "市市场监管局", "市水务局、市教育局", "2027年12月底前", "平台上线"),
    ("", "", "", "市财政局", "", ""),
    ("2", "完善标准体系建设规划", "市发展改革委", "", "持续推进", ""),
    ("3", "", "", "", "", ""),
)


def blocks(rows: tuple[tuple[str, ...], ...]) -> BlockText:
    """The cells of one table; empty ones are none, as readers of files give them."""
    text, made = "", []
    for row, cells in enumerate(rows, start=1):
        for column, cell in enumerate(cells, start=1):
            if cell:
                start = len(text)
                text += cell + "\n"
                made.append(
                    TextBlock(
                        start=start,
                        end=len(text) - 1,
                        kind=BlockKind.CELL,
                        sheet="表",
                        table=1,
                        row=row,
                        column=column,
                    )
                )
    return BlockText(text=text, blocks=tuple(made))


def test_heads_in_two_rows_and_merged_cells_are_understood() -> None:
    """The lower head counts; a row without a task goes on; nothing of the table is lost."""
    first, second, third = table_rows(blocks(HEADS + ROWS), DAY)
    assert (first.text, first.path, first.aim) == ("建设第1个平台", ("一、强化统筹",), "平台上线")
    assert first.units == (
        ("市市场监管局", "lead"),
        ("市水务局", "cooperate"),
        ("市教育局", "cooperate"),
        ("市财政局", "cooperate"),
    )
    assert (first.deadline, first.faults) == (dt.date(2027, 12, 31), ())
    assert (second.ongoing, second.deadline, second.units) == (
        True,
        None,
        (("市发展改革委", "lead"),),
    )
    assert (third.cells, third.faults) == (("3",), ("task_missing", "units_missing"))


def test_empty_cells_have_what_stands_above_when_a_person_says_so() -> None:
    """Units and time of a merged cell are those of the row above, by wish alone."""
    rows = (*HEADS[1:], ROWS[1], ("2", "编制目录", "", "", "", ""))
    plain = table_rows(blocks(rows), DAY)[1]
    filled = table_rows(blocks(rows), DAY, fill=True)[1]
    assert (plain.units, plain.deadline) == ((), None)
    assert filled.units[0] == ("市市场监管局", "lead")
    assert filled.deadline == dt.date(2027, 12, 31)


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ((("名称", "数量"), ("甲", "3")), "no_table"),
        (HEADS[1:], "no_table"),
        ((*HEADS[1:], *(("1", "任务", "市教育局") for _ in range(MOST_ROWS + 1))), "too_many_rows"),
    ],
)
def test_other_tables_are_refused(rows: tuple[tuple[str, ...], ...], code: str) -> None:
    """Without a column of tasks and one of units, without rows, with too many."""
    with pytest.raises(PlanRefusedError) as refused:
        table_rows(blocks(rows), DAY)
    assert refused.value.code == code


def _workbook(rows: tuple[tuple[str, ...], ...]) -> io.BytesIO:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append([cell or None for cell in row])
    stream = io.BytesIO()
    book.save(stream)
    stream.seek(0)
    stream.name = "任务分解表.xlsx"
    return stream


@pytest.mark.django_db
def test_a_table_is_looked_through_and_taken_in(client: Client) -> None:
    """One row changes the task it means, one is a task of its own; the attachment is there."""
    organisation("市发展改革委")
    plan = plan_of()
    task = plan.tasks.order_by("rank")[0]
    client.force_login(officer())
    place = f"/plans/{plan.pk}/reading/table"
    looked = client.post(place, {"file": _workbook(HEADS + ROWS)})
    page = looked.content.decode()
    assert looked.status_code == 200
    assert f'<option value="{task.pk}" selected>' in page
    assert "这一行没有写任务" in page
    assert Plan.objects.get().tasks.count() == 2
    told = looked.context["form"].initial
    chosen = {"row-0": str(task.pk), "row-1": "add", "row-2": "skip"}
    assert client.post(place, told | chosen).status_code == 302
    task.refresh_from_db()
    assert (task.deadline, task.proposed["deadline"]["day"]) == (
        dt.date(2027, 12, 31),
        "2027-06-30",
    )
    assert sorted(task.duties.values_list("named", "role")) == [
        ("市市场监管局", "lead"),
        ("市教育局", "cooperate"),
        ("市水务局", "cooperate"),
        ("市财政局", "cooperate"),
    ]
    new = plan.tasks.get(title="完善标准体系建设规划")
    assert (new.ongoing, new.duties.get().organisation.name) == (True, "市发展改革委")
    assert plan.passages.get(kind="attachment").settled
    twice = client.post(place, told | chosen | {"row-0": "skip"})
    assert twice.status_code == 409
    assert plan.tasks.count() == 3
    page = twice.content.decode()
    assert re.findall(r'value="(\w+)" selected', page) == ["skip", "add", "skip"]
    fresh = {"stamp": twice.context["form"]["stamp"].value()}
    assert client.post(place, told | chosen | fresh).status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize(
    "told",
    [
        {},
        {"rows": "[]"},
        {"rows": "nothing"},
        {"rows": '[{"number":1}]'},
        {"rows": '[{"number":1,"place":"x"}]', "row-0": "999"},
    ],
)
def test_rows_that_are_none_change_nothing(client: Client, told: dict[str, str]) -> None:
    """A second request without sound rows is refused."""
    plan = plan_of()
    client.force_login(officer())
    assert client.post(f"/plans/{plan.pk}/reading/table", told).status_code in {302, 422}
    assert plan.tasks.count() == 2
