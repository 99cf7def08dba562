"""Cleaning values, status words and names of bodies."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.bibliography.bodies import BodyName, read_body
from biaozhun.core.bibliography.record import StatusWord
from biaozhun.core.bibliography.statuses import contradicts, read_status, status_of_stage
from biaozhun.core.bibliography.values import CleanText, clean, plain, split_list


@pytest.mark.parametrize(
    ("text", "cleaned"),
    [
        ("  标准  ", CleanText("标准", "")),
        ("a\n\tb\u3000c", CleanText("a b c", "")),
        ("a\x10b\x00", CleanText("ab", "\x10\x00")),
        ("\ufeff标\u200b准", CleanText("标准", "\ufeff\u200b")),
        ("\ud800x", CleanText("x", "\ud800")),
    ],
)
def test_control_characters_are_taken_out_and_handed_back(text: str, cleaned: CleanText) -> None:
    """White space is joined; what else is removed is told."""
    assert clean(text) == cleaned


@given(st.text())
def test_cleaning_twice_changes_nothing(text: str) -> None:
    """A clean text is clean."""
    once = clean(text).text
    assert clean(once) == CleanText(once, "")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a", "a"),
        (None, ""),
        (54.0, "54"),
        (1.5, "1.5"),
        (7, "7"),
        (True, "true"),
        (dt.date(2020, 3, 31), "2020-03-31"),
        (dt.datetime(2020, 3, 31, 1, 2), "2020-03-31"),  # noqa: DTZ001 - sheets know no zone
        ([1], None),
        ({}, None),
    ],
)
def test_scalars_as_text(value: object, text: str | None) -> None:
    """A spreadsheet's whole number has no point; lists and objects are no text."""
    assert plain(value) == text


def test_lists_are_split_by_any_usual_separator() -> None:
    """Blank marks between separators are no items."""
    assert split_list("甲院；乙院、丙院;丁院, - ,戊院") == ("甲院", "乙院", "丙院", "丁院", "戊院")
    assert split_list("甲、乙|丙", "|") == ("甲、乙", "丙")


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("现行", StatusWord.IN_FORCE),
        ("确认有效", StatusWord.IN_FORCE),
        ("即将实施", StatusWord.UPCOMING),
        ("即将实施 距离实施日期还有 205 天", StatusWord.UPCOMING),
        ("被代替", StatusWord.REPLACED),
        ("有更新版", StatusWord.REPLACED),
        ("作废", StatusWord.WITHDRAWN),
        ("废止", StatusWord.WITHDRAWN),
        ("已作废", StatusWord.WITHDRAWN),
        ("Superseded", StatusWord.REPLACED),
        ("不存在", None),
        ("", None),
    ],
)
def test_status_words(word: str, status: StatusWord | None) -> None:
    """The eight words of the catalogues, and one that is none."""
    assert read_status(word) == status


@pytest.mark.parametrize(
    ("stage", "status"),
    [
        ("40.20", StatusWord.DRAFT),
        ("50.60", StatusWord.DRAFT),
        ("60.00", StatusWord.UPCOMING),
        ("60.60", StatusWord.IN_FORCE),
        ("90.93", StatusWord.IN_FORCE),
        ("95.20", StatusWord.IN_FORCE),
        ("95.99", StatusWord.WITHDRAWN),
        ("PUBLISHED", None),
        ("", None),
    ],
)
def test_stage_codes(stage: str, status: StatusWord | None) -> None:
    """Below 60 a draft, from 60.60 in force, 95.99 withdrawn."""
    assert status_of_stage(stage) == status


def test_a_coarse_word_may_bear_out_a_fine_one() -> None:
    """现行 beside 即将实施 is no contradiction, 作废 beside 现行 is."""
    assert not contradicts(StatusWord.UPCOMING, StatusWord.IN_FORCE)
    assert not contradicts(StatusWord.REPLACED, StatusWord.WITHDRAWN)
    assert contradicts(StatusWord.IN_FORCE, StatusWord.WITHDRAWN)


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("国家市场监督管理总局", BodyName("国家市场监督管理总局")),
        ("国家市场监督管理总局.", BodyName("国家市场监督管理总局", cut=True)),
        ("国家质量监督检验检疫.", BodyName("国家质量监督检验检疫总局", cut=True)),
        ("中国石油和化学工业.", BodyName("中国石油和化学工业", cut=True)),
        ("ABC Co., Ltd.", BodyName("ABC Co., Ltd.")),
        ("本部分规定自动气象站的结构。", BodyName("", prose=True)),
    ],
)
def test_names_cut_with_a_full_stop(text: str, body: BodyName) -> None:
    """A cut name is completed only where one completion exists; the cut is always told."""
    assert read_body(text) == body
