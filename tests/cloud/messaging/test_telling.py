"""Who is told what, once, and by which ways it leaves the house."""

import datetime as dt
import hmac
import json
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.foundation.models import QueuedTask
from biaozhun.cloud.messaging.actions import delivering
from biaozhun.cloud.messaging.actions.delivering import deliver_digests, deliver_due
from biaozhun.cloud.messaging.actions.telling import tell
from biaozhun.cloud.messaging.actions.thinning import thin_out
from biaozhun.cloud.messaging.actions.ways import change_ways
from biaozhun.cloud.messaging.errors import UnknownKindError
from biaozhun.cloud.messaging.models import Delivery, Notice, Ways
from biaozhun.cloud.messaging.queries.figures import figures
from biaozhun.cloud.messaging.sending import signature
from tests.cloud.messaging.conftest import Machine, Make, message

NOW = dt.datetime(2026, 11, 22, 4, tzinfo=dt.UTC)


class Down(BaseEmailBackend):
    """A mail server that is down."""

    def send_messages(self, email_messages: object) -> int:  # noqa: ARG002  -- Django's own
        """Refuse."""
        raise ConnectionRefusedError("connection refused")


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[dt.datetime]:
    """A clock that a test moves on: the last moment of the list holds."""
    moments = [NOW]
    for name in ("noting", "delivering", "thinning"):
        monkeypatch.setattr(f"biaozhun.cloud.messaging.actions.{name}.now", lambda: moments[-1])
    return moments


def _states() -> list[tuple[str, str, str]]:
    rows = Delivery.objects.order_by("pk")
    return [(row.way, row.state, row.result) for row in rows]


def test_the_same_key_is_told_once_and_another_again(reader: Person) -> None:
    """However often it is asked for; who was told before is not told by a wider call."""
    other = Person.objects.create_user("b@example.org", name="b")
    assert tell([reader], message()) == 1
    assert tell([reader], message()) == 0
    assert tell([reader, other], message()) == 1
    assert tell([reader], message("k2")) == 1
    told = sorted(Notice.objects.values_list("person__email", "key"))
    assert told == [
        ("b@example.org", "k1"),
        ("reader@example.org", "k1"),
        ("reader@example.org", "k2"),
    ]


def test_nothing_is_told_where_the_action_is_taken_back(reader: Person) -> None:
    """Notice, delivery and task stand in the transaction; nothing leaves before its commit."""
    with transaction.atomic():
        tell([reader], message())
        transaction.set_rollback(True)
    left = (Notice.objects.count(), Delivery.objects.count(), QueuedTask.objects.count())
    assert (*left, len(mail.outbox)) == (0, 0, 0, 0)
    tell([reader], message())
    assert len(mail.outbox) == 0
    assert QueuedTask.objects.filter(name="messaging.deliver").count() == 1


def test_many_tellings_ask_for_one_round_of_the_queue(make: Make) -> None:
    """A run that tells a thousand people queues one task and not a thousand."""
    for serial in range(5):
        tell([make(f"p{serial}")], message())
    assert QueuedTask.objects.filter(name="messaging.deliver").count() == 1


def test_who_may_not_sign_in_any_more_is_not_told(reader: Person) -> None:
    """A disabled account hears nothing."""
    reader.is_active = False
    assert tell([reader], message()) == 0


def test_a_kind_without_words_and_a_key_without_a_name_are_refused(reader: Person) -> None:
    """What nobody could read is a fault of the slice that tells it, found at once."""
    with pytest.raises(UnknownKindError):
        tell([reader], message(kind="watches.nobody_named_it"))
    for key in ("", "k" * 201):
        with pytest.raises(ValueError, match="a key has"):
            tell([reader], message(key))


def test_telling_many_asks_the_database_as_often_as_telling_one(make: Make) -> None:
    """The number of statements does not grow with the people."""
    counts = []
    for size in (1, 30):
        people = [make(f"p{size}-{serial}") for serial in range(size)]
        with CaptureQueriesContext(
            connection,
        ) as asked:
            tell(people, message(f"k{size}"))
        counts.append(len(asked))
        QueuedTask.objects.all().delete()
    assert counts[0] == counts[1]


