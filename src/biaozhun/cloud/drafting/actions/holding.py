"""A project that is written on: its row locked, and refused where it is over."""

from collections.abc import Collection

from biaozhun.cloud.cases.actions import lock
from biaozhun.cloud.drafting.errors import DraftingRefusedError
from biaozhun.cloud.drafting.life import OVER
from biaozhun.cloud.drafting.models import Project


def hold(project: Project, *, over: Collection[str] = OVER) -> Project:
    """The project as it stands now, held until the transaction ends.

    Args:
        project: which one.
        over: the states in which what is to be written is not written any more.

    Raises:
        DraftingRefusedError: ``project_over``.
    """
    held = lock(Project, project.pk)
    if held.state in over:
        raise DraftingRefusedError("the project is over", code="project_over", fragment=held.state)
    return held
