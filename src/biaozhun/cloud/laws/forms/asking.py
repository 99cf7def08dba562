"""What a reader asks of the register, read from the address; what cannot be read is left out."""

import datetime as dt
from collections.abc import Collection

from django.http import QueryDict

from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.laws.life import LawState
from biaozhun.cloud.laws.models import CitedStandard, Instrument, Law
from biaozhun.cloud.laws.queries.graph import GraphFilters
from biaozhun.cloud.laws.queries.instruments import InstrumentFilters
from biaozhun.cloud.laws.queries.register import Filters
from biaozhun.core.number import Family

LONGEST = 200  # characters


def day_asked(query: QueryDict, today: dt.date) -> dt.date:
    """The day of an address; today where it names none that can be read."""
    try:
        return dt.date.fromisoformat(query.get("on", ""))
    except ValueError:
        return today


def _one_of(query: QueryDict, name: str, known: Collection[str]) -> str:
    said = query.get(name, "")
    return said if said in known else ""


def _said(query: QueryDict, name: str) -> str:
    return clean(query.get(name, "")).strip()[:LONGEST]


def filters(query: QueryDict, today: dt.date) -> Filters:
    """What narrows the list of laws."""
    year = query.get("year", "")
    state = _one_of(query, "state", [str(state) for state in LawState])
    return Filters(
        text=_said(query, "q"),
        kind=_one_of(query, "kind", Law.Kind.values),
        issuer=_said(query, "issuer"),
        region=_said(query, "region")[:12],
        state=LawState(state) if state else None,
        on=day_asked(query, today),
        year=int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else 0,
    )


def graph_filters(query: QueryDict) -> GraphFilters:
    """What narrows the table of citations."""
    states = (CitedStandard.State.PROPOSED.value, CitedStandard.State.CONFIRMED.value)
    return GraphFilters(
        text=_said(query, "q"),
        kind=_one_of(query, "kind", Law.Kind.values),
        family=_one_of(query, "family", [str(family) for family in Family]),
        mode=_one_of(query, "mode", CitedStandard.Mode.values),
        dated=_one_of(query, "dated", ("yes", "no")),
        whole=_one_of(query, "whole", ("yes", "no")),
        state=_one_of(query, "state", states),
    )


def instrument_filters(query: QueryDict, today: dt.date) -> InstrumentFilters:
    """What narrows the list of instruments."""
    return InstrumentFilters(
        text=_said(query, "q"),
        kind=_one_of(query, "kind", Instrument.Kind.values),
        holding=query.get("holding") == "1",
        on=day_asked(query, today),
    )
