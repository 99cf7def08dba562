"""References to an edition for writers."""

import json

import msgspec

from biaozhun.cloud.catalogue.queries.edition import EditionPage
from biaozhun.core.bibliography import citing
from biaozhun.core.bibliography.citing import Cited, bodies_of

WEB = ("https://", "http://")


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """A reference as text, under the name of the rules it follows."""

    style: str
    text: str


def references(page: EditionPage) -> list[Reference]:
    """The edition as texts cite it, after the rules in force and after those before them."""
    facts = cited(page)
    return [
        Reference(style="GB/T 7714-2025", text=citing.gbt7714_2025(facts)),
        Reference(style="GB/T 7714-2015", text=citing.gbt7714_2015(facts)),
    ]


def cited(page: EditionPage) -> Cited:
    """The edition as it is cited; online only where its text is open to everybody."""
    edition = page.edition
    address = open_text(page)
    return Cited(
        slug=edition.slug,
        number=edition.number,
        official_number=edition.official_number,
        title_zh=edition.title_zh,
        title_en=edition.title_en or edition.title_fr,
        bodies=bodies_of(edition.issuing_body),
        published=edition.published,
        year=edition.year,
        address=address,
        accessed=page.read if address else None,
        invented=edition.invented,
    )


def open_text(page: EditionPage) -> str:
    """The address at which the text of the standard itself is open, the Chinese one first."""
    texts = [
        document
        for document in page.documents
        if document.kind == "text"
        and document.reading == "open"
        and document.address.startswith(WEB)
    ]
    texts.sort(key=lambda document: document.language != "zh")
    return texts[0].address if texts else ""


def bibtex(page: EditionPage) -> str:
    """One BibTeX entry."""
    return citing.bibtex(cited(page))


def ris(page: EditionPage) -> str:
    """One RIS record."""
    return citing.ris(cited(page))


def csl(page: EditionPage) -> str:
    """A list of one CSL-JSON item, as reference managers import it."""
    return json.dumps([citing.csl(cited(page))], ensure_ascii=False, indent=2) + "\n"


def gbt7714_2015(page: EditionPage) -> str:
    """The reference after GB/T 7714-2015, on one line."""
    return citing.gbt7714_2015(cited(page)) + "\n"


def gbt7714_2025(page: EditionPage) -> str:
    """The reference after GB/T 7714-2025, on one line."""
    return citing.gbt7714_2025(cited(page)) + "\n"
