"""The scope test and the negative list: sentences, places, order, bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.reference import table
from biaozhun.core.screening import Part, Weight, kinds, scope_findings
from biaozhun.core.screening.patterns import rules
from biaozhun.core.screening.scope import MOST_OF_A_KIND, _sentences, _triggered, _worth_looking
from biaozhun.core.text import fold

TEXT = "4 要求\n养护单位应配备人员。承接单位应在本市注册，并设有分支机构。评价结果公示七日。"


def codes(title: str = "", scope: str = "", text: str = "") -> list[str]:
    """The codes of what is found."""
    return [finding.code for finding in scope_findings(title, scope, text)]


def test_a_finding_names_the_very_sentence_and_its_place() -> None:
    """The sentence is told as written, and the span cuts the words that triggered it."""
    (found,) = scope_findings("农村公路养护规范", text=TEXT)
    assert (found.code, found.weight, found.part) == ("local_fence", Weight.AGAINST, Part.TEXT)
    assert found.sentence == "承接单位应在本市注册，并设有分支机构。"
    assert TEXT[found.start : found.end] == found.fragment == "在本市注册"
    assert found.basis == "标准化法第二十二条；公平竞争审查条例第八条、第九条"
    assert not found.second_hand


def test_counter_words_silence_a_sentence_and_only_it() -> None:
    """A duty to publish charges is no charge; the next sentence may set one all the same."""
    assert codes(text="收费标准应在醒目位置公示。") == []
    assert codes(text="收费标准应在醒目位置公示。每户每月收取卫生费十元。") == ["fee"]


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("锅炉大气污染物排放标准", ["environment"]),
        ("食品安全地方标准 鲜米粉", ["food"]),
        ("市政桥梁工程施工及验收规范", ["construction"]),
        ("农贸市场食品安全管理规范", []),
        ("污水处理厂运行管理规范", []),
        ("儿童家具中有害物质限量", ["mandatory_subject"]),
        ("家具回收服务规范", []),
    ],
)
def test_titles_lead_to_the_door_they_belong_to(title: str, found: list[str]) -> None:
    """Special regimes and mandatory subjects are told by the title, their services are none."""
    assert codes(title) == found


def test_a_special_local_need_is_told_as_speaking_for_the_proposal() -> None:
    """The positive side has its sentence too."""
    scope = "本文件规定了养护要求。针对当地季节性冻土，规定了路基处理。"
    (found,) = scope_findings("公路养护规范", scope)
    assert (found.code, found.weight) == ("special_need", Weight.FOR)
    assert found.sentence == "针对当地季节性冻土，规定了路基处理。"


def test_words_in_traditional_and_full_width_writing_are_the_same_words() -> None:
    """Writing makes no difference, and what is told is as written."""
    (found,) = scope_findings("", text="承接單位應在本市註冊。")
    assert (found.code, found.sentence) == ("local_fence", "承接單位應在本市註冊。")


def test_one_kind_is_told_a_bounded_number_of_times() -> None:
    """A draft that repeats itself does not fill the page."""
    assert codes(text="每户每月收取卫生费十元。" * 50) == ["fee"] * MOST_OF_A_KIND


def test_findings_come_in_the_order_of_their_table() -> None:
    """The gravest kinds first, whatever the order in the text."""
    text = "养护工须持有协会颁发的上岗证。本文件为强制性地方标准。"
    assert codes(text=text) == ["calls_mandatory", "person_qualification"]


def test_every_pattern_names_a_class_and_a_kind_that_is_there() -> None:
    """The two tables agree, and every kind can be found somewhere."""
    rows = list(table("screening_word"))
    known = {kind.code for kind in kinds()}
    assert {row["code"] for row in rows if row["use"] != "class"} <= known
    assert {rule.kind.code for part in Part for rule in rules()[part]} == known


def test_only_verified_bases_are_printed_as_law() -> None:
    """What was read in a secondary source is marked, and the others are acts read in full."""
    primary = ("标准化法", "公平竞争审查条例", "环境保护法", "食品安全法")
    for kind in kinds():
        assert not kind.basis or kind.second_hand or kind.basis.startswith(primary)


@given(st.text(max_size=300), st.text(max_size=300), st.text(max_size=600))
def test_any_text_is_screened_and_spans_cut_their_fragments(
    title: str, scope: str, text: str
) -> None:
    """No input fails, and every place is a place of its part."""
    parts = {Part.TITLE: title, Part.SCOPE: scope, Part.TEXT: text}
    for found in scope_findings(title, scope, text):
        assert parts[found.part][found.start : found.end] == found.fragment


@given(
    st.lists(st.sampled_from(["在本市注册", "应", "。", "收取", "费", "元", "不得", "奖", "\n"]))
)
def test_sentences_of_trigger_words_hold_their_fragments(pieces: list[str]) -> None:
    """However trigger words stand together, a finding stands within its own sentence."""
    text = "".join(pieces)
    for found in scope_findings("", "", text):
        assert found.fragment in text
        assert found.sentence in text


STARTS = sorted({word for rule in rules()[Part.TEXT] for word in rule.starts})[::7]
OTHERS = ["。", "\n", "；", "应", "必须", "收取", "费用", "注册", "本市", "许可证", "在", "取得"]


@given(st.lists(st.sampled_from([*STARTS, *OTHERS]), max_size=60).map("".join))
def test_looking_only_where_a_match_can_begin_finds_what_looking_everywhere_does(text: str) -> None:
    """Each rule tells the first sentences in which its words stand, and no others."""
    folded = fold(text)
    told = {
        (found.code, found.start, found.end)
        for found in scope_findings("", text=text)
        if found.part is Part.TEXT
    }
    everywhere = set()
    for rule in rules()[Part.TEXT]:
        hits = []
        for start, end in _sentences(folded):
            span = _triggered(rule, folded[start:end])
            if span is not None:
                hits.append((rule.kind.code, start + span[0], start + span[1]))
        everywhere |= set(hits[:MOST_OF_A_KIND])
    assert told == everywhere


def test_every_rule_says_how_its_matches_begin() -> None:
    """So that no pattern is tried in a sentence where it cannot match."""
    assert [rule.kind.code for part in Part for rule in rules()[part] if not rule.starts] == []
    (rule,) = [one for one in rules()[Part.TEXT] if one.kind.code == "calls_mandatory"]
    text = "养护单位应配备人员。" * 50
    assert list(_worth_looking(rule, text, _sentences(text))) == []
