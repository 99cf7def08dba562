"""Every code that a page can meet has its words."""

from collections.abc import Collection, Mapping
from typing import get_args

import pytest

from biaozhun.cloud.catalogue import wording
from biaozhun.cloud.search.port import FACETS, Sort
from biaozhun.cloud.search.query import NoteCode
from biaozhun.core.bibliography import Degree
from biaozhun.core.number import Family, Nature
from biaozhun.core.succession import Clash, Rule, Status


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (wording.RULE, Rule),
        (wording.CLASH, Clash),
        (wording.STATUS, Status),
        (wording.FAMILY, Family),
        (wording.NATURE, Nature),
        (wording.DEGREE, Degree),
        (wording.FACET, FACETS),
        (wording.SORT, get_args(Sort)),
        (wording.NOTE, get_args(NoteCode)),
    ],
    ids=["rule", "clash", "status", "family", "nature", "degree", "facet", "sort", "note"],
)
def test_every_code_is_named_and_nothing_else(
    words: Mapping[str, object], codes: Collection[str]
) -> None:
    """The table and the codes of the program are the same set: no page fails on a new one."""
    assert set(words) == {str(code) for code in codes}
