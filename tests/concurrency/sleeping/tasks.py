"""What a test lets the queue do."""

import os
import time
from pathlib import Path

from biaozhun.cloud.foundation.tasks import every, task


@task("sleeping.wait")
def wait(folder: str) -> None:
    """Say who began, wait until the folder has a file ``go``, say that it ended."""
    with (Path(folder) / "said").open("a", encoding="utf-8") as said:
        print("begun", os.getpid(), file=said, flush=True)
        while not (Path(folder) / "go").exists():
            time.sleep(0.02)
        print("ended", os.getpid(), file=said, flush=True)


@task("sleeping.tick")
def tick() -> None:
    """Come round, and leave a line where the tests say."""
    with Path(os.environ["SLEEPING_TICKS"]).open("a", encoding="utf-8") as said:
        print("tick", file=said, flush=True)


every(tick, cron="0 3 1 1 *")
