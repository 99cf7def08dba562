"""Drawing numbers: once for ever, one serial after the other, never one that is known already.

The row of the series is locked until the transaction of the approval ends, so that two approvals
at the same moment draw one after the other; the database refuses what nevertheless comes twice.
"""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final

from django.db import transaction
from django.db.models import Q

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.catalogue.models import Edition, Standard
from biaozhun.cloud.drafting.life import ENDED
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.issuing.actions.numbering import (
    PLAIN,
    Numbering,
    Wanted,
    read_standard,
    wanted_by,
)
from biaozhun.cloud.issuing.errors import IssuingRefusedError
from biaozhun.cloud.issuing.models import (
    AnnouncementRow,
    DrawnNumber,
    IssuingPower,
    NumberSeries,
)
from biaozhun.cloud.issuing.queries.powers import Power, power_of
from biaozhun.core.number import Family, NumberError, StandardNumber, parse

MARKS: Final = ("T", "Z", "")


def series_of(code: str, at: dt.datetime) -> NumberSeries:
    """The series of a code, locked; a new one begins behind what the catalogue holds."""
    NumberSeries.objects.get_or_create(
        code=code, defaults={"stock": _greatest_held(code), "opened": at}
    )
    return NumberSeries.objects.select_for_update().get(code=code)


def _greatest_held(code: str) -> int:
    """The greatest serial of standards the catalogue holds under a code; 0 without one."""
    held = Standard.objects.filter(code__in=_codes(code)).values_list("number", flat=True)
    return max((_serial_in(number) for number in held.iterator(chunk_size=2000)), default=0)


def _codes(code: str) -> list[str]:
    return [f"{code}/{mark}" if mark else code for mark in MARKS]


def _serial_in(number: str) -> int:
    """The serial of a number, 0 where it is none of digits."""
    try:
        serial = parse(number).serial
    except NumberError:
        return 0
    return int(serial) if serial.isascii() and serial.isdecimal() and len(serial) <= 6 else 0


@transaction.atomic
def draw(
    project: Project,
    power: Power,
    numbering: Numbering = PLAIN,
    *,
    actor: Person | None,
    at: dt.datetime,
) -> DrawnNumber:
    """Draw the number of a project, or take the one that was drawn for it with a joint standard.

    Args:
        project: approved in the same transaction.
        power: of its authority on the day.
        numbering: what the officer in charge says of it.
        actor: the last to agree.
        at: when; its year stands in the number until the announcement says otherwise.

    Raises:
        IssuingRefusedError: ``number_not_drawn_here``, ``number_taken``, ``part_unclear``,
            ``serial_unclear``, ``revised_not_found``.
    """
    if not power.is_drawn_here:
        raise IssuingRefusedError("number_not_drawn_here", fragment=power.code)
    standing = DrawnNumber.objects.filter(project=project).first()
    if standing is not None:
        return standing
    wanted = wanted_by(project, power, numbering)
    takers = [(project, power), *_partners(project, at)]
    locked = {code: series_of(code, at) for code in sorted({one.code for _, one in takers})}
    serial = wanted.serial or str(_next(list(locked.values())))
    if wanted.kind != DrawnNumber.Kind.REVISION:
        _refuse_taken(locked, serial, wanted)
    for series in locked.values():
        _moved_to(series, serial)
    made = [
        _made(taker, own, locked[own.code], serial=serial, wanted=wanted, actor=actor, at=at)
        for taker, own in takers
    ]
    return made[0]


def check_numbering(
    project: Project, power: Power, numbering: Numbering, *, at: dt.datetime
) -> None:
    """Refuse what is said of a number when it can be mended yet, not at the last step.

    A part or an agreed serial must be free under the code of every party of a joint standard.

    Raises:
        IssuingRefusedError: ``number_taken``, ``part_unclear``, ``serial_unclear``,
            ``revised_not_found``.
    """
    if DrawnNumber.objects.filter(project=project).exists():
        return
    wanted = wanted_by(project, power, numbering)
    if wanted.serial and wanted.kind != DrawnNumber.Kind.REVISION:
        takers = [power, *(one for _other, one in _partners(project, at))]
        _refuse_taken(sorted({one.code for one in takers}), wanted.serial, wanted)


