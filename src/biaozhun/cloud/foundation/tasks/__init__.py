"""Background work: what a slice puts off, what comes round by the clock.

A slice declares its tasks in its module ``tasks``::

    @task("exchange.harvest")
    def harvest(source: str) -> None: ...

    harvest.later("iso")            # queued in the present transaction, done after it
    every(harvest_all, cron="0 3 * * *")

A task is done at least once: the one whose worker was killed is done again, so it is written to
bear that. What it raises is tried again, and after the last try shown among the dead.
"""

from biaozhun.cloud.foundation.tasks.declaring import Task, every, task
from biaozhun.cloud.foundation.tasks.queue import TRIES

__all__ = ["TRIES", "Task", "every", "task"]
