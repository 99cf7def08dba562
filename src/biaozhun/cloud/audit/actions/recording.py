"""Writing down what was done."""

from collections.abc import Iterable, Mapping

from django.contrib.auth.base_user import AbstractBaseUser

from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.foundation.clock import now

PLATFORM = "biaozhun"  # acts where nobody does: the timetable, a command
AT_ONCE = 500  # events of one statement


def record(
    kind: str,
    *,
    subject: str,
    actor: AbstractBaseUser | None = None,
    facts: Mapping[str, object] | None = None,
) -> Event:
    """Write down that something was done, in the transaction of the action that did it.

    Args:
        kind: what was done, ``slice.verb_in_the_past``: ``catalogue.run_undone``.
        subject: what it was done to: a slug, ``source:iso``, ``run:17``.
        actor: who did it; ``None`` for the platform itself.
        facts: values of the event that JSON can hold.
    """
    event = _event(kind, subject, actor, facts)
    event.save()
    return event


def record_each(
    kind: str,
    told: Iterable[tuple[str, Mapping[str, object]]],
    *,
    actor: AbstractBaseUser | None = None,
) -> None:
    """Write down that one thing was done to many, an event each, with a few statements.

    Args:
        kind: what was done to each.
        told: what it was done to, with the facts of its event.
        actor: who did it; ``None`` for the platform itself.
    """
    events = [_event(kind, subject, actor, facts) for subject, facts in told]
    Event.objects.bulk_create(events, batch_size=AT_ONCE)


def _event(
    kind: str,
    subject: str,
    actor: AbstractBaseUser | None,
    facts: Mapping[str, object] | None,
) -> Event:
    return Event(
        kind=kind,
        subject=subject[:200],
        actor_id=actor.pk if actor else None,
        actor_name=str(actor)[:150] if actor else PLATFORM,
        facts=dict(facts or {}),
        happened=now(),
    )
