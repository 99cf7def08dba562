"""The life cycles of a call and of what is sent in answer to it, as tables.

Roles: ``caller`` is of the unit that calls, or an officer of the authority; ``applicant`` sent the
application.
"""

from typing import Final

import msgspec

from biaozhun.core.lifecycle import Guard, Machine, Transition, Visibility

CALLER: Final = frozenset({"caller"})


class CallFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked before a step of a call.

    Attributes:
        text: what was written with the step.
        waiting: applications without an answer.
        is_past: its last day is over already.
    """

    text: str = ""
    waiting: int = 0
    is_past: bool = False


class ApplicationFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked before a step of an application.

    Attributes:
        text: the answer.
    """

    text: str = ""


_TELLS: Final = Guard[ApplicationFacts]("answer_missing", lambda facts: bool(facts.text.strip()))

CALL: Final = Machine[CallFacts](
    name="drafting.call",
    initial="draft",
    transitions=(
        Transition(
            action="publish",
            sources=("draft",),
            target="open",
            roles=CALLER,
            guards=(Guard("call_past", lambda facts: not facts.is_past),),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="finish",
            sources=("open",),
            target="finished",
            roles=CALLER,
            guards=(
                Guard("call_running", lambda facts: facts.is_past),
                Guard("applications_waiting", lambda facts: facts.waiting == 0),
            ),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="cancel",
            sources=("draft", "open"),
            target="cancelled",
            roles=CALLER,
            guards=(Guard("reason_missing", lambda facts: bool(facts.text.strip())),),
            visibility=Visibility.PUBLIC,
        ),
    ),
)

APPLICATION: Final = Machine[ApplicationFacts](
    name="drafting.call_application",
    initial="sent",
    transitions=(
        Transition(action="accept", sources=("sent",), target="accepted", roles=CALLER),
        Transition(
            action="decline",
            sources=("sent",),
            target="declined",
            roles=CALLER,
            guards=(_TELLS,),
        ),
        Transition(
            action="take_back",
            sources=("sent",),
            target="taken_back",
            roles=frozenset({"applicant"}),
        ),
    ),
)
