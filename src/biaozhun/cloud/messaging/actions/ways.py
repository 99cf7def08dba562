"""How somebody is told: changed by themselves, or by the link of a mail."""

import datetime as dt
import uuid

from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts import secret
from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.accounts.sign_in.sealing import seal
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.messaging.actions.telling import Message, tell
from biaozhun.cloud.messaging.models import Notice, Ways

PREFIX = "bzw_"
BETWEEN_TRIALS = dt.timedelta(minutes=1)


def _held(person: Person) -> Ways:
    Ways.objects.get_or_create(person=person)
    return Ways.objects.select_for_update().get(person=person)


@transaction.atomic
def change_ways(person: Person, *, mail: Ways.Mail, language: str, webhook: str) -> str:
    """Keep what was chosen; the secret of a webhook that is new, else nothing.

    A webhook that was stopped is tried again.
    """
    ways = _held(person)
    made = ""
    if webhook and not ways.webhook_secret:
        made = secret.made(PREFIX)
        ways.webhook_secret = seal(made)
    ways.mail, ways.language, ways.webhook = mail, language, webhook
    ways.webhook_failures, ways.webhook_stopped = 0, None
    ways.save()
    facts = {"mail": str(mail), "language": language, "webhook": bool(webhook)}
    record("messaging.ways_changed", subject=f"person:{person.pk}", actor=person, facts=facts)
    return made


@transaction.atomic
def renew_secret(person: Person) -> str:
    """A new secret of the webhook; what is signed from now on is signed by it."""
    ways = _held(person)
    made = secret.made(PREFIX)
    ways.webhook_secret = seal(made)
    ways.save(update_fields=["webhook_secret"])
    record("messaging.secret_renewed", subject=f"person:{person.pk}", actor=person)
    return made


@transaction.atomic
def renew_feed(person: Person) -> str:
    """A new secret address of the feed; the one before leads nowhere any more."""
    ways = _held(person)
    made = secret.made()
    ways.feed_digest = secret.digest(made)
    ways.save(update_fields=["feed_digest"])
    record("messaging.feed_renewed", subject=f"person:{person.pk}", actor=person)
    return made


@transaction.atomic
def stop_mail(person: Person) -> None:
    """Send no more mails: asked for by the link in one, which only its reader has."""
    ways = _held(person)
    ways.mail = Ways.Mail.NONE
    ways.save(update_fields=["mail"])
    record("messaging.mail_stopped", subject=f"person:{person.pk}", actor=person)


@transaction.atomic
def try_ways(person: Person) -> bool:
    """Tell somebody that they are told, once a minute; whether they were."""
    lately = Notice.objects.filter(kind="messaging.trial", told__gt=now() - BETWEEN_TRIALS)
    if lately.filter(person=person).exists():
        return False
    tell(
        [person],
        Message(
            kind="messaging.trial",
            subject=_("试验消息"),
            text=_("您收到了这条消息，说明这条途径是通的。"),
            address="/account/notices/ways",
            key=f"trial:{uuid.uuid4().hex}",
        ),
    )
    record("messaging.trial_asked", subject=f"person:{person.pk}", actor=person)
    return True
