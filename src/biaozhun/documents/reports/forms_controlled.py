"""The controlled list of external documents (外来文件受控清单) as a workbook."""

import datetime as dt
from collections.abc import Mapping

import msgspec

from biaozhun.core.validity import CheckedDocument
from biaozhun.documents.reports.forms_standards import ListedStandard, listed_standards
from biaozhun.documents.reports.looks import LOOKS
from biaozhun.documents.reports.rows import one_line
from biaozhun.documents.reports.spreadsheet import (
    Value,
    add_sheet,
    lay_out,
    new_book,
    put_table,
    saved,
)
from biaozhun.documents.reports.words import ReportWords


class ControlledCopy(msgspec.Struct, frozen=True, kw_only=True):
    """What a house knows of a copy it keeps; empty where it does not know.

    Attributes:
        own_number: the house's own number of the document.
        holder: who keeps it.
        copy: number of the copy.
        last_check: the check before this one.
        next_check: when the next one is due.
        remark: anything else.
    """

    own_number: str = ""
    holder: str = ""
    copy: str = ""
    last_check: dt.date | None = None
    next_check: dt.date | None = None
    remark: str = ""


_UNKNOWN = (ControlledCopy(),)


def controlled_list_xlsx(
    document: CheckedDocument,
    words: ReportWords,
    copies: Mapping[str, tuple[ControlledCopy, ...]] | None = None,
) -> bytes:
    """A row for each copy of each standard; one for a standard of which no copy is told.

    "Last check" is the day the caller tells, else the day of this check.

    Args:
        document: the checked document.
        words: in the reader's language.
        copies: by the key of the edition, or by the print of what is not held.
    """
    form = words.forms
    book = new_book(form.controlled, document)
    sheet = add_sheet(book, form.controlled)
    rows: list[tuple[Value, ...]] = []
    for one in listed_standards(document, words):
        for copy in (copies or {}).get(one.key, _UNKNOWN):
            rows.append((len(rows) + 1, *_row(one, copy, document, words)))
    heads = (
        words.position,
        form.own_number,
        words.meant,
        words.meant_title,
        f"{words.outcome} {document.on.isoformat()}",
        form.valid_edition,
        words.successors,
        form.holder,
        form.copy,
        form.last_check,
        form.next_check,
        form.changes_since,
        form.remark,
    )
    put_table(sheet, heads, rows)
    lay_out(sheet, (5, 12, 19, 28, 15, 19, 26, 11, 8, 11, 11, 20, 12), landscape=True)
    sheet.freeze_panes = "D2"
    return saved(book)


def _row(
    one: ListedStandard, copy: ControlledCopy, document: CheckedDocument, words: ReportWords
) -> tuple[Value, ...]:
    return (
        copy.own_number,
        one.number,
        one.title,
        f"{LOOKS[one.answer.outcome].sign} {one.outcome}\n{one.since}".rstrip(),
        one.valid,
        "\n".join(one.replaced_by),
        copy.holder,
        copy.copy,
        copy.last_check or document.made.astimezone(words.zone).date(),
        copy.next_check,
        "\n".join(_changes(one, copy, document, words)),
        copy.remark,
    )


def _changes(
    one: ListedStandard, copy: ControlledCopy, document: CheckedDocument, words: ReportWords
) -> list[str]:
    """What began between the last check and the day of this one: its outcome, its amendments."""
    last, answer = copy.last_check, one.answer
    if last is None:
        return []
    said = []
    if answer.since and last < answer.since <= document.on:
        said.append(f"{one.outcome} {one.since}")
    new = [
        one_line(sheet.number)
        for sheet in answer.amendments
        if sheet.since and last < sheet.since <= document.on
    ]
    if new:
        said.append(words.amended_by.format(numbers=words.joined.join(new)))
    return said
