"""The life cycles of demands and suggestions, as tables.

Roles: ``authority`` is an officer of the standardization authority; ``department`` works for the
department that has it in hand; ``filer`` filed it, known by account or by receipt; ``account`` is
the machine when it files for somebody who has an account; ``application`` the one that takes a
suggestion up. The last two are no persons.
"""

from typing import Final

import msgspec

from biaozhun.core.lifecycle import Guard, Machine, Transition, Visibility

AUTHORITY: Final = frozenset({"authority"})
OPENING: Final = frozenset({"authority", "account"})
OFFICE: Final = frozenset({"authority", "department"})
DEPARTMENT: Final = frozenset({"department"})
FILER: Final = frozenset({"filer"})
ENDED: Final = frozenset({"application"})
APPLICATION: Final = frozenset({"department", "authority", "application"})


class FiledFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked before a step of a demand or a suggestion.

    Attributes:
        text: what was written with the step.
        has_department: a department is named that may be given it.
        target: what stands against the one it is to be merged into, empty where nothing does:
            ``missing``, ``itself``, ``closed``.
        has_suggestion: the suggestion it becomes is there.
        has_project: the project it became is there.
    """

    text: str = ""
    has_department: bool = False
    target: str = "missing"
    has_suggestion: bool = False
    has_project: bool = False


SAID: Final = Guard[FiledFacts]("text_missing", lambda facts: bool(facts.text.strip()))
GIVEN: Final = Guard[FiledFacts]("department_missing", lambda facts: facts.has_department)
TARGET: Final = (
    Guard[FiledFacts]("target_missing", lambda facts: facts.target != "missing"),
    Guard[FiledFacts]("target_is_itself", lambda facts: facts.target != "itself"),
    Guard[FiledFacts]("target_closed", lambda facts: facts.target != "closed"),
)
SUGGESTION_THERE: Final = Guard[FiledFacts](
    "suggestion_missing", lambda facts: facts.has_suggestion
)
PROJECT_THERE: Final = Guard[FiledFacts]("project_missing", lambda facts: facts.has_project)

DEMAND: Final = Machine[FiledFacts](
    name="demands.demand",
    initial="filed",
    transitions=(
        Transition(
            action="publish",
            sources=("filed", "withheld"),
            target="open",
            roles=OPENING,
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="withhold",
            sources=("filed", "open", "assigned"),
            target="withheld",
            roles=AUTHORITY,
            guards=(SAID,),
            visibility=Visibility.PARTIES,
        ),
        Transition(
            action="assign",
            sources=("open", "assigned"),
            target="assigned",
            roles=AUTHORITY,
            guards=(GIVEN,),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="send_back",
            sources=("assigned",),
            target="open",
            roles=DEPARTMENT,
            guards=(SAID,),
            visibility=Visibility.PARTIES,
        ),
        Transition(
            action="answer",
            sources=("open", "assigned"),
            target="answered",
            roles=OFFICE,
            guards=(SAID,),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="suggest",
            sources=("open", "assigned"),
            target="suggested",
            roles=OFFICE,
            guards=(SUGGESTION_THERE,),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="plan",
            sources=("open", "assigned", "suggested"),
            target="planned",
            roles=OFFICE,
            guards=(PROJECT_THERE,),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="merge",
            sources=("open", "assigned"),
            target="merged",
            roles=AUTHORITY,
            guards=TARGET,
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="decline",
            sources=("open", "assigned"),
            target="declined",
            roles=OFFICE,
            guards=(SAID,),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="reopen",
            sources=("answered", "declined", "merged", "suggested", "planned"),
            target="open",
            roles=FILER,
            guards=(SAID,),
            visibility=Visibility.PUBLIC,
        ),
    ),
)

SUGGESTION: Final = Machine[FiledFacts](
    name="demands.suggestion",
    initial="filed",
    transitions=(
        Transition(
            action="receive",
            sources=("filed", "withheld"),
            target="received",
            roles=OPENING,
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="withhold",
            sources=("filed", "received", "with_department"),
            target="withheld",
            roles=AUTHORITY,
            guards=(SAID,),
            visibility=Visibility.PARTIES,
        ),
        Transition(
            action="forward",
            sources=("received", "with_department"),
            target="with_department",
            roles=OPENING,
            guards=(GIVEN,),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="send_back",
            sources=("with_department",),
            target="received",
            roles=DEPARTMENT,
            guards=(SAID,),
            visibility=Visibility.PARTIES,
        ),
        Transition(
            action="take_up",
            sources=("with_department",),
            target="taken_up",
            roles=APPLICATION,
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="give_back",
            sources=("taken_up",),
            target="with_department",
            roles=ENDED,
            guards=(SAID,),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="merge",
            sources=("received", "with_department"),
            target="merged",
            roles=OFFICE,
            guards=TARGET,
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="decline",
            sources=("received", "with_department"),
            target="declined",
            roles=OFFICE,
            guards=(SAID,),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="withdraw",
            sources=("filed", "received", "with_department"),
            target="withdrawn",
            roles=FILER,
            visibility=Visibility.PUBLIC,
        ),
    ),
)
