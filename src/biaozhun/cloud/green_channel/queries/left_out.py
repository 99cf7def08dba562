"""Which steps a project may leave out, which it does, and why it may not leave out others."""

from typing import Final

import msgspec

from biaozhun.cloud.drafting.life import RUNNING
from biaozhun.cloud.drafting.models import Procedure, Project
from biaozhun.cloud.green_channel.life import OPEN
from biaozhun.cloud.green_channel.models import LeftOutStep, Use
from biaozhun.cloud.green_channel.queries.grounds import division_of, in_tongue, printed
from biaozhun.core import urgency

COURSE: Final = ("planned", *RUNNING, "approved", "announced", "published")
"""The states of a project in their order."""


def left_out(project: Project) -> frozenset[str]:
    """Codes of the steps an officer agreed to leave out, while the use holds; one question."""
    agreed = LeftOutStep.objects.filter(
        use__project=project, use__state="granted", state="approved"
    )
    return frozenset(agreed.values_list("step", flat=True))


def why_not(project: Project, step: urgency.Step, procedure: str) -> str:
    """Why a step may not be left out of a project, by code; empty where it may; one question."""
    return urgency.why_kept(step, procedure, division_of(project.authority_id))


def is_past(project: Project, step: urgency.Step) -> bool:
    """Whether a project has gone past the point where a step could be left out."""
    if project.state not in COURSE or step.before not in COURSE:
        return True
    return COURSE.index(project.state) >= COURSE.index(step.before)


class StepShown(msgspec.Struct, frozen=True, kw_only=True):
    """A step of the table as the page of a use shows it.

    Attributes:
        code: its code.
        name: in the language of the page.
        why: what speaks for leaving it out, or against.
        basis: the law or practice, with its article where that was read in the primary text.
        is_checked: it was read in the primary text.
        kept: why it may not be left out; empty where it may.
        is_late: the project has gone past it.
        is_asked: it is asked for, or agreed to.
    """

    code: str
    name: str
    why: str
    basis: str
    is_checked: bool
    kept: str = ""
    is_late: bool = False
    is_asked: bool = False

    @property
    def is_open(self) -> bool:
        """Whether it may be asked for now."""
        return not (self.kept or self.is_late or self.is_asked)


def steps_of(use: Use) -> list[StepShown]:
    """All steps of the table as they stand for a use; two questions."""
    division = division_of(use.project.authority_id)
    asked = set(use.skips.filter(state__in=OPEN).values_list("step", flat=True))
    return [
        shown(
            one,
            kept=urgency.why_kept(one, use.procedure, division),
            is_late=is_past(use.project, one),
            is_asked=one.code in asked,
        )
        for one in urgency.steps().values()
    ]


def shown(
    step: urgency.Step, *, kept: str = "", is_late: bool = False, is_asked: bool = False
) -> StepShown:
    """A step in the words of the page."""
    return StepShown(
        code=step.code,
        name=in_tongue(step.name, step.name_en),
        why=in_tongue(step.why, step.why_en),
        basis=printed(step),
        is_checked=step.confidence == "V",
        kept=kept,
        is_late=is_late,
        is_asked=is_asked,
    )


def table_of_steps() -> list[StepShown]:
    """The table by itself: what any procedure may leave out, and what none may."""
    return [
        shown(one, kept=urgency.why_kept(one, Procedure.EMERGENCY, ""))
        for one in urgency.steps().values()
    ]


def name_of_step(code: str) -> str:
    """What a step is called in the language of the page."""
    known = urgency.steps().get(code)
    return in_tongue(known.name, known.name_en) if known else code
