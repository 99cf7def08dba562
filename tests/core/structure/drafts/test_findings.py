"""What a drafter is told to mend, and what is no finding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.number import StandardNumber
from biaozhun.core.structure.drafts import (
    ADVICE,
    DraftFinding,
    advice,
    findings,
    numbers_cited,
    places,
    published,
    read_draft,
)
from tests.core.structure.drafts.conftest import DRAFT, blocks


def changed(old: str, *new: str) -> tuple[str, ...]:
    """The draft with one line in the place of another."""
    place = DRAFT.index(old)
    return (*DRAFT[:place], *new, *DRAFT[place + 1 :])


def without(*gone: str) -> tuple[str, ...]:
    """The draft without lines."""
    assert set(gone) <= set(DRAFT)
    return tuple(line for line in DRAFT if line not in gone)


def told(lines: tuple[str, ...]) -> list[tuple[str, str, str]]:
    """Code, node and words of every finding."""
    draft = read_draft(blocks(lines))
    found = findings(draft)
    for one in found:
        if one.start is not None and one.end is not None:
            assert 0 <= one.start <= one.end <= len(draft.text)
    return [(one.code, one.node, one.fragment) for one in found]


def codes(lines: tuple[str, ...]) -> list[str]:
    """The codes of every finding."""
    return [code for code, _, _ in told(lines)]


def test_a_draft_by_the_rules_has_no_finding() -> None:
    """应 in a recommended standard is right; so are lists, notes, annexes and dated clauses."""
    assert told(DRAFT) == []


def test_elements_that_are_missing_are_named() -> None:
    """Each that GB/T 1.1 demands, and a file in which no clause was found."""
    assert codes(("1 范围", "本文件适用于甲。")) == [
        *("foreword_missing", "references_missing", "terms_missing", "core_missing"),
    ]
    assert codes(("甲", "乙")) == ["nothing_read"]
    assert codes(without("本文件适用于某某茶的加工。")) == ["scope_application_missing"]
    rule = next(line for line in DRAFT if line.startswith("本文件按照"))
    assert codes(without(rule)) == ["drafting_rule_unsaid"]
    of_parts = changed(rule, "本文件按照GB/T 1.10—2020的规定起草。")
    assert codes(of_parts) == ["drafting_rule_unsaid"]


def test_the_sentence_over_the_references_is_that_of_its_edition() -> None:
    """None, and one of 2009 in a draft by the rules of 2020."""
    lead_in = next(line for line in DRAFT if line.startswith("下列文件中"))
    assert codes(without(lead_in)) == ["lead_in_missing"]
    older = (
        "下列文件对于本文件的应用是必不可少的。凡是注日期的引用文件，仅注日期的版本适用于本文件。"
    )
    assert told(changed(lead_in, older)) == [("lead_in_outdated", "2-p1", older)]


@pytest.mark.parametrize(
    ("sentence", "code", "words", "instead"),
    [
        ("加工场所必须清洁。", "must_for_shall", "必须", "应"),
        ("记录须存档。", "must_for_shall", "须", "应"),
        ("加工场所不得饲养动物。", "shall_not_wording", "不得", "不应"),
        ("严禁烟火。", "shall_not_wording", "严禁", "不应"),
        ("茶青不可日晒。", "may_not_wording", "不可", "不应"),
        ("也能采用机械摊放。", "can_for_may", "能", "可"),
    ],
)
def test_verbs_that_have_another_word_are_named_with_it(
    sentence: str, code: str, words: str, instead: str
) -> None:
    """At their place, with the word to be used."""
    draft = read_draft(blocks(changed("4.1.1 加工场所应清洁。", f"4.1.1 {sentence}")))
    (found,) = findings(draft)
    assert (found.code, found.node, found.instead) == (code, "4.1.1-p1", instead)
    assert draft.text[found.start : found.end] == found.fragment == words


@pytest.mark.parametrize(
    "sentence",
    [
        "反应釜的供应商应具备相应的能力。",
        "可靠性和适宜性由第三方确认。",
        "不可抗力除外。",
        "不得不停机时应记录原因。",
        "该设备能采集温度。",
        "触须应完整。",
        "应当定期消毒。",
        "无须每日记录。",
    ],
)
def test_words_that_merely_contain_a_verb_are_no_finding(sentence: str) -> None:
    """Neither they nor equivalents that annex C allows."""
    assert told(changed("4.1.1 加工场所应清洁。", f"4.1.1 {sentence}")) == []


def test_a_text_of_2009_may_say_what_its_edition_allows() -> None:
    """不得 was an equivalent of 不应 then; 必须 never was."""
    draft = read_draft(
        blocks(
            (
                *("前言", "本标准按照GB/T 1.1-2009给出的规则起草。", "1 范围", "本标准适用于甲。"),
                *("2 规范性引用文件", "下列文件对于本文件的应用是必不可少的。"),
                *("3 术语和定义", "4 要求", "容器不得破损，必须清洁。"),
            )
        )
    )
    assert [(one.code, one.fragment) for one in findings(draft)] == [("must_for_shall", "必须")]


@pytest.mark.parametrize(
    ("old", "new", "node", "code"),
    [
        ("本文件由某省农业农村厅提出并归口。", "各单位应执行。", "foreword-p4", "foreword"),
        ("本文件的目的是提高加工质量。", "加工应保证质量。", "introduction-p1", "introduction"),
        ("本文件适用于某某茶的加工。", "本文件适用于茶，茶应合格。", "1-p2", "scope"),
        ("注：体检项目见附录B。", "注：体检应每年一次，见附录B。", "4.2-note1", "note"),
        ("锅温200 ℃。", "锅温应为200 ℃。", "5.2-example1", "example"),
        ("表B.1给出了项目。", "项目应符合表B.1。", "B-p1", "informative_annex"),
    ],
)
def test_requirements_stand_where_rules_are_set(old: str, new: str, node: str, code: str) -> None:
    """Not in what only informs, each named by its place."""
    found = told(changed(old, new))
    assert [one[:2] for one in found] == [(f"requirement_in_{code}", node)]


def test_the_foreword_may_speak_of_patents_and_of_changed_requirements() -> None:
    """Both quote what stands elsewhere."""
    patents = "本文件的发布机构不应承担识别专利的责任。"
    assert told(changed("本文件由某省农业农村厅提出并归口。", patents)) == []
    item = "b）增加了追溯的要求（见第6章、附录A）；"
    assert told(changed(item, "b）增加了应追溯的内容（见第6章、附录A）；")) == []


def test_references_are_held_against_the_text() -> None:
    """Cited or listed only, dated in one place only, undated with a clause."""
    assert told(changed("结果保留两位小数。", "结果按GB/T 8170修约。")) == [
        ("reference_unlisted", "A.2-p1", "GB/T 8170")
    ]
    assert told(changed("4.1.2 加工用水应符合GB 5749的规定。", "4.1.2 加工用水应清洁。")) == [
        ("reference_unused", "2-p2", "GB 5749")
    ]
    undated = changed("4.1.2 加工用水应符合GB 5749的规定。", "4.1.2 水应符合GB 5749中4.2的规定。")
    assert told(undated) == [("undated_clause", "4.1.2-p1", "GB 5749")]
    dated = changed("4.1.2 加工用水应符合GB 5749的规定。", "4.1.2 水应符合GB 5749—2022的规定。")
    draft = read_draft(blocks(dated))
    (found,) = findings(draft)
    assert (found.code, found.instead) == ("reference_dating_differs", "不注日期引用")
    assert advice(found) == (
        "GB 5749—2022：文中与“规范性引用文件”的注日期方式不一致（清单里是不注日期引用）。"
    )


def test_what_only_informs_needs_no_entry() -> None:
    """参见, notes, sources of terms, the bibliography and the standard itself."""
    for line in (
        "结果保留两位小数，参见GB/T 8170。",
        "结果按DB44/T 12的规定修约。",
    ):
        assert told(changed("结果保留两位小数。", line)) == []
    assert told(changed("注：体检项目见附录B。", "注：见附录B和GB/T 1。")) == []
    source = changed(
        "将茶青薄摊散失水分的过程。", "将茶青薄摊的过程。", "[来源：GB/T 14487—2017，4.1]"
    )
    assert told(source) == []


def test_all_parts_in_the_list_stand_for_each_of_them() -> None:
    """GB/T 20438（所有部分） is cited by its parts."""
    lines = changed("GB 5749　生活饮用水卫生标准", "GB/T 20438（所有部分）　功能安全")
    lines = tuple(line.replace("GB 5749", "GB/T 20438.1") for line in lines)
    assert told(lines) == []


def test_dead_references_are_those_that_the_caller_says_are_dead() -> None:
    """By a table or by a function; asked for every standard that is listed or cited."""
    draft = read_draft(blocks(DRAFT))
    numbers = [number.canonical for number in numbers_cited(draft)]
    assert numbers == ["GB 5749", "GB/T 8302-2013"]

    def standing(number: StandardNumber) -> str:
        return "已废止" if number.year else ""

    for asked in ({"GB/T 8302-2013": "已废止"}, standing):
        (found,) = findings(draft, asked)
        assert (found.code, found.node) == ("reference_dead", "2-p3")
        assert advice(found) == "GB/T 8302—2013已废止。请核对，换用现行的标准或说明理由。"


def test_numbers_that_are_none_are_named() -> None:
    """What is meant as a number and cannot be one."""
    found = told(changed("结果保留两位小数。", "结果按DB00/T 1—2020修约。"))
    assert ("number_form", "A.2-p1", "DB00/T 1—2020") in found


def test_annexes_tables_and_figures_are_pointed_to() -> None:
    """By number, in a range or a list, and not by the annex itself."""
    lines = changed("摊放厚度宜为3 cm，指标见表1。", "摊放厚度宜为3 cm。")
    assert told(lines) == [("table_uncited", "table-1", "摊放指标")]
    assert codes(changed("温度按公式（1）计算，流程见图1。", "温度按公式（1）计算。")) == [
        "figure_uncited"
    ]
    alone = changed("注：体检项目见附录B。", "注：体检项目另行规定。")
    assert told(alone) == [("annex_uncited", "B", "体检项目")]
    itself = tuple(line.replace("表B.1给出了项目。", "表B.1给出了附录B的项目。") for line in alone)
    assert codes(itself) == ["annex_uncited"]
    unsaid = changed("附录B（资料性）体检项目", "附录B 体检项目")
    assert told(unsaid) == [("annex_kind_missing", "B", "体检项目")]
    ranged = read_draft(
        blocks(
            (
                "1 范围",
                "见表1～表3和图1、图2。",
                *(f"表{n} 甲" for n in (1, 2, 3)),
                "图1 乙",
                "图2 丙",
            )
        )
    )
    assert [one.code for one in findings(ranged) if "uncited" in one.code] == []


def test_hanging_paragraphs_and_lone_clauses_are_named() -> None:
    """Words between a heading and its first clause; a single clause below."""
    assert told(changed("5　加工", "5　加工", "加工分两步。")) == [
        ("hanging_paragraph", "5-p1", "加工分两步。")
    ]
    assert told(without("A.2　计算", "结果保留两位小数。")) == [
        ("single_subclause", "A", "检验方法")
    ]


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("本文件为强制性标准，各单位必须执行本文件。", "calls_itself_mandatory"),
        ("加工企业应取得主管部门核发的加工许可证后方可生产。", "sets_licence"),
        ("企业应向管理部门缴纳检测费用500元。", "sets_fee"),
    ],
)
def test_what_a_standard_does_not_set_is_named(sentence: str, code: str) -> None:
    """By the same words that proposals are screened by."""
    assert code in codes(changed("4.1.1 加工场所应清洁。", f"4.1.1 {sentence}"))


def test_every_finding_says_where_it_is_and_what_to_do() -> None:
    """In Chinese, under a place that a drafter finds; nothing is left of the form."""
    draft = read_draft(blocks(changed("锅温200 ℃。", "锅温必须为200 ℃。")))
    assert published(draft, findings(draft)) == [
        {
            "code": "must_for_shall",
            "node": "5.2-example1",
            "place": "5.2 示例1",
            "text": "必须",
            "advice": "“必须”宜改为“应”。要求用“应”，不用“必须”“须”（GB/T 1.1—2020，附录C）。",
        },
        {
            "code": "requirement_in_example",
            "node": "5.2-example1",
            "place": "5.2 示例1",
            "text": "锅温必须为200 ℃。",
            "advice": ADVICE["requirement_in_example"],
        },
    ]
    said = places(draft)
    assert [said[name] for name in ("foreword-i1", "4.2", "table-1-r2c2", "A.1-p1", "B")] == [
        *("前言 列项1", "4.2", "5.1 表1 第2行第2列", "A.1 第1段", "附录B"),
    ]
    for code in ADVICE:
        assert "{" not in advice(DraftFinding(code=code, fragment="甲", instead="乙"))


@given(lines=st.lists(st.sampled_from(DRAFT), max_size=30))
def test_any_order_of_lines_can_be_checked(lines: list[str]) -> None:
    """Whatever stands where, findings have words, a place and a span in the text."""
    draft = read_draft(blocks(lines))
    said = places(draft)
    for one in findings(draft):
        assert one.node in said
        assert advice(one)
        assert one.start is None or 0 <= one.start <= len(draft.text)
