"""What consultations let the background do."""

from biaozhun.cloud.consultations.actions.reading import read_passages
from biaozhun.cloud.drafting.models import ProjectDocument
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.foundation.tasks import task


@task("consultations.read_draft")
def read_draft(pk: int) -> None:
    """Read a draft into passages."""
    document = ProjectDocument.objects.filter(pk=pk).first()
    if document is not None:
        read_passages(document, at=now())
