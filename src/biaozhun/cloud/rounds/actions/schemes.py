"""What is asked of whom."""

import datetime as dt
from collections.abc import Sequence

import msgspec
from django.db import transaction

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.plans.models import Plan
from biaozhun.cloud.rounds.models import Scheme
from biaozhun.core.questionnaire import Questionnaire


class SchemeOrder(msgspec.Struct, frozen=True, kw_only=True):
    """A scheme as an officer wants it."""

    title: str
    purpose: str
    plan: Plan | None
    rhythm: str
    days: int
    questionnaire: Questionnaire
    addressees: Sequence[Organisation]
    is_active: bool


@transaction.atomic
def keep_scheme(
    order: SchemeOrder, *, actor: Person, at: dt.datetime, held: Scheme | None = None
) -> Scheme:
    """Add a scheme, or change one; rounds that are open keep the questions they opened with."""
    scheme = held or Scheme(made=at, made_by=actor)
    scheme.title, scheme.purpose, scheme.plan = order.title, order.purpose, order.plan
    scheme.rhythm, scheme.days, scheme.is_active = order.rhythm, order.days, order.is_active
    scheme.fields = msgspec.to_builtins(order.questionnaire.fields)
    scheme.save()
    scheme.addressees.set(order.addressees)
    facts = {
        "title": order.title,
        "rhythm": order.rhythm,
        "fields": [field.label for field in order.questionnaire.fields],
        "units": len(order.addressees),
        "active": order.is_active,
    }
    kind = "rounds.scheme_changed" if held else "rounds.scheme_added"
    record(kind, subject=f"rounds.scheme:{scheme.pk}", actor=actor, facts=facts)
    return scheme
