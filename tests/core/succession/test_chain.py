"""Successors are followed to their end, whatever shape they have."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.succession import Chain, Link, Renumbering, Replacement, chain


def link(former: str, latter: str) -> Replacement:
    """That one edition replaces another."""
    return Replacement(predecessor=former, successor=latter)


def graph(*pairs: tuple[str, str]) -> dict[str, list[Link]]:
    """The links by the edition they leave."""
    found: dict[str, list[Link]] = {}
    for former, latter in pairs:
        found.setdefault(former, []).append(link(former, latter))
    return found


def walked(found: Chain) -> list[tuple[str, str]]:
    """The steps as pairs of keys."""
    return [(step.former, step.latter) for step in found.steps]


def test_chain_runs_over_replacement_and_renumbering_to_the_end() -> None:
    """A renumbering is followed like a replacement, and the last edition is the end."""
    links: dict[str, list[Link]] = graph(
        ("GB-1234-1990", "GB-1234-2008"), ("GB/T-1234-2008", "GB/T-1234-2020")
    )
    renamed = Renumbering(former="GB-1234-2008", latter="GB/T-1234-2008")
    links["GB-1234-2008"] = [renamed]
    found = chain("GB-1234-1990", links)
    assert walked(found) == [
        ("GB-1234-1990", "GB-1234-2008"),
        ("GB-1234-2008", "GB/T-1234-2008"),
        ("GB/T-1234-2008", "GB/T-1234-2020"),
    ]
    assert (found.ends, found.cycles) == (("GB/T-1234-2020",), ())
    assert found.steps[1].link == renamed


def test_chain_of_an_edition_without_successor() -> None:
    """Nothing follows: no steps, and the edition is its own end."""
    assert chain("A", {}) == Chain(start="A", ends=("A",))


def test_branches_are_kept_and_may_meet_again() -> None:
    """A split keeps both branches in order; where they meet, the rest is told once."""
    found = chain("A", graph(("A", "B"), ("A", "C"), ("B", "D"), ("C", "D"), ("D", "E")))
    assert walked(found) == [("A", "B"), ("B", "D"), ("D", "E"), ("A", "C"), ("C", "D")]
    assert (found.ends, found.cycles) == (("E",), ())


def test_cycle_is_reported_and_not_followed() -> None:
    """A link back to the way is shown as a step and a cycle; other branches still reach an end."""
    found = chain("A", graph(("A", "B"), ("B", "C"), ("C", "B"), ("C", "D")))
    assert walked(found) == [("A", "B"), ("B", "C"), ("C", "B"), ("C", "D")]
    assert (found.ends, found.cycles) == (("D",), (("B", "C", "B"),))


def test_edition_that_replaces_itself() -> None:
    """The smallest cycle has no end."""
    found = chain("A", graph(("A", "A")))
    assert (found.ends, found.cycles) == ((), (("A", "A"),))


def test_amendments_are_attached_to_the_editions_met() -> None:
    """The amendments of every edition on the way are named, and no others."""
    attached = {"A": ["A/XG1"], "B": [], "Z": ["Z/XG1"]}
    assert chain("A", graph(("A", "B")), amendments=attached).amendments == {"A": ("A/XG1",)}


def test_very_long_chain() -> None:
    """Length is bounded by memory, not by the depth of calls."""
    keys = [str(number) for number in range(20_000)]
    found = chain("0", graph(*pairwise(keys)))
    assert (len(found.steps), found.ends) == (19_999, ("19999",))


@given(st.lists(st.tuples(*[st.sampled_from("ABCDEF")] * 2), unique=True, max_size=20))
def test_every_chain_ends(pairs: list[tuple[str, str]]) -> None:
    """In any graph each link reachable is told once; ends have no successor; cycles close."""
    links = graph(*pairs)
    found = chain("A", links)
    reached, front = {"A"}, ["A"]
    while front:
        for onward in links.get(front.pop(), []):
            assert isinstance(onward, Replacement)
            if onward.successor not in reached:
                reached.add(onward.successor)
                front.append(onward.successor)
    assert sorted(walked(found)) == sorted(pair for pair in pairs if pair[0] in reached)
    assert sorted(found.ends) == sorted(key for key in reached if key not in links)
    for cycle in found.cycles:
        assert cycle[0] == cycle[-1]
        assert set(pairwise(cycle)) <= set(pairs)
