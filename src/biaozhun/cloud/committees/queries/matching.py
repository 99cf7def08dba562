"""Which experts could review something: by field, interest and units, on a day."""

import datetime as dt
from collections.abc import Collection, Sequence

from django.db.models import Exists, OuterRef, Q, QuerySet

from biaozhun.cloud.committees.models import Expert, ExpertConflict, ExpertField
from biaozhun.cloud.organisations.queries.standing import holds_on
from biaozhun.core.classification import ics as classification


def experts_for(
    fields: Sequence[str],
    interest: str,
    exclude_units: Collection[str],
    on: dt.date,
) -> "QuerySet[Expert]":
    """The experts who could be drawn; one question, in the order of their ids.

    Those admitted on the day, versed in one of the fields (an expert of ``35.240`` for
    ``35.240.15`` and the other way round), of the interest, who neither work for one of the units
    nor declared a conflict with one.

    Args:
        fields: codes of ICS; any where none is given.
        interest: one of :class:`Interest`; any where it is empty.
        exclude_units: names of the drafting units and of all whose people may not review.
        on: the day of the draw.
    """
    found = Expert.objects.filter(holds_on(on), state="admitted", since__isnull=False)
    if fields:
        versed = ExpertField.objects.filter(_near(fields), expert=OuterRef("pk"))
        found = found.filter(Exists(versed))
    if interest:
        found = found.filter(interest=interest)
    names = [name.strip() for name in exclude_units if name.strip()]
    if names:
        against = ExpertConflict.objects.filter(
            Q(unit__in=names) | Q(organisation__name__in=names),
            Q(until=None) | Q(until__gte=on),
            expert=OuterRef("pk"),
            declared__lte=on,
        )
        found = found.exclude(unit__in=names).exclude(organisation__name__in=names)
        found = found.filter(~Exists(against))
    return found.order_by("pk")


def _near(fields: Sequence[str]) -> Q:
    """The codes themselves, what is below them, and what an expert holds above them."""
    below = Q(code__in=fields)
    above = {level for code in fields for level in classification.levels(code)}
    return below | Q(code__in=above, is_own=True)
