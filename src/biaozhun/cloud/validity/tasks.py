"""What is done in the background: long checks, telling programs, letting go what is over."""

from biaozhun.cloud.foundation.tasks import every, task
from biaozhun.cloud.validity.actions.deleting import age
from biaozhun.cloud.validity.actions.running import run
from biaozhun.cloud.validity.actions.telling import tell


@task("validity.tell_back")
def tell_back(pk: int) -> None:
    """Tell the address of a check that it has ended."""
    tell(pk)


@task("validity.run_check")
def run_check(pk: int) -> None:
    """Do a check; one whose worker was killed begins again."""
    run(pk, then=tell_back.later)


@task("validity.age")
def age_checks() -> None:
    """Delete files and checks whose time is over."""
    age()


every(age_checks, cron="*/15 * * * *")
