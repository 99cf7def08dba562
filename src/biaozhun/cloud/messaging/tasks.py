"""What is sent behind the commit, and what comes round by the clock."""

from biaozhun.cloud.foundation.tasks import every, task
from biaozhun.cloud.messaging.actions.delivering import AT_ONCE, deliver_digests, deliver_due
from biaozhun.cloud.messaging.actions.thinning import thin_out


@task("messaging.deliver")
def deliver() -> None:
    """Send what is due by mail and by webhook, until nothing is."""
    while deliver_due() == AT_ONCE:
        pass


@task("messaging.deliver_by_the_clock")
def deliver_by_the_clock() -> None:
    """The same, for what is tried again."""
    deliver()


@task("messaging.send_digests")
def send_digests() -> None:
    """The mails of the day."""
    deliver_digests()


@task("messaging.thin_out")
def thin_old_notices() -> None:
    """Let go of what is older than notices are kept."""
    thin_out()


every(deliver_by_the_clock, cron="*/5 * * * *")
every(send_digests, cron="0 7 * * *")
every(thin_old_notices, cron="20 4 * * *")
