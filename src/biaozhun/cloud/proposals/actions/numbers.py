"""Plan numbers (计划编号): drawn in order, each once and for ever."""

import datetime as dt
import re
from typing import Final

from django.db import transaction

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.proposals.errors import RefusedError
from biaozhun.cloud.proposals.models import NumberForm, PlanNumber, PlanNumberSeries
from biaozhun.cloud.proposals.queries.numbers import number_form

_FIELD: Final = re.compile(r"\{(prefix|year|serial)(?::0[1-9])?\}")


@transaction.atomic
def draw_plan_number(authority: Organisation, year: int, *, at: dt.datetime) -> PlanNumber:
    """The next plan number of an authority in a year; others who draw wait for it.

    A number that a project taken over bears already is passed over.

    Args:
        authority: whose.
        year: of the plan.
        at: when.
    """
    series = hold_series(authority, year)
    form = number_form(authority)
    serial, text = series.last, ""
    while not text or _is_taken(text):
        serial += 1
        text = written(form, year, serial)
    series.last = serial
    series.save(update_fields=["last"])
    return PlanNumber.objects.create(series=series, serial=serial, text=text, drawn=at)


def hold_series(authority: Organisation, year: int) -> PlanNumberSeries:
    """The series of an authority in a year, held: who numbers anything of that plan waits."""
    PlanNumberSeries.objects.get_or_create(authority=authority, year=year)
    return PlanNumberSeries.objects.select_for_update().get(authority=authority, year=year)


def written(form: NumberForm, year: int, serial: int) -> str:
    """A plan number as the authority writes it."""
    return form.pattern.format(prefix=form.prefix, year=year, serial=serial)


def _is_taken(text: str) -> bool:
    drawn = PlanNumber.objects.filter(text=text).exists()
    return drawn or Project.objects.filter(plan_number=text).exists()


@transaction.atomic
def set_number_form(
    authority: Organisation, *, prefix: str, pattern: str, actor: Person
) -> NumberForm:
    """Say how an authority writes its plan numbers from now on; what was drawn stays.

    Raises:
        RefusedError: ``pattern_wrong``: year and serial must stand in it, and nothing else in
            braces.
    """
    names = {match[1] for match in _FIELD.finditer(pattern)}
    rest = _FIELD.sub("", pattern)
    if not {"year", "serial"} <= names or "{" in rest or "}" in rest:
        raise RefusedError("pattern_wrong", field="pattern")
    if len(pattern.format(prefix=prefix, year=9999, serial=999_999)) > 60:
        raise RefusedError("pattern_wrong", field="pattern")
    made, _new = NumberForm.objects.update_or_create(
        authority=authority, defaults={"prefix": prefix, "pattern": pattern}
    )
    facts = {"authority": authority.name, "prefix": prefix, "pattern": pattern}
    record(
        "proposals.number_form_set",
        subject=f"organisation:{authority.pk}",
        actor=actor,
        facts=facts,
    )
    return made
