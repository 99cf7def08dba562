"""What keepers order and the background does."""

from biaozhun.cloud.catalogue.actions import numbers, ruling, undoing
from biaozhun.cloud.catalogue.models import NumberDecision, PrecedenceRule, RunUndo
from biaozhun.cloud.foundation.tasks import task


@task("cataloguing.undo")
def undo(ordered: int) -> None:
    """Take a run back, from where that stood."""
    undoing.undo(RunUndo.objects.select_related("run__source", "run__announcement").get(pk=ordered))


@task("cataloguing.follow")
def follow(rule: int) -> None:
    """Bring what is held in line with a rule that was made or withdrawn."""
    ruling.follow(PrecedenceRule.objects.get(pk=rule))


@task("cataloguing.follow_number")
def follow_number(decision: int) -> None:
    """Bring the relations in line with a decision on a number, should that have been broken off."""
    numbers.follow_number(NumberDecision.objects.get(pk=decision))
