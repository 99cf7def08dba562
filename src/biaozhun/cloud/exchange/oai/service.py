"""Answering the six verbs."""

import datetime as dt
from collections.abc import Iterable, Sequence

import msgspec
from django.db.models import QuerySet
from lxml import etree

from biaozhun.cloud.catalogue.models import Edition, EditionChange
from biaozhun.cloud.catalogue.queries.changes import last_sequence
from biaozhun.cloud.exchange.oai import metadata, tokens
from biaozhun.cloud.exchange.oai.answers import add_error, element, envelope
from biaozhun.cloud.exchange.oai.protocol import Asked, OaiError, read_request, utc
from biaozhun.cloud.exchange.queries.disclosing import SeenBy, sources_of
from biaozhun.cloud.exchange.queries.selection import (
    Chosen,
    chosen,
    earliest,
    selected,
    sets,
    sets_of,
)

PAGE = 100  # records of one answer
LIFE = dt.timedelta(days=7)  # told of a token; it stays good as long as the key of the service


class Service(msgspec.Struct, frozen=True, kw_only=True):
    """This repository as it describes itself.

    Attributes:
        name: for people.
        base: address of the service.
        site: address of the pages.
        own: identifier of the installation.
        mail: address of who keeps it.
        schema: address of the XML schema of statements.
        now: the instant of the answer.
    """

    name: str
    base: str
    site: str
    own: str
    mail: str
    schema: str
    now: dt.datetime


class Answered(msgspec.Struct, frozen=True):
    """An answer, and what to count of it."""

    root: etree._Element
    prefix: str = ""
    records: int = 0


def answer(service: Service, given: Iterable[tuple[str, str]]) -> Answered:
    """The answer to a request, whatever it is."""
    stamp = utc(service.now)
    try:
        asked = read_request(given)
    except OaiError as error:
        root = envelope(stamp, service.base)
        add_error(root, error)
        return Answered(root)
    root = envelope(stamp, service.base, [("verb", asked.verb), *asked.arguments.items()])
    try:
        return _VERBS[asked.verb](service, asked, root)
    except OaiError as error:
        if error.code == "badArgument":  # the protocol repeats no arguments that are wrong
            root = envelope(stamp, service.base)
        add_error(root, error)
        return Answered(root)


def _identify(service: Service, asked: Asked, root: etree._Element) -> Answered:
    part = element(root, asked.verb)
    first = earliest()
    element(part, "repositoryName", service.name)
    element(part, "baseURL", service.base)
    element(part, "protocolVersion", "2.0")
    element(part, "adminEmail", service.mail)
    element(part, "earliestDatestamp", utc(first.changed if first else service.now))
    element(part, "deletedRecord", "persistent")
    element(part, "granularity", "YYYY-MM-DDThh:mm:ssZ")
    return Answered(root)


def _formats(service: Service, asked: Asked, root: etree._Element) -> Answered:
    if "identifier" in asked.arguments:
        _one(service, asked.get("identifier"))
    part = element(root, asked.verb)
    for prefix, form in metadata.FORMS.items():
        each = element(part, "metadataFormat")
        element(each, "metadataPrefix", prefix)
        element(each, "schema", form.schema or service.schema)
        element(each, "metadataNamespace", form.namespace)
    return Answered(root)


def _sets(service: Service, asked: Asked, root: etree._Element) -> Answered:  # noqa: ARG001  -- the form of a verb
    if "resumptionToken" in asked.arguments:
        raise OaiError("badResumptionToken", "the list of sets comes whole; there is no token")
    part = element(root, asked.verb)
    for name, title in sets():
        each = element(part, "set")
        element(each, "setSpec", name)
        element(each, "setName", title)
    return Answered(root)


def _get(service: Service, asked: Asked, root: etree._Element) -> Answered:
    prefix = _known_form(asked.get("metadataPrefix"))
    found = _one(service, asked.get("identifier"))
    part = element(root, asked.verb)
    _write(part, [found], service=service, prefix=prefix, whole=True)
    return Answered(root, prefix, 1)


def _known_form(prefix: str) -> str:
    if prefix not in metadata.FORMS:
        raise OaiError(
            "cannotDisseminateFormat", f"metadataPrefix is one of: {', '.join(metadata.FORMS)}"
        )
    return prefix


def _one(service: Service, identifier: str) -> Chosen:
    """The record of an identifier, held or gone; invented ones are records like others here."""
    slug = metadata.slug_in(service.own, identifier)
    known = slug is not None and "\x00" not in slug
    change = EditionChange.objects.filter(slug=slug).first() if known else None
    if change is None:
        raise OaiError("idDoesNotExist", "no record has this identifier")
    held = _fetched(Edition.objects.filter(slug=change.slug).select_related("standard"))
    return Chosen(change, held.first())


