"""What a row of a table states of a running project, with every fault of it named at once."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Final

import msgspec
from django.utils.translation import gettext as _

from biaozhun.cloud.drafting.life import RUNNING
from biaozhun.cloud.takeover.columns import (
    COLUMNS,
    CONCLUSIONS,
    FIELDS,
    KINDS,
    NEEDED,
    PROCEDURES,
    REGIMES,
    STAGES,
)
from biaozhun.cloud.takeover.errors import RowRefusedError
from biaozhun.cloud.ui.brought import day_told
from biaozhun.core.number import NumberError, StandardNumber, parse
from biaozhun.core.text import fold

_SEPARATOR: Final = re.compile(r"[;；、|\n]")
_EARLIEST, _LATEST = dt.date(1949, 10, 1), dt.date(2200, 12, 31)
_MOST_COMMENTS: Final = 100_000
_LONGEST: Final = {"plan_number": 60, "title": 300, "title_en": 300, "programme": 300}
COURSE: Final = ("planned", *RUNNING, "approved", "announced")
"""The states a project may enter in, in their order."""


class Stated(msgspec.Struct, frozen=True, kw_only=True):
    """What a row states of a project; names of units and people are not resolved yet."""

    plan_number: str
    title: str
    department: str
    state: str
    title_en: str = ""
    kind: str = "new"
    revises: str = ""
    committee: str = ""
    units: tuple[str, ...] = ()
    drafters: tuple[str, ...] = ()
    programme: str = ""
    planned: dt.date | None = None
    deadline: dt.date | None = None
    field: str = ""
    scope: str = ""
    regime: str = "general"
    procedure: str = "normal"
    handler: str = ""
    consulted: tuple[dt.date, dt.date] | None = None
    open_comments: int = 0
    heard: dt.date | None = None
    checked: dt.date | None = None
    reviewed: dt.date | None = None
    review: str = ""
    number: str = ""
    approved: dt.date | None = None
    announced: dt.date | None = None
    in_force: dt.date | None = None
    note: str = ""

    @property
    def place(self) -> int:
        """How far it has come, as an index of :data:`COURSE`."""
        return COURSE.index(self.state)


def read_row(cells: Mapping[str, str], today: dt.date) -> Stated:
    """What a row states.

    Args:
        cells: what stands in it, by column.
        today: the day of the reading; what has happened lies before it.

    Raises:
        RowRefusedError: with everything that is wrong with it.
    """
    row = _Row(cells, today)
    stated = row.read()
    faults = (*row.faults, *(_lacking(stated) if stated is not None else ()))
    if stated is None or faults:
        raise RowRefusedError(faults)
    return stated


class _Row:
    """A row while it is read."""

    def __init__(self, cells: Mapping[str, str], today: dt.date) -> None:
        self.cells = cells
        self.today = today
        self.faults: list[str] = []

    def read(self) -> Stated | None:
        """The row, where what no project is without could be read."""
        texts = ("plan_number", "title", "department", "title_en", "committee", "programme")
        told: dict[str, object] = {
            **{name: self._text(name) for name in (*texts, "scope", "handler", "note")},
            **{name: self._names(name) for name in ("units", "drafters")},
            **{name: self._past(name) for name in ("planned", "heard", "checked", "reviewed")},
            **{name: self._past(name) for name in ("approved", "announced")},
            **{name: self._day(name) for name in ("deadline", "in_force")},
            "state": self._coded("stage", STAGES),
            "kind": self._coded("kind", KINDS) or "new",
            "field": self._coded("field", FIELDS),
            "regime": self._coded("regime", REGIMES) or "general",
            "procedure": self._coded("procedure", PROCEDURES) or "normal",
            "review": self._coded("review", CONCLUSIONS),
            "revises": self._slug("revises"),
            "number": self._number("number"),
            "consulted": self._consulted(),
            "open_comments": self._count("open_comments"),
        }
        for name in NEEDED:
            if not self._text(name):
                self._blame(_("缺少“{column}”。"), name)
        return msgspec.convert(told, Stated) if told["state"] else None

    def _blame(self, sentence: str, column: str, text: str = "") -> None:
        self.faults.append(sentence.format(column=COLUMNS[column][0], text=text[:40]))

    def _text(self, column: str) -> str:
        text = self.cells.get(column, "").strip()
        most = _LONGEST.get(column, 2_000)
        if len(text) > most:
            self._blame(_("“{column}”太长。"), column)
        return text

    def _names(self, column: str) -> tuple[str, ...]:
        parts = (one.strip() for one in _SEPARATOR.split(self.cells.get(column, "")))
        return tuple(dict.fromkeys(one for one in parts if one))

    def _coded(self, column: str, codes: Mapping[str, str]) -> str:
        text = fold(self._text(column))
        code = {fold(word): code for word, code in codes.items()}.get(text, "")
        if text and not code:
            known = _("、").join(codes)
            self._blame(_("“{column}”里的“{text}”不认识，请写：") + known + "。", column, text)
        return code

    def _day(self, column: str) -> dt.date | None:
        text = self._text(column)
        told = day_told(text) if text else None
        if text and told is None:
            self._blame(_("“{column}”里的“{text}”不是日期，写成 2020-03-01。"), column, text)
        elif told is not None and not _EARLIEST <= told <= _LATEST:
            self._blame(_("“{column}”里的“{text}”不在可能的年份之内。"), column, text)
        return told

    def _past(self, column: str) -> dt.date | None:
        told = self._day(column)
        if told is not None and told > self.today:
            self._blame(_("“{column}”里的“{text}”还没有到。"), column, told.isoformat())
        return told

    def _consulted(self) -> tuple[dt.date, dt.date] | None:
        began, ended = self._past("consulted_from"), self._day("consulted_to")
        if began is None and ended is None:
            return None
        if began is None or ended is None:
            lacking = "consulted_from" if began is None else "consulted_to"
            self._blame(_("缺少“{column}”。"), lacking)
            return None
        if ended < began:
            self._blame(_("“{column}”早于开始的日期。"), "consulted_to")
        return began, ended

    def _count(self, column: str) -> int:
        text = self._text(column)
        if not text:
            return 0
        if not re.fullmatch(r"[0-9]{1,6}", text) or int(text) > _MOST_COMMENTS:
            self._blame(_("“{column}”里的“{text}”不是个数。"), column, text)
            return 0
        return int(text)

    def _slug(self, column: str) -> str:
        number = self._read(column)
        return number.slug if number else ""

    def _number(self, column: str) -> str:
        number = self._read(column)
        return number.canonical if number else ""

    def _read(self, column: str) -> StandardNumber | None:
        text = self._text(column)
        if not text:
            return None
        try:
            return parse(text)
        except NumberError:
            self._blame(_("“{column}”里的“{text}”不是标准编号。"), column, text)
            return None


def _lacking(stated: Stated) -> list[str]:
    """What a project at this stage is not without."""
    needed: list[tuple[str, str, bool]] = [
        ("drafting", "units", bool(stated.units)),
        ("reviewing", "checked", stated.checked is not None),
        ("reviewed", "reviewed", stated.reviewed is not None),
        ("reviewed", "review", stated.review == "passed"),
        ("approved", "number", bool(stated.number)),
        ("approved", "approved", stated.approved is not None),
        ("announced", "announced", stated.announced is not None),
    ]
    lacking = [
        COLUMNS[column][0]
        for state, column, is_there in needed
        if stated.place >= COURSE.index(state) and not is_there
    ]
    sentence = _("到了这个阶段，“{column}”不能缺；审查结论须是“通过”。")
    plain = _("到了这个阶段，“{column}”不能缺。")
    review = COLUMNS["review"][0]
    faults = [(sentence if one == review else plain).format(column=one) for one in lacking]
    if stated.kind == "revision" and not stated.revises:
        faults.append(plain.format(column=COLUMNS["revises"][0]))
    return faults
