"""What drafting asks of the green channel, answered."""

import datetime as dt
from collections.abc import Mapping

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.drafting.models import Procedure, Project
from biaozhun.cloud.drafting.urgency import Urgency
from biaozhun.cloud.green_channel.actions.opening import keep_opening
from biaozhun.cloud.green_channel.queries.grounds import grounds_of
from biaozhun.cloud.green_channel.queries.left_out import left_out


class GreenChannel:
    """Keeps the uses of the faster procedures."""

    def grounds(self, authority: Organisation) -> Mapping[str, str]:
        """The grounds an authority takes, by code, in words."""
        return {one.code: one.name for one in grounds_of(authority)}

    def left_out(self, project: Project) -> frozenset[str]:
        """Codes of the steps that an officer agreed to leave out."""
        if project.procedure == Procedure.NORMAL:
            return frozenset()
        return left_out(project)

    def opened(self, project: Project, urgency: Urgency, *, at: dt.datetime) -> None:
        """Keep that a project was opened under another procedure than the normal one."""
        keep_opening(project, urgency, at=at)
