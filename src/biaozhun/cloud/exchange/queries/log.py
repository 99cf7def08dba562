"""Everything that came in and went out: runs of the exchange and imports, side by side."""

import datetime as dt
from typing import Any

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import CharField, F, QuerySet, Value

from biaozhun.cloud.catalogue.models import ImportRun
from biaozhun.cloud.exchange.models import ExchangeRun

PAGE = 50


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One line of the log.

    Attributes:
        name: what the line is about: the file of a plain import, else the source or the address.
        imported: the one import whose account tells more; ``None`` where there are none or several.
    """

    started: dt.datetime
    direction: str
    protocol: str
    source: str
    partner: str
    format: str
    licence: str
    state: str
    received: int
    stored: int
    merged: int
    rejected: int
    address: str
    name: str
    imported: int | None


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """What narrows the log; what is empty does not."""

    direction: str = ""
    source: str = ""


def log(wanted: Wanted, page: int) -> "Page[Entry]":
    """One page, the latest first; five questions however long it is.

    An import that a run of the exchange ended in is told by that run.
    """
    found = _keys(wanted)
    numbered: Page[Any] = Paginator(found, PAGE).get_page(page)
    numbered.object_list = _entries(list(numbered.object_list))
    return numbered


def whole_log(wanted: Wanted, most: int) -> list[Entry]:
    """The latest entries."""
    return _entries(list(_keys(wanted)[:most]))


def _keys(wanted: Wanted) -> "QuerySet[ExchangeRun, tuple[dt.datetime, int, str]]":
    runs = ExchangeRun.objects.all()
    imports = ImportRun.objects.filter(exchanges=None)
    if wanted.source:
        runs = runs.filter(source=wanted.source)
        imports = imports.filter(source__slug=wanted.source)
    if wanted.direction:
        runs = runs.filter(direction=wanted.direction)
    if wanted.direction == "out":
        imports = imports.none()
    return _keyed(runs, "run").union(_keyed(imports, "import"), all=True).order_by("-at", "-key")


def _keyed(rows: "QuerySet[ExchangeRun] | QuerySet[ImportRun]", kind: str) -> "QuerySet":  # type: ignore[type-arg]  # of either table
    return (
        rows.order_by()
        .annotate(
            at=F("started"),
            key=F("pk"),
            table=Value(kind, output_field=CharField()),
        )
        .values_list("at", "key", "table")
    )


def _entries(keys: list[tuple[dt.datetime, int, str]]) -> list[Entry]:
    told = ExchangeRun.objects.select_related("partner").prefetch_related("imports")
    runs = told.in_bulk([key for _, key, table in keys if table == "run"])
    imports = ImportRun.objects.select_related("source").in_bulk(
        [key for _, key, table in keys if table == "import"]
    )
    return [
        _of_run(runs[key]) if table == "run" else _of_import(imports[key])
        for _, key, table in keys
        if key in (runs if table == "run" else imports)
    ]


def _of_run(run: ExchangeRun) -> Entry:
    imports = [one.pk for one in run.imports.all()]
    return Entry(
        started=run.started,
        direction=run.direction,
        protocol=run.protocol,
        source=run.source,
        partner=run.partner.name if run.partner else "",
        format=run.format,
        licence=run.licence,
        state=run.state,
        received=run.received,
        stored=run.stored,
        merged=run.merged,
        rejected=run.rejected,
        address=run.address,
        name=run.source or run.address,
        imported=imports[0] if len(imports) == 1 else None,
    )


def _of_import(run: ImportRun) -> Entry:
    return Entry(
        started=run.started,
        direction="in",
        protocol="file",
        source=run.source.slug,
        partner="",
        format=run.format,
        licence=run.source.licence,
        state=run.state,
        received=run.position,
        stored=run.stored,
        merged=run.merged,
        rejected=run.rejected,
        address=run.file_name,
        name=run.file_name,
        imported=run.pk,
    )
