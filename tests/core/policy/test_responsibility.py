"""Brackets and lines that name units: who leads, who helps, who shares, and what is no unit."""

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.policy.passages import Passage
from biaozhun.core.policy.responsibility import (
    Charge,
    charges_in,
    combined,
    lead_stated_once,
    sentence_charge,
)
from biaozhun.core.policy.value import Mode, Role
from biaozhun.core.text.folding import fold

DAY = dt.date(2015, 10, 30)


def _read(text: str) -> list[Charge]:
    return charges_in(Passage(text, ((0, 0),)), DAY)


def _one(text: str) -> Charge:
    """The only charge of a sentence that ends with it."""
    (charge,) = _read(text)
    return charge


def _leads(charge: Charge) -> list[str]:
    return [unit.text for unit in charge.units if unit.role is Role.LEAD]


def _cooperators(charge: Charge) -> list[str]:
    return [unit.text for unit in charge.units if unit.role is Role.COOPERATE]


@pytest.mark.parametrize(
    ("bracket", "leads", "cooperators", "mode"),
    [
        ("（市科委牵头）", ["市科委"], [], Mode.LEAD),
        ("（市科委、市教委牵头，市财政局配合）", ["市科委", "市教委"], ["市财政局"], Mode.LEAD),
        ("（市科委牵头市教委配合）", ["市科委"], ["市教委"], Mode.LEAD),
        ("（由市科委牵头，会同市教委、市财政局）", ["市科委"], ["市教委", "市财政局"], Mode.LEAD),
        ("（市科委会同市教委负责）", ["市科委"], ["市教委"], Mode.LEAD),
        ("（市科委负责，市教委参与）", ["市科委"], ["市教委"], Mode.LEAD),
        ("（市科委（牵头）、市教委、市财政局）", ["市科委"], ["市教委", "市财政局"], Mode.LEAD),
        ("（市科委牵头，市教委按职责分工负责）", ["市科委"], ["市教委"], Mode.LEAD),
        ("（市科委、市教委牵头制定管理办法）", ["市科委", "市教委"], [], Mode.LEAD),
        ("（牵头单位：市科委；配合单位：市教委）", ["市科委"], ["市教委"], Mode.LEAD),
        ("（牵头单位:市科委;责任单位:市教委）", ["市科委"], ["市教委"], Mode.LEAD),
        ("（牵头单位为市科委，配合单位为市教委）", ["市科委"], ["市教委"], Mode.LEAD),
        ("（主办单位：市科委，协办单位：市教委）", ["市科委"], ["市教委"], Mode.LEAD),
        ("（主办：市科委；协办：市教委）", ["市科委"], ["市教委"], Mode.LEAD),
        ("（责任单位：市科委、市教委）", ["市科委", "市教委"], [], Mode.JOINT),
        ("【责任单位：市科委】", ["市科委"], [], Mode.JOINT),
        ("〔市科委、市教委负责〕", ["市科委", "市教委"], [], Mode.JOINT),
        ("（市科委、市教委）", ["市科委", "市教委"], [], Mode.JOINT),
        ("（市科委、市教委按职责分工负责）", ["市科委", "市教委"], [], Mode.DIVISION),
        ("（市科委，市教委分工负责）", ["市科委", "市教委"], [], Mode.DIVISION),
        ("（各区县政府负责）", ["各区县政府"], [], Mode.COLLECTIVE),
        ("（各区、各有关部门和单位）", ["各区", "各有关部门和单位"], [], Mode.COLLECTIVE),
        ("（联席会议各成员单位按职责分工负责）", ["联席会议各成员单位"], [], Mode.COLLECTIVE),
    ],
)
def test_a_bracket_says_who_leads_and_who_helps(
    bracket: str, leads: list[str], cooperators: list[str], mode: Mode
) -> None:
    """Every usual wording gives units, roles and the way they share the task."""
    charge = _one("加快建设。" + bracket)
    assert (_leads(charge), _cooperators(charge), charge.mode) == (leads, cooperators, mode)
    assert charge.text == bracket


