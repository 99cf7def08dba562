"""What stands on the page of a project: the decision, the hearings, who took part."""

import msgspec

from biaozhun.cloud.drafting.models import Proceeding, Project
from biaozhun.cloud.hearings.models import Hearing, HearingDecision, Invitation
from biaozhun.cloud.hearings.queries.participation import Figures, figures_by


class OnProject(msgspec.Struct, frozen=True, kw_only=True):
    """What a project has of hearings and representatives.

    Attributes:
        decision: the latest one on whether a hearing is needed.
        hearings: those the reader may see, the latest first.
        stages: figures of representatives by stage.
        named: who was invited and agreed to be named.
    """

    decision: HearingDecision | None
    hearings: list[Hearing]
    stages: list[Figures]
    named: list[Invitation]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not (self.decision or self.hearings or self.stages)


def on_project(project: Project, *, is_desk: bool) -> OnProject:
    """What stands on the page of a project; four questions."""
    hearings = list(Hearing.objects.filter(project=project).order_by("-number"))
    invited = Invitation.objects.filter(project=project).exclude(state="cancelled")
    named = invited.filter(representative__may_be_named=True).select_related("representative")
    return OnProject(
        decision=HearingDecision.objects.filter(project=project)
        .select_related("proceeding", "decided_by")
        .first(),
        hearings=[one for one in hearings if is_desk or one.announced],
        stages=figures_by(invited, "stage"),
        named=list(named.order_by("stage", "kind", "pk")),
    )


def is_latest(proceeding: Proceeding) -> bool:
    """Whether no hearing was written down after this one: one on paper takes its place."""
    rounds = Proceeding.objects.filter(project=proceeding.project_id, kind=proceeding.kind)
    return not rounds.filter(round__gt=proceeding.round).exists()
