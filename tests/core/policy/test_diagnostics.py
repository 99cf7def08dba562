"""What the reader leaves to a person."""

from pathlib import Path

import pytest

from biaozhun.core.policy.diagnostics import diagnose
from biaozhun.core.policy.layout import lay_out

FRONT = "关于标准化工作的意见\n某市人民政府\n2020年5月6日\n"


def codes(text: str) -> list[tuple[str, str]]:
    """Code and the characters each diagnostic is about."""
    return [(one.code, text[one.start : one.end]) for one in diagnose(lay_out(text))]


def test_a_sound_text_leaves_nothing() -> None:
    """No diagnostic without cause."""
    assert codes(f"{FRONT}一、任务\n推进（加快）工作。\n二、保障\n落实。\n") == []


def test_a_text_without_title_and_date_says_so() -> None:
    """Of the text as a whole."""
    assert codes("一、任务\n推进工作。\n") == [("no_date", ""), ("no_title", "")]


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("打造新局面?,F就加快实施", "?"),
        ("消防、水利、?;?、特种设备", "?;?、"),
        ("推进\ufffd\ufffd工作", "\ufffd\ufffd"),
        ("推进\ue001工作", "\ue001"),
        ("推进锟斤拷工作", "锟斤拷"),
        ("推进&#8226;工作", "&#8226;"),
        ("推进ÊÐÕþ工作", "ÊÐÕþ"),
    ],
)
def test_lost_characters_are_reported_with_their_place(sentence: str, place: str) -> None:
    """Never guessed, whatever the fault that lost them."""
    assert codes(f"{FRONT}一、任务\n{sentence}。\n") == [("garbled", place)]


@pytest.mark.parametrize(
    "sentence", ["是否可行？由专家论证", "见http://a.cn/?id=1", "GB/T 1.1—2020"]
)
def test_sound_characters_are_not_reported(sentence: str) -> None:
    """A question, an address, a number of a standard."""
    assert codes(f"{FRONT}一、任务\n{sentence}。\n") == []


def test_a_bracket_without_end_is_shown() -> None:
    """Units in it may be lost."""
    assert codes(f"{FRONT}一、任务\n推进工作。（市科委牵头\n二、保障\n落实。\n") == [
        ("bracket_unclosed", "（")
    ]


def test_a_heading_out_of_order_is_shown() -> None:
    """A number left out, not one that runs on through sections or begins anew."""
    assert codes(f"{FRONT}一、任务\n（一）甲\n（二）乙\n二、保障\n（三）丙\n") == []
    assert codes(f"{FRONT}一、任务\n（一）甲\n（二）乙\n二、保障\n（一）丙\n") == []
    assert codes(f"{FRONT}一、任务\n（一）甲\n（四）乙\n三、保障\n") == [
        ("heading_out_of_order", "（四）乙"),
        ("heading_out_of_order", "三、保障"),
    ]


def test_a_missing_attachment_is_asked_for() -> None:
    """Announced and not in the text."""
    assert codes(f"{FRONT}一、任务\n推进工作。\n附件：任务分解表\n") == [
        ("attachment_missing", "任务分解表")
    ]


def test_diagnostics_of_one_kind_are_bounded() -> None:
    """A text that is broken throughout is not told about a thousand times."""
    assert len(codes(FRONT + "一、任务\n" + "推进\ufffd工作。\n" * 1_000)) == 200


@pytest.mark.shared
def test_the_garbled_seed_is_reported(shared: Path) -> None:
    """Two places lost their characters, and nothing else is odd but what it lacks."""
    text = (shared / "seeds/003.txt").read_text()
    assert codes(text) == [("garbled", "?"), ("garbled", "?;?、")]
