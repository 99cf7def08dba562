"""What the desk lets the background do."""

from biaozhun.cloud.desk.actions import checking, clearing, running, sources_at_work
from biaozhun.cloud.foundation.tasks import every, task


@task("desk.check")
def check(upload: int) -> None:
    """Find out what an upload would change."""
    checking.check(upload)


@task("desk.run")
def run(upload: int) -> None:
    """Bring an upload into the catalogue, from where it stood."""
    running.run(upload)


@task("desk.work_on_source")
def work_on_source(work: int) -> None:
    """Merge a source again or remove it, from where that stood."""
    sources_at_work.work(work)


@task("desk.clear_uploads")
def clear_uploads() -> None:
    """Remove the files of uploads that nobody needs any more."""
    clearing.clear_uploads()


every(clear_uploads, cron="20 4 * * *")
