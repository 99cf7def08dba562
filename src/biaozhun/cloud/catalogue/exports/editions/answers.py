"""The answer to who asks for an edition or a standard in another form than a page."""

import datetime as dt
from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpResponse

from biaozhun.cloud.catalogue.exports.editions.citations import bibtex, gbt7714
from biaozhun.cloud.catalogue.exports.editions.facts import export, standard_export
from biaozhun.cloud.catalogue.exports.editions.marc import marc_record, marcxml_text
from biaozhun.cloud.catalogue.exports.editions.relations_told import relations_told
from biaozhun.cloud.catalogue.exports.editions.relaton import relaton, relaton_yaml
from biaozhun.cloud.catalogue.exports.editions.relaton_xml import relaton_xml_text
from biaozhun.cloud.catalogue.models import Standard
from biaozhun.cloud.catalogue.queries.edition import EditionPage, StandardPage


def _json(page: EditionPage) -> str:
    return export(page).model_dump_json(indent=2) + "\n"


def _summary(page: EditionPage) -> str:
    """The abstract, where the source it comes from may be handed on."""
    edition = page.edition
    origin = edition.origins.get("summary") or edition.origins.get("*")
    sources = (row.record.source for row in page.sources)
    handed_on = any(source.slug == origin and source.redistributable for source in sources)
    return edition.summary if handed_on else ""


def _marcxml(page: EditionPage) -> str:
    edition = page.edition
    told = relations_told([edition]).get(edition.pk, [])
    return marcxml_text(marc_record(edition, summary=_summary(page), relations=told))


def _relaton(page: EditionPage) -> dict[str, object]:
    edition = page.edition
    told = relations_told([edition]).get(edition.pk, [])
    return relaton(edition, summary=_summary(page), relations=told)


def _relaton_yaml(page: EditionPage) -> str:
    return relaton_yaml(_relaton(page))


def _relaton_xml(page: EditionPage) -> str:
    return relaton_xml_text(_relaton(page))


Writer = Callable[[EditionPage], str]
_WRITERS: dict[str, tuple[str, Writer]] = {
    "json": ("application/json", _json),
    "bibtex": ("application/x-bibtex; charset=utf-8", bibtex),
    "gbt7714": ("text/plain; charset=utf-8", gbt7714),
    "marcxml": ("application/marcxml+xml; charset=utf-8", _marcxml),
    "relaton": ("application/yaml; charset=utf-8", _relaton_yaml),
    "relaton-xml": ("application/xml; charset=utf-8", _relaton_xml),
}
FORMATS = (
    ("json", "JSON"),
    ("bibtex", "BibTeX"),
    ("gbt7714", "GB/T 7714"),
    ("marcxml", "MARCXML"),
    ("relaton", "Relaton YAML"),
    ("relaton-xml", "Relaton XML"),
)


def edition(page: EditionPage, wanted: str) -> HttpResponse:
    """The edition in a form of :data:`FORMATS`; another is refused with the list of them."""
    if wanted not in _WRITERS:
        return _refused(list(_WRITERS))
    content_type, write = _WRITERS[wanted]
    return HttpResponse(write(page), content_type=content_type)


def standard(held: Standard, page: StandardPage, on: dt.date, *, wanted: str) -> HttpResponse:
    """The standard as JSON, the one form it has."""
    if wanted != "json":
        return _refused(["json"])
    text = standard_export(held, page, on).model_dump_json(indent=2) + "\n"
    return HttpResponse(text, content_type="application/json")


def _refused(offered: list[str]) -> HttpResponse:
    return HttpResponse(
        f"?format= one of: {', '.join(offered)}\n",
        content_type="text/plain; charset=utf-8",
        status=HTTPStatus.BAD_REQUEST,
    )
