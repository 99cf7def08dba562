"""What the table of tasks says is read back from it: of its workbook and of its Word document."""

from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from biaozhun.core.policy import PolicyReading, read, read_blocks
from biaozhun.documents.isolation import read_isolated
from biaozhun.documents.reports.task_table import (
    TaskTable,
    table_of,
    task_table_docx,
    task_table_xlsx,
)

TEXT = """云州省标准化提升行动计划（2025—2027年）

为推动全省标准化工作，制定本行动计划。

一、总体目标

到2027年，制定地方标准300项以上，标准化专业人才突破1.5万人，公共服务标准覆盖率不低于95%。\
到2026年，技术标准创新基地达到3—5个，标准平均制定周期缩短至18个月以内。

二、重点任务

（一）完善标准体系。制定养老服务地方标准，推进智能制造标准建设。（省市场监管局牵头，省民政厅、\
省工业和信息化厅配合，2026年底前完成）

（二）建立健全协调机制，加强基层标准化。开展农村人居环境试点10个，每个试点每年投入20万元以上。\
（省农业农村厅、各县（市、区）人民政府按职责分工负责，持续推进）

（三）做好宣传。组织世界标准日活动。

（四）培养标准化人才。（责任单位：省教育厅、省人力资源社会保障厅；完成时限：9月底前）

（五）推进数字化。

1.建设标准信息平台，归集标准数据。（省数据局（省大数据中心）负责，2025年12月31日前完成）

2.推动标准数字化转型。鼓励企业研制机器可读标准。（省市场监管局负责）

三、保障措施

（一）加强组织领导。各部门要高度重视。

（二）强化经费保障。统筹安排资金。（省财政厅负责）

云州省人民政府
2025年3月1日
"""
Write = Callable[[TaskTable], bytes]
FORMS = pytest.mark.parametrize(
    ("write", "name"), [(task_table_docx, "plan.docx"), (task_table_xlsx, "plan.xlsx")]
)


def tasks_of(reading: PolicyReading) -> list[tuple[object, ...]]:
    """Title, units and last day of each task."""
    return [
        (
            task.title,
            task.leads,
            task.cooperators,
            task.deadline and (task.deadline.day, task.deadline.day is None),
        )
        for task in reading.tasks
    ]


def targets_of(reading: PolicyReading) -> list[tuple[object, ...]]:
    """Indicator, operator, values, unit and year of each target, in the order of its sentence."""
    return sorted(
        (one.indicator, str(one.operator), one.value, str(one.value_max), one.unit, one.year)
        for one in reading.targets
    )


def test_the_text_has_tasks_and_targets_of_all_kinds() -> None:
    """What is to come back is there: brackets in names, a task of nobody, a day without a year."""
    reading = read(TEXT)
    assert len(reading.tasks) == 8
    assert len(reading.targets) == 7
    assert reading.tasks[1].title == "建立健全协调机制，加强基层标准化"
    assert reading.tasks[1].leads == ("省农业农村厅", "各县（市、区）人民政府")


@FORMS
def test_a_table_of_tasks_is_read_back(write: Write, name: str, tmp_path: Path) -> None:
    """Every task with its title, units and last day, every target with its year, and no more."""
    reading = read(TEXT)
    path = tmp_path / name
    path.write_bytes(write(table_of(reading)))
    again = read_blocks(read_isolated(path))
    assert tasks_of(again) == tasks_of(reading)
    assert targets_of(again) == targets_of(reading)


@FORMS
def test_how_tasks_stand_is_read_as_no_target(write: Write, name: str, tmp_path: Path) -> None:
    """A table of a plan that is worked on says the same as one of a plan that is not."""
    reading = read(TEXT)
    table = table_of(reading)
    worked_on = [
        msgspec.structs.replace(row, state="进行中（逾期）", progress=f"{place * 10}%")
        for place, row in enumerate(table.tasks)
    ]
    path = tmp_path / name
    path.write_bytes(write(msgspec.structs.replace(table, tasks=tuple(worked_on))))
    again = read_blocks(read_isolated(path))
    assert tasks_of(again) == tasks_of(reading)
    assert targets_of(again) == targets_of(reading)


@FORMS
def test_a_table_that_was_read_back_is_written_as_it_was(
    write: Write, name: str, tmp_path: Path
) -> None:
    """Titles and texts do not grow with every turn."""
    first = table_of(read(TEXT))
    path = tmp_path / name
    path.write_bytes(write(first))
    once = table_of(read_blocks(read_isolated(path)))
    path.write_bytes(write(once))
    twice = table_of(read_blocks(read_isolated(path)))
    assert [row.text for row in once.tasks] == [row.text for row in first.tasks]
    assert twice.tasks == once.tasks
    assert twice.targets == once.targets
