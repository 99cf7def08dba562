"""Cards and YAML documents, and YAML made to do harm."""

import io

import pytest

from biaozhun.documents.errors import DocumentError
from biaozhun.documents.records_text import cards, read_yaml

LABELS = frozenset({"标准编号", "标准简介"})


def test_cards_are_parted_by_blank_lines() -> None:
    """A line without a known label goes on with the value before it."""
    text = "标准编号 ：GB 1-2020\n标准简介 ：一。\n注意：二。\n\n\n标准编号：GB 2-2020\n"
    found = [card.fields if card else None for card in cards(io.BytesIO(text.encode()), LABELS)]
    first = [("标准编号", "GB 1-2020"), ("标准简介", "一。 注意：二。")]
    assert found == [first, [("标准编号", "GB 2-2020")]]


def test_yaml_values_stay_as_printed() -> None:
    """A month is no number and an edition 1.10 stays 1.10."""
    found = read_yaml(b"date: 2003-10\nedition: 1.10\nlanguage: no\nprimary: true\nnone:\n")
    expected = {"date": "2003-10", "edition": "1.10", "language": "no", "primary": True}
    assert found == {**expected, "none": None}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b"a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n", "too_many_aliases"),
        (b"[" * 5000, "nested_too_deep"),
        (b"a: [1, 2", "broken_yaml"),
        (b"!!python/object/apply:os.system ['true']", "broken_yaml"),
        (b"a: \xff\xfe", "broken_yaml"),
        (b"a: " + b"x" * 5_000_000, "too_large"),
    ],
    ids=["laughs", "deep", "open", "object", "bytes", "large"],
)
def test_harmful_yaml_is_refused_by_name(text: bytes, code: str) -> None:
    """Billion laughs, depth, objects, broken bytes and size are refused before being built."""
    with pytest.raises(DocumentError) as refused:
        read_yaml(text)
    assert refused.value.code == code


def test_plain_aliases_are_allowed() -> None:
    """A record may refer to what it has said before."""
    assert read_yaml(b"a: &a ISO\nb: *a\n") == {"a": "ISO", "b": "ISO"}
