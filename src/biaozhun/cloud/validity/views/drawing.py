"""What the page of a result shows, put together from the checked document."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from django.http import HttpRequest, QueryDict

from biaozhun.cloud.ui.paging import page_asked
from biaozhun.cloud.ui.panels import filled
from biaozhun.cloud.validity import wording
from biaozhun.cloud.validity.forms.checking import ReportForm
from biaozhun.cloud.validity.limits import limits
from biaozhun.cloud.validity.models import Check
from biaozhun.cloud.validity.offering import offered
from biaozhun.cloud.validity.queries.checks import columns_of
from biaozhun.cloud.validity.views import painting, summing
from biaozhun.cloud.validity.wording.reports import report_words
from biaozhun.core.structure.blocks import BlockText
from biaozhun.core.validity import CheckedDocument, CheckedLine
from biaozhun.documents.reports import ReportWords
from biaozhun.documents.reports.rows import ResultRow, conclusion, result_rows


class SeenHere(msgspec.Struct, frozen=True):
    """A source by its title, and the last day it showed an edition."""

    title: str
    last: dt.date


class Row(msgspec.Struct, frozen=True):
    """A citation of the list, with what the reports say of it."""

    line: CheckedLine
    said: ResultRow
    seen: tuple[SeenHere, ...]
    linked: str = ""

    @property
    def outcome(self) -> str:
        """How it stands, in a word."""
        return self.said.outcome_words

    @property
    def notes(self) -> tuple[str, ...]:
        """What else is to be known of it, but for the note that the page draws as a link."""
        return tuple(note for note in self.said.notes if note != self.linked)

    @property
    def rule(self) -> str:
        """The rule that decided, and what it rests on."""
        return self.said.rule


def result_of(
    request: HttpRequest, check: Check, document: CheckedDocument, text: BlockText
) -> dict[str, Any]:
    """Everything the page of a result shows."""
    chosen = summing.filters(request.GET)
    whole = _whole(request.GET, text, chosen)
    kept = chosen.kept(document.lines)
    page = painting.page_of(text, document.lines, kept, number=page_asked(request.GET), whole=whole)
    outcomes, consequences = summing.counts(document.lines, chosen)
    tone, drawing = summing.tone(document.lines)
    return {
        "check": check,
        "document": document,
        "heading": check.name or str(wording.KIND[check.kind]),
        "conclusion": conclusion(document, report_words()),
        "tone": tone,
        "tone_icon": drawing,
        "notices": list(summing.notices(document, text, columns_of(check))),
        "outcomes": outcomes,
        "consequences": consequences,
        "filtered": bool(chosen),
        "shown": len(kept),
        "whole": whole,
        "page": page,
        "before": page.number - 1 if page.number > 1 else None,
        "after": page.number + 1 if page.number < page.last else None,
        "leaves": summing.leaves(page.number, page.last),
        "rows": rows_of(document, page.lines),
        "limits": limits(),
        "forms": [{"code": str(form)} for form in offered(check)],
        "report_form": ReportForm(
            initial={name: getattr(check, name) for name in ReportForm.base_fields}
        ),
        "citings": wording.CITING.items(),
        "panels": filled("check", request, check),
    }


def _whole(query: QueryDict, text: BlockText, chosen: summing.Filters) -> bool:
    """Whether the text between the citations is shown: by wish, else where it is short enough."""
    asked = query.get("text", "")
    if chosen or asked == "excerpts":
        return False
    return asked == "all" or len(text.text) <= painting.LONGEST_WHOLE


def _seen(line: CheckedLine, titles: Mapping[str, str]) -> tuple[SeenHere, ...]:
    return tuple(SeenHere(titles.get(one.source, one.source), one.last) for one in line.answer.seen)


def rows_of(document: CheckedDocument, lines: Sequence[CheckedLine]) -> list[Row]:
    """The rows of some of its citations."""
    some = msgspec.structs.replace(document, lines=tuple(lines))
    titles = {source.slug: source.title for source in document.searched}
    words = report_words()
    return [
        Row(line, said, _seen(line, titles), _linked(line, words))
        for line, said in zip(lines, result_rows(some, words), strict=True)
    ]


def _linked(line: CheckedLine, words: ReportWords) -> str:
    """The note that tells the address of the official record; empty without one."""
    holding = line.answer.holding
    return words.official_record.format(address=holding.record) if holding else ""
