"""Later editions of one standard as successors that no source names."""

import msgspec

from biaozhun.core.succession import inferred_replacements, next_replacement
from biaozhun.core.succession.siblings import is_later


class Edition(msgspec.Struct, frozen=True, kw_only=True):
    """An edition as far as its siblings need it."""

    key: str
    year: int | None = None
    is_sheet: bool = False
    is_draft: bool = False
    published: None = None
    in_force: None = None


OLD = Edition(key="GB/T-1-2000", year=2000)
NEW = Edition(key="GB/T-1-2010", year=2010)
DRAFT = Edition(key="GB/T-1-2030", year=2030, is_draft=True)
SHEET = Edition(key="GB/T-1-2000/XG1-2005", year=2005, is_sheet=True)
UNDATED = Edition(key="GB/T-1")


def test_only_a_later_year_of_an_edition_is_a_successor() -> None:
    """Neither a sheet nor an edition without a year follows, nor does anything follow them."""
    everything = [OLD, NEW, DRAFT, SHEET, UNDATED]
    pairs = [(a.key, b.key) for a in everything for b in everything if is_later(b, a)]
    assert pairs == [
        (OLD.key, NEW.key),
        (OLD.key, DRAFT.key),
        (NEW.key, DRAFT.key),
    ]


def test_what_is_inferred_is_marked_and_never_repeats_a_source() -> None:
    """A successor that a source names is left to the source; a draft is passed on as one."""
    found = inferred_replacements(OLD, [OLD, NEW, DRAFT, SHEET], named={NEW.key})
    assert [(link.successor, link.inferred, link.successor_draft) for link in found] == [
        (DRAFT.key, True, True)
    ]
    assert inferred_replacements(SHEET, [OLD, NEW], named=()) == []


def test_the_next_in_line_is_the_nearest_later_year() -> None:
    """Whatever the order they come in; nothing follows the last one."""
    for family in ([OLD, NEW, DRAFT, SHEET], [SHEET, DRAFT, NEW, OLD]):
        found = next_replacement(OLD, family)
        assert found is not None
        assert found.successor == NEW.key
    assert next_replacement(DRAFT, [OLD, NEW, DRAFT]) is None
