"""The life cycle of a drafting project, as a table.

Roles: ``department`` applied for it; ``drafter`` is of its team or of a drafting unit;
``committee`` keeps the secretariat of the committee in charge; ``authority`` is an officer of the
authority that issues, ``handler`` the one in charge; ``chain`` is the chain of approval when its
last step is taken, or the entering of what another body issued in its place; ``announcement`` an
announcement when it goes out, ``takeover`` the taking over of a running project, ``consultation`` a
consultation whose last day is over. The last four are no persons: the actions of those cases act
in them.
"""

import datetime as dt
from typing import Final

import msgspec

from biaozhun.core.lifecycle import Applied, Guard, Limit, Machine, Transition, Visibility

HANDLER: Final = frozenset({"handler", "authority"})
DRAFTER: Final = frozenset({"drafter", "department", "committee", "handler", "authority"})
CHAIN: Final = frozenset({"chain"})
ANNOUNCEMENT: Final = frozenset({"announcement"})
TAKEOVER: Final = frozenset({"takeover"})
CONSULTATION: Final = frozenset({"consultation"})

RUNNING: Final = (
    "drafting",
    "consulting",
    "settling",
    "submitted",
    "reviewing",
    "reviewed",
    "reported",
    "examining",
)
"""The states between the plan and the number."""
ENDED: Final = ("terminated", "issued_elsewhere")
"""The states in which a project ends without a standard of its authority."""
OVER: Final = ("announced", "published", *ENDED)
"""The states in which nothing of the plan changes any more."""
CLOSED: Final = ("published", *ENDED)
"""The states in which nothing is added any more; an announced one still waits for its text."""
AT_OPENING: Final = ("P-20",)
"""The rules whose periods begin with the plan, which is no step."""
PERIODS: Final = ("T-01", "P-20", "P-30", "P-40", "P-50", "P-60")
"""The rules whose periods may run before the announcement; the end of a project ends them."""


class ProjectFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked before a step of a project.

    Attributes:
        reason: what was written with the step.
        has_units: drafting units are named.
        is_current_note: the explanatory note travels with the present draft.
        consulted: the first and the last day of the latest consultation; ``None`` without one.
        today: the day of the step.
        open_comments: comments without a decided answer.
        needs_new_round: a major change after the consultation was recorded and not consulted on.
        is_hearing_closed: no hearing is decided on and open.
        is_checked: the sector department's check passed.
        review: outcome of the latest technical review, empty without one.
        open_objections: objections without an answer.
        has_power: the authority may issue this standard today.
        is_approved: the chain of approval came to its end.
        open_changes: changes asked for and not decided.
        refused_patents: patents whose licence was refused and that nobody dealt with yet.
        taken_over: it comes from elsewhere.
    """

    reason: str = ""
    has_units: bool = False
    is_current_note: bool = False
    consulted: tuple[dt.date, dt.date] | None = None
    today: dt.date
    open_comments: int = 0
    needs_new_round: bool = False
    is_hearing_closed: bool = True
    is_checked: bool = False
    review: str = ""
    open_objections: int = 0
    has_power: bool = False
    is_approved: bool = False
    open_changes: int = 0
    refused_patents: int = 0
    taken_over: bool = False


def _consulted_long_enough(facts: ProjectFacts, rule: Applied) -> bool:
    """Full days between publication and close (D-06): the first day is not counted."""
    if facts.consulted is None:
        return False
    began, ended = facts.consulted
    return rule.met_by((ended - began).days)


REASON: Final = Guard[ProjectFacts]("reason_missing", lambda facts: bool(facts.reason.strip()))
UNITS: Final = Guard[ProjectFacts]("no_drafting_unit", lambda facts: facts.has_units)
NOTE: Final = Guard[ProjectFacts]("note_not_current", lambda facts: facts.is_current_note)
CONSULTED: Final = Guard[ProjectFacts](
    "not_consulted", lambda facts: facts.consulted is not None and facts.consulted[1] < facts.today
)
SETTLED: Final = Guard[ProjectFacts]("open_comments", lambda facts: facts.open_comments == 0)
NO_NEW_ROUND: Final = Guard[ProjectFacts](
    "new_round_needed", lambda facts: not facts.needs_new_round
)
HEARD: Final = Guard[ProjectFacts]("hearing_open", lambda facts: facts.is_hearing_closed)
CHECKED: Final = Guard[ProjectFacts]("department_check_missing", lambda facts: facts.is_checked)
PASSED: Final = Guard[ProjectFacts]("review_not_passed", lambda facts: facts.review == "passed")
NOT_PASSED: Final = Guard[ProjectFacts](
    "review_without_conclusion", lambda facts: facts.review in {"revise", "failed"}
)
NO_OBJECTIONS: Final = Guard[ProjectFacts](
    "open_objections", lambda facts: facts.open_objections == 0
)
NO_CHANGES: Final = Guard[ProjectFacts]("open_changes", lambda facts: facts.open_changes == 0)
LICENSED: Final = Guard[ProjectFacts]("patent_refused", lambda facts: facts.refused_patents == 0)
POWER: Final = Guard[ProjectFacts]("no_issuing_power", lambda facts: facts.has_power)
APPROVED: Final = Guard[ProjectFacts]("chain_not_complete", lambda facts: facts.is_approved)
FROM_ELSEWHERE: Final = Guard[ProjectFacts]("not_taken_over", lambda facts: facts.taken_over)

LONG_ENOUGH: Final = Limit[ProjectFacts]("consulted_too_short", "T-01", _consulted_long_enough)


PROJECT: Final = Machine[ProjectFacts](
    name="drafting.project",
    initial="planned",
    transitions=(
        Transition(
            action="start",
            sources=("planned",),
            target="drafting",
            roles=DRAFTER,
            guards=(UNITS,),
            visibility=Visibility.PUBLIC,
            basis="地方标准管理办法",
        ),
        *(
            Transition(
                action="consult",
                sources=(source,),
                target="consulting",
                roles=HANDLER | {"department", "committee"},
                guards=(NOTE, NO_CHANGES),
                documents=("draft_for_comment", "explanatory_note"),
                visibility=Visibility.PUBLIC,
                basis="标准化法第十五条",
                starts=starts,
                stops=stops,
            )
            for source, starts, stops in (
                ("drafting", ("T-01", "P-30"), ("P-20",)),
                ("settling", ("T-01",), ()),  # a further round is of the same stage
            )
        ),
        Transition(
            action="close_consultation",
            sources=("consulting",),
            target="settling",
            roles=HANDLER | CONSULTATION | {"department", "committee"},
            guards=(CONSULTED,),
            limits=(LONG_ENOUGH,),
            visibility=Visibility.PUBLIC,
            stops=("T-01",),
        ),
        Transition(
            action="submit",
            sources=("settling",),
            target="submitted",
            roles=DRAFTER,
            guards=(SETTLED, NO_NEW_ROUND, NOTE, NO_CHANGES),
            documents=("draft_for_review", "explanatory_note", "comment_table"),
            visibility=Visibility.PUBLIC,
            starts=("P-40",),
            stops=("P-30",),
        ),
        Transition(
            action="return_submission",
            sources=("submitted",),
            target="settling",
            roles=HANDLER,
            guards=(REASON,),
            starts=("P-30",),
            stops=("P-40",),
        ),
        Transition(
            action="begin_review",
            sources=("submitted",),
            target="reviewing",
            roles=HANDLER | {"committee"},
            guards=(CHECKED,),
            visibility=Visibility.PUBLIC,
            basis="标准化法第十六条",
        ),
        Transition(
            action="pass_review",
            sources=("reviewing",),
            target="reviewed",
            roles=HANDLER | {"committee"},
            guards=(PASSED,),
            documents=("review_minutes",),
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="revise",
            sources=("reviewing",),
            target="settling",
            roles=HANDLER | {"committee"},
            guards=(NOT_PASSED,),
            documents=("review_minutes",),
            visibility=Visibility.PUBLIC,
            starts=("P-30",),
            stops=("P-40",),
        ),
        Transition(
            action="report",
            sources=("reviewed",),
            target="reported",
            roles=DRAFTER,
            guards=(NOTE, HEARD, NO_CHANGES, LICENSED),
            documents=(
                "draft_for_approval",
                "explanatory_note",
                "review_opinions",
                "approval_letter",
            ),
            visibility=Visibility.PUBLIC,
            starts=("P-50",),
            stops=("P-40",),
        ),
        Transition(
            action="return_report",
            sources=("reported", "examining"),
            target="reviewed",
            roles=HANDLER | CHAIN,
            guards=(REASON,),
            starts=("P-40",),
            stops=("P-50",),
        ),
        Transition(
            action="examine",
            sources=("reported",),
            target="examining",
            roles=HANDLER,
            visibility=Visibility.PUBLIC,
        ),
        Transition(
            action="approve",
            sources=("examining",),
            target="approved",
            roles=CHAIN,
            guards=(
                APPROVED,
                POWER,
                SETTLED,
                HEARD,
                PASSED,
                NO_OBJECTIONS,
                NO_CHANGES,
                LICENSED,
            ),
            visibility=Visibility.PUBLIC,
            basis="标准化法第十三条",
            starts=("P-60",),
            stops=("P-50",),
        ),
        Transition(
            action="announce",
            sources=("approved",),
            target="announced",
            roles=ANNOUNCEMENT,
            visibility=Visibility.PUBLIC,
            basis="标准化法第十三条",
            starts=("T-02", "T-03", "T-04", "T-05"),
        ),
        Transition(
            action="publish",
            sources=("announced",),
            target="published",
            roles=ANNOUNCEMENT | HANDLER,
            documents=("standard_text",),
            visibility=Visibility.PUBLIC,
            stops=("T-02", "P-60"),
        ),
        Transition(
            action="terminate",
            sources=("planned", *RUNNING, "approved"),
            target="terminated",
            roles=HANDLER,
            guards=(REASON,),
            documents=("decision",),
            visibility=Visibility.PUBLIC,
            stops=PERIODS,
        ),
        Transition(
            action="issue_elsewhere",
            sources=("reviewed", "reported", "examining", "approved"),
            target="issued_elsewhere",
            roles=CHAIN,
            documents=("decision",),
            visibility=Visibility.PUBLIC,
            stops=PERIODS,
        ),
        *(
            Transition(
                action=f"take_over_as_{state}",
                sources=("planned",),
                target=state,
                roles=TAKEOVER,
                guards=(FROM_ELSEWHERE,),
                visibility=Visibility.PUBLIC,
            )
            for state in (*RUNNING, "approved", "announced", "published")
        ),
    ),
)