def _partners(project: Project, at: dt.datetime) -> list[tuple[Project, Power]]:
    """The other projects of a joint standard whose number is to be the same, with their codes."""
    if not project.joint_group:
        return []
    others = Project.objects.filter(joint_group=project.joint_group, drawn_number=None)
    found = []
    for other in others.exclude(pk=project.pk).exclude(state__in=ENDED).select_related("authority"):
        power = power_of(other.authority, day_of(at), other.regime)
        if power is not None and power.is_drawn_here:
            found.append((other, power))
    return found


def _next(series: Sequence[NumberSeries]) -> int:
    """The first serial that is free under all of the codes."""
    serial = max(max(one.last, one.stock) for one in series) + 1
    while any(_is_known(one.code, str(serial)) for one in series):
        serial += 1
    return serial


def _is_known(code: str, serial: str, part: str | None = None) -> bool:
    """Whether the catalogue or the register of numbers knows a serial, or a part under it."""
    drawn = DrawnNumber.objects.filter(code=code, serial=serial)
    slugs = [f"{code}/{mark}-{serial}" if mark else f"{code}/{serial}" for mark in MARKS]
    if part is not None:
        own = [f"{slug}.{part}" if part else slug for slug in slugs]
        return drawn.filter(part=part).exists() or Standard.objects.filter(slug__in=own).exists()
    held = Q(slug__in=slugs)
    for slug in slugs:
        held |= Q(slug__startswith=f"{slug}.")
    return drawn.exists() or Standard.objects.filter(held).exists()


def _refuse_taken(codes: Iterable[str], serial: str, wanted: Wanted) -> None:
    for code in codes:
        part = wanted.part if wanted.kind == DrawnNumber.Kind.PART else None
        if _is_known(code, serial, part):
            number = f"{code}/{wanted.mark} {serial}" + (f".{part}" if part else "")
            field = "part" if part else "agreed_serial"
            raise IssuingRefusedError("number_taken", fragment=number, field=field)


def _moved_to(series: NumberSeries, serial: str) -> None:
    if serial.isdecimal() and int(serial) > series.last:
        series.last = int(serial)
        series.save(update_fields=["last"])


def _made(  # noqa: PLR0913  -- what a number is made of; all but the first three by name
    project: Project,
    power: Power,
    series: NumberSeries,
    *,
    serial: str,
    wanted: Wanted,
    actor: Person | None,
    at: dt.datetime,
) -> DrawnNumber:
    number = DrawnNumber(
        series=series,
        code=power.code,
        mark=wanted.mark,
        serial=serial,
        part=wanted.part,
        year=day_of(at).year,
        kind=wanted.kind,
        project=project,
        plan_number=project.plan_number,
        joint_group=project.joint_group,
        drawn=at,
        drawn_by=actor,
    )
    if wanted.kind == DrawnNumber.Kind.REVISION:
        _refuse_same_year(number)
    number.save()
    facts = {"number": number.number, "project": project.plan_number}
    record("issuing.number_drawn", subject=project.case_subject, actor=actor, facts=facts)
    return number


def _refuse_same_year(number: DrawnNumber) -> None:
    """An edition of this very number and year is there already."""
    canonical = parse(number.number)
    drawn = DrawnNumber.objects.filter(
        code=number.code,
        mark=number.mark,
        serial=number.serial,
        part=number.part,
        year=number.year,
    )
    if drawn.exists() or Edition.objects.filter(slug=canonical.slug).exists():
        raise IssuingRefusedError("number_taken", fragment=canonical.canonical)


_REGIONAL: Final = frozenset({Family.LOCAL, Family.CONSTRUCTION})
_ANNOUNCED: Final = frozenset({"announced", "published"})


@transaction.atomic
def enter_number(
    project: Project, number: str, *, actor: Person | None, at: dt.datetime
) -> DrawnNumber:
    """Enter the number of a project that was drawn elsewhere and comes with it.

    Args:
        project: taken over, in the state it entered in.
        number: with its year, as it is printed.
        actor: who takes the project over.
        at: when.

    Raises:
        IssuingRefusedError: ``number_unclear``, ``code_of_another``, ``number_taken`` (the
            catalogue too may know the serial, unless the project was announced).
    """
    stated, year = _stated(number)
    _refuse_code_of_another(project, stated.prefix)
    series = series_of(stated.prefix, at)
    entered = DrawnNumber(
        series=series,
        code=stated.prefix,
        mark=stated.code.partition("/")[2],
        serial=stated.serial,
        part=stated.part,
        year=year,
        kind=_kind_of(project, stated),
        project=project,
        plan_number=project.plan_number,
        joint_group=project.joint_group,
        drawn=at,
        drawn_by=actor,
    )
    _refuse_known(entered, is_announced=project.state in _ANNOUNCED)
    _moved_to(series, stated.serial)
    entered.save()
    project.number = stated.canonical
    project.save(update_fields=["number"])
    facts = {"number": entered.number, "project": project.plan_number}
    record("issuing.number_entered", subject=project.case_subject, actor=actor, facts=facts)
    return entered


