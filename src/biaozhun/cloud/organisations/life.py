"""The life cycles of meetings, of what they agreed on, and of issues across departments.

Roles: ``authority`` supervises; ``charged`` is the organisation an agreed item falls to; ``raiser``
raised an issue, ``answerer`` was asked to deal with it.
"""

import msgspec

from biaozhun.core.lifecycle import Guard, Machine, Transition, Visibility

AUTHORITY = frozenset({"authority"})
CHARGED = AUTHORITY | {"charged"}
RAISER = AUTHORITY | {"raiser"}
ANSWERER = AUTHORITY | {"answerer"}


class MeetingFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked before a step of a meeting or of an item agreed on."""

    is_to_come: bool = False
    text: str = ""


class IssueFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked before a step of an issue."""

    text: str = ""
    has_answerer: bool = False
    has_due: bool = False
    is_past: bool = False  # the day it is due by lies before the day of the step
    has_higher_body: bool = False


_SAID = Guard[MeetingFacts]("text_missing", lambda facts: bool(facts.text.strip()))
_TOLD = Guard[IssueFacts]("text_missing", lambda facts: bool(facts.text.strip()))

MEETING = Machine[MeetingFacts](
    name="organisations.meeting",
    initial="planned",
    transitions=(
        Transition(
            action="hold",
            sources=("planned",),
            target="held",
            roles=AUTHORITY,
            guards=(Guard("meeting_to_come", lambda facts: not facts.is_to_come),),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="cancel",
            sources=("planned",),
            target="cancelled",
            roles=AUTHORITY,
            guards=(_SAID,),
            visibility=Visibility.PUBLIC,
        ),
    ),
)

ITEM = Machine[MeetingFacts](
    name="organisations.item",
    initial="open",
    transitions=(
        Transition(
            action="finish", sources=("open",), target="done", roles=CHARGED, guards=(_SAID,)
        ),
        Transition(
            action="reopen", sources=("done",), target="open", roles=AUTHORITY, guards=(_SAID,)
        ),
    ),
)

ISSUE = Machine[IssueFacts](
    name="organisations.issue",
    initial="raised",
    transitions=(
        Transition(
            action="assign",
            sources=("raised", "assigned"),
            target="assigned",
            roles=AUTHORITY,
            guards=(
                Guard("answerer_missing", lambda facts: facts.has_answerer),
                Guard("due_missing", lambda facts: facts.has_due),
                Guard("due_past", lambda facts: not facts.is_past),
            ),
        ),
        Transition(
            action="answer",
            sources=("assigned",),
            target="answered",
            roles=ANSWERER,
            guards=(_TOLD,),
        ),
        Transition(
            action="send_back",
            sources=("answered",),
            target="assigned",
            roles=RAISER,
            guards=(_TOLD,),
        ),
        Transition(
            action="escalate",
            sources=("raised", "assigned", "answered"),
            target="raised",
            roles=RAISER,
            guards=(
                _TOLD,
                Guard("no_higher_body", lambda facts: facts.has_higher_body),
                Guard("due_past", lambda facts: not facts.is_past),
            ),
        ),
        Transition(
            action="settle",
            sources=("raised", "assigned", "answered"),
            target="settled",
            roles=AUTHORITY,
            guards=(_TOLD,),
        ),
        Transition(
            action="withdraw",
            sources=("raised", "assigned"),
            target="withdrawn",
            roles=RAISER,
            guards=(_TOLD,),
        ),
        Transition(
            action="reopen", sources=("settled",), target="raised", roles=AUTHORITY, guards=(_TOLD,)
        ),
    ),
)