def test_a_mail_says_what_why_where_and_how_to_stop(reader: Person, settings: Any) -> None:
    """In the person's language, with a name of its own that is the same when it is sent again."""
    settings.SITE_ADDRESS = "https://std.example.org"
    change_ways(reader, mail=Ways.Mail.AT_ONCE, language="en", webhook="")
    tell([reader], message())
    assert deliver_due() == 1
    (sent,) = mail.outbox
    notice = Notice.objects.get()
    assert sent.to == ["reader@example.org"]
    assert sent.subject == "[标准云] GB/T 1.1-2020 即将实施"
    assert sent.body.startswith(
        "GB/T 1.1-2020 即将实施\n原为现行，现为被代替。\nhttps://std.example.org/standards/GB/T-1.1\n"
    )
    assert "without signing in" in sent.body
    assert sent.extra_headers["Message-ID"] == f"<notice-{notice.pk}@std.example.org>"
    stop = sent.extra_headers["List-Unsubscribe"].strip("<>")
    assert stop.startswith("https://std.example.org/account/notices/stop/")
    assert stop in sent.body
    assert _states() == [("mail", "sent", "handed_over")]
    assert deliver_due() == 0


def test_a_mail_server_that_is_down_fails_nothing_and_is_tried_again(
    reader: Person, settings: Any, clock: list[dt.datetime]
) -> None:
    """After growing pauses, and given up after the sixth try; nothing is among the dead tasks."""
    settings.EMAIL_BACKEND = f"{__name__}.Down"
    tell([reader], message())
    for wait in delivering.WAITS:
        assert deliver_due() == 1
        assert deliver_due() == 0
        clock.append(clock[-1] + wait)
    assert _states() == [
        ("mail", "waiting", "mail_server ConnectionRefusedError: connection refused")
    ]
    assert deliver_due() == 1
    assert Delivery.objects.get().state == "failed"
    clock.append(clock[-1] + dt.timedelta(days=9))
    assert deliver_due() == 0


def test_what_a_killed_worker_held_is_sent_by_the_next_and_by_no_other_before(
    reader: Person, clock: list[dt.datetime]
) -> None:
    """Taking moves it on; two workers never try the same, and nothing is lost."""
    tell([reader], message())
    assert delivering._take(list(Delivery.objects.all())) == 1
    assert deliver_due() == 0
    clock.append(NOW + delivering.LEASE)
    assert deliver_due() == 1
    assert len(mail.outbox) == 1


def test_the_mail_of_the_day_holds_what_came_since_the_last(reader: Person) -> None:
    """One mail for all, once; the notices stand in their order."""
    change_ways(reader, mail=Ways.Mail.DAILY, language="zh-hans", webhook="")
    for key in ("a", "b", "c"):
        tell([reader], message(key, subject=f"消息 {key}"))
    assert deliver_due() == 0
    deliver_digests()
    deliver_digests()
    (sent,) = mail.outbox
    assert sent.subject == "[标准云] 3 条消息"
    assert [line for line in sent.body.splitlines() if line.startswith("消息 ")] == [
        "消息 a",
        "消息 b",
        "消息 c",
    ]
    assert _states() == [("digest", "sent", "handed_over")] * 3


@pytest.mark.parametrize("before", [Ways.Mail.AT_ONCE, Ways.Mail.DAILY])
def test_who_wants_no_mail_any_more_gets_none_that_waited(
    reader: Person, before: Ways.Mail
) -> None:
    """What was to go when they chose otherwise is dropped, and that is written down."""
    change_ways(reader, mail=before, language="zh-hans", webhook="")
    tell([reader], message())
    change_ways(reader, mail=Ways.Mail.NONE, language="zh-hans", webhook="")
    tell([reader], message("k2"))
    deliver_due()
    deliver_digests()
    assert mail.outbox == []
    assert [state for _, state, _ in _states()] == ["dropped"]


