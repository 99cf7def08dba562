"""Elements of a JSON array, one at a time."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.documents.errors import DocumentError
from biaozhun.documents.json_stream import array_elements, outer_keys, wrapped_elements

PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)


@given(st.lists(PLAIN), st.sampled_from([None, 2]))
def test_elements_are_those_of_the_array(values: list[object], indent: int | None) -> None:
    """Whatever the array holds and however it is laid out, its elements come in order."""
    text = json.dumps(values, indent=indent).encode()
    assert [element.value for element in array_elements(io.BytesIO(text))] == values


def test_elements_longer_than_the_window_are_read() -> None:
    """An element may be longer than what is read at a time."""
    values = ["x" * 300_000, {"a": "标" * 100_000}, 12345]
    text = json.dumps(values, ensure_ascii=False).encode()
    assert [element.value for element in array_elements(io.BytesIO(text))] == values


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (b'[{"a": 1}, {"b"', "broken_json"),
        (b'[{"a": 1}', "truncated_file"),
        (b'[{"a": 1}, ' + b"[" * 200_000, "nested_too_deep"),
        (b'[{"a": 1}, "' + b"x" * 3000, "broken_json"),
    ],
    ids=["malformed", "cut", "deep", "endless"],
)
def test_what_came_before_the_fault_has_been_given(text: bytes, code: str) -> None:
    """A broken array gives its elements up to the fault, and then names it."""
    read = []
    with pytest.raises(DocumentError) as refused:
        read.extend(array_elements(io.BytesIO(text), limit=1000))
    assert refused.value.code == code


def test_a_list_inside_an_object_is_given_element_by_element() -> None:
    """What lies round the list is passed over, also lists of plain values and nested objects."""
    rows = [{"n": n, "a": [{"b": n}]} for n in range(3)]
    whole = {"total": 3, "names": ["a", [1]], "empty": [], "data": rows, "next": {"list": [{}]}}
    text = json.dumps(whole, indent=1).encode()
    assert outer_keys(io.BytesIO(text)) == {key: key == "data" for key in whole}
    assert [e.value for e in wrapped_elements(io.BytesIO(text), "data")] == rows


@given(st.dictionaries(st.text(), PLAIN), st.sampled_from([None, 2]))
def test_the_keys_of_any_object_are_found(whole: dict[str, object], indent: int | None) -> None:
    """Every key comes once, with whether its value is a list that begins with an object."""
    held = {
        key: isinstance(value, list) and bool(value) and isinstance(value[0], dict)
        for key, value in whole.items()
    }
    assert outer_keys(io.BytesIO(json.dumps(whole, indent=indent).encode())) == held


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (b'{"a": 1}\n{"a": 2}', {}),
        (b'{"a": [{}, {', {"a": True}),
        (b'{"a": [', {"a": False}),
        (b'{"a"', {}),
        (b'{"a": 1, 7: 2}', {"a": False}),
    ],
    ids=["lines", "cut", "cut early", "cut at once", "a key that is none"],
)
def test_lines_are_no_object_and_a_break_ends_the_keys(text: bytes, keys: dict[str, bool]) -> None:
    """A second value makes it JSON Lines; what is malformed leaves the keys before it."""
    assert outer_keys(io.BytesIO(text)) == keys
