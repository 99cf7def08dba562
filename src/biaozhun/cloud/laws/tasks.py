"""What comes round by the clock."""

from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.foundation.tasks import every, task
from biaozhun.cloud.laws.actions import warning


@task("laws.look_again")
def look_again() -> None:
    """Every night: what is cited may have ended or begun with the day."""
    warning.look_again(today())


@task("laws.look_at_changes")
def look_at_changes() -> None:
    """Soon after the catalogue changed; nothing is asked while it does not."""
    warning.look_at_changes(today())


every(look_again, cron="25 1 * * *")
every(look_at_changes, cron="*/10 * * * *")
