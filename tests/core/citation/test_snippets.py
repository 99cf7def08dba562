"""Texts of the kinds that cite standards: all that is cited is found, and nothing else."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from biaozhun.core.citation import find

SNIPPETS: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("snippets.toml").read_text(encoding="utf-8")
)["snippet"]


@pytest.mark.parametrize("snippet", SNIPPETS, ids=lambda snippet: str(snippet["kind"]))
def test_all_that_is_cited_is_found_and_nothing_else(snippet: dict[str, Any]) -> None:
    """Each citation as printed and as read, in the order of the text."""
    text = snippet["text"]
    found = find(text)
    assert [[one.text, one.number.canonical] for one in found] == snippet["found"]
    assert [text[one.start : one.end] for one in found] == [one.text for one in found]
    assert [one.start for one in found] == sorted(one.start for one in found)
