"""The life cycle of an expert in the bank.

Roles: ``authority`` keeps the bank; ``self`` is the expert. The table knows no limit of its own:
the term of an admission is a rule of the region, and what is missing is named as a guard. An
expert who changes what was vetted is vetted again before anybody draws from the record.
"""

from typing import Final

import msgspec

from biaozhun.core.lifecycle import Guard, Machine, Transition

AUTHORITY: Final = frozenset({"authority"})
OWN: Final = frozenset({"self"})
SELF: Final = AUTHORITY | OWN


class ExpertFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked before a step of an expert.

    Attributes:
        reason: what was written with the step.
        has_fields: at least one field is named.
        has_term: the first and last day of the admission are named, in their order.
    """

    reason: str = ""
    has_fields: bool = False
    has_term: bool = False


_SAID: Final = Guard[ExpertFacts]("reason_missing", lambda facts: bool(facts.reason.strip()))
_FIELDS: Final = Guard[ExpertFacts]("no_fields", lambda facts: facts.has_fields)
_TERM: Final = Guard[ExpertFacts]("term_missing", lambda facts: facts.has_term)

EXPERT: Final = Machine[ExpertFacts](
    name="committees.expert",
    initial="applied",
    transitions=(
        Transition(action="vet", sources=("applied",), target="vetting", roles=AUTHORITY),
        Transition(
            action="admit",
            sources=("vetting",),
            target="admitted",
            roles=AUTHORITY,
            guards=(_SAID, _FIELDS, _TERM),
        ),
        Transition(
            action="decline",
            sources=("applied", "vetting"),
            target="declined",
            roles=AUTHORITY,
            guards=(_SAID,),
        ),
        Transition(
            action="apply_again",
            sources=("declined", "left"),
            target="applied",
            roles=SELF,
            guards=(_FIELDS,),
        ),
        Transition(
            action="vet_again", sources=("admitted", "suspended"), target="vetting", roles=OWN
        ),
        Transition(
            action="suspend",
            sources=("admitted",),
            target="suspended",
            roles=AUTHORITY,
            guards=(_SAID,),
        ),
        Transition(
            action="resume",
            sources=("suspended",),
            target="admitted",
            roles=AUTHORITY,
            guards=(_SAID,),
        ),
        Transition(
            action="renew",
            sources=("admitted",),
            target="admitted",
            roles=AUTHORITY,
            guards=(_SAID, _FIELDS, _TERM),
        ),
        Transition(
            action="leave",
            sources=("applied", "vetting", "admitted", "suspended"),
            target="left",
            roles=SELF,
            guards=(_SAID,),
        ),
    ),
)
