"""Letters by e-mail, to units that have no account here."""

from typing import Final

import structlog
from django.conf import settings
from django.core.mail import send_mail
from django.utils.translation import override

from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.consultations.models import Letter
from biaozhun.cloud.consultations.wording.letters import mail_text

log = structlog.get_logger(__name__)
_TONGUE: Final = "zh-hans"  # of an official letter


def mail(pk: int) -> None:
    """Send the mail of a letter; whether the server took it is kept, since a unit may ask."""
    letter = Letter.objects.select_related("consultation__project__authority").filter(pk=pk).first()
    if letter is None or not letter.email or letter.sent is None or letter.reply:
        return
    with override(_TONGUE):
        subject, text = mail_text(letter)
    is_sent = _handed_over(letter.email, f"[{settings.SITE_NAME}] {subject}", text)
    facts = {"unit": letter.unit, "is_sent": is_sent, "visibility": "parties"}
    subject_of = letter.consultation.case_subject
    record("consultations.letter_mailed", subject=subject_of, actor=None, facts=facts)


def _handed_over(email: str, subject: str, text: str) -> bool:
    try:
        return bool(send_mail(subject, text, None, [email]))
    except OSError as error:  # of the network, of the server, or of the folder of mails
        log.warning("letter_not_mailed", error=f"{type(error).__name__}: {error}")
        return False