def _stated(number: str) -> tuple[StandardNumber, int]:
    """The number of one edition of a region's standard, and its year."""
    try:
        stated = parse(number)
    except NumberError as error:
        raise IssuingRefusedError("number_unclear", fragment=number[:80], field="number") from error
    if stated.family not in _REGIONAL:
        raise IssuingRefusedError("code_of_another", fragment=stated.prefix, field="number")
    if stated.year is None or stated.amendment:
        raise IssuingRefusedError("number_unclear", fragment=number[:80], field="number")
    return stated, stated.year


def _refuse_code_of_another(project: Project, code: str) -> None:
    """Only those who have or had the power of a code, where it is anybody's on this platform."""
    holders = set(IssuingPower.objects.filter(code=code).values_list("organisation", flat=True))
    if holders and project.authority_id not in holders:
        raise IssuingRefusedError("code_of_another", fragment=code, field="number")


def _kind_of(project: Project, stated: StandardNumber) -> DrawnNumber.Kind:
    """A revision keeps the serial of what it revises; a part shares one with other parts."""
    if project.kind == "revision" and project.revises:
        revised = read_standard(project.revises)
        if (revised.prefix, revised.serial, revised.part) == (
            stated.prefix,
            stated.serial,
            stated.part,
        ):
            return DrawnNumber.Kind.REVISION
    return DrawnNumber.Kind.PART if stated.part else DrawnNumber.Kind.NEW


def _refuse_known(entered: DrawnNumber, *, is_announced: bool) -> None:
    """Nobody else's number: of a project, or of a standard the catalogue holds."""
    drawn = DrawnNumber.objects.filter(code=entered.code, serial=entered.serial, part=entered.part)
    is_revision = entered.kind == DrawnNumber.Kind.REVISION
    if is_revision:
        drawn = drawn.filter(mark=entered.mark, year=entered.year)
    if drawn.exists() or DrawnNumber.objects.filter(project=entered.project).exists():
        raise IssuingRefusedError("number_taken", fragment=entered.number, field="number")
    if is_announced:
        return
    if is_revision:
        _refuse_same_year(entered)
    elif _is_known(entered.code, entered.serial, entered.part or None):
        raise IssuingRefusedError("number_taken", fragment=entered.number, field="number")


@transaction.atomic
def change_year(number: DrawnNumber, year: int, reason: str, *, actor: Person) -> DrawnNumber:
    """Give a number the year of its announcement, before that goes out.

    The serial stays; the year it bore is kept with the number.

    Raises:
        IssuingRefusedError: ``announced_already``, ``year_unclear``, ``reason_missing``,
            ``number_taken``.
    """
    series_of(number.code, number.drawn)
    held = DrawnNumber.objects.select_for_update(of=("self",)).get(pk=number.pk)
    if not reason.strip():
        raise IssuingRefusedError("reason_missing", field="reason")
    if year == held.year or not day_of(held.drawn).year <= year <= day_of(held.drawn).year + 5:
        raise IssuingRefusedError("year_unclear", fragment=str(year), field="year")
    if AnnouncementRow.objects.filter(
        project=held.project_id, announcement__state="issued", project__isnull=False
    ).exists():
        raise IssuingRefusedError("announced_already", fragment=held.number)
    before = held.number
    held.former_years, held.year = [*held.former_years, held.year], year
    _refuse_same_year(held)
    held.save(update_fields=["year", "former_years"])
    if held.project is not None:
        held.project.number = parse(held.number).canonical
        held.project.save(update_fields=["number"])
    facts = {"before": before, "after": held.number, "reason": reason.strip()}
    subject = held.project.case_subject if held.project else f"issuing.number:{held.pk}"
    record("issuing.year_changed", subject=subject, actor=actor, facts=facts)
    return held
