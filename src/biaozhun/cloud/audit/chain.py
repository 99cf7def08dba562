"""The chain of seals: each is a hash over an event and the seal before it.

Whoever changes, drops or slips in a sealed event must make every later seal anew, and the last one
then differs from the one that was written down elsewhere.
"""

import datetime as dt
import hashlib
import json

from biaozhun.cloud.audit.models import Event

FIRST = "0" * 64  # stands before the first event


def seal_of(event: Event, *, place: int, before: str) -> str:
    """The seal of an event at a place of the chain, as 64 hexadecimal digits.

    Args:
        event: as the database gives it back.
        place: its place, from 1.
        before: the seal of the place before.
    """
    return hashlib.sha256(f"{before}\n{_content(event, place)}".encode()).hexdigest()


def _content(event: Event, place: int) -> str:
    """All an event says, in one spelling."""
    told = {
        "id": event.pk,
        "place": place,
        "kind": event.kind,
        "actor": event.actor_id,
        "actor_name": event.actor_name,
        "subject": event.subject,
        "facts": event.facts,
        "happened": event.happened.astimezone(dt.UTC).isoformat(timespec="microseconds"),
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
