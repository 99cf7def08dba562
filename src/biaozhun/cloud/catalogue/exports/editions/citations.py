"""References to an edition for writers."""

import re

from biaozhun.cloud.catalogue.queries.edition import EditionPage

_NO_VALUE = re.compile(r"[{}\\]")


def bibtex(page: EditionPage) -> str:
    """A BibTeX entry; braces and backslashes cannot be part of a value."""
    edition = page.edition
    values = {
        "title": edition.title_zh or edition.title_en,
        "number": edition.number,
        "institution": edition.issuing_body,
        "year": str(edition.year or ""),
        "type": "标准" if edition.title_zh else "Standard",
        "note": "invented record of a demonstration" if edition.invented else "",
    }
    key = re.sub(r"[^A-Za-z0-9]+", "-", edition.slug).strip("-")
    lines = [f"  {name} = {{{_NO_VALUE.sub('', text)}}}," for name, text in values.items() if text]
    return "\n".join([f"@techreport{{{key},", *lines, "}"]) + "\n"


def gbt7714(page: EditionPage) -> str:
    """The reference in the order GB/T 7714 gives for standards: body, title, number, year."""
    edition = page.edition
    body = f"{edition.issuing_body}. " if edition.issuing_body else ""
    title = edition.title_zh or edition.title_en
    mark = "（演示用虚构记录）" if edition.invented else ""
    return f"{body}{title}: {edition.official_number}[S]{mark}.\n"
