"""Events are written once, sealed in a chain, and whoever touches the chain is found out."""

import pytest
from django.db import connection, transaction
from django.db.models import ProtectedError

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit import tasks
from biaozhun.cloud.audit.actions import PLATFORM, record, seal, sealing
from biaozhun.cloud.audit.chain import FIRST
from biaozhun.cloud.audit.models import Event, EventIsFixedError
from biaozhun.cloud.audit.queries import Break, Verification, verify
from tests.cloud.audit.conftest import Write

pytestmark = pytest.mark.django_db


def _tamper(sentence: str, *values: object) -> None:
    """What somebody does who has the database and not our code."""
    with connection.cursor() as cursor:
        cursor.execute(sentence, values)


def test_an_event_says_who_did_what_to_what() -> None:
    """Name and account of the actor; the platform where nobody acts; facts as they were given."""
    actor = Person.objects.create_user("a@example.org", name="甲")
    told = record("x.done", subject="y" * 300, actor=actor, facts={"n": 1})
    alone = record("x.done", subject="z")
    assert (told.actor, told.actor_name, told.subject, told.facts) == (
        actor,
        "甲",
        "y" * 200,
        {"n": 1},
    )
    assert (alone.actor, alone.actor_name, alone.facts) == (None, PLATFORM, {})


@pytest.mark.parametrize("sealed", [False, True])
def test_an_event_cannot_be_changed_or_dropped(write: Write, sealed: bool) -> None:  # noqa: FBT001  -- a parameter
    """Through no door of the tables' own code, whether it is sealed or not."""
    write()
    if sealed:
        seal()
    event = Event.objects.get()
    doors = (
        event.save,
        event.delete,
        Event.objects.all().delete,
        lambda: Event.objects.update(kind="other"),
        lambda: Event.objects.bulk_update([event], ["kind"]),
    )
    for door in doors:
        with pytest.raises(EventIsFixedError), transaction.atomic():
            door()
    assert Event.objects.get().kind == "holdings.copy_added"


def test_a_seal_is_given_once(write: Write) -> None:
    """A second seal on an event is refused."""
    event = write()
    seal()
    with pytest.raises(EventIsFixedError):
        Event.objects.seal(event, place=9, seal="0" * 64)


def test_who_has_done_something_stays_known() -> None:
    """An account with events cannot be dropped, only disabled."""
    actor = Person.objects.create_user("a@example.org", name="甲")
    record("x.done", subject="y", actor=actor)
    with pytest.raises(ProtectedError):
        actor.delete()


def test_sealing_goes_on_where_it_stopped(write: Write) -> None:
    """Every event gets the next place; doing it again does nothing; the chain holds."""
    first = [write() for _ in range(3)]
    assert (seal(), seal()) == (3, 0)
    second = [write() for _ in range(2)]
    tasks.seal()
    chain = list(Event.objects.order_by("place"))
    assert [(event.pk, event.place) for event in chain] == [
        (event.pk, place) for place, event in enumerate([*first, *second], start=1)
    ]
    assert verify() == Verification(sealed=5, waiting=0, last_seal=chain[-1].seal, broken=None)


def test_more_events_than_one_transaction_takes(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Sealing goes on until none is left."""
    monkeypatch.setattr(sealing, "AT_ONCE", 2)
    for _ in range(5):
        write()
    assert seal() == 5
    assert verify().sealed == 5


def test_an_event_that_was_committed_late_is_sealed_after_the_others(write: Write) -> None:
    """The chain is in the order of sealing: a smaller id may come later and breaks nothing."""
    late, early = write(), write()
    _tamper("UPDATE audit_event SET id = id + 1000 WHERE id = %s", late.pk)
    seal()
    _tamper("UPDATE audit_event SET place = NULL, seal = '' WHERE id = %s", late.pk + 1000)
    write()
    assert seal() == 2
    assert verify().broken is None
    assert Event.objects.get(place=1).pk == early.pk


def test_an_empty_journal_holds() -> None:
    """Nothing sealed, nothing waiting, nothing broken."""
    assert verify() == Verification(sealed=0, waiting=0, last_seal=FIRST, broken=None)


@pytest.mark.parametrize(
    "change",
    [
        "kind = 'x.other'",
        "actor_name = '乙'",
        "subject = 'other'",
        "facts = '{}'",
        "happened = '2020-01-01T00:00:00+00:00'",
        "seal = 'x' || substr(seal, 2)",
    ],
)
def test_the_first_event_that_was_changed_is_reported(write: Write, change: str) -> None:
    """Every field is under the seal; what comes before it still holds."""
    events = [write() for _ in range(4)]
    seal()
    _tamper(f"UPDATE audit_event SET {change} WHERE id = %s", events[2].pk)  # noqa: S608  -- of this test
    found = verify()
    assert found.sealed == 2
    assert found.broken == Break(event=events[2].pk, place=3, expected=3)


def test_an_event_that_was_taken_out_is_missed(write: Write) -> None:
    """The place it stood at is not there; what follows is no longer sealed."""
    events = [write() for _ in range(3)]
    seal()
    _tamper("DELETE FROM audit_event WHERE id = %s", events[1].pk)
    assert verify().broken == Break(event=events[2].pk, place=3, expected=2)
