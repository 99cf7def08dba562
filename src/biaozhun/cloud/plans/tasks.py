"""What plans let the background do."""

from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.foundation.tasks import every, task
from biaozhun.cloud.plans.actions.reminding import remind


@task("plans.remind")
def remind_of_deadlines() -> None:
    """Remind of the last days that come near, and tell further up of those that are past."""
    remind(today(), now())


every(remind_of_deadlines, cron="30 7 * * *")
