"""What consultations let the background do, and what comes round by the clock."""

from biaozhun.cloud.consultations.actions.closing import close_over
from biaozhun.cloud.consultations.actions.following import follow_into
from biaozhun.cloud.consultations.actions.mailing import mail
from biaozhun.cloud.consultations.actions.reading import read_once
from biaozhun.cloud.drafting.models import ProjectDocument
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.foundation.tasks import every, task


@task("consultations.read_draft")
def read_draft(pk: int) -> None:
    """Read a draft into passages and find the comments on earlier ones again in it."""
    document = ProjectDocument.objects.filter(pk=pk).first()
    if document is not None:
        read_once(document, at=now())
        follow_into(document)


@task("consultations.close")
def close_all() -> None:
    """Close the consultations whose last day is over."""
    close_over(now())


@task("consultations.mail_letter")
def mail_letter(pk: int) -> None:
    """Send the mail of a letter."""
    mail(pk)


every(close_all, cron="5 0 * * *")
