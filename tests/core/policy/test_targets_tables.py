"""Targets of tables: a row an indicator, a column a year."""

from decimal import Decimal

from biaozhun.core.policy.layout import lay_out
from biaozhun.core.policy.targets import targets
from biaozhun.core.policy.value import Per, Target


def of_table(*lines: str) -> list[Target]:
    """The targets of a table in a plan of 2016."""
    text = "\n".join(
        ("某市发展规划", "某政发〔2016〕1号", "一、发展目标", "专栏1 主要指标", *lines)
    )
    return list(targets(lay_out(text)))


def test_a_row_is_a_target_with_the_earlier_year_as_baseline() -> None:
    """Pipes between cells; the unit stands in its own column."""
    first, second = of_table(
        "| 序号 | 指标 | 单位 | 2015年 | 2020年 | 属性 |",
        "|---|---|---|---|---|---|",
        "| 1 | 参与国家标准 | 项 | 120 | [200] | 预期性 |",
        "| 2 | 采标率 | % | 80.5 | ≥85 | 约束性 |",
    )
    assert (first.indicator, first.value, first.unit, first.year) == (
        "参与国家标准",
        Decimal(200),
        "项",
        2020,
    )
    assert (first.baseline, first.baseline_year, first.per) == (
        Decimal(120),
        2015,
        Per.CUMULATIVE,
    )
    assert (second.operator.value, second.value, second.unit) == (">=", Decimal(85), "%")


def test_units_stand_in_brackets_or_in_cells() -> None:
    """Tabs between cells; growth is a target of its own."""
    found = of_table(
        "指标\t2015年\t2020年\t年均增长（%）\t属性",
        "森林覆盖率（%）\t60\t≥65\t\t约束性",
        "研发人员（万人）\t2.0\t3左右\t8.4\t预期性",
        "发明专利\t2.0件/万人\t3件/万人以上\t\t预期性",
    )
    assert [(t.indicator, t.operator.value, str(t.value), t.unit, t.per) for t in found] == [
        ("森林覆盖率", ">=", "65", "%", None),
        ("研发人员", "~", "3", "万人", None),
        ("研发人员年均增长", "=", "8.4", "%", Per.YEAR),
        ("发明专利", ">=", "3", "件/万人", None),
    ]


def test_years_to_come_are_targets_each() -> None:
    """A plan with a column for each year has a target for each."""
    found = of_table(
        "指标\t2017年\t2018年\t2020年",
        "培训人次（万人次）\t1\t2\t4",
        "备注\t—\t—\t—",
    )
    assert [(t.year, str(t.value), t.unit) for t in found] == [
        (2017, "1", "万人次"),
        (2018, "2", "万人次"),
        (2020, "4", "万人次"),
    ]


def test_the_row_of_a_task_dates_its_target() -> None:
    """The cell that says until when holds for the numbers of its row."""
    found = of_table(
        "任务\t责任单位\t时限",
        "建设示范基地10个\t市农业局\t2018年底前",
        "到2019年，建设示范社5个\t市农业局\t2020年",
    )
    assert [(str(t.value), t.year) for t in found] == [("10", 2018), ("5", 2019)]


def test_cells_of_other_tables_are_read_as_sentences() -> None:
    """A table of tasks is no table of targets, but its cells may state some."""
    found = of_table(
        "任务\t责任单位\t时限", "建设示范基地10个\t市农业局\t长期", "完善制度\t市司法局\t长期"
    )
    assert [(t.indicator, str(t.value), t.unit) for t in found] == [("示范基地", "10", "个")]


def test_how_tasks_stand_and_who_does_them_are_no_targets() -> None:
    """A share of progress or the name of a unit states nothing; the cell of the task does."""
    found = of_table(
        "序号\t任务\t责任单位\t时限\t状态\t进展",
        "1\t建设示范基地10个\t市农业局等3家单位\t2018年底前\t完成80%\t80%",
        "2\t完善制度\t市司法局\t2020年\t进行中\t0%",
    )
    assert [(t.indicator, str(t.value), t.unit, t.year) for t in found] == [
        ("示范基地", "10", "个", 2018)
    ]


def test_a_column_may_have_the_year_of_each_target() -> None:
    """One column of goals, one of years; a cell without a year leaves it unknown."""
    found = of_table(
        "指标\t目标值\t单位\t年份",
        "地方标准\t≥300\t项\t2018",
        "采标率\t85\t%\t2020年",
        "试点\t3—5\t个\t",
    )
    assert [(t.indicator, t.operator.value, str(t.value), t.year) for t in found] == [
        ("地方标准", ">=", "300", 2018),
        ("采标率", "=", "85", 2020),
        ("试点", "range", "3", None),
    ]


def test_a_list_that_quotes_the_sentence_of_a_target_has_it_once() -> None:
    """What the table of targets quotes of the table of tasks is not read a second time."""
    text = (
        "某市发展规划\n一、任务\n任务\t责任单位\t时限\n建设示范基地10个\t市农业局\t长期\n"
        "建设示范社10个\t市农业局\t长期\n二、指标\n"
        "指标\t目标值\t单位\t年份\t原文\n示范基地\t10\t个\t2019\t建设示范基地10个\n"
    )
    found = targets(lay_out(text))
    assert [(t.indicator, t.year, t.text) for t in found] == [
        ("示范社", None, "建设示范社10个"),
        ("示范基地", 2019, "建设示范基地10个"),
    ]


def test_a_cell_says_how_its_value_is_to_be_met() -> None:
    """In words before the number as in signs and in words behind it."""
    found = of_table(
        "指标\t2020年目标",
        "标准覆盖率（%）\t不低于85",
        "标准化人才（人）\t约500",
        "制定周期（个月）\t≤18",
        "地方标准（项）\t300左右",
    )
    assert [(t.operator.value, str(t.value)) for t in found] == [
        (">=", "85"),
        ("~", "500"),
        ("<=", "18"),
        ("~", "300"),
    ]
