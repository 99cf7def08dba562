"""Keeping who may issue: checked against where the organisation stands in the administration."""

import datetime as dt
from typing import Final

import msgspec
from django.db import IntegrityError, transaction

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.drafting.models import Regime
from biaozhun.cloud.issuing.errors import IssuingRefusedError
from biaozhun.cloud.issuing.models import IssuingPower
from biaozhun.cloud.organisations.models import Kind, Level, OrganisationPlace
from biaozhun.cloud.organisations.permissions import acts_for, is_authority
from biaozhun.core.reference.table import table

_NO_UNIT: Final = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})
"""Names of four-digit codes that hold districts or counties together and are no unit."""


class PowerTold(msgspec.Struct, frozen=True, kw_only=True):
    """What the keeper says of a power.

    Attributes:
        organisation: who may issue.
        regime: by which law.
        code: without the mark of nature; empty for the one its division gives.
        basis: law, or the document of the province.
        scope: which standards.
        since: the first day.
        until: the last day, where it ended.
    """

    organisation: Organisation
    regime: str
    basis: str
    since: dt.date
    code: str = ""
    scope: str = ""
    until: dt.date | None = None


def _permit(actor: Person, organisation: Organisation) -> None:
    """Its own officers keep a power, those of the province above, and who keeps the platform.

    Raises:
        IssuingRefusedError: ``not_the_authority``.
    """
    if acts_for(actor, organisation.pk):
        return
    place = OrganisationPlace.objects.filter(organisation=organisation).first()
    above = f"DB{place.division[:2]}" if place is not None else ""
    own = IssuingPower.objects.filter(organisation=actor.organisation_id, code=above)
    if not is_authority(actor) or not own.exists():
        raise IssuingRefusedError("not_the_authority")


@transaction.atomic
def grant(told: PowerTold, *, actor: Person) -> IssuingPower:
    """Record that an organisation may issue.

    Raises:
        IssuingRefusedError: ``not_the_authority``, ``not_placed``, ``district_has_no_power``,
            ``not_a_prefecture``, ``level_without_power``, ``province_only``, ``government_only``,
            ``code_not_of_division``, ``basis_missing``, ``scope_missing``, ``power_twice``.
    """
    _permit(actor, told.organisation)
    code = checked_code(told)
    if not told.basis.strip():
        raise IssuingRefusedError("basis_missing", field="basis")
    overlapping = IssuingPower.objects.filter(
        organisation=told.organisation, regime=told.regime
    ).exclude(until__lt=told.since)
    if told.until is not None:
        overlapping = overlapping.exclude(since__gt=told.until)
    if overlapping.exists():
        raise IssuingRefusedError("power_twice", field="since")
    fields = {**msgspec.structs.asdict(told), "code": code}
    try:
        with transaction.atomic():
            made = IssuingPower.objects.create(**fields)
    except IntegrityError as error:  # entered at the same moment by somebody else
        raise IssuingRefusedError("power_twice", field="since") from error
    _note("issuing.power_granted", made, actor)
    return made


@transaction.atomic
def end(power: IssuingPower, until: dt.date, *, actor: Person) -> None:
    """Record the last day of a power; what was issued until then stands.

    Raises:
        IssuingRefusedError: ``not_the_authority``, ``ends_before_it_began``.
    """
    _permit(actor, power.organisation)
    if until < power.since:
        raise IssuingRefusedError("ends_before_it_began", field="until")
    power.until = until
    power.save(update_fields=["until"])
    _note("issuing.power_ended", power, actor)


def checked_code(told: PowerTold) -> str:
    """The code the organisation may issue under (domain-rules 2.4, 1.1).

    Raises:
        IssuingRefusedError: it may issue under none, or not under the one that is given.
    """
    place = OrganisationPlace.objects.filter(organisation=told.organisation).first()
    if place is None or not place.level or not place.division:
        raise IssuingRefusedError("not_placed", field="organisation")
    own = _own_code(place)
    if told.regime in {Regime.ENVIRONMENT, Regime.FOOD} and place.level != Level.PROVINCE:
        raise IssuingRefusedError("province_only", field="organisation")
    if told.regime == Regime.ENVIRONMENT and place.kind != Kind.GOVERNMENT:
        raise IssuingRefusedError("government_only", field="organisation")
    if place.level == Level.CITY and not told.scope.strip():
        raise IssuingRefusedError("scope_missing", field="scope")
    given = "".join(told.code.split()).upper().removesuffix("/T").removesuffix("/")
    allowed = _allowed(told.regime, own)
    if given and given not in allowed:
        raise IssuingRefusedError(
            "code_not_of_division", fragment=" / ".join(allowed), field="code"
        )
    return given or allowed[0]


def _own_code(place: OrganisationPlace) -> str:
    """The digits of its division that stand in numbers: two of a province, four of a city."""
    division = place.division.ljust(6, "0")
    if place.level == Level.PROVINCE and division.endswith("0000"):
        return division[:2]
    if place.level == Level.CITY and division.endswith("00") and not division.endswith("0000"):
        units = {row["code"]: row["name"] for row in table("number_region")}
        if units.get(division[:4], "市辖区") in _NO_UNIT:
            raise IssuingRefusedError("not_a_prefecture", field="organisation")
        return division[:4]
    if place.level in {Level.DISTRICT, Level.TOWN, Level.CITY}:
        raise IssuingRefusedError("district_has_no_power", field="organisation")
    raise IssuingRefusedError("level_without_power", field="organisation")


def _allowed(regime: str, own: str) -> tuple[str, ...]:
    if regime == Regime.FOOD:
        return (f"DBS{own}",)
    if regime == Regime.CONSTRUCTION:
        return (f"DB{own}", "DBJ", f"DBJ{own}")
    return (f"DB{own}",)


def _note(kind: str, power: IssuingPower, actor: Person) -> None:
    facts = {
        "organisation": power.organisation.name,
        "code": power.code,
        "regime": power.regime,
        "basis": power.basis,
        "since": power.since.isoformat(),
        "until": power.until.isoformat() if power.until else "",
    }
    record(kind, subject=f"issuing.power:{power.pk}", actor=actor, facts=facts)
