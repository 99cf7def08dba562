"""Bringing notices out of the house: taken one by one, tried, tried again later, or given up.

A delivery is taken by moving its ``due`` on, in one conditional statement, so that two workers
never try the same and a killed one's is tried again. It is sent at least once: the message names
itself (``Message-ID``, ``Biaozhun-Delivery``), so that who gets it twice can tell.
"""

import datetime as dt
from typing import Final

from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _

from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.messaging.actions.noting import note
from biaozhun.cloud.messaging.message import Message
from biaozhun.cloud.messaging.models import Delivery, Ways
from biaozhun.cloud.messaging.queries.delivering import due_deliveries, due_digests
from biaozhun.cloud.messaging.queries.ways import ways_of
from biaozhun.cloud.messaging.sending import Sent, send_digest, send_mail, send_webhook

WAITS: Final = tuple(dt.timedelta(minutes=m) for m in (5, 30, 120, 360, 1440))  # before next tries
TRIES: Final = len(WAITS) + 1
LEASE: Final = dt.timedelta(minutes=5)  # until what a killed worker took is due again
MOST_FAILURES: Final = 3  # deliveries given up in a row, behind which a webhook is stopped
AT_ONCE: Final = 50  # deliveries of one look


def deliver_due() -> int:
    """Try what is due, but digests; returns how many were tried."""
    rows = due_deliveries(now(), limit=AT_ONCE)
    ways = ways_of({row.notice.person_id: row.notice.person for row in rows}.values())
    tried = 0
    for row in rows:
        if _take([row]):
            _end([row], _sent(row, ways[row.notice.person_id]))
            tried += 1
    return tried


def deliver_digests() -> None:
    """A mail to each person who has what waits for the day's mail."""
    for person, rows in due_digests(now()):
        taken = [row for row in rows if _take([row])]
        if not taken:
            continue
        ways = ways_of([person])[person.pk]
        is_wanted = ways.mail != Ways.Mail.NONE and person.is_active
        notices = [row.notice for row in taken]
        _end(taken, send_digest(person, notices, ways) if is_wanted else Sent.NOT_WANTED)


def _take(rows: list[Delivery]) -> int:
    """Move on what is tried now, unless somebody else did."""
    until = now() + LEASE
    return sum(
        Delivery.objects.filter(pk=row.pk, due=row.due, state=Delivery.State.WAITING).update(
            due=until, tries=F("tries") + 1
        )
        for row in rows
    )


def _sent(row: Delivery, ways: Ways) -> Sent:
    """Send a notice by its way, unless its person does not want that any more."""
    person = row.notice.person
    if row.way == Delivery.Way.WEBHOOK:
        is_wanted = bool(ways.webhook) and ways.webhook_stopped is None
    else:
        is_wanted = ways.mail != Ways.Mail.NONE
    if not (is_wanted and person.is_active):
        return Sent.NOT_WANTED
    if row.way == Delivery.Way.WEBHOOK:
        return send_webhook(row, ways)
    return send_mail(person, row.notice, ways)


@transaction.atomic
def _end(rows: list[Delivery], sent: Sent) -> None:
    """Write down how it ended, or when it is tried again."""
    for row in rows:
        row.tries += 1
        row.result = sent.result
        if sent.dropped:
            row.state, row.ended = Delivery.State.DROPPED, now()
        elif sent.arrived:
            row.state, row.ended = Delivery.State.SENT, now()
        elif row.tries >= TRIES or sent.hopeless:
            row.state, row.ended = Delivery.State.FAILED, now()
        else:
            row.due = now() + WAITS[row.tries - 1]
        row.save(update_fields=["state", "ended", "result", "due"])
        if row.way == Delivery.Way.WEBHOOK and row.ended:
            _count(row)


def _count(row: Delivery) -> None:
    """Count what a webhook did not take; one that takes nothing is stopped, and that is told."""
    held = Ways.objects.select_for_update().filter(person_id=row.notice.person_id)
    ways = held.select_related("person").first()
    if ways is None or row.state == Delivery.State.DROPPED:
        return
    ways.webhook_failures = 0 if row.state == Delivery.State.SENT else ways.webhook_failures + 1
    stops = ways.webhook_failures >= MOST_FAILURES and ways.webhook_stopped is None
    if stops:
        ways.webhook_stopped = now()
        record("messaging.webhook_stopped", subject=f"person:{ways.person_id}")
    ways.save(update_fields=["webhook_failures", "webhook_stopped"])
    if stops:
        with translation.override(ways.language):
            note([ways.person], _stopped(row, ways))


def _stopped(row: Delivery, ways: Ways) -> Message:
    return Message(
        kind="messaging.webhook_stopped",
        subject=_("您的网络钩子已停用"),
        text=_("连续 {count} 条消息送不到 {address}，已经停用。改正地址后可以重新启用。").format(
            count=ways.webhook_failures, address=ways.webhook
        ),
        address="/account/notices/ways",
        key=f"webhook-stopped:{row.pk}",
    )
