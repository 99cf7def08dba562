"""Who sits, and how votes count."""

from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.reviewing.counting import Sitter, Tally, count, sitting

VOTES = st.sampled_from(["for", "against", "abstain", ""])
PRESENCE = st.sampled_from([True, False, None])
PEOPLE = st.lists(
    st.tuples(st.booleans(), PRESENCE, VOTES, st.one_of(st.none(), st.tuples(PRESENCE, VOTES))),
    max_size=12,
).map(
    lambda told: [
        one
        for place, (may, there, vote, alternate) in enumerate(told)
        for one in (
            Sitter(key=place, may_vote=may, present=there, vote=vote),
            *(
                [
                    Sitter(
                        key=100 + place,
                        present=alternate[0],
                        vote=alternate[1],
                        stands_in_for=place,
                    )
                ]
                if alternate
                else []
            ),
        )
    ]
)


def test_abstention_and_silence_are_not_for_it() -> None:
    """Four votes of five: one against, one abstains, one is silent; three are for it."""
    votes = ("for", "for", "for", "against", "abstain", "")
    people = [Sitter(key=place, present=True, vote=one) for place, one in enumerate(votes)]
    assert count(people, in_meeting=True) == Tally(
        seats=6, eligible=6, present=6, voted=5, in_favour=3, against=1, abstained=1, unmarked=0
    )


def test_who_drafted_it_has_no_vote_and_no_place_in_the_quorum() -> None:
    """A drafter's vote is not counted, nor is the seat among those that have one."""
    people = [
        Sitter(key=1, present=True, vote="for"),
        Sitter(key=2, present=True, vote="for", may_vote=False),
    ]
    told = count(people, in_meeting=True)
    assert (told.seats, told.eligible, told.present, told.in_favour) == (2, 1, 1, 1)


def test_an_alternate_votes_only_in_the_place_of_who_is_away() -> None:
    """While the member is there the alternate's vote is nothing; then it is the seat's."""
    alternate = Sitter(key=2, present=True, vote="against", stands_in_for=1)
    there = [Sitter(key=1, present=True, vote="for"), alternate]
    away = [Sitter(key=1, present=False), alternate]
    assert [one.key for one in sitting(there)] == [1]
    assert [one.key for one in sitting(away)] == [2]
    assert (count(there, in_meeting=True).in_favour, count(there, in_meeting=True).against) == (
        1,
        0,
    )
    assert (count(away, in_meeting=True).in_favour, count(away, in_meeting=True).against) == (0, 1)


def test_an_alternate_without_a_vote_takes_no_seat() -> None:
    """The seat of who is away stays among those that have a vote, so the quorum does not shrink."""
    people = [
        Sitter(key=1, present=True, vote="for"),
        Sitter(key=2, present=False),
        Sitter(key=3, present=True, may_vote=False, stands_in_for=2),
    ]
    told = count(people, in_meeting=True)
    assert [one.key for one in sitting(people)] == [1, 2]
    assert (told.eligible, told.present) == (2, 1)


def test_in_a_ballot_nobody_need_be_there() -> None:
    """Who voted in a ballot took part; who did not was silent."""
    people = [Sitter(key=1, vote="for"), Sitter(key=2), Sitter(key=3, vote="abstain")]
    told = count(people, in_meeting=False)
    assert (told.present, told.voted, told.silent) == (2, 2, 1)
    assert count(people, in_meeting=True).voted == 0


@given(PEOPLE, st.booleans())
def test_what_is_counted_adds_up(people: list[Sitter], in_meeting: bool) -> None:  # noqa: FBT001  -- what hypothesis gives
    """Votes are for, against or abstentions; nobody votes who is not there or has no vote."""
    told = count(people, in_meeting=in_meeting)
    assert told.in_favour + told.against + told.abstained == told.voted
    assert told.voted <= told.present <= told.eligible <= told.seats
    assert told.silent == told.eligible - told.voted
    assert told.seats == sum(one.stands_in_for is None for one in people)


@given(PEOPLE, st.booleans(), st.randoms(use_true_random=False))
def test_the_order_of_people_changes_nothing(
    people: list[Sitter],
    in_meeting: bool,  # noqa: FBT001  -- as above
    chance: object,
) -> None:
    """Counting is of a set: who comes first in the list does not matter."""
    shuffled = list(people)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]  # hypothesis's own chance
    assert count(shuffled, in_meeting=in_meeting) == count(people, in_meeting=in_meeting)
