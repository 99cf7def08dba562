"""The life cycles of the slice, as tables.

Roles: ``authority`` supervises; ``lead`` and ``helper`` are charged with the task; ``holder`` is
the unit whose duty it is; ``parent`` has split its duty and handed a part of it on; ``addressee``
is who a letter of supervision is sent to. To a duty or a report the ``lead`` is another unit than
its holder: nobody approves its own work.

A row that leads back to where it came from says who may do something and when; it is asked of
:func:`biaozhun.core.lifecycle.decide`, and no state is written.
"""

import msgspec

from biaozhun.core.lifecycle import Guard, Machine, Transition, Visibility

AUTHORITY = frozenset({"authority"})
LEAD = frozenset({"lead"})
LEAD_OR_AUTHORITY = LEAD | AUTHORITY
HOLDER = frozenset({"holder"})
GOING = ("open", "submitted")
"""The states of tasks that are still to be closed."""


class PlanFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked before a step of a plan."""

    has_title: bool = True
    has_tasks_or_targets: bool = True
    undecided: int = 0  # what the reader left to a person and nobody looked at
    open_tasks: int = 0
    reason: str = ""


class WorkFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked before a step of a task, a duty, a report or a letter."""

    plan_in_force: bool = True
    task_open: bool = True
    has_evidence: bool = False
    open_duties: int = 0
    has_deadline: bool = True
    date_change_asked: bool = False
    units_below: int = 0  # to whom a part could be handed on
    reason: str = ""


_REASON = Guard[PlanFacts]("reason_missing", lambda facts: bool(facts.reason.strip()))
_WHY = Guard[WorkFacts]("reason_missing", lambda facts: bool(facts.reason.strip()))
_IN_FORCE = Guard[WorkFacts]("plan_not_in_force", lambda facts: facts.plan_in_force)
_OPEN = Guard[WorkFacts]("task_not_open", lambda facts: facts.task_open)
_EVIDENCE = Guard[WorkFacts]("evidence_missing", lambda facts: facts.has_evidence)
_ALL_DONE = Guard[WorkFacts]("duties_open", lambda facts: facts.open_duties == 0)
_DATED = Guard[WorkFacts]("deadline_missing", lambda facts: facts.has_deadline)
_NOT_ASKED = Guard[WorkFacts]("date_change_asked", lambda facts: not facts.date_change_asked)
_HAS_BELOW = Guard[WorkFacts]("nobody_below", lambda facts: facts.units_below > 0)

PLAN = Machine[PlanFacts](
    name="plans.plan",
    initial="draft",
    transitions=(
        Transition(
            action="confirm",
            sources=("draft",),
            target="in_force",
            roles=AUTHORITY,
            guards=(
                Guard("title_missing", lambda facts: facts.has_title),
                Guard("nothing_to_do", lambda facts: facts.has_tasks_or_targets),
                Guard("left_undecided", lambda facts: facts.undecided == 0),
            ),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="conclude",
            sources=("in_force",),
            target="concluded",
            roles=AUTHORITY,
            guards=(Guard("tasks_open", lambda facts: facts.open_tasks == 0),),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="withdraw",
            sources=("draft", "in_force"),
            target="withdrawn",
            roles=AUTHORITY,
            guards=(_REASON,),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="reopen",
            sources=("concluded",),
            target="in_force",
            roles=AUTHORITY,
            guards=(_REASON,),
            visibility=Visibility.PUBLIC,
        ),
    ),
)

