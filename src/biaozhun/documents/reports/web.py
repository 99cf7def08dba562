"""A report as one HTML file: nothing outside it is needed, it opens offline and prints on A4."""

import io
from collections.abc import Iterable, Iterator
from importlib import resources

import segno
from lxml import etree
from lxml.html import tostring

from biaozhun.core.validity import CheckedDocument
from biaozhun.documents.reports.cards import ChangeCard, change_cards
from biaozhun.documents.reports.looks import LOOKS
from biaozhun.documents.reports.rows import (
    EMPTY,
    ResultRow,
    conclusion,
    coverage,
    facts,
    outcome_counts,
    printable,
    result_rows,
    verification,
)
from biaozhun.documents.reports.words import ReportWords

_STYLE = resources.files("biaozhun.documents.reports") / "report.css"


def report_html(document: CheckedDocument, words: ReportWords, *, address: str = "") -> bytes:
    """The report as a self-contained page in UTF-8.

    Args:
        document: the checked document.
        words: in the reader's language.
        address: of the public page that confirms reports; printed with a QR code where the report
            has a number.
    """
    title = words.title if not document.number else f"{words.title} {document.number}"
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", printable(title)),
        element("style", _STYLE.read_text(encoding="utf-8")),
    )
    parts = (
        _front(document, words),
        *_coverage(document, words),
        *_results(document, words),
        *_cards(change_cards(document, words), words),
        *_end(document, words, address),
    )
    page = element("html", head, element("body", element("main", *parts)), lang=words.language)
    written: bytes = tostring(page, encoding="utf-8", doctype="<!DOCTYPE html>")
    return written


def element(
    tag: str, *children: "etree._Element | str | dict[str, str]", **attributes: str
) -> etree._Element:
    """An element with its children; a dictionary among them holds attributes."""
    made = etree.Element(tag, attributes)
    for child in children:
        if isinstance(child, dict):
            made.attrib.update(list(child.items()))
        elif isinstance(child, str):
            _append_text(made, printable(child))
        else:
            made.append(child)
    return made


def _append_text(parent: etree._Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def _front(document: CheckedDocument, words: ReportWords) -> etree._Element:
    tiles = [
        element(
            "li",
            element("b", str(count)),
            element("span", f"{LOOKS[outcome].sign} {words.outcomes[outcome]}"),
            {"class": f"o-{outcome}"},
        )
        for outcome, count in outcome_counts(document)
    ]
    pairs = [
        part
        for heading, value in facts(document, words)
        for part in (element("dt", heading), element("dd", value))
    ]
    return element(
        "header",
        element("h1", words.title),
        element("p", conclusion(document, words), {"class": "conclusion"}),
        *([element("ul", *tiles, {"class": "tiles"})] if tiles else []),
        element("dl", *pairs),
    )


def _coverage(document: CheckedDocument, words: ReportWords) -> Iterator[etree._Element]:
    if not document.searched:
        return
    rows = [
        element(
            "tr",
            element("td", title),
            element("td", f"{editions:,}", {"class": "figure"}),
            element("td", until),
        )
        for title, editions, until in coverage(document, words)
    ]
    yield element(
        "section",
        element("h2", words.coverage),
        element("p", words.coverage_intro),
        _table((words.source, words.editions, words.until), rows),
    )


def _table(heads: Iterable[str], rows: Iterable[etree._Element]) -> etree._Element:
    head = element("thead", element("tr", *(element("th", words, scope="col") for words in heads)))
    return element(
        "div", element("table", head, element("tbody", *rows)), {"class": "wide", "tabindex": "0"}
    )


def _results(document: CheckedDocument, words: ReportWords) -> Iterator[etree._Element]:
    rows = result_rows(document, words)
    if not rows:
        yield element("section", element("h2", words.results), element("p", words.nothing))
        return
    heads = (
        words.position,
        words.printed,
        words.meant,
        words.outcome,
        words.consequence,
        words.successors,
        words.notes,
        words.sources,
        words.rule_applied,
    )
    table = _table(heads, (_result(row, words) for row in rows))
    yield element("section", element("h2", words.results), table, {"class": "results"})


def _result(row: ResultRow, words: ReportWords) -> etree._Element:
    look = LOOKS[row.outcome]
    since = words.from_day.format(day=row.since.isoformat()) if row.since else ""
    outcome = element("strong", f"{look.sign} {row.outcome_words}", {"class": f"o-{row.outcome}"})
    return element(
        "tr",
        element("td", str(row.position), {"class": "figure"}),
        _cell(element("b", row.printed), [row.place], css="printed"),
        _cell(element("b", row.meant or EMPTY, {"class": "number"}), [row.title]),
        _cell(outcome, [since], css="since"),
        element("td", row.consequence_words),
        element("td", *_lines((*row.successors, *row.amendments))),
        element("td", *_lines(row.notes)),
        element("td", *_lines(row.sources or (EMPTY,))),
        _cell(element("span", row.rule), [row.confidence]),
        id=f"r{row.position}",
    )


def _cell(first: etree._Element, lines: Iterable[str], css: str = "") -> etree._Element:
    small = [element("div", line, {"class": "quiet"}) for line in lines if line]
    return element("td", first, *small, *([{"class": css}] if css else []))


def _lines(lines: Iterable[str]) -> Iterator[etree._Element]:
    return (element("div", line) for line in lines)


def _cards(cards: tuple[ChangeCard, ...], words: ReportWords) -> Iterator[etree._Element]:
    if cards:
        yield element(
            "section",
            element("h2", words.forms.cards),
            *(card_element(card, words) for card in cards),
        )


def card_element(card: ChangeCard, words: ReportWords) -> etree._Element:
    """A change card as an article with a list of facts."""
    form = words.forms
    said = (
        (form.card_new, card.successors),
        (form.card_since, (card.since.isoformat() if card.since else words.no_day,)),
        (form.card_cited_at, card.places),
        (form.card_changes, card.changes or (form.card_unknown,)),
        (words.notes, card.notes),
        (form.card_to_do, (card.to_do,)),
        (form.card_by, (card.by.isoformat(),) if card.by else ()),
    )
    pairs = [
        part
        for heading, lines in said
        if lines
        for part in (element("dt", heading), element("dd", *_lines(lines)))
    ]
    return element(
        "article",
        element("h3", f"{card.old} {card.title}".strip()),
        element("dl", *pairs),
        {"class": "card"},
    )


def _end(document: CheckedDocument, words: ReportWords, address: str) -> Iterator[etree._Element]:
    how = verification(document, words, address)
    if how:
        yield element(
            "section",
            element("h2", words.verify),
            element(
                "div", element("p", printable(how)), *_code(address, words), {"class": "verify"}
            ),
        )
    yield element(
        "section", element("h2", words.disclaimer_heading), element("p", words.disclaimer)
    )
    signed = ((words.searcher, document.searcher), (words.checker, document.checker))
    yield element(
        "section",
        *(
            element(
                "p", f"{heading} ", element("b", printable(name)), element("span", words.signed_on)
            )
            for heading, name in signed
        ),
        element("p", words.seal, {"class": "seal"}),
        {"class": "signed"},
    )


def _code(address: str, words: ReportWords) -> Iterator[etree._Element]:
    """The address as a QR code drawn in the page itself."""
    drawn = io.BytesIO()
    segno.make(address, error="m").save(
        drawn, kind="svg", scale=3, border=2, xmldecl=False, svgns=False, title=words.scan
    )
    yield etree.fromstring(drawn.getvalue())