def _fetched(editions: "QuerySet[Edition]") -> "QuerySet[Edition]":
    return editions.prefetch_related("documents", "stated_relations")


def _list(service: Service, asked: Asked, root: etree._Element) -> Answered:
    place = _place(asked)
    size = place.size
    if not place.cursor:
        size = _selected(place).count()
    page, goes_on = _page(place)
    if not page and place.cursor:
        # All that was left changed meanwhile. A list without a record is none (the schema of the
        # protocol), so it ends with what came behind it.
        place = msgspec.structs.replace(place, upto=last_sequence())
        page, goes_on = _page(place)
    if not page:
        raise OaiError("noRecordsMatch", "nothing matches from, until and set")
    part = element(root, asked.verb)
    whole = asked.verb == "ListRecords"
    _write(part, page, service=service, prefix=place.prefix, whole=whole)
    counted = msgspec.structs.replace(place, size=max(size, place.cursor + len(page)))
    _token(part, counted, page, goes_on=goes_on, now=service.now)
    return Answered(root, place.prefix, len(page))


def _selected(place: tokens.Place, after: int = 0) -> "QuerySet[EditionChange]":
    return selected(set_name=place.set, period=place.period, after=after, upto=place.upto)


def _page(place: tokens.Place) -> tuple[list[Chosen], bool]:
    """The next records of a list, and whether there is one behind them.

    What went from another level is passed over, however much of it stands in a row: an answer with
    a token and no record would end the harvest of who asks.
    """
    found: list[Chosen] = []
    after, more = place.after, True
    while more and len(found) <= PAGE:
        rows = list(_selected(place, after)[: PAGE + 1])
        found += chosen(rows, place.set, fetched=_fetched)
        more = len(rows) > PAGE
        after = rows[-1].sequence if rows else after
    return found[:PAGE], len(found) > PAGE


def _place(asked: Asked) -> tokens.Place:
    """Where the list begins or goes on."""
    if token := asked.get("resumptionToken"):
        return tokens.read(token, verb=asked.verb)
    if "resumptionToken" in asked.arguments:
        raise OaiError("badResumptionToken", "the token is empty")
    begins, ends = asked.period.begins, asked.period.ends
    return tokens.Place(
        verb=asked.verb,
        prefix=_known_form(asked.get("metadataPrefix")),
        set=asked.get("set"),
        begins=begins.timestamp() if begins else None,
        ends=ends.timestamp() if ends else None,
        after=0,
        upto=last_sequence(),
        cursor=0,
        size=0,
    )


def _token(
    part: etree._Element,
    place: tokens.Place,
    page: Sequence[Chosen],
    *,
    goes_on: bool,
    now: dt.datetime,
) -> None:
    """The token to go on with; an empty one ends a list that came in parts."""
    counted = {"completeListSize": str(place.size), "cursor": str(place.cursor)}
    if goes_on:
        following = msgspec.structs.replace(
            place, after=page[-1].change.sequence, cursor=place.cursor + len(page)
        )
        text = tokens.written(following)
        element(part, "resumptionToken", text, expirationDate=utc(now + LIFE), **counted)
    elif place.cursor:
        element(part, "resumptionToken", **counted)


def _write(
    part: etree._Element,
    page: Sequence[Chosen],
    *,
    service: Service,
    prefix: str,
    whole: bool,
) -> None:
    editions = [each.edition for each in page if each.edition]
    seen = sources_of(editions)
    source = metadata.Source(own=service.own, site=service.site)
    if whole:
        source = metadata.source_for(prefix, editions, own=service.own, site=service.site)
    for each in page:
        record = element(part, "record") if whole else part
        _header(record, each, own=service.own, seen=seen)
        if whole and each.edition:
            form = metadata.FORMS[prefix]
            element(record, "metadata").append(form.write(each.edition, source))


def _header(
    parent: etree._Element, each: Chosen, *, own: str, seen: dict[int, list[SeenBy]]
) -> None:
    gone = {} if each.edition else {"status": "deleted"}
    header = element(parent, "header", **gone)
    element(header, "identifier", metadata.identifier(own, each.change.slug))
    element(header, "datestamp", utc(each.change.changed))
    if each.edition:
        sources = seen.get(each.edition.pk, [])
        is_open = any(source.redistributable for source in sources)
        slugs = [source.source for source in sources]
        for name in sets_of(each.edition, slugs, is_open=is_open):
            element(header, "setSpec", name)


_VERBS = {
    "Identify": _identify,
    "ListMetadataFormats": _formats,
    "ListSets": _sets,
    "ListIdentifiers": _list,
    "ListRecords": _list,
    "GetRecord": _get,
}
