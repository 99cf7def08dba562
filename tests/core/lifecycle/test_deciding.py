"""One function decides every step of every life cycle."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.lifecycle import (
    Decision,
    Guard,
    Machine,
    MachineError,
    Refusal,
    Transition,
    Unmet,
    Visibility,
    decide,
    open_actions,
)


class Loan(msgspec.Struct, frozen=True):
    """The facts of an invented case: a book that is lent."""

    has_card: bool = True
    has_fines: bool = False


HAS_CARD = Guard[Loan]("card_missing", lambda loan: loan.has_card)
NO_FINES = Guard[Loan]("fines_open", lambda loan: not loan.has_fines)
LEND = Transition[Loan](
    action="lend",
    sources=("shelf", "returned"),
    target="lent",
    roles=frozenset({"keeper"}),
    guards=(HAS_CARD, NO_FINES),
    visibility=Visibility.INTERNAL,
    basis="House rules 3",
)
GIVE_BACK = Transition[Loan](
    action="give_back", sources=("lent",), target="returned", roles=frozenset({"keeper", "reader"})
)
BOOKS = Machine[Loan](name="books.loan", initial="shelf", transitions=(LEND, GIVE_BACK))


def test_a_step_that_nothing_stands_against_is_granted_with_its_row() -> None:
    """A granted step says where it leads, on what ground, and who may see it."""
    granted = decide(BOOKS, state="returned", action="lend", roles={"keeper"}, facts=Loan())
    assert granted == Decision(
        action="lend",
        source="returned",
        target="lent",
        visibility=Visibility.INTERNAL,
        basis="House rules 3",
    )


def test_a_refusal_names_everything_that_stands_against_the_step_at_once() -> None:
    """Role and every unmet guard come in one answer, in the order of the table."""
    facts = Loan(has_card=False, has_fines=True)
    refused = decide(BOOKS, state="shelf", action="lend", roles={"reader"}, facts=facts)
    assert refused == Refusal(
        action="lend",
        source="shelf",
        unmet=(Unmet("not_for_you"), Unmet("card_missing"), Unmet("fines_open")),
    )
    assert refused.codes == ("not_for_you", "card_missing", "fines_open")


@given(
    state=st.sampled_from([*BOOKS.states, "burnt"]),
    action=st.sampled_from(["lend", "give_back", "burn"]),
    roles=st.sets(st.sampled_from(["keeper", "reader", "stranger"])),
    facts=st.builds(Loan, has_card=st.booleans(), has_fines=st.booleans()),
)
def test_every_pair_of_state_and_action_is_granted_exactly_where_the_table_has_it(
    state: str, action: str, roles: set[str], facts: Loan
) -> None:
    """A step is granted if and only if its row stands in the table and nothing speaks against."""
    row = BOOKS.row(state, action)
    granted = (
        row is not None
        and bool(row.roles & roles)
        and all(guard.holds(facts) for guard in row.guards)
    )
    answer = decide(BOOKS, state=state, action=action, roles=roles, facts=facts)
    assert isinstance(answer, Decision) is granted
    if row is None:
        assert answer == Refusal(action=action, source=state, unmet=(Unmet("not_from_here"),))


def test_open_actions_are_those_of_the_state_and_the_role() -> None:
    """A page offers what may be tried; the guards speak when it is."""
    assert open_actions(BOOKS, state="lent", roles={"reader"}) == ("give_back",)
    assert open_actions(BOOKS, state="shelf", roles={"reader"}) == ()


def test_the_states_are_those_that_can_be_reached_in_the_order_of_finding() -> None:
    """No list of states stands beside the table that could say something else."""
    assert BOOKS.states == ("shelf", "lent", "returned")


def test_two_rows_for_one_action_from_one_state_are_refused() -> None:
    """A table that answers twice is no table."""
    with pytest.raises(MachineError) as refused:
        Machine[Loan](name="books.loan", initial="shelf", transitions=(LEND, LEND))
    assert (refused.value.code, refused.value.fragment) == ("transition_twice", "shelf: lend")


def test_a_row_from_a_state_nothing_leads_to_is_refused() -> None:
    """A misspelt state does not go unseen."""
    astray = Transition[Loan](
        action="mend", sources=("brokn",), target="shelf", roles=frozenset({"keeper"})
    )
    with pytest.raises(MachineError) as refused:
        Machine[Loan](name="books.loan", initial="shelf", transitions=(LEND, GIVE_BACK, astray))
    assert (refused.value.code, refused.value.fragment) == ("unreachable_state", "brokn")
