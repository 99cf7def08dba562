"""What comes round by the clock: follow-ups that are due soon, or late."""

from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.foundation.tasks import every, task
from biaozhun.cloud.organisations.actions.reminding import remind


@task("organisations.remind")
def remind_all() -> None:
    """Tell those charged what is due within a week, and the authority too what is late."""
    remind(today())


every(remind_all, cron="30 6 * * *")
