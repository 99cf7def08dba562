"""Writing down what is told, and by which ways it is to leave the house."""

from collections.abc import Collection, Mapping
from itertools import chain

import msgspec
from django.db.models import QuerySet

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.messaging.message import Message
from biaozhun.cloud.messaging.models import KEY, Delivery, Notice, Ways
from biaozhun.cloud.messaging.queries.ways import ways_of
from biaozhun.cloud.messaging.wording import must_have_words

SUBJECT = 300  # characters
AT_ONCE = 200  # rows of one statement


class Noted(msgspec.Struct, frozen=True):
    """How many notices are new, and whether any of them leaves the house at once."""

    new: int
    leaves: bool


def note(recipients: Collection[Person], message: Message) -> Noted:
    """A notice for each person who has none of this key, with its deliveries.

    Five questions and statements, however many people there are (a statement each 200 rows).

    Raises:
        UnknownKindError: no slice has words for the kind.
        ValueError: the key is empty or too long to tell notices apart by.
    """
    must_have_words(message.kind)
    if not 0 < len(message.key) <= KEY:
        raise ValueError(f"a key has 1 to {KEY} characters: {message.key!r}")
    people = {person.pk: person for person in recipients if person.is_active}
    known = set(_with(message.key, people).values_list("person_id", flat=True))
    wanted = [person for pk, person in people.items() if pk not in known]
    if not wanted:
        return Noted(0, leaves=False)
    rows = [_notice(person, message) for person in wanted]
    Notice.objects.bulk_create(rows, batch_size=AT_ONCE, ignore_conflicts=True)
    new = list(_with(message.key, {person.pk for person in wanted}))
    deliveries = list(chain.from_iterable(_deliveries(new, ways_of(wanted))))
    Delivery.objects.bulk_create(deliveries, batch_size=AT_ONCE, ignore_conflicts=True)
    return Noted(len(new), leaves=any(row.way != Delivery.Way.DIGEST for row in deliveries))


def _with(key: str, people: Collection[int]) -> QuerySet[Notice]:
    return Notice.objects.filter(key=key, person_id__in=people)


def _notice(person: Person, message: Message) -> Notice:
    return Notice(
        person=person,
        kind=message.kind,
        subject=message.subject[:SUBJECT],
        text=message.text,
        address=message.address,
        key=message.key,
        happened=message.happened,
        noticed=message.noticed,
        told=now(),
    )


def _deliveries(notices: list[Notice], ways: Mapping[int, Ways]) -> list[list[Delivery]]:
    return [
        [
            Delivery(notice=notice, way=way, due=notice.told)
            for way in _leaving(ways[notice.person_id])
        ]
        for notice in notices
    ]


def _leaving(ways: Ways) -> list[Delivery.Way]:
    """The ways by which somebody is told outside of the pages."""
    mail = {
        Ways.Mail.AT_ONCE: [Delivery.Way.MAIL],
        Ways.Mail.DAILY: [Delivery.Way.DIGEST],
        Ways.Mail.NONE: [],
    }[Ways.Mail(ways.mail)]
    posts = bool(ways.webhook) and ways.webhook_stopped is None
    return [*mail, Delivery.Way.WEBHOOK] if posts else mail
