"""Mails and webhooks: how a notice is written for each, and handed over."""

import hashlib
import hmac
import smtplib
from collections.abc import Sequence
from typing import ClassVar

import msgspec
from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.accounts.sign_in.sealing import SealError, unseal
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.foundation.outgoing import OutgoingError, post
from biaozhun.cloud.messaging.links import absolute, stop_link
from biaozhun.cloud.messaging.models import Delivery, Notice, Ways
from biaozhun.cloud.messaging.wording import kind_words

TIMEOUT = 10.0  # seconds a webhook may take
LONGEST = 250  # characters of a result
MOST = 100  # notices told in full in one mail


class Sent(msgspec.Struct, frozen=True, kw_only=True):
    """How a try ended.

    Attributes:
        result: a code of the wording, and what was answered.
        arrived: the other side took it.
        hopeless: trying again would end the same.
        dropped: it was not tried: nobody wants it any more.
    """

    result: str
    arrived: bool = False
    hopeless: bool = False
    dropped: bool = False

    NOT_WANTED: ClassVar["Sent"]


Sent.NOT_WANTED = Sent(result="not_wanted", dropped=True)


def send_mail(person: Person, notice: Notice, ways: Ways) -> Sent:
    """One notice as a mail."""
    with translation.override(ways.language):
        return _mail(person, subject=notice.subject, told=_told(notice), name=f"notice-{notice.pk}")


def send_digest(person: Person, notices: Sequence[Notice], ways: Ways) -> Sent:
    """The notices of a day in one mail."""
    with translation.override(ways.language):
        count = len(notices)
        subject = ngettext("{count} 条消息", "{count} 条消息", count).format(count=count)
        told = "\n\n".join(_told(notice) for notice in notices[:MOST])
        if count > MOST:
            told += "\n\n" + _("另有 {count} 条，见“我的消息”。").format(count=count - MOST)
        return _mail(person, subject=subject, told=told, name=f"digest-{notices[0].pk}")


def _told(notice: Notice) -> str:
    parts = (notice.subject, notice.text, absolute(notice.address))
    return "\n".join(part for part in parts if part)


def _mail(person: Person, *, subject: str, told: str, name: str) -> Sent:
    """Hand a mail over, with the links that lead to all watches and to no more mails."""
    stop = stop_link(person.pk)
    foot = _(
        "—\n您的全部消息：{notices}\n您的全部关注：{watches}\n怎样接收消息：{ways}\n"
        "不再收到这些邮件（无需登录）：{stop}"
    ).format(
        notices=absolute("/account/notices"),
        watches=absolute("/watches"),  # of the slice above, whose address lasts as all do
        ways=absolute("/account/notices/ways"),
        stop=stop,
    )
    mail = EmailMessage(
        f"[{settings.SITE_NAME}] {' '.join(subject.split())}",
        f"{told}\n\n{foot}\n",
        to=[person.email],
        headers={"List-Unsubscribe": f"<{stop}>", "Message-ID": _name(name)},
    )
    try:
        mail.send()
    except (OSError, smtplib.SMTPException) as error:  # of the network, the server, the folder
        return Sent(result=f"mail_server {type(error).__name__}: {error}"[:LONGEST])
    return Sent(result="handed_over", arrived=True)


def _name(name: str) -> str:
    """What a mail calls itself: the same however often it is sent."""
    host = absolute("").split("//")[1].split("/")[0].split(":")[0]
    return f"<{name}@{host}>"


def send_webhook(row: Delivery, ways: Ways) -> Sent:
    """One notice as JSON, signed with the person's secret."""
    try:
        secret = unseal(ways.webhook_secret)
    except SealError:
        return Sent(result="secret_lost", hopeless=True)
    with translation.override(ways.language):
        body = _body(row.notice)
    instant = str(int(now().timestamp()))
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "User-Agent": "Biaozhun-Cloud (webhook)",
        "Biaozhun-Delivery": str(row.pk),
        "Biaozhun-Timestamp": instant,
        "Biaozhun-Signature": signature(secret, instant, body),
    }
    try:
        status = post(
            ways.webhook, body, headers, timeout=TIMEOUT, private=settings.PRIVATE_WEBHOOKS
        )
    except OutgoingError as refused:
        return Sent(result=str(refused.code), hopeless=True)
    except OSError as error:
        return Sent(result=f"unreachable {type(error).__name__}: {error}"[:LONGEST])
    return Sent(result=f"answered {status}", arrived=200 <= status < 300)


def signature(secret: str, instant: str, body: bytes) -> str:
    """HMAC-SHA256 over the instant, a full stop and the body: a body sent again late is known."""
    mac = hmac.new(secret.encode(), f"{instant}.".encode() + body, hashlib.sha256)
    return f"sha256={mac.hexdigest()}"


def _body(notice: Notice) -> bytes:
    return msgspec.json.encode(
        {
            "id": notice.pk,
            "kind": notice.kind,
            "kind_name": kind_words(notice.kind),
            "subject": notice.subject,
            "text": notice.text,
            "address": absolute(notice.address),
            "happened": notice.happened,
            "noticed": notice.noticed,
            "told": notice.told,
        }
    )
