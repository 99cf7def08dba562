"""A picture of a table is made of the table."""

from biaozhun.core.lifecycle import Machine, Transition
from biaozhun.core.lifecycle.diagrams import mermaid

KEEPER = frozenset({"keeper"})
BOOKS = Machine[None](
    name="books.loan",
    initial="shelf",
    transitions=(
        Transition(action="lend", sources=("shelf", "back"), target="lent", roles=KEEPER),
        Transition(action="lend_long", sources=("shelf",), target="lent", roles=KEEPER),
        Transition(action="give_back", sources=("lent",), target="back", roles=KEEPER),
        Transition(action="lose", sources=("lent",), target="lost", roles=KEEPER),
    ),
)


def test_a_picture_has_the_beginning_every_way_and_the_ends() -> None:
    """Two actions between two states are one arrow with both names."""
    assert mermaid(BOOKS).splitlines() == [
        "stateDiagram-v2",
        "    [*] --> shelf",
        "    shelf --> lent: lend, lend_long",
        "    back --> lent: lend",
        "    lent --> back: give_back",
        "    lent --> lost: lose",
        "    lost --> [*]",
    ]
