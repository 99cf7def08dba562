"""The life cycles of a use of the green channel and of a step that is left out, as tables.

Roles: ``asker`` asked, or is of the unit that did; ``authority`` is an officer of the authority
that issues the standard. ``plan`` is the programme of a batch that put an urgent application into
the plan, ``takeover`` the taking over of a project, ``channel`` the grant of another procedure that
takes the place of one; these are no persons.
"""

from typing import Final

import msgspec

from biaozhun.core.lifecycle import Guard, Machine, Transition, Visibility

ASKER: Final = frozenset({"asker"})
AUTHORITY: Final = frozenset({"authority"})
PLAN: Final = frozenset({"plan"})
TAKEOVER: Final = frozenset({"takeover"})
CHANNEL: Final = frozenset({"channel"})

USED: Final = ("granted", "ended")
"""The states of a use that took place: what everybody reads of."""
OPEN: Final = ("asked", "approved")
"""The states of a step to be left out that stand in the way of asking for it again."""
DECISION_FORM: Final = "green_channel.decision"
"""What the form of a decision is called."""
BASIS: Final = "标准化法第十四条"


class UseFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked before a step of a use.

    Attributes:
        text: what was written with the step.
        has_ground: a ground is stated.
        is_own: who decides asked for it.
        is_held: the project is held to the wanted procedure already.
        is_over: the standard is announced, or the project ended.
    """

    text: str = ""
    has_ground: bool = True
    is_own: bool = False
    is_held: bool = False
    is_over: bool = False


class SkipFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked before a step of a skip.

    Attributes:
        text: what was written with the step.
        is_own: who decides asked for it.
        is_granted: the use it belongs to holds.
        kept: why the step may not be left out, by code; empty where it may.
        is_late: the project has gone past it.
    """

    text: str = ""
    is_own: bool = False
    is_granted: bool = True
    kept: str = ""
    is_late: bool = False


_SAID: Final = Guard[UseFacts]("reason_missing", lambda told: bool(told.text.strip()))
_OTHERS: Final = Guard[UseFacts]("own_request", lambda told: not told.is_own)
_LIVING: Final = Guard[UseFacts]("project_closed", lambda told: not told.is_over)

USE: Final = Machine[UseFacts](
    name="green_channel.use",
    initial="asked",
    transitions=(
        Transition(
            action="grant",
            sources=("asked",),
            target="granted",
            roles=AUTHORITY,
            guards=(
                Guard("ground_missing", lambda told: told.has_ground),
                _SAID,
                _OTHERS,
                Guard("held_already", lambda told: not told.is_held),
                _LIVING,
            ),
            visibility=Visibility.PUBLIC,
            basis=BASIS,
        ),
        Transition(
            action="refuse",
            sources=("asked",),
            target="refused",
            roles=AUTHORITY,
            guards=(_SAID, _OTHERS),
        ),
        Transition(action="withdraw", sources=("asked",), target="withdrawn", roles=ASKER),
        Transition(
            action="plan",
            sources=("asked",),
            target="granted",
            roles=PLAN,
            visibility=Visibility.PUBLIC,
            basis=BASIS,
        ),
        Transition(
            action="take_over",
            sources=("asked",),
            target="granted",
            roles=TAKEOVER,
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="end",
            sources=("granted",),
            target="ended",
            roles=AUTHORITY,
            guards=(_SAID, _LIVING),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="supersede",
            sources=("granted",),
            target="ended",
            roles=CHANNEL,
            visibility=Visibility.PUBLIC,
        ),
    ),
)

KEPT: Final = ("never_left_out", "kept_in_here", "kept_by_procedure")
"""Why a step may not be left out, in the codes of ``core.urgency``."""
_SAID_OF_SKIP: Final = Guard[SkipFacts]("reason_missing", lambda told: bool(told.text.strip()))
_OTHERS_SKIP: Final = Guard[SkipFacts]("own_request", lambda told: not told.is_own)
_IN_TIME: Final = Guard[SkipFacts]("too_late", lambda told: not told.is_late)

SKIP: Final = Machine[SkipFacts](
    name="green_channel.skip",
    initial="asked",
    transitions=(
        Transition(
            action="approve",
            sources=("asked",),
            target="approved",
            roles=AUTHORITY,
            guards=(
                _SAID_OF_SKIP,
                _OTHERS_SKIP,
                Guard("not_granted", lambda told: told.is_granted),
                Guard("never_left_out", lambda told: told.kept != "never_left_out"),
                Guard("kept_in_here", lambda told: told.kept != "kept_in_here"),
                Guard("kept_by_procedure", lambda told: told.kept != "kept_by_procedure"),
                _IN_TIME,
            ),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="refuse",
            sources=("asked",),
            target="refused",
            roles=AUTHORITY,
            guards=(_SAID_OF_SKIP, _OTHERS_SKIP),
        ),
        Transition(action="withdraw", sources=("asked",), target="withdrawn", roles=ASKER),
        Transition(
            action="plan",
            sources=("asked",),
            target="approved",
            roles=PLAN,
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="revoke",
            sources=("approved",),
            target="revoked",
            roles=AUTHORITY,
            guards=(_SAID_OF_SKIP, _IN_TIME),
            visibility=Visibility.PUBLIC,
        ),
    ),
)
