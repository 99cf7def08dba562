"""Units: registering, correcting, ending."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Final

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.actions.organisations import add_organisation, change_organisation
from biaozhun.cloud.accounts.errors import CircleError, OrganisationTakenError
from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.organisations.actions.naming import name_row
from biaozhun.cloud.organisations.errors import RefusedError
from biaozhun.cloud.organisations.limits import LONGEST_NAME
from biaozhun.cloud.organisations.models import Kind, OrganisationName, OrganisationPlace
from biaozhun.cloud.organisations.queries.standing import successors
from biaozhun.core.classification.division import provinces
from biaozhun.core.unit_names import spelling

_DIVISION: Final = re.compile(r"(?:\d{2}){1,3}", re.ASCII)


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """What is told of a unit."""

    name: str
    credit_code: str = ""
    parent: Organisation | None = None
    level: str = ""
    kind: str = Kind.OTHER
    division: str = ""
    is_authority: bool = False
    since: dt.date | None = None


@transaction.atomic
def add_unit(told: Told, *, actor: Person) -> Organisation:
    """Register a unit where it stands.

    Raises:
        RefusedError: name or code belong to another; a zone with a division; a code of none.
    """
    _check(told)
    try:
        made = add_organisation(
            told.name, credit_code=told.credit_code, parent=told.parent, actor=actor
        )
    except OrganisationTakenError as taken:
        raise RefusedError(taken.message, field=taken.field) from taken
    place = _place(made, told, OrganisationPlace(organisation=made))
    place.save()
    _record("organisations.unit_placed", made, actor, {"after": _said(place)})
    return made


@transaction.atomic
def change_unit(unit: Organisation, told: Told, *, actor: Person) -> bool:
    """Correct a unit; a new name is added to its names, the former one stays until it is ended.

    Returns:
        Whether anything changed.

    Raises:
        RefusedError: name or code belong to another, a circle of parents, a zone with a division,
            a code of none.
    """
    _check(told)
    before = Organisation.objects.get(pk=unit.pk)
    own = (before.name, before.credit_code, before.parent_id)
    try:
        change_organisation(
            unit, name=told.name, credit_code=told.credit_code, parent=told.parent, actor=actor
        )
    except OrganisationTakenError as taken:
        raise RefusedError(taken.message, field=taken.field) from taken
    except CircleError as circle:
        raise RefusedError(circle.message, field="parent") from circle
    place = OrganisationPlace.objects.filter(organisation=unit).first()
    held = place or OrganisationPlace(organisation=unit)
    said = _said(held)
    _place(unit, told, held)
    if place is None or _said(held) != said:
        held.save()
        _record("organisations.unit_placed", unit, actor, {"before": said, "after": _said(held)})
        return True
    return own != (told.name, told.credit_code, told.parent.pk if told.parent else None)


@transaction.atomic
def rename_unit(
    unit: Organisation, name: str, *, since: dt.date, basis: str, actor: Person
) -> None:
    """Give a unit a new name from a day on; the one it had ends the day before.

    Raises:
        RefusedError: the name belongs to another, or is the present one.
    """
    held = Organisation.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    if name == held.name:
        raise RefusedError(_("这就是它现在的名称。"), field="name")
    own = spelling(held.name).folded[:LONGEST_NAME]
    former = OrganisationName.objects.filter(organisation=held, folded=own, until=None)
    if former.filter(since__gte=since).exists():
        raise RefusedError(_("现在的名称是在这一天之后才启用的。"), field="since")
    name_row(held, name, since=since, basis=basis).save()
    former.update(until=since - dt.timedelta(days=1))
    try:
        change_organisation(
            held, name=name, credit_code=held.credit_code, parent=held.parent, actor=actor
        )
    except OrganisationTakenError as taken:
        raise RefusedError(taken.message, field="name") from taken
    facts = {"name": name, "since": since.isoformat(), "basis": basis}
    _record("organisations.unit_renamed", held, actor, facts)


@transaction.atomic
def end_unit(
    unit: Organisation,
    *,
    until: dt.date | None,
    successor: Organisation | None,
    basis: str,
    actor: Person,
) -> None:
    """Say that a unit ended, and who took its work over; without a day, that it goes on after all.

    Raises:
        RefusedError: the day is before its first, or the successors would lead in a circle.
    """
    place, _made = OrganisationPlace.objects.select_for_update().get_or_create(organisation=unit)
    if until and place.since and until < place.since:
        raise RefusedError(_("最后一天不能早于成立的日期。"), field="until")
    if successor and not until:
        raise RefusedError(_("填了承接单位，就要填最后一天。"), field="until")
    if successor and _leads_back(unit.pk, successor.pk):
        raise RefusedError(_("承接单位不能是它自己，也不能是由它承接的单位。"), field="successor")
    before = _said(place)
    place.until, place.successor = until, successor
    if _said(place) == before:
        return
    place.save()
    _record(
        "organisations.unit_ended",
        unit,
        actor,
        {"before": before, "after": _said(place), "basis": basis},
    )


def _leads_back(unit: int, successor: int) -> bool:
    follows, seen = successors(), set()
    while successor not in seen:
        if successor == unit:
            return True
        seen.add(successor)
        successor = follows.get(successor, successor)
    return False


def _check(told: Told) -> None:
    if told.kind == Kind.ZONE and told.division:
        sentence = _("功能区不是行政区划，没有行政区划代码。")
        raise RefusedError(sentence, field="division")
    if told.division and not _DIVISION.fullmatch(told.division):
        raise RefusedError(_("行政区划代码是 2、4 或 6 位数字。"), field="division")
    if told.division and told.division[:2] not in {one.code for one in provinces()}:
        sentence = _("没有以 {code} 开头的行政区划代码。").format(code=told.division[:2])
        raise RefusedError(sentence, field="division")


def _place(unit: Organisation, told: Told, place: OrganisationPlace) -> OrganisationPlace:
    if told.since and place.until and place.until < told.since:
        raise RefusedError(_("成立的日期不能晚于最后一天。"), field="since")
    place.organisation = unit
    place.level, place.kind, place.division = told.level, told.kind, told.division
    place.is_authority, place.since = told.is_authority, told.since
    return place


def _said(place: OrganisationPlace) -> dict[str, object]:
    days = {"since": place.since, "until": place.until}
    return {
        "level": place.level,
        "kind": place.kind,
        "division": place.division,
        "authority": place.is_authority,
        **{key: day.isoformat() if day else "" for key, day in days.items()},
        "successor": str(place.successor or ""),
    }


def _record(kind: str, unit: Organisation, actor: Person, facts: Mapping[str, object]) -> None:
    record(kind, subject=f"organisation:{unit.pk}", actor=actor, facts=facts)
