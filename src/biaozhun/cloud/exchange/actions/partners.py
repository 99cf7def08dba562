"""Keeping the register of partners and agreements."""

import datetime as dt

from django.db import transaction
from django.db.models import Model

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.exchange.models import Agreement, Partner


def save_partner(partner: Partner, *, actor: Person) -> None:
    """Write a partner down, new or changed."""
    _save(partner, "partner", actor)


def save_agreement(agreement: Agreement, *, actor: Person) -> None:
    """Write an agreement down, new or changed."""
    _save(agreement, "agreement", actor)


def end_agreement(agreement: Agreement, *, day: dt.date, actor: Person) -> None:
    """End an agreement with a day; one that was to begin later ends as it begins."""
    with transaction.atomic():
        agreement.ends = max(day, agreement.begins)
        agreement.save(update_fields=["ends"])
        record(
            "exchange.agreement_ended",
            subject=f"agreement:{agreement.pk}",
            actor=actor,
            facts={"name": agreement.title, "ends": agreement.ends.isoformat()},
        )


def _save(thing: Model, name: str, actor: Person) -> None:
    with transaction.atomic():
        is_new = thing.pk is None
        thing.save()
        verb = "added" if is_new else "changed"
        record(
            f"exchange.{name}_{verb}",
            subject=f"{name}:{thing.pk}",
            actor=actor,
            facts={"name": str(thing)},
        )
