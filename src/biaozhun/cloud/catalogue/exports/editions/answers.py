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
from biaozhun.cloud.catalogue.models import Standard
from biaozhun.cloud.catalogue.queries.edition import EditionPage, StandardPage
from biaozhun.core.bibliography.citing import key_of


def _json(page: EditionPage) -> str:
    return export(page).model_dump_json(indent=2) + "\n"


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
    write: Callable[[EditionPage], str | bytes]
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
