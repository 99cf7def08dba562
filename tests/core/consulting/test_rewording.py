"""A proposal is put into a draft only where it is a wording."""

import pytest

from biaozhun.core.consulting.rewording import wording_of

OLD = "采样不应少于3次。"


@pytest.mark.parametrize(
    ("proposal", "wording"),
    [
        ("采样不应少于5次。", "采样不应少于5次。"),
        ("改为“采样不应少于5次。”", "采样不应少于5次。"),
        ("建议将“不少于3次”修改为：采样不宜少于3次。", "采样不宜少于3次。"),
        ("建议删除本句。", ""),
        ("删去", ""),
    ],
)
def test_a_wording_is_taken(proposal: str, wording: str) -> None:
    """The sentence itself, what follows 改为, and 删除."""
    assert wording_of(OLD, proposal) == wording


@pytest.mark.parametrize(
    "proposal",
    ["", "建议补充采样方法", "请核实次数。", "次数是否够？", "增加频次", OLD, "与国家标准一致"],
)
def test_what_only_speaks_of_a_change_is_not(proposal: str) -> None:
    """Nor what says the same as before."""
    assert wording_of(OLD, proposal) is None


def test_without_words_there_is_nothing_to_replace() -> None:
    """A comment on the whole draft."""
    assert wording_of("", "采样不应少于5次。") is None
