"""What keepers vouch for: that every number of a code is held up to a serial."""

import datetime as dt

import msgspec
from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.validity.models import CompleteHolding


class HoldingFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A keeper's word.

    Attributes:
        code: such as ``GB/T``.
        serial: every number up to it is held.
        source: the official list it was compared with.
        seen: the day of that list.
    """

    code: str
    serial: int
    source: str
    seen: dt.date


@transaction.atomic
def vouch(facts: HoldingFacts, *, actor: Person, at: dt.datetime) -> CompleteHolding:
    """Write the word down; an earlier one on the same code gives way to it."""
    kept, _ = CompleteHolding.objects.update_or_create(
        code=facts.code,
        defaults={
            "serial": facts.serial,
            "source": facts.source,
            "seen": facts.seen,
            "person": str(actor)[:150],
            "recorded": at,
        },
    )
    _written(kept, "holding_vouched", actor)
    return kept


@transaction.atomic
def take_back(pk: int, *, actor: Person) -> bool:
    """Take a word back: from now on no number of the code is told not to exist; false if gone."""
    kept = CompleteHolding.objects.select_for_update().filter(pk=pk).first()
    if kept is None:
        return False
    _written(kept, "holding_taken_back", actor)
    kept.delete()
    return True


def _written(kept: CompleteHolding, verb: str, actor: Person) -> None:
    record(
        f"validity.{verb}",
        subject=f"code:{kept.code}",
        actor=actor,
        facts={"serial": kept.serial, "source": kept.source, "seen": kept.seen.isoformat()},
    )
