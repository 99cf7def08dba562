"""What the shelf of texts lets the background do."""

from biaozhun.cloud.foundation.tasks import every, task
from biaozhun.cloud.texts.actions.citing import read_waiting_citations


@task("texts.read_citations")
def read_citations() -> None:
    """Find what is cited in the texts that were not read yet."""
    while read_waiting_citations():
        pass


every(read_citations, cron="15 * * * *")
