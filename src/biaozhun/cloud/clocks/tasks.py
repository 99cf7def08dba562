"""What comes round by the clock: warnings before and behind due days."""

from biaozhun.cloud.clocks.actions.warning import warn
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.foundation.tasks import every, task


@task("clocks.warn")
def warn_all() -> None:
    """Warn of the due days of all projects."""
    warn(today(), now())


every(warn_all, cron="40 6 * * *")