TASK = Machine[WorkFacts](
    name="plans.task",
    initial="draft",
    transitions=(
        Transition(action="drop", sources=("draft",), target="dropped", roles=AUTHORITY),
        Transition(action="restore", sources=("dropped",), target="draft", roles=AUTHORITY),
        Transition(
            action="confirm",
            sources=("draft",),
            target="open",
            roles=AUTHORITY,
            guards=(_IN_FORCE,),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="submit",
            sources=("open",),
            target="submitted",
            roles=LEAD,
            guards=(_IN_FORCE, _EVIDENCE, _ALL_DONE),
        ),
        Transition(
            action="ask_date",
            sources=("open",),
            target="open",
            roles=LEAD,
            guards=(_IN_FORCE, _DATED, _NOT_ASKED, _WHY),
        ),
        Transition(
            action="issue_letter",
            sources=("open",),
            target="open",
            roles=AUTHORITY,
            guards=(_IN_FORCE,),
        ),
        Transition(
            action="send_back",
            sources=("submitted",),
            target="open",
            roles=AUTHORITY,
            guards=(_WHY,),
        ),
        Transition(
            action="close",
            sources=GOING,
            target="closed",
            roles=AUTHORITY,
            guards=(_IN_FORCE, _EVIDENCE, _ALL_DONE),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="reopen",
            sources=("closed",),
            target="open",
            roles=AUTHORITY,
            guards=(_IN_FORCE, _WHY),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="cancel",
            sources=GOING,
            target="cancelled",
            roles=AUTHORITY,
            guards=(_WHY,),
            visibility=Visibility.PUBLIC,
        ),
    ),
)

DUTY = Machine[WorkFacts](
    name="plans.duty",
    initial="open",
    transitions=(
        Transition(
            action="report_done",
            sources=("open",),
            target="reported",
            roles=HOLDER,
            guards=(_IN_FORCE, _OPEN, _EVIDENCE, _ALL_DONE),
        ),
        Transition(
            action="report",
            sources=("open",),
            target="open",
            roles=HOLDER,
            guards=(_IN_FORCE, _OPEN),
        ),
        Transition(
            action="hand_on",
            sources=("open",),
            target="open",
            roles=HOLDER,
            guards=(_IN_FORCE, _OPEN, _HAS_BELOW),
        ),
        Transition(
            action="approve",
            sources=("reported",),
            target="done",
            roles=LEAD_OR_AUTHORITY | {"parent"},
        ),
        Transition(
            action="send_back",
            sources=("reported", "done"),
            target="open",
            roles=LEAD_OR_AUTHORITY | {"parent"},
            guards=(_WHY,),
        ),
        Transition(
            action="release",
            sources=("open", "reported"),
            target="released",
            roles=AUTHORITY | {"parent"},
            guards=(_WHY,),
        ),
        # what leads have to do is done when their task is closed
        Transition(action="finish", sources=("open", "reported"), target="done", roles=AUTHORITY),
    ),
)

REPORT = Machine[WorkFacts](
    name="plans.report",
    initial="submitted",
    transitions=(
        Transition(
            action="approve",
            sources=("submitted",),
            target="approved",
            roles=LEAD_OR_AUTHORITY | {"parent"},
        ),
        Transition(
            action="send_back",
            sources=("submitted",),
            target="returned",
            roles=LEAD_OR_AUTHORITY | {"parent"},
            guards=(_WHY,),
        ),
    ),
)

DATE_CHANGE = Machine[WorkFacts](
    name="plans.date_change",
    initial="asked",
    transitions=(
        Transition(
            action="grant",
            sources=("asked",),
            target="granted",
            roles=AUTHORITY,
            guards=(_OPEN,),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="refuse",
            sources=("asked",),
            target="refused",
            roles=AUTHORITY,
            guards=(_WHY,),
        ),
        Transition(action="take_back", sources=("asked",), target="taken_back", roles=LEAD),
    ),
)

LETTER = Machine[WorkFacts](
    name="plans.letter",
    initial="issued",
    transitions=(
        Transition(
            action="answer",
            sources=("issued", "returned"),
            target="answered",
            roles=frozenset({"addressee"}),
            guards=(Guard("answer_missing", lambda facts: bool(facts.reason.strip())),),
        ),
        Transition(action="accept", sources=("answered",), target="settled", roles=AUTHORITY),
        Transition(
            action="send_back",
            sources=("answered",),
            target="returned",
            roles=AUTHORITY,
            guards=(_WHY,),
        ),
        Transition(
            action="take_back",
            sources=("issued", "returned", "answered"),
            target="taken_back",
            roles=AUTHORITY,
            guards=(_WHY,),
        ),
    ),
)
