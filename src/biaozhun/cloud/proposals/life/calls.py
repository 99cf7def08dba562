"""The life cycle of calls, as a table."""

from typing import Final

import msgspec

from biaozhun.cloud.proposals.life.sides import AUTHORITY, reasoned
from biaozhun.core.lifecycle import Guard, Machine, Transition, Visibility


class CallFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked before a step of a call."""

    reason: str = ""
    has_text: bool = False
    has_days: bool = False
    is_over: bool = False


CALL: Final = Machine[CallFacts](
    name="proposals.call",
    initial="draft",
    transitions=(
        Transition(
            action="publish",
            sources=("draft",),
            target="published",
            roles=AUTHORITY,
            guards=(
                Guard("text_missing", lambda facts: facts.has_text),
                Guard("days_missing", lambda facts: facts.has_days),
                Guard("days_over", lambda facts: not facts.is_over),
            ),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="end",
            sources=("published",),
            target="ended",
            roles=AUTHORITY,
            guards=(Guard("reason_missing", reasoned),),
            visibility=Visibility.PUBLIC,
        ),
    ),
)
