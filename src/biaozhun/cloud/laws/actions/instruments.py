"""Instruments: what they are, and the clauses and limits on which they rest."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from typing import Final

from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.laws.actions.citing import number_of
from biaozhun.cloud.laws.actions.refusing import RefusedError
from biaozhun.cloud.laws.actions.warning import remember
from biaozhun.cloud.laws.models import Instrument, Limit

MOST_LIMITS: Final = 200
FIELDS: Final = (
    *("kind", "title", "issuer", "law", "article", "legal_basis", "products", "industry"),
    *("falling_below", "in_force", "ended", "address"),
)
_CELL: Final = re.compile(r"\s*[|｜\t]\s*")
_WIDTHS: Final = (190, 60, 200, 60, 60)


@transaction.atomic
def save_instrument(
    instrument: Instrument | None,
    facts: Mapping[str, object],
    limits: str,
    *,
    actor: Person,
    today: dt.date,
) -> Instrument:
    """Add an instrument or change one, with all its limits.

    Args:
        instrument: the one to change; ``None`` for a new one.
        facts: values by the names of :data:`FIELDS`.
        limits: a line each: number | clause | quantity | value | unit; the number alone is enough.
        actor: who does it.
        today: the day from which on changes of the standards are told.

    Raises:
        RefusedError: it ends before it begins, or a line of the limits has no number.
    """
    held = instrument or Instrument()
    for name in FIELDS:
        if name in facts:
            setattr(held, name, facts[name])
    if held.ended and held.in_force and held.ended < held.in_force:
        raise RefusedError(_("终止的日期早于开始的日期。"))
    rows = list(_limits(limits))
    held.changed = now()
    held.save()
    held.limits.all().delete()
    for row in rows:
        row.instrument = held
    Limit.objects.bulk_create(rows)
    remember({(row.slug, False) for row in rows}, today)
    kind = "laws.instrument_changed" if instrument else "laws.instrument_added"
    facts_told = {"title": held.title, "limits": len(rows), **_days(held)}
    record(kind, subject=f"instrument:{held.pk}", actor=actor, facts=facts_told)
    return held


def _days(held: Instrument) -> dict[str, str]:
    days: dict[str, dt.date | None] = {"in_force": held.in_force, "ended": held.ended}
    return {name: day.isoformat() for name, day in days.items() if day}


def _limits(text: str) -> Iterator[Limit]:
    lines = [line.strip() for line in text.replace("\x00", "").splitlines() if line.strip()]
    if len(lines) > MOST_LIMITS:
        raise RefusedError(_("限值太多，最多 {n} 行。").format(n=MOST_LIMITS))
    for position, line in enumerate(lines):
        cells = [*_CELL.split(line), "", "", "", ""][: len(_WIDTHS)]
        long = [cell for cell, width in zip(cells, _WIDTHS, strict=True) if len(cell) > width]
        if long:
            raise RefusedError(
                _("第 {n} 行有一栏太长：“{text}”。").format(n=position + 1, text=long[0][:40])
            )
        number = number_of(cells[0])
        yield Limit(
            position=position,
            number=number.canonical,
            slug=number.slug,
            standard=number.undated().slug,
            dated=number.year is not None,
            clause=cells[1],
            quantity=cells[2],
            value=cells[3],
            unit=cells[4],
        )


def written(instrument: Instrument) -> str:
    """The limits as lines that :func:`save_instrument` reads."""
    rows = (
        (each.number, each.clause, each.quantity, each.value, each.unit)
        for each in instrument.limits.all()
    )
    return "\n".join(re.sub(r"(?: \| )+$", "", " | ".join(row)) for row in rows)


@transaction.atomic
def remove_instrument(instrument: Instrument, *, actor: Person) -> None:
    """Take an instrument out."""
    facts = {"title": instrument.title}
    record(
        "laws.instrument_removed", subject=f"instrument:{instrument.pk}", actor=actor, facts=facts
    )
    instrument.delete()
