import re

import pytest

from biaozhun.core.number import american
from biaozhun.core.number.tables import (
    BODIES,
    CONSTRUCTION_REGIONS,
    PREFIXES,
    REGIONS,
    alternatives,
    joint_bodies,
    kinds,
)
from biaozhun.core.reference import table


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("number_prefix", PREFIXES),
        ("number_region", REGIONS),
        ("number_construction_region", CONSTRUCTION_REGIONS),
        ("number_body", BODIES),
    ],
)
def test_keys_are_unique(name: str, held: dict[str, object] | frozenset[str]) -> None:
    """No prefix, region or body has two rows."""
    assert len(table(name)) == len(held)


def test_construction_regions_stand_for_known_regions() -> None:
    """Each construction code translates to a region that numbers local standards; 15 is 44."""
    assert set(CONSTRUCTION_REGIONS.values()) <= REGIONS
    assert CONSTRUCTION_REGIONS["15"] == "44"


@pytest.mark.parametrize("name", ["number_joint_body", "number_kind"])
def test_a_place_takes_a_word_once(name: str) -> None:
    """No word has two rows for one place of one grammar, and none is without a word."""
    rows = [(row["grammar"], row["place"], row["written"]) for row in table(name)]
    assert len(rows) == len(set(rows))
    assert all(all(row) for row in rows)


def test_words_are_read_into_what_the_body_prints() -> None:
    """French and Russian names are those of the body, a kind is printed in its own letters."""
    assert joint_bodies("international", "opening")["CEI"] == "IEC"
    assert joint_bodies("international", "joint")["HL7"] == "HL7"
    assert kinds("international", "kind")["GUIDE"] == "Guide"
    assert kinds("international", "supplement")["AMENDMENT"] == "Amd"


def test_a_grammar_or_place_that_is_not_there_has_no_words() -> None:
    """A place has only its own words: the stages of workshops are no versions."""
    assert kinds("international", "nothing") == {}
    assert joint_bodies("nothing", "joint") == {}
    assert not kinds("international", "version").keys() & kinds("international", "workshop_stage")


def test_the_longer_word_comes_first() -> None:
    """A word never hides one that begins with it, and its signs are plain signs."""
    assert alternatives(["TRF", "TRF CISPR", "I.S."]) == r"TRF\ CISPR|I\.S\.|TRF"
    found = re.match(alternatives(["A", "AMD", "AM"]), "AMD1")
    assert found is not None
    assert found.group() == "AMD"


def test_a_body_with_a_grammar_of_its_own_is_read_by_it_alone() -> None:
    """Those bodies are not among the openings of the grammar for hyphenated years."""
    own = {code: body.grammar for code, body in BODIES.items() if body.grammar}
    assert set(own.values()) == {"ieee", "nist", "telecom"}
    assert own["IEEE"] == "ieee"
    assert american.read("IEEE 802.3-2018", "") is None
    assert american.read("ASTM A36-2019", "") is not None
