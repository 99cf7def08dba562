"""Tables out: rows that were not taken, and an empty table to begin with."""

from itertools import chain
from typing import Final

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from biaozhun.cloud.takeover.columns import (
    COLUMNS,
    CONCLUSIONS,
    FIELDS,
    KINDS,
    MOST_LINES,
    PROCEDURES,
    REGIMES,
    STAGES,
)
from biaozhun.cloud.takeover.models import TakeoverRun
from biaozhun.cloud.ui.tables import csv_file
from biaozhun.documents.reports.spreadsheet import add_sheet, empty_book, put_table, saved

_CHOICES: Final = {
    "stage": STAGES,
    "kind": KINDS,
    "field": FIELDS,
    "regime": REGIMES,
    "procedure": PROCEDURES,
    "review": CONCLUSIONS,
}
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def rejected(run: TakeoverRun) -> HttpResponseBase:
    """The rows that were not taken as they came, with the reasons behind them."""
    rows = ((*one["row"], "；".join(one["reasons"])) for one in run.rejected)
    return csv_file("rejected", chain([(*run.heading, "reason")], rows))


def template() -> HttpResponseBase:
    """An empty table: the names of all columns, and lists to choose from where words are fixed."""
    book = empty_book("在研项目", author="")
    sheet = add_sheet(book, "在研项目")
    put_table(sheet, [names[0] for names in COLUMNS.values()], [])
    for place, column in enumerate(COLUMNS, start=1):
        words = _CHOICES.get(column)
        if words is not None:
            letter = get_column_letter(place)
            choice = DataValidation(type="list", formula1=f'"{",".join(words)}"', allow_blank=True)
            choice.add(f"{letter}2:{letter}{MOST_LINES + 1}")
            sheet.add_data_validation(choice)
    answer = HttpResponse(saved(book), content_type=XLSX)
    answer.headers["Content-Disposition"] = 'attachment; filename="projects.xlsx"'
    return answer
