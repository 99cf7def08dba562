"""The life cycle of a change of a project (变更、终止), as a table.

Roles: ``asker`` asked for it; ``drafter``, ``department``, ``committee``, ``handler`` and
``authority`` as in the life of the project.
"""

from typing import Final

import msgspec

from biaozhun.core.lifecycle import Guard, Machine, Transition, Visibility

DECIDES: Final = frozenset({"handler", "authority"})


class ChangeFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked before a step of a change.

    Attributes:
        text: what was written with the step.
        has_paper: the decision has a paper, or the number of one.
        is_own: who decides has asked for it in the own name.
        can_apply: the project is still in a state that can be changed.
    """

    text: str = ""
    has_paper: bool = False
    is_own: bool = False
    can_apply: bool = True


_REASON: Final = Guard[ChangeFacts]("reason_missing", lambda facts: bool(facts.text.strip()))
_PAPER: Final = Guard[ChangeFacts]("decision_paper_missing", lambda facts: facts.has_paper)
_OTHERS: Final = Guard[ChangeFacts]("own_request", lambda facts: not facts.is_own)
_LIVING: Final = Guard[ChangeFacts]("project_closed", lambda facts: facts.can_apply)

CHANGE: Final = Machine[ChangeFacts](
    name="drafting.change",
    initial="asked",
    transitions=(
        Transition(
            action="grant",
            sources=("asked",),
            target="granted",
            roles=DECIDES,
            guards=(_PAPER, _OTHERS, _LIVING),
            visibility=Visibility.PUBLIC,
            basis="地方标准管理办法",
        ),
        Transition(
            action="refuse",
            sources=("asked",),
            target="refused",
            roles=DECIDES,
            guards=(_REASON, _OTHERS),
        ),
        Transition(
            action="take_back",
            sources=("asked",),
            target="taken_back",
            roles=frozenset({"asker"}),
        ),
    ),
)
