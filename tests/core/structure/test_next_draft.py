"""Comments keep their place in the next draft: measured on one that a drafting group edited."""

from collections import Counter
from typing import Final

from biaozhun.core.structure.following import Outcome, follow
from tests.core.structure.next_draft import edition, verdict

EDITIONS: Final = ((0, 1.0), (1, 0.6), (2, 0.6), (3, 0.3), (4, 0.3))
"""All of the changes, and a share of them, chosen by a seed."""
FLOOR: Final = 0.98


def confusion() -> Counter[tuple[str, str]]:
    """How often each outcome was told for each that is right."""
    counted: Counter[tuple[str, str]] = Counter()
    for seed, share in EDITIONS:
        drafts = edition(seed, share)
        side = follow(drafts.old, drafts.new)
        for known in drafts.places:
            told = side.place(known.passage, known.start, known.end)
            counted[str(known.outcome), verdict(known, told)] += 1
    return counted


def test_a_place_in_the_next_draft_is_right_in_98_of_100_cases() -> None:
    """Kept, moved, reworded, gone: over all, and of the words that are there still each by itself.

    A draft of 101 passages with cells; moved, joined, divided, put behind new ones, lightly and
    wholly rewritten, struck out. Whole passages, sentences, parts and a few words are asked.
    """
    counted = confusion()
    right = sum(n for (known, told), n in counted.items() if known == told)
    assert counted.total() > 1_300
    assert right / counted.total() >= FLOOR
    for outcome in Outcome:
        asked = sum(n for (known, _), n in counted.items() if known == outcome)
        assert asked > 40
        assert counted[str(outcome), str(outcome)] / asked >= FLOOR


def test_the_draft_holds_every_kind_of_change() -> None:
    """What the figure is measured on: enough passages, and places of each outcome."""
    drafts = edition(0)
    assert (len(drafts.old), len(drafts.new)) == (101, 97)
    assert {one.outcome for one in drafts.places} == set(Outcome)
    texts = [one.text for one in drafts.new]
    assert "补充物资所需经费应列入年度预算。" in texts
    assert any(one.startswith("库房地面应硬化") for one in texts)
    assert not any(one == "手摇报警器" for one in texts)
