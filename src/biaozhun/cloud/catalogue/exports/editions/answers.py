"""The answer to who asks for an edition or a standard in another form than a page."""

import datetime as dt
from collections.abc import Callable
from http import HTTPStatus

import msgspec
from django.http import HttpResponse

from biaozhun.cloud.catalogue.exports.editions.citations import (
    bibtex,
    csl,
    gbt7714_2015,
    gbt7714_2025,
    ris,
)
from biaozhun.cloud.catalogue.exports.editions.facts import export, standard_export
from biaozhun.cloud.catalogue.exports.editions.marc import marc_record, marcxml_text
from biaozhun.cloud.catalogue.exports.editions.relations_told import relations_told
from biaozhun.cloud.catalogue.exports.editions.relaton import relaton, relaton_yaml
from biaozhun.cloud.catalogue.exports.editions.relaton_xml import relaton_xml_text
from biaozhun.cloud.catalogue.models import Standard
from biaozhun.cloud.catalogue.queries.edition import EditionPage, StandardPage
from biaozhun.core.bibliography.citing import key_of


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


class Format(msgspec.Struct, frozen=True, kw_only=True):
    """A form in which an edition is given.

    Attributes:
        name: what ``?format=`` asks for.
        words: what it is called on a page; empty where another name offers it already.
        content_type: of the answer.
        write: writes it.
        ending: of the file it is kept in; empty where it is only read.
    """

    name: str
    words: str
    content_type: str
    write: Callable[[EditionPage], str]
    ending: str = ""


_TEXT = "text/plain; charset=utf-8"
FORMATS = (
    Format(
        name="bibtex",
        words="BibTeX",
        content_type="application/x-bibtex; charset=utf-8",
        write=bibtex,
        ending="bib",
    ),
    Format(
        name="ris",
        words="RIS",
        content_type="application/x-research-info-systems; charset=utf-8",
        write=ris,
        ending="ris",
    ),
    Format(
        name="csl",
        words="CSL-JSON",
        content_type="application/vnd.citationstyles.csl+json; charset=utf-8",
        write=csl,
        ending="csl.json",
    ),
    Format(
        name="marcxml",
        words="MARCXML",
        content_type="application/marcxml+xml; charset=utf-8",
        write=_marcxml,
    ),
    Format(
        name="relaton",
        words="Relaton YAML",
        content_type="application/yaml; charset=utf-8",
        write=_relaton_yaml,
    ),
    Format(
        name="relaton-xml",
        words="Relaton XML",
        content_type="application/xml; charset=utf-8",
        write=_relaton_xml,
    ),
    Format(name="json", words="JSON", content_type="application/json", write=_json),
    Format(name="gbt7714-2025", words="", content_type=_TEXT, write=gbt7714_2025),
    Format(name="gbt7714-2015", words="", content_type=_TEXT, write=gbt7714_2015),
    # The name the form had while there was one edition of the rules: that in force.
    Format(name="gbt7714", words="", content_type=_TEXT, write=gbt7714_2025),
)
_BY_NAME = {form.name: form for form in FORMATS}


def edition(page: EditionPage, wanted: str) -> HttpResponse:
    """The edition in a form of :data:`FORMATS`; another is refused with the list of them."""
    form = _BY_NAME.get(wanted)
    if form is None:
        return refused(list(_BY_NAME))
    response = HttpResponse(form.write(page), content_type=form.content_type)
    if form.ending:
        name = f"{key_of(page.edition.slug)}.{form.ending}".replace(":", "-")
        response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def standard(held: Standard, page: StandardPage, on: dt.date, *, wanted: str) -> HttpResponse:
    """The standard as JSON, the one form it has."""
    if wanted != "json":
        return refused(["json"])
    text = standard_export(held, page, on).model_dump_json(indent=2) + "\n"
    return HttpResponse(text, content_type="application/json")


def refused(offered: list[str]) -> HttpResponse:
    """The refusal of a form that is not offered, with the list of those that are."""
    return HttpResponse(
        f"?format= one of: {', '.join(offered)}\n",
        content_type=_TEXT,
        status=HTTPStatus.BAD_REQUEST,
    )
