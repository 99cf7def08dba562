"""Comments that say the same are put together, and no others."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.consulting import Remark, alike, groups
from tests.core.consulting.samples import DIFFERENT, SAME, Pair

CLAUSE = "5.2"


def remarks(*texts: str, place: str = "c5.2") -> list[Remark]:
    """Comments on one passage."""
    return [Remark(text=text, place=place, clause=CLAUSE) for text in texts]


@pytest.mark.parametrize("pair", DIFFERENT)
def test_nothing_is_put_to_what_says_something_else(pair: Pair) -> None:
    """Other figures, objects, directions, denials: alike in letters, not in meaning."""
    assert groups(remarks(*pair)) == []


def test_most_of_what_is_said_twice_is_found() -> None:
    """At least fourteen of the fifteen pairs that two people wrote."""
    assert sum(alike(*remarks(*pair)) for pair in SAME) >= 14


def test_a_round_letter_makes_one_group_and_the_rest_none() -> None:
    """Five send the same letter, one of them with a sentence more; two others stand alone."""
    letter = "建议将本条的面积要求与建筑规模挂钩，小型场所难以达到"
    said = remarks(letter, "建议增加洗手台", letter + "。", letter, "同意", letter, "请" + letter)
    assert groups(said) == [[0, 2, 3, 5, 6]]


def test_another_wording_asked_for_is_another_comment() -> None:
    """The reason is the same, the text that is proposed is not."""
    why = "与现行国家标准的表述不一致，建议修改"
    one, other = (
        Remark(text=why, place="c4", proposal=text) for text in ("不应小于1.5 m", "宜为2 m")
    )
    assert not alike(one, other)
    assert alike(one, Remark(text=why, place="c4"))


def test_on_another_place_more_likeness_is_asked_for() -> None:
    """The same loose rewording is one comment on one clause, two on two clauses."""
    one, other = "建议增加哺乳椅的高度要求", "增加对哺乳椅高度的要求"
    assert alike(*remarks(one, other))
    assert not alike(Remark(text=one, place="c5"), Remark(text=other, place="c6"))


def test_a_word_of_assent_is_of_its_place() -> None:
    """同意 on one clause says nothing of another."""
    assert not alike(Remark(text="同意", place="c5"), Remark(text="同意", place="c6"))
    assert alike(Remark(text="同意", place="c5"), Remark(text="同意！", place="c5"))


def test_the_number_of_the_clause_is_no_figure() -> None:
    """Who writes the number of the clause and who does not say the same."""
    assert alike(
        *remarks("5.2条过于笼统，建议细化监测点位的布设", "过于笼统，建议细化监测点位的布设")
    )


WORDS = st.lists(
    st.sampled_from(("建议", "增加", "面积", "标识", "应", "宜", "不", "消毒", "频次", "3", "5")),
    max_size=9,
).map("".join)
SAID = st.lists(
    st.builds(Remark, text=WORDS, place=st.sampled_from(("", "a", "b")), clause=st.just("3")),
    max_size=25,
)


@given(SAID)
def test_a_group_is_led_by_its_first_comment_and_nobody_stands_in_two(said: list[Remark]) -> None:
    """Every member is like the first; the same words on the same place stand together."""
    found = groups(said)
    members = [one for group in found for one in group]
    assert len(members) == len(set(members))
    for leader, *others in found:
        assert all(alike(said[leader], said[one]) for one in others)
    together = {one: number for number, group in enumerate(found) for one in group}
    for first, one in enumerate(said):
        for second in range(first + 1, len(said)):
            if one == said[second]:
                assert together[first] == together[second]


@given(SAID)
def test_no_pair_is_missed_by_looking_at_rare_bigrams_alone(said: list[Remark]) -> None:
    """Whoever leads no group is like no leader before; as if every pair had been compared."""
    found = groups(said)
    followers = {one for group in found for one in group[1:]}
    leaders: list[int] = []
    for place, one in enumerate(said):
        is_like_one = any(alike(said[leader], one) for leader in leaders)
        assert is_like_one == (place in followers)
        if not is_like_one:
            leaders.append(place)