def test_a_webhook_is_signed_with_the_persons_secret(
    reader: Person, machine: Machine, settings: Any
) -> None:
    """Whoever knows the secret can tell that it is ours, and that it is not sent again later."""
    settings.PRIVATE_WEBHOOKS = True
    settings.SITE_ADDRESS = "https://std.example.org"
    secret = change_ways(reader, mail=Ways.Mail.NONE, language="zh-hans", webhook=machine.address)
    tell([reader], message(happened=dt.date(2026, 11, 1)))
    deliver_due()
    ((headers, body),) = machine.taken
    told = json.loads(body)
    assert {name: told[name] for name in ("kind", "subject", "address", "happened")} == {
        "kind": "messaging.trial",
        "subject": "GB/T 1.1-2020 即将实施",
        "address": "https://std.example.org/standards/GB/T-1.1",
        "happened": "2026-11-01",
    }
    expected = signature(secret, headers["biaozhun-timestamp"], body)
    assert hmac.compare_digest(headers["biaozhun-signature"], expected)
    assert _states() == [("webhook", "sent", "answered 204")]
    assert secret not in Ways.objects.get().webhook_secret


def test_a_webhook_to_a_private_machine_is_refused(reader: Person, machine: Machine) -> None:
    """What a reader names must not make this machine ask those beside it."""
    change_ways(reader, mail=Ways.Mail.NONE, language="zh-hans", webhook=machine.address)
    tell([reader], message())
    deliver_due()
    assert machine.taken == []
    assert _states() == [("webhook", "failed", "address_private")]


def test_a_webhook_that_takes_nothing_is_stopped_and_that_is_told(
    reader: Person, machine: Machine, settings: Any, clock: list[dt.datetime]
) -> None:
    """Three given up in a row; what comes later does not go there, and saving starts it anew."""
    settings.PRIVATE_WEBHOOKS = True
    machine.statuses[:] = [500]
    change_ways(reader, mail=Ways.Mail.NONE, language="zh-hans", webhook=machine.address)
    for key in ("a", "b", "c"):
        tell([reader], message(key))
    for _ in range(delivering.TRIES):
        deliver_due()
        clock.append(clock[-1] + dt.timedelta(days=2))
    assert _states()[:3] == [("webhook", "failed", "answered 500")] * 3
    told = Notice.objects.exclude(kind="messaging.trial").get()
    assert (told.kind, told.subject) == ("messaging.webhook_stopped", "您的网络钩子已停用")
    assert Event.objects.filter(kind="messaging.webhook_stopped").count() == 1
    tell([reader], message("d"))
    assert Delivery.objects.count() == 3
    change_ways(reader, mail=Ways.Mail.NONE, language="zh-hans", webhook=machine.address)
    machine.statuses[:] = [200]
    tell([reader], message("e"))
    deliver_due()
    assert _states()[-1] == ("webhook", "sent", "answered 200")


def test_old_notices_go_with_their_deliveries(
    reader: Person, settings: Any, clock: list[dt.datetime]
) -> None:
    """After the days of the setting; 0 keeps them for ever."""
    settings.NOTICES_KEPT_DAYS = 0
    tell([reader], message("old"))
    clock.append(NOW + dt.timedelta(days=31))
    tell([reader], message("new"))
    assert thin_out() == 0
    settings.NOTICES_KEPT_DAYS = 30
    assert thin_out() == 1
    assert [notice.key for notice in Notice.objects.all()] == ["new"]
    assert Delivery.objects.count() == 1


def test_a_person_takes_everything_along(reader: Person) -> None:
    """Nothing of who is deleted stays."""
    change_ways(reader, mail=Ways.Mail.DAILY, language="zh-hans", webhook="")
    tell([reader], message())
    with connection.cursor() as cursor:  # who has done something is kept by the journal
        cursor.execute("DELETE FROM audit_event")
    reader.delete()
    left = (Notice.objects.count(), Delivery.objects.count(), Ways.objects.count())
    assert left == (0, 0, 0)


def test_the_delay_is_measured_from_the_fact_and_from_our_knowing_of_it(
    make: Make, clock: list[dt.datetime]
) -> None:
    """Lower medians of the last thirty days; nothing where there is nothing."""
    assert figures(NOW).minutes is None
    reader = make()
    for key, minutes, days in (("a", 5, 1), ("b", 10, 2), ("c", 60, 30)):
        noticed = NOW - dt.timedelta(minutes=minutes)
        happened = dt.date(2026, 11, 22) - dt.timedelta(days=days)
        tell([reader], message(key, noticed=noticed, happened=happened))
    found = figures(clock[-1])
    assert (found.told, found.minutes, found.days, found.waiting) == (3, 10, 2, 3)
