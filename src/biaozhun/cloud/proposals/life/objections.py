"""The life cycle of objections to a public notice, as a table."""

from typing import Final

import msgspec

from biaozhun.cloud.proposals.life.sides import AUTHORITY, reasoned
from biaozhun.core.lifecycle import Guard, Machine, Transition, Visibility


class ObjectionFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked before a step of an objection."""

    reason: str = ""


_ANSWERED: Final = Guard[ObjectionFacts]("answer_missing", reasoned)

OBJECTION: Final = Machine[ObjectionFacts](
    name="proposals.objection",
    initial="filed",
    transitions=(
        Transition(
            action="set_aside",
            sources=("filed",),
            target="set_aside",
            roles=AUTHORITY,
            guards=(_ANSWERED,),
            visibility=Visibility.INTERNAL,
        ),
        Transition(
            action="uphold",
            sources=("filed", "rejected"),
            target="upheld",
            roles=AUTHORITY,
            guards=(_ANSWERED,),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="reject",
            sources=("filed", "set_aside", "upheld"),
            target="rejected",
            roles=AUTHORITY,
            guards=(_ANSWERED,),
            visibility=Visibility.PUBLIC,
        ),
    ),
)
