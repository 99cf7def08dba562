"""Comments keep their place in the next draft: measured on drafts that were edited by hand."""

from collections import Counter
from typing import Final

import pytest

from biaozhun.core.structure.following import Outcome, follow
from tests.core.structure.edited_by_hand import CANTEENS, STORES, Edits
from tests.core.structure.next_draft import edition, verdict

SHARES: Final = (1.0, 0.6, 0.6, 0.3, 0.3)
"""Editions by the share of the changes that are made in them; which ones, the seed chooses."""
FLOOR: Final = 0.98


def confusion(edits: Edits) -> Counter[tuple[str, str]]:
    """How often each outcome was told for each that is right."""
    counted: Counter[tuple[str, str]] = Counter()
    for seed, share in enumerate(SHARES):
        drafts = edition(edits, seed, share)
        side = follow(drafts.old, drafts.new)
        for known in drafts.places:
            told = side.place(known.passage, known.start, known.end)
            counted[str(known.outcome), verdict(known, told)] += 1
    return counted


@pytest.mark.parametrize(
    ("edits", "passages", "places"),
    [pytest.param(STORES, 101, 1_300, id="stores"), pytest.param(CANTEENS, 52, 550, id="canteens")],
)
def test_a_place_in_the_next_draft_is_right_in_98_of_100_cases(
    edits: Edits, passages: int, places: int
) -> None:
    """Kept, moved, reworded, gone: over all, and of each by itself.

    Passages and cells are moved, joined, divided, put behind new ones, lightly and wholly
    rewritten, struck out. Whole passages, sentences, parts and a few words are asked.
    """
    counted = confusion(edits)
    right = sum(n for (known, told), n in counted.items() if known == told)
    assert len(edition(edits, 0).old) == passages
    assert counted.total() > places
    assert right / counted.total() >= FLOOR
    for outcome in Outcome:
        asked = sum(n for (known, _), n in counted.items() if known == outcome)
        assert asked > 10
        assert counted[str(outcome), str(outcome)] / asked >= FLOOR


def test_the_draft_holds_what_was_made_of_it() -> None:
    """A new paragraph, one that was divided, one that was joined, and a row struck out."""
    drafts = edition(STORES, 0)
    texts = [one.text for one in drafts.new]
    assert "补充物资所需经费应列入年度预算。" in texts
    assert any(one.startswith("库房地面应硬化") for one in texts)
    assert any(one.endswith("消耗的物资应及时补充。") and "押运" in one for one in texts)
    assert ("手摇报警器" in [one.text for one in drafts.old], "手摇报警器" in texts) == (
        True,
        False,
    )
