"""Writing down what was done."""

from collections.abc import Mapping

from django.contrib.auth.base_user import AbstractBaseUser

from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.foundation.clock import now

PLATFORM = "biaozhun"  # acts where nobody does: the timetable, a command


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
    return Event.objects.create(
        kind=kind,
        subject=subject[:200],
        actor_id=actor.pk if actor else None,
        actor_name=str(actor)[:150] if actor else PLATFORM,
        facts=dict(facts or {}),
        happened=now(),
    )
