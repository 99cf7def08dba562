"""Whether a printed title is that of the standard."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.validity.titles import Agreement, agreement

RULES = "标准化工作导则 第1部分：标准化文件的结构和起草规则"
DIRECTIVES = "Directives for standardization—Part 1: Rules for the structure and drafting"


@pytest.mark.parametrize(
    ("asked", "zh", "en", "expected"),
    [
        (RULES, RULES, "", Agreement.AGREES),
        ("标准化工作导则第1部分:标准化文件的结构和起草规则", RULES, "", Agreement.AGREES),
        ("《標準化工作導則 第１部分：標準化文件的結構和起草規則》", RULES, "", Agreement.AGREES),
        ("标准化工作导则", RULES, "", Agreement.AGREES),  # the beginning
        ("标准化文件的结构和起草规则", RULES, "", Agreement.AGREES),  # the end
        (
            "标淮化工作导则 第1部分：标准化文忤的结构和起草规则",
            RULES,
            "",
            Agreement.AGREES,
        ),  # noise
        ("预包装食品标签通则", "食品安全国家标准 预包装食品标签通则", "", Agreement.AGREES),
        ("食品安全国家标准 饮用天然矿泉水", "饮用天然矿泉水", "", Agreement.AGREES),
        (DIRECTIVES.upper(), RULES, DIRECTIVES, Agreement.AGREES),
        ("Rules for the structure and drafting", RULES, DIRECTIVES, Agreement.AGREES),
        ("QMS", "质量管理体系", "Quality management systems—Requirements", Agreement.AGREES),
        ("建筑设计防火规范", "生活饮用水卫生标准", "", Agreement.DIFFERS),
        ("手表防水性能的试验方法", "涤纶短纤维含油率测定", "", Agreement.DIFFERS),
        ("Steel wire ropes", "", "Standards for drinking water quality", Agreement.DIFFERS),
        ("机动车安全技术检验项目和方法", "机动车安全技术条件", "", Agreement.UNSURE),
        ("通则", "生活饮用水卫生标准", "", Agreement.UNTOLD),  # too short to tell by
        ("生活饮用水卫生标准", "", "Standards for drinking water", Agreement.UNTOLD),
        ("Drinking water", "生活饮用水卫生标准", "", Agreement.UNTOLD),
        ("", "生活饮用水卫生标准", "", Agreement.UNTOLD),
    ],
)
def test_how_titles_agree(asked: str, zh: str, en: str, expected: Agreement) -> None:
    """Cut short, in another writing, with noise: the same; only what is clearly another differs."""
    assert agreement(asked, zh, en) is expected


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_any_texts_are_compared(asked: str, zh: str, en: str) -> None:
    """No text breaks the comparison."""
    assert agreement(asked, zh, en) in set(Agreement)


@given(st.text(alphabet="管法兰安全要求检验方法通用技术条件", min_size=4, max_size=30))
def test_a_title_agrees_with_itself_and_with_its_halves(title: str) -> None:
    """Whatever the title."""
    assert agreement(title, title, "") is Agreement.AGREES
    assert agreement(title[: max(len(title) // 2, 1)], title, "") is Agreement.AGREES
