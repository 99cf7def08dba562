"""The life of an acquisition and of a copy: which verb leads from which state to which.

Pure: no database, no clock. The actions lock a row, ask :func:`decide` and do what it says.
"""

from collections.abc import Collection, Iterable

import msgspec

from biaozhun.core.errors import BiaozhunError


class Step(msgspec.Struct, frozen=True):
    """A transition.

    Attributes:
        verb: what is done.
        before: the state it starts from; empty where there was nothing yet.
        after: the state it leads to.
        role: the least role that may do it.
        needs: what must be known, by the names the actions use.
    """

    verb: str
    before: str
    after: str
    role: str
    needs: tuple[str, ...] = ()


ACQUISITION: tuple[Step, ...] = (
    Step("wish", "", "wished", "reader"),
    Step("order", "", "ordered", "cataloguer", ("supplier", "quantity")),
    Step("order", "wished", "ordered", "cataloguer", ("supplier", "quantity")),
    Step("refuse", "wished", "refused", "cataloguer", ("reason",)),
    Step("cancel", "ordered", "cancelled", "cataloguer", ("reason",)),
    Step("receive", "ordered", "received", "cataloguer"),
)

COPY: tuple[Step, ...] = (
    Step("add", "", "received", "cataloguer"),
    Step("shelve", "received", "shelved", "cataloguer", ("place",)),
    Step("shelve", "shelved", "shelved", "cataloguer", ("place",)),  # moved to another place
    Step("shelve", "lost", "shelved", "cataloguer", ("place",)),  # found again
    Step("withdraw", "received", "withdrawn", "cataloguer", ("reason", "not_lent")),
    Step("withdraw", "shelved", "withdrawn", "cataloguer", ("reason", "not_lent")),
    Step("withdraw", "lost", "withdrawn", "cataloguer", ("reason", "not_lent")),
    Step("lose", "received", "lost", "cataloguer", ("reason",)),
    Step("lose", "shelved", "lost", "cataloguer", ("reason",)),
)


class RefusedError(BiaozhunError):
    """A verb that cannot be done now.

    Codes: ``illegal_state`` (not from this state), ``not_known`` (something is missing; the
    fragment names it), and those the actions add: ``already_lent``, ``not_lendable``, ``queue``,
    ``renewed_out``, ``no_seat``, ``not_found``, ``duplicate``.
    """

    default_code = "illegal_state"


def decide(table: Iterable[Step], state: str, verb: str, *, known: Collection[str] = ()) -> Step:
    """The step of a verb from a state.

    Args:
        table: the steps there are.
        state: the present state; empty where there is nothing yet.
        verb: what is to be done.
        known: names of what is known.

    Raises:
        RefusedError: no such step (``illegal_state``), or something it needs is not known
            (``not_known``).
    """
    for step in table:
        if (step.verb, step.before) == (verb, state):
            missing = [name for name in step.needs if name not in known]
            if missing:
                raise RefusedError(
                    f"{verb} needs {', '.join(missing)}", code="not_known", fragment=missing[0]
                )
            return step
    raise RefusedError(f"{verb} is not possible from {state or 'nothing'}", fragment=state)


def verbs(table: Iterable[Step], state: str) -> list[str]:
    """What can be done in a state, in the order of the table."""
    return list(dict.fromkeys(step.verb for step in table if step.before == state))
