"""What the cells of a row say, or why they cannot be taken."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.committees.errors import RefusedError
from biaozhun.cloud.committees.tables import Columns
from biaozhun.cloud.organisations.limits import EARLIEST, LATEST
from biaozhun.cloud.ui.brought import day_told
from biaozhun.core.classification import ics as classification
from biaozhun.core.text import fold

SEPARATOR: Final = re.compile(r"[;；、,，|\s]+")
Words = Mapping[Any, str | Promise]


class Cells:
    """The cells of one row by column; every reader names the column in what it refuses."""

    def __init__(self, cells: Mapping[str, str], columns: Columns) -> None:
        self._cells = cells
        self._columns = columns

    def text(self, column: str, *, most: int, needed: bool = False) -> str:
        """A text; refused where it is too long, or lacking though it is needed."""
        told = self._cells.get(column, "").strip()
        if needed and not told:
            raise self._refused(column, _("没有填写"))
        if len(told) > most:
            raise self._refused(
                column, _("“{text}…”太长，最多 {n} 个字").format(text=told[:20], n=most)
            )
        return told

    def day(self, column: str) -> dt.date | None:
        """A day in any customary writing."""
        told = self._cells.get(column, "").strip()
        if not told:
            return None
        day = day_told(told)
        if day is None:
            raise self._refused(
                column, _("“{text}”不是日期，写成 2020-03-01").format(text=told[:40])
            )
        if not EARLIEST <= day <= LATEST:
            raise self._refused(column, _("请填 1900 到 2200 年之间的日期"))
        return day

    def number(self, column: str, *, most: int) -> int | None:
        """A whole number from 1."""
        told = fold(self._cells.get(column, "")).strip()
        if not told:
            return None
        if not (told.isascii() and told.isdecimal() and len(told) <= len(str(most))):
            raise self._refused(column, _("“{text}”不是整数").format(text=told[:40]))
        if not 1 <= int(told) <= most:
            raise self._refused(column, _("请填 1 到 {n} 之间的整数").format(n=most))
        return int(told)

    def coded(self, column: str, words: Words, also: Mapping[str, str] | None = None) -> str:
        """A code by its own name, its word in the reader's language, or a customary other one."""
        told = self._cells.get(column, "").strip()
        if not told:
            return ""
        shown = {str(said): str(code) for code, said in words.items()}
        known = {**shown, **(also or {}), **{str(code): str(code) for code in words}}
        if told not in known:
            offered = _("、").join(str(said) for said in words.values())
            sentence = _("“{text}”不认识，可以填：{offered}")
            raise self._refused(column, sentence.format(text=told[:40], offered=offered))
        return known[told]

    def organisation(self, column: str) -> Organisation | None:
        """A unit on record, by its name."""
        told = self._cells.get(column, "").strip()
        if not told:
            return None
        found = Organisation.objects.filter(name=told).first()
        if found is None:
            sentence = _("“{text}”还没有登记在单位名录里，请先登记")
            raise self._refused(column, sentence.format(text=told[:60]))
        return found

    def ics(self, column: str) -> list[str]:
        """Codes of ICS, each in its one spelling."""
        codes = [one for one in SEPARATOR.split(self._cells.get(column, "")) if one]
        known = classification.scheme()
        for code in codes:
            if code not in known:
                sentence = _("ICS 里没有“{text}”，写成 35.240 这样")
                raise self._refused(column, sentence.format(text=code[:20]))
        return list(dict.fromkeys(codes))

    def in_order(self, since: dt.date | None, until: dt.date | None, column: str) -> None:
        """Refuse a last day before the first."""
        if since and until and until < since:
            raise self._refused(column, _("最后一天不能早于第一天"))

    def refuse(self, column: str, why: str) -> RefusedError:
        """A refusal that names the column."""
        return self._refused(column, why)

    def _refused(self, column: str, why: str) -> RefusedError:
        sentence = _("“{column}”：{why}。")
        told = sentence.format(column=self._columns[column][0], why=why)
        return RefusedError(told, field=column)
