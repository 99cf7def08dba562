"""A new draft of a project that is consulted on is read into passages, whoever brought it."""

from django.db.models.signals import post_save

from biaozhun.cloud.consultations.models import Consultation
from biaozhun.cloud.consultations.tasks import read_draft
from biaozhun.cloud.drafting.models import ProjectDocument
from biaozhun.cloud.drafting.queries.documents import DRAFTS


def listen() -> None:
    """Begin to read new drafts."""
    post_save.connect(read_new, sender=ProjectDocument, dispatch_uid="consultations.drafts")


def read_new(
    instance: ProjectDocument, *, created: bool = False, raw: bool = False, **_: object
) -> None:
    """Have a new draft read where comments are to be found again in it."""
    if raw or not created or instance.kind not in DRAFTS:
        return
    if Consultation.objects.filter(project=instance.project_id).exists():
        read_draft.later(instance.pk)
