"""Who may issue what on a day."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

import msgspec
from django.db.models import Q, QuerySet

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.drafting.models import Regime
from biaozhun.cloud.issuing.models import IssuingPower

MARKS: Final[Mapping[str, str]] = {
    Regime.GENERAL: "T",
    Regime.GUIDANCE: "Z",
    Regime.ENVIRONMENT: "",
    Regime.FOOD: "",
    Regime.CONSTRUCTION: "T",
}
"""The mark of nature behind the code, by regime (domain-rules 2.4)."""


class Power(msgspec.Struct, frozen=True, kw_only=True):
    """The power of an organisation on a day.

    Attributes:
        code: without the mark of nature: ``DB44``, ``DB4403``, ``DBS44``.
        mark: of the nature, behind the code: ``T``, ``Z`` or nothing.
        basis: law or document it rests on.
        scope: which standards.
        is_drawn_here: the platform can draw numbers under this code.
    """

    code: str
    mark: str
    basis: str
    scope: str

    @property
    def is_drawn_here(self) -> bool:
        """Whether numbers under the code are one serial after the other (DBJ's are not)."""
        return not self.code.startswith("DBJ")


def holding_on(on: dt.date) -> "QuerySet[IssuingPower]":
    """The powers that hold on a day, by code."""
    then = Q(since__lte=on) & (Q(until=None) | Q(until__gte=on))
    return IssuingPower.objects.filter(then).select_related("organisation", "organisation__place")


def power_of(organisation: Organisation, on: dt.date, regime: str = Regime.GENERAL) -> Power | None:
    """The power of an organisation to issue standards of a regime on a day; one question."""
    held = holding_on(on).filter(organisation=organisation, regime=regime)
    found = held.order_by("-since").first()
    if found is None:
        return None
    return Power(code=found.code, mark=MARKS[regime], basis=found.basis, scope=found.scope)


def authorities() -> "QuerySet[Organisation]":
    """Organisations that have or had a power, by name."""
    return Organisation.objects.filter(issuing_powers__isnull=False).distinct().order_by("name")
