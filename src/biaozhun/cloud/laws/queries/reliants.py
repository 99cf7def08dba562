"""What of the register rests on given standards, for pages and the blast radius of others."""

import datetime as dt
from collections.abc import Collection, Iterator

from django.db.models import Q
from django.urls import reverse

from biaozhun.cloud.laws.models import CitedStandard, Limit
from biaozhun.cloud.laws.queries.current import current, standing_laws
from biaozhun.cloud.validity.reliance import Reliant, ReliantKind

MODE_SAYS = {"exclusive": True, "indicative": False, "unknown": None}


def citing(slugs: Collection[str], on: dt.date) -> list[CitedStandard]:
    """The citations of laws that hold, of any of these standards or editions."""
    found = current(on).filter(standing_laws(on), slug__in=slugs)
    return list(found.select_related("law", "article").order_by("law__title", "law_id", "id"))


def limiting(slugs: Collection[str], on: dt.date) -> list[Limit]:
    """The limits of instruments that have not ended, set by any of these."""
    holding = Q(instrument__ended=None) | Q(instrument__ended__gt=on)
    found = Limit.objects.filter(holding, slug__in=slugs).select_related("instrument")
    return list(found.order_by("instrument__title", "instrument_id", "position"))


def reliant_laws(slugs: Collection[str], on: dt.date) -> Iterator[Reliant]:
    """Laws and policies that cite any of the slugs."""
    for each in citing(slugs, on):
        anchor = f"#{each.article.anchor}" if each.article else ""
        yield Reliant(
            kind=ReliantKind.LAW,
            on=each.slug,
            dated=each.dated,
            title=f"{each.law.title} {each.law.number}".strip(),
            address=reverse("laws:law", args=[each.law.slug]) + anchor,
            clause=each.label,
            cited_clause="、".join(each.clauses),
            body=each.law.issuer,
            exclusive=MODE_SAYS[each.mode],
        )


def reliant_instruments(slugs: Collection[str], on: dt.date) -> Iterator[Reliant]:
    """Instruments that rest on any of the slugs."""
    for each in limiting(slugs, on):
        limit = f"{each.quantity} {each.value} {each.unit}".strip()
        yield Reliant(
            kind=ReliantKind.INSTRUMENT,
            on=each.slug,
            dated=each.dated,
            title=each.instrument.title,
            address=reverse("laws:instrument", args=[each.instrument_id]),
            clause=limit,
            cited_clause=each.clause,
            body=each.instrument.issuer,
            exclusive=True,
        )
