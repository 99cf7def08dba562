"""Background work of the journal."""

from biaozhun.cloud.audit import actions
from biaozhun.cloud.foundation.tasks import every, task


@task("audit.seal")
def seal() -> None:
    """Seal the events of the last minutes."""
    actions.seal()


every(seal, cron="*/5 * * * *")