@pytest.mark.parametrize(
    ("bracket", "units"),
    [
        ("（市水务局(市海洋局)牵头）", ["市水务局(市海洋局)"]),
        ("（市科委，相关区、市政府和功能区管委负责）", ["市科委", "相关区、市政府", "功能区管委"]),
        ("（各省、自治区、直辖市人民政府负责）", ["各省、自治区、直辖市人民政府"]),
        ("（市科委、各市、县（市、区）政府）", ["市科委", "各市、县（市、区）政府"]),
        ("（市教育局,各县<市、区>人民政府）", ["市教育局", "各县<市、区>人民政府"]),
        ("（各有关部门、单位负责）", ["各有关部门、单位"]),
        ("（县财政局,各乡镇党委、政府负责）", ["县财政局", "各乡镇党委、政府"]),
        ("（工业和信息化部和财政部负责）", ["工业和信息化部", "财政部"]),
        ("（市海洋与渔业局及市林业局负责）", ["市海洋与渔业局", "市林业局"]),
        ("（市级各有关部门及各县市区政府负责）", ["市级各有关部门", "各县市区政府"]),
        ("（市科委、中国信保、市财政局负责）", ["市科委", "中国信保", "市财政局"]),
        ("（责任单位：青岛港集团）", ["青岛港集团"]),
        ("（責任單位：省質監局、省經信委）", ["省質監局", "省經信委"]),
        ("（责任单位：市科委 市教委）", ["市科委", "市教委"]),
        ("（责任领导：张三；责任单位：市科委）", ["市科委"]),
        ("（市科委负责。具体任务均涉及各区政府，不再列出）", ["市科委"]),
    ],
)
def test_units_are_taken_exactly_as_written(bracket: str, units: list[str]) -> None:
    """Nested brackets, shared endings and names with 和 stay one unit; lists are parted."""
    assert [unit.text for unit in _one("加快建设。" + bracket).units] == units


@pytest.mark.parametrize(
    ("bracket", "units"),
    [
        ("（市科委、市教委等负责）", ["市科委", "市教委"]),
        ("（责任单位：市科委、市教委等）", ["市科委", "市教委"]),
        ("（市科委、市教委等部门和各区县政府负责）", ["市科委", "市教委", "各区县政府"]),
        ("（市科委等有关部门按职责分工负责）", ["市科委"]),
        ("（税务总局等国务院相关部门及各地区负责）", ["税务总局", "各地区"]),
    ],
)
def test_a_list_that_ends_in_deng_is_open(bracket: str, units: list[str]) -> None:
    """等 and the words behind it open the list and name no unit."""
    charge = _one("加快建设。" + bracket)
    assert [unit.text for unit in charge.units] == units
    assert charge.open_ended


@pytest.mark.parametrize(
    "sentence",
    [
        "建立机制（以下简称“联席会议”）。",
        "落实方案(国发〔2015〕13号)。",
        "参与制(修)订标准。",
        "培育单位(合作社、企业)。",
        "支持企业（牵头）制定标准。",
        "实现数字化(数字化车间)。",
        "坚持协同（政府牵头，企业参与）。",
        "企业承担责任（企业自主负责）。",
        "办公室设在市质监局（市知识产权局）。",
        "建设园区（国家级高新区）。",
        "推进改革（由市科委牵头制定的办法）。",
        "完成规划(2016-2020年)。",
        "优化办法（试行）。",
        "加强统筹，由市科委牵头，优化协同。",
    ],
)
def test_other_brackets_charge_nobody(sentence: str) -> None:
    """Short names, numbers, notes, aliases and generic words are no responsibilities."""
    assert _read(sentence) == []


def test_names_are_simplified_with_ascii_brackets() -> None:
    """The normalised name is in common Simplified characters; the text stays as it was."""
    charge = _one("加快建设。（責任單位：市規劃局（市測繪局）、市规划局）")
    assert [unit.text for unit in charge.units] == ["市規劃局（市測繪局）", "市规划局"]
    assert charge.units[1].name == "市规划局"
    assert fold(charge.units[0].name) == fold("市规划局(市测绘局)")
    assert "（" not in charge.units[0].name


def test_places_are_those_of_the_text() -> None:
    """Every unit can be cut out of the text by its offsets."""
    text = "加快 建设。（责任单位： 市科委、市教委，2016年底前完成）"
    charge = _one(text)
    assert [text[unit.start : unit.end] for unit in charge.units] == ["市科委", "市教委"]
    assert charge.deadline is not None
    assert text[charge.deadline.start : charge.deadline.end] == "2016年底前完成"
    assert text[charge.start : charge.end] == charge.text


