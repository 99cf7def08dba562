"""Blocks of a clause as HTML, made by us element by element: nothing of a source's markup is in it.

Every text goes through Django's escaping; the only tags are those written here.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import Final

from django.urls import reverse
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from biaozhun.cloud.texts.wording import LABELS
from biaozhun.core.citation import find
from biaozhun.core.structure import (
    Aside,
    Block,
    Blocks,
    Cell,
    Code,
    Definitions,
    Figure,
    Formula,
    Item,
    Items,
    Mark,
    Para,
    Spans,
    Table,
    place_of,
    plain,
    said,
)

Places = list[tuple[int, int]]
Leads = list[tuple[int, int, str]]
"""Places that lead somewhere, each with its address; in order and apart."""
Marker = Callable[[str], Places]

_TAGS: Final[dict[Mark, str]] = {
    "strong": "strong",
    "em": "em",
    "sub": "sub",
    "sup": "sup",
    "code": "code",
    "formula": "i",
}


def unmarked(text: str) -> Places:  # noqa: ARG001  -- the form of a marker
    """Marks nothing."""
    return []


class Renderer:
    """Draws the blocks of one text; what it was asked to find is marked.

    The number of a standard in running words leads to its page; headings and formulas lead nowhere.

    Args:
        marker: the places to mark in a text, in order and apart.
        language: that of the text, in which its tables, figures and notes are named.
        anchors: tables and figures get their anchors; the text that stands beside has none, for
            an address leads to one place of a page.
    """

    def __init__(
        self, marker: Marker = unmarked, *, language: str = "zh", anchors: bool = True
    ) -> None:
        self._marker = marker
        self._labels = LABELS[language]
        self._anchors = anchors
        self._taken: set[str] = set()

    def blocks(self, blocks: Blocks) -> SafeString:
        """Blocks one below the other."""
        return format_html_join("\n", "{}", ((self._block(block),) for block in blocks))

    def text(self, text: str) -> SafeString:
        """A heading or a label."""
        return self._spans(plain(text))

    def number(self, number: str, *, is_annex: bool) -> str:
        """The number of a clause as it is printed before its heading."""
        return f"{self._labels['annex']} {number}" if is_annex else number

    def _block(self, block: Block) -> SafeString:  # noqa: PLR0911  -- one return a kind of block
        match block:
            case Para(spans=spans):
                return format_html("<p>{}</p>", self._spans(spans, leads=True))
            case Items(items=items):
                return self._items(items)
            case Definitions(items=entries):
                rows = ((self._spans(entry.term), self.blocks(entry.blocks)) for entry in entries)
                body = format_html_join("\n", "<dt>{}</dt><dd>{}</dd>", rows)
                return format_html('<dl class="symbols">{}</dl>', body)
            case Table():
                return self._table(block)
            case Figure():
                return self._figure(block)
            case Formula(text=text, label=label):
                shown = (
                    format_html('<span class="formula-number">{}</span>', label) if label else ""
                )
                return format_html('<p class="formula"><i>{}</i> {}</p>', self.text(text), shown)
            case Code(text=text):
                return format_html('<pre tabindex="0"><code>{}</code></pre>', self.text(text))
            case Aside(kind=kind, label=label, blocks=inside):
                return format_html(
                    '<div class="aside aside-{}"><p class="aside-label">{}</p>{}</div>',
                    kind,
                    label or self._labels[kind],
                    self.blocks(inside),
                )

    def _items(self, items: Iterable[Item]) -> SafeString:
        rows = ((item.label, self.blocks(item.blocks)) for item in items)
        each = '<li><span class="sign">{}</span><div>{}</div></li>'
        return format_html('<ul class="items">{}</ul>', format_html_join("\n", each, rows))

    def _table(self, table: Table) -> SafeString:
        name = f"{self._labels['table']} {table.number}" if table.number else ""
        title = f"{name} {table.title}".strip()
        rows = format_html_join("\n", "<tr>{}</tr>", ((self._cells(row),) for row in table.rows))
        caption = format_html("<figcaption>{}</figcaption>", self.text(title)) if title else ""
        return format_html(
            '<figure class="table"{}>{}<div class="table-scroll" tabindex="0" role="region" '
            'aria-label="{}"><table><tbody>{}</tbody></table></div>{}</figure>',
            self._id(place_of(table)),
            caption,
            title or self._labels["table"],
            rows,
            self.blocks(table.notes),
        )

    def _cells(self, row: Iterable[Cell]) -> SafeString:
        return format_html_join("", "{}", ((self._cell(cell),) for cell in row))

    def _cell(self, cell: Cell) -> SafeString:
        columns = format_html(' colspan="{}"', cell.columns) if cell.columns > 1 else ""
        rows = format_html(' rowspan="{}"', cell.rows) if cell.rows > 1 else ""
        form = "<th{}{}>{}</th>" if cell.heading else "<td{}{}>{}</td>"
        return format_html(form, columns, rows, self._spans(cell.spans, leads=True))

    def _figure(self, figure: Figure) -> SafeString:
        name = f"{self._labels['figure']} {figure.number}" if figure.number else ""
        title = f"{name} {figure.title}".strip()
        missing = (
            format_html(
                '<p class="quiet small">{}</p>',
                _("这里原有一幅图；按条的文本不含图像，请看原文件。"),
            )
            if figure.image
            else ""
        )
        return format_html(
            '<figure class="picture"{}>{}{}<figcaption>{}</figcaption></figure>',
            self._id(place_of(figure)),
            missing,
            self.blocks(figure.notes),
            self.text(title),
        )

    def _id(self, anchor: str) -> SafeString | str:
        if not anchor or not self._anchors or anchor in self._taken:
            return ""
        self._taken.add(anchor)
        return format_html(' id="{}"', anchor)

    def _spans(self, spans: Spans, *, leads: bool = False) -> SafeString:
        """Spans with what is to be marked; a place may reach from one into the next."""
        whole = said(spans)
        places = self._marker(whole)
        cited = _cited(whole) if leads else []
        pieces: list[SafeString] = []
        begin = 0
        for span in spans:
            end = begin + len(span.text)
            links = [] if span.to else list(_leading(cited, begin, end))
            inside = _drawn(span.text, list(_within(places, begin, end)), links)
            if tag := _TAGS.get(span.mark):
                inside = format_html("<{0}>{1}</{0}>", mark_safe(tag), inside)  # noqa: S308  -- of the table above
            if span.to:
                inside = format_html('<a href="#{}">{}</a>', span.to, inside)
            pieces.append(inside)
            begin = end
        return format_html_join("", "{}", ((piece,) for piece in pieces))


def _cited(text: str) -> Leads:
    """Where the numbers of standards stand, and their pages; a range leads to its first member."""
    found: Leads = []
    for citation in find(text):
        is_new = not found or citation.start >= found[-1][1]
        if is_new and not citation.in_address:
            address = reverse("catalogue:standard", args=[citation.number.slug])
            found.append((citation.start, citation.end, address))
    return found


def _within(places: Places, begin: int, end: int) -> Iterator[tuple[int, int]]:
    for start, stop in places:
        if start < end and stop > begin:
            yield max(start, begin) - begin, min(stop, end) - begin


def _leading(leads: Leads, begin: int, end: int) -> Iterator[tuple[int, int, str]]:
    for start, stop, address in leads:
        if start < end and stop > begin:
            yield max(start, begin) - begin, min(stop, end) - begin, address


def _drawn(text: str, places: Places, leads: Leads) -> SafeString:
    """A text with what is marked in it and what leads somewhere."""
    pieces: list[str] = []
    done = 0
    for start, end, address in leads:
        pieces.append(_marked(text, places, done, start))
        pieces.append(
            format_html('<a href="{}">{}</a>', address, _marked(text, places, start, end))
        )
        done = end
    pieces.append(_marked(text, places, done, len(text)))
    return mark_safe("".join(pieces))  # noqa: S308  -- every piece was escaped


def _marked(text: str, places: Places, begin: int, end: int) -> SafeString:
    """The characters from ``begin`` to before ``end``, escaped, with what is marked of them."""
    inside = [(max(a, begin), min(b, end)) for a, b in places if a < end and b > begin]
    bounds = [begin, *(bound for place in inside for bound in place), end]
    pieces: list[str] = [escape(text[a:b]) for a, b in pairwise(bounds)]
    pieces[1::2] = [f"<mark>{piece}</mark>" for piece in pieces[1::2]]
    return mark_safe("".join(pieces).replace("\n", "<br>"))  # noqa: S308  -- every piece was escaped
