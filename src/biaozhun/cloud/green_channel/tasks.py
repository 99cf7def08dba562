"""What comes round by the clock."""

from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.foundation.tasks import every, task
from biaozhun.cloud.green_channel.actions.checking import remind


@task("green_channel.remind")
def remind_of_all() -> None:
    """Tell officers of the emergency standards that are to be looked at again."""
    remind(today())


every(remind_of_all, cron="40 6 * * *")
