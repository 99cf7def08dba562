"""What the head of an edition's page says to programs: reference managers, crawlers, sharers.

Reference managers read the tags of Highwire Press (``citation_*``), Dublin Core in HTML
(``DC.*``) and Open Graph; search engines read linked data in the terms of schema.org.
"""

from collections.abc import Iterator

from biaozhun.cloud.catalogue.exports.editions.citations import cited, open_text
from biaozhun.cloud.catalogue.queries.edition import EditionPage

Meta = tuple[str, str]
"""Name and content."""


def metas(page: EditionPage, *, address: str) -> list[Meta]:
    """The tags with a ``name``; ``address`` is the page's own, in full."""
    found = [*_dublin_core(page, address), *_highwire(page, address)]
    return [(name, content) for name, content in found if content]


def _dublin_core(page: EditionPage, address: str) -> Iterator[Meta]:
    facts = cited(page)
    yield "DC.type", "standard"  # so written it is a type of Zotero's own
    yield "DC.identifier", facts.number
    yield "DC.identifier", address
    yield "DC.title", facts.title
    for body in facts.bodies:
        yield "DC.publisher", body
    yield "DC.date", facts.published.isoformat() if facts.published else str(facts.year or "")
    yield "DC.language", _language(page)


def _highwire(page: EditionPage, address: str) -> Iterator[Meta]:
    """The number as that of a technical report: the tags have none for standards."""
    facts = cited(page)
    day = f"{facts.published:%Y/%m/%d}" if facts.published else str(facts.year or "")
    yield "citation_title", facts.title or facts.number
    yield "citation_publication_date", day
    yield "citation_technical_report_number", facts.number
    yield "citation_technical_report_institution", "、".join(facts.bodies)
    yield "citation_publisher", "、".join(facts.bodies)
    yield "citation_language", _language(page)
    yield "citation_public_url", address
    yield "citation_fulltext_html_url", open_text(page)


def _language(page: EditionPage) -> str:
    return "zh" if cited(page).is_chinese else "en"


def linked_data(page: EditionPage, *, address: str, standard: str) -> dict[str, object]:
    """The edition in the terms of schema.org; the addresses are those of edition and standard."""
    facts = cited(page)
    told: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "CreativeWork",
        "@id": address,
        "url": address,
        "identifier": facts.number,
        "name": facts.title,
        "alternateName": facts.title_en if facts.title_zh else "",
        "inLanguage": _language(page),
        "publisher": [{"@type": "Organization", "name": body} for body in facts.bodies],
        "datePublished": facts.published.isoformat() if facts.published else str(facts.year or ""),
        "creativeWorkStatus": str(page.standing.status),
        "exampleOfWork": {"@type": "CreativeWork", "@id": standard},
        "keywords": page.edition.keywords,
        "about": [f"ICS {code}" for code in page.edition.ics],
    }
    return {name: fact for name, fact in told.items() if fact}
