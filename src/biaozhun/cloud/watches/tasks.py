"""When what is watched is looked at."""

from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.foundation.tasks import every, task
from biaozhun.cloud.watches.actions.looking import follow_changes, look_for_everybody, mark_all


@task("watches.look_after_changes")
def look_after_changes() -> None:
    """Follow the log of changes and look at what it touches."""
    follow_changes()
    look_for_everybody(today())


@task("watches.look_at_all")
def look_at_all() -> None:
    """Look at everything: editions enter into force and end by the calendar alone."""
    follow_changes()
    mark_all()
    look_for_everybody(today())


every(look_after_changes, cron="*/10 * * * *")
every(look_at_all, cron="15 0 * * *")
