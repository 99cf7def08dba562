"""What drafting lets the background do."""

from biaozhun.cloud.drafting.actions.reading import read_and_check
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.foundation.tasks import task


@task("drafting.read_document")
def read_document(pk: int) -> None:
    """Read the text of a document and check it."""
    read_and_check(pk, at=now())
