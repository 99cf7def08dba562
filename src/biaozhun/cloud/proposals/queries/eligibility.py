"""Who may apply to whom: a sector department of the same level and place (办法 §9)."""

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.organisations.models import Kind, Level, OrganisationPlace

ISSUING_LEVELS = (Level.PROVINCE, Level.CITY)
"""Only there local standards are issued (标准化法 §13); a district suggests."""

_DIGITS = {Level.PROVINCE: 2, Level.CITY: 4}
"""Of a code of GB/T 2260: how many name the division of a level."""


def authorities() -> list[Organisation]:
    """The standardization authorities that take applications, by name; one question."""
    found = Organisation.objects.filter(place__is_authority=True, place__level__in=ISSUING_LEVELS)
    return list(found.select_related("place").order_by("name"))


def why_not(department: Organisation | None, authority: Organisation) -> str:
    """Why an organisation may not apply to an authority; empty where it may.

    Codes: ``no_unit``, ``not_a_department``, ``no_power``, ``level_differs``, ``place_differs``.
    """
    place = place_of(department)
    if department is None or place is None:
        return "no_unit"
    if place.kind != Kind.DEPARTMENT:
        return "not_a_department"
    seat = place_of(authority)
    if seat is None or seat.level not in ISSUING_LEVELS:
        return "no_power"
    if place.level != seat.level:
        return "level_differs"
    digits = _DIGITS[Level(seat.level)]
    known = place.division and seat.division
    if known and place.division[:digits] != seat.division[:digits]:
        return "place_differs"
    return ""


def place_of(organisation: Organisation | None) -> OrganisationPlace | None:
    """Where an organisation stands, if somebody said."""
    return getattr(organisation, "place", None) if organisation is not None else None


def authorities_for(department: Organisation | None) -> list[Organisation]:
    """Those an organisation may apply to."""
    return [one for one in authorities() if not why_not(department, one)]


def refusal_of(department: Organisation | None) -> str:
    """Why an organisation may apply to nobody: the code that fits best; empty where it may."""
    found = [why_not(department, one) for one in authorities()]
    if "" in found:
        return ""
    order = ("place_differs", "level_differs", "not_a_department", "no_unit")
    return next((code for code in order if code in found), "no_power")
