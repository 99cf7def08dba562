"""What is done in the background, and when."""

from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.foundation.tasks import every, task
from biaozhun.cloud.metrics.actions.answering import answer_due


@task("metrics.answer_questions")
def answer_questions() -> None:
    """Make the reports of all kept questions whose period is over."""
    answer_due(today(), at=now())


every(answer_questions, cron="20 4 * * *")
