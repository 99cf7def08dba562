"""Rounds open, and the silent are reminded, by the calendar."""

from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.foundation.tasks import every, task
from biaozhun.cloud.rounds.actions.returns import chase
from biaozhun.cloud.rounds.actions.rounds import open_round
from biaozhun.cloud.rounds.models import Scheme


@task("rounds.come_round")
def come_round() -> None:
    """Open the rounds whose period is over, and chase; twice on one day does nothing more."""
    for scheme in Scheme.objects.filter(is_active=True).exclude(rhythm=Scheme.Comes.ONCE):
        open_round(scheme, day=today(), actor=None, at=now())
    chase(today(), at=now())


every(come_round, cron="30 0 * * *")