@pytest.mark.parametrize(
    ("bracket", "until"),
    [
        ("（市科委牵头，市教委配合，2016年6月底前完成）", "2016-06-30"),
        ("（2016年底前由市科委牵头完成）", "2016-12-31"),
        ("（市科委、市教委 2016年底前）", "2016-12-31"),
        ("（责任单位：市科委；完成时限：2016年12月）", "2016-12-31"),
        ("（完成时限：2016年6月；责任单位：市科委）", "2016-06-30"),
        ("（2016年底前完成）", "2016-12-31"),
    ],
)
def test_a_bracket_sets_a_deadline(bracket: str, until: str) -> None:
    """A deadline is found before, behind and without the units."""
    deadline = _one("加快建设。" + bracket).deadline
    assert deadline is not None
    assert deadline.day == dt.date.fromisoformat(until)


@pytest.mark.parametrize(
    "bracket",
    ["（市科委，2022年春节前）", "（市科委牵头，国庆前完成）", "（2016年2月30日前由市科委负责）"],
)
def test_a_time_that_cannot_be_counted_costs_no_unit(bracket: str) -> None:
    """Beside a feast the units stay, and no day is guessed."""
    charge = _one("加快建设。" + bracket)
    assert ([unit.text for unit in charge.units], charge.deadline) == (["市科委"], None)


def test_labelled_lines_end_where_other_text_begins() -> None:
    """A line without brackets goes to its end, or to the field behind it."""
    text = "加快建设。牵头单位：市科委；配合单位：市教委、各区政府。工作目标：建成平台。"
    charge = _one(text)
    assert (_leads(charge), _cooperators(charge)) == (["市科委"], ["市教委", "各区政府"])
    assert charge.text == "牵头单位：市科委；配合单位：市教委、各区政府。"


@pytest.mark.parametrize(
    "bracket", ["（市科委、市教委", "（责任单位：市科委、市教委。", "（市科委、市教委负责，"]
)
def test_a_bracket_without_end_is_read_and_reported(bracket: str) -> None:
    """The units of an unclosed bracket are not lost, and it is known to be unclosed."""
    charge = _one("加快建设。" + bracket)
    assert [unit.text for unit in charge.units] == ["市科委", "市教委"]
    assert not charge.closed


@pytest.mark.parametrize(
    "sentence",
    [
        "排第一位的为牵头单位,下同",
        "列第一位者为牵头单位",
        "排在首位的为牵头单位",
        "责任单位中排名第一的为牵头部门",
        "第一个单位为牵头单位",
        "列在首位的部門為牽頭單位",
    ],
)
def test_the_rule_of_the_first_unit_is_found(sentence: str) -> None:
    """Every wording of the rule that the first unit leads is known, in both scripts."""
    assert lead_stated_once(fold("注：" + sentence + "。")) is not None


@pytest.mark.parametrize(
    "sentence", ["第一，由市科委牵头。", "第一阶段由市科委牵头。", "市科委牵头"]
)
def test_other_sentences_state_no_rule(sentence: str) -> None:
    """A first step or a first phase is no rule of who leads."""
    assert lead_stated_once(fold(sentence)) is None


def test_the_rule_holds_for_plain_lists_only() -> None:
    """With the rule the first unit leads; who is said to lead leads anyway."""
    plain = _one("建设。（市科委、市教委等负责）").with_first_leading()
    assert (_leads(plain), _cooperators(plain), plain.mode) == (["市科委"], ["市教委"], Mode.LEAD)
    said = _one("建设。（市科委、市教委牵头）").with_first_leading()
    assert _leads(said) == ["市科委", "市教委"]


def test_two_brackets_side_by_side_are_one() -> None:
    """Lead and helpers in brackets of their own are joined, the lead's helpers among them."""
    first, second = _read("建设。（责任单位：市科委）（配合单位：市教委，2016年底前）")
    both = combined(first, second)
    assert (_leads(both), _cooperators(both)) == (["市科委"], ["市教委"])
    assert both.deadline == second.deadline


