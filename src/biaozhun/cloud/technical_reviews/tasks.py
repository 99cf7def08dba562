"""What comes round by the clock."""

from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.foundation.tasks import every, task
from biaozhun.cloud.technical_reviews.actions.closing import count_over


@task("technical_reviews.count")
def count_all() -> None:
    """Count the ballots whose last day is over."""
    count_over(now())


every(count_all, cron="10 0 * * *")
