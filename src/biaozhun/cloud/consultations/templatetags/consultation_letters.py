"""Words of letters, and where a row of a table stands."""

from collections.abc import Mapping
from typing import Final

from django import template
from django.utils.translation import gettext as _

from biaozhun.cloud.consultations.wording import letters
from biaozhun.core.consulting.comment_form import FormPlace

register = template.Library()
_WORDS: Final[Mapping[str, Mapping[str, letters.Words]]] = {
    "state": letters.LETTER_STATE,
    "way": letters.WAY,
    "basis": letters.BASIS,
    "row": letters.ROW,
    "unplaced": letters.UNPLACED,
    "draft": letters.DRAFT,
}


@register.filter
def letter_word(code: str, table: str) -> str:
    """What a code of a table is called; of a draft whose fault has no words, that it is unread."""
    words = _WORDS[table]
    return str(words[code] if code in words or table != "draft" else letters.DRAFT["broken_file"])


@register.filter
def row_place(place: FormPlace | Mapping[str, str]) -> str:
    """``表1第3行``, or the sheet and its row."""
    if isinstance(place, FormPlace):
        sheet, table, row = place.sheet, place.table, place.row
    else:
        sheet, table, row = place["sheet"], int(place["table"]), int(place["row"])
    if sheet:
        return _("工作表 {sheet} 第 {row} 行").format(sheet=sheet, row=row)
    return _("表 {table} 第 {row} 行").format(table=table, row=row)