@pytest.mark.parametrize(
    ("text", "leads"),
    [
        ("开展普查。由市科委牵头，市教委配合，2016年底前完成。", ["市科委"]),
        ("市科委牵头，市教委、各区政府配合。", ["市科委"]),
        ("新建平台20个，由市科委牵头，市教委配合，2016年底前完成。", ["市科委"]),
    ],
)
def test_a_sentence_that_does_nothing_else_charges(text: str, leads: list[str]) -> None:
    """Without brackets, a last sentence that only names who leads and helps is a charge."""
    charge = sentence_charge(Passage(text, ((0, 0),)), DAY)
    assert charge is not None
    assert _leads(charge) == leads


@pytest.mark.parametrize(
    "text",
    [
        "由市科委牵头，优化协同。",
        "建立由市科委牵头的机制。",
        "建立制度，由市科委牵头。",
        "各区政府负责落实。",
        "",
    ],
)
def test_a_sentence_that_says_more_charges_nobody(text: str) -> None:
    """A sentence that says what is to be done is text."""
    assert sentence_charge(Passage(text, ((0, 0),)), DAY) is None


_NAMES = st.builds(
    "".join,
    st.tuples(
        st.sampled_from(["市", "省", "国家", "区"]),
        st.sampled_from(["科技", "文化和旅游", "海洋与渔业", "发展改革", "住房城乡建设", "数据"]),
        st.sampled_from(["局", "委", "厅", "办"]),
        st.sampled_from(["", "(市海洋局)", "（省外专局）"]),
    ),
)
_LISTS = st.lists(_NAMES, min_size=1, max_size=6, unique=True)
_SIGNS = st.sampled_from("、，, ；和及与")
_BRACKETS = st.sampled_from(["（）", "()", "〔〕", "【】"])


def _printed(names: list[str], signs: list[str]) -> str:
    return names[0] + "".join(sign + name for sign, name in zip(signs, names[1:], strict=False))


@given(
    _LISTS,
    st.lists(_SIGNS, min_size=6, max_size=6),
    _BRACKETS,
    st.sampled_from([("责任单位：", ""), ("", "负责"), ("", "按职责分工负责"), ("由", "组织实施")]),
)
def test_a_printed_list_is_read_back(
    names: list[str], signs: list[str], bracket: str, words: tuple[str, str]
) -> None:
    """Units printed with any signs between them and any bracket around them are read back."""
    charge = _one(f"建设。{bracket[0]}{words[0]}{_printed(names, signs)}{words[1]}{bracket[1]}")
    assert _leads(charge) == names


@given(_LISTS, _LISTS, st.sampled_from("、和"), st.sampled_from("，；,"))
def test_leads_and_helpers_are_read_back(
    leads: list[str], helpers: list[str], sign: str, between: str
) -> None:
    """Two printed lists with their roles are read back each with its own."""
    charge = _one(f"建设。（{sign.join(leads)}牵头{between}{sign.join(helpers)}配合）")
    assert (_leads(charge), _cooperators(charge)) == (leads, helpers)


_PIECES = st.sampled_from(
    (
        *("市科委", "各区", "、市政府", "牵头", "配合", "负责", "按职责分工", "等", "部门", "和"),
        *("（", "）", "(", "]", "【", "、", "，", "。", "；", ":", "责任单位：", "会同", "2016年"),
        *("6月底前", "持续推进", "为", "由", "的", "\n", "\u3000", " ", "a", "1.", "<"),
    )
)


@given(st.lists(_PIECES, max_size=40).map("".join))
def test_any_string_is_read_and_its_places_are_right(text: str) -> None:
    """Nothing raises; charges follow each other, and units stand where they say."""
    passage = Passage(text, ((0, 0),))
    charges = charges_in(passage, DAY)
    ends = 0
    for charge in charges:
        assert ends <= charge.start < charge.end <= len(text)
        ends = charge.end
        for unit in charge.units:
            assert charge.start <= unit.start < unit.end <= charge.end
            assert "".join(text[unit.start : unit.end].split()) == unit.text
    sentence_charge(passage, DAY)


@pytest.mark.parametrize(
    "text",
    [
        "（" * 30_000,
        "（市科委、" * 6_000,
        "责任单位：" * 6_000,
        "（市科委负责）" * 4_000,
        "各区、" * 10_000,
    ],
)
def test_long_strings_cost_time_in_proportion(text: str) -> None:
    """Strings that would trap a backtracking reader are done in seconds."""
    begun = time.monotonic()
    _read(text)
    assert time.monotonic() - begun < 5
