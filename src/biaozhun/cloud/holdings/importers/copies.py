"""A table of copies (CSV, XLSX): its headings, its cells, and what is wrong with a row."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeVar

import msgspec

from biaozhun.cloud.holdings.facts import CopyFacts
from biaozhun.cloud.holdings.models import Licence, Medium, Place
from biaozhun.cloud.holdings.queries.numbers import named
from biaozhun.core.number import NumberError
from biaozhun.core.text import fold
from biaozhun.documents.delimited import BrokenRow, delimited_rows
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.formulas import unguarded
from biaozhun.documents.kinds import Kind, kind_of
from biaozhun.documents.workbook import open_sheets

MOST_ROWS = 5_000  # of one file: all or nothing, and other writers wait no longer than for that
LONGEST_CELL = 2000  # characters

Chosen = TypeVar("Chosen")
Found = TypeVar("Found", Place, Licence)

HEADINGS: dict[str, tuple[str, ...]] = {
    "number": ("标准编号", "标准号", "编号", "number", "standard number"),
    "title": ("标准名称", "名称", "title", "name of the standard"),
    "medium": ("载体", "介质", "medium"),
    "language": ("语种", "语言", "language"),
    "place": ("馆藏地", "架位", "place"),
    "licence": ("许可", "授权", "licence"),
    "accession": ("登录号", "财产号", "accession", "accession number"),
    "barcode": ("条码", "条码号", "barcode"),
    "price": ("价格", "定价", "单价", "price"),
    "currency": ("币种", "currency"),
    "supplier": ("供应商", "来源单位", "supplier"),
    "acquired": ("入藏日期", "到馆日期", "acquired", "day acquired"),
}
"""What the column of a field may be called, in any writing: the first is what a table gets."""
REASON = {
    "position": ("行号", "位置", "row"),
    "code": ("原因代码", "code of the reason"),
    "reason": ("原因", "reason"),
    "fragment": ("有误的内容", "what is wrong"),
}
"""Columns that stand before the row where rejected rows are given back; read over when sent."""

MEDIA = {
    "paper": Medium.PAPER, "纸": Medium.PAPER, "纸质": Medium.PAPER, "纸本": Medium.PAPER,
    "cd": Medium.CD, "光盘": Medium.CD, "cd-rom": Medium.CD, "disc": Medium.CD,
    "pdf": Medium.PDF, "电子": Medium.PDF, "电子版": Medium.PDF, "pdf 文件": Medium.PDF,
    "pdf file": Medium.PDF,
    "online": Medium.ONLINE, "在线": Medium.ONLINE, "网络": Medium.ONLINE,
    "在线阅读": Medium.ONLINE, "read online": Medium.ONLINE,
}  # fmt: skip
LANGUAGES = {
    "zh": "zh", "中文": "zh", "中": "zh", "chinese": "zh",
    "en": "en", "英文": "en", "英": "en", "english": "en",
    "fr": "fr", "法文": "fr", "french": "fr", "ru": "ru", "俄文": "ru", "russian": "ru",
    "de": "de", "德文": "de", "german": "de", "ja": "ja", "日文": "ja", "japanese": "ja",
    "es": "es", "西班牙文": "es", "spanish": "es",
}  # fmt: skip
_FIELDS = {fold(name): field for field, names in HEADINGS.items() for name in names}
_READ_OVER = {fold(name) for names in REASON.values() for name in names}
_CURRENCY = re.compile(r"[A-Z]{3}")
_HIGHEST_PRICE = 10**13  # in the smallest unit; a hundred thousand million yuan


class Fault(msgspec.Struct, frozen=True):
    """Why a row cannot become a copy: a code, and the cell it is about."""

    code: str
    message: str


class Draft(msgspec.Struct, frozen=True):
    """A row that can become a copy."""

    facts: CopyFacts


class CellError(Exception):
    """A cell that cannot be used."""

    def __init__(self, code: str, text: str) -> None:
        super().__init__(code)
        self.fault = Fault(code, text)


class Reader(msgspec.Struct, frozen=True, kw_only=True):
    """Reads rows against the places by code and the licences by name."""

    places: Mapping[str, Place]
    licences: Mapping[str, Licence]

    def read(self, cells: Mapping[str, str]) -> Draft | Fault:
        """The copy a row tells of, or the first thing wrong with it."""
        told = dict.fromkeys(HEADINGS, "")
        for name, text in cells.items():
            field = _FIELDS.get(fold(name))
            if field and text and not told[field]:
                told[field] = text
        try:
            return Draft(self._facts(told))
        except CellError as error:
            return error.fault
        except NumberError as error:
            return Fault("number", f"{told['number']}: {error.code}")

    def _facts(self, told: Mapping[str, str]) -> CopyFacts:
        if not told["number"]:
            raise CellError("number_missing", "")
        return CopyFacts(
            named=named(told["number"]),
            title=told["title"],
            medium=_chosen(MEDIA, told["medium"], "medium", Medium.PAPER),
            language=_chosen(LANGUAGES, told["language"], "language", "zh"),
            place=_found(self.places, told["place"], "place"),
            licence=_found(self.licences, told["licence"], "licence"),
            accession=_short(told["accession"], 40),
            barcode=_short(told["barcode"], 60),
            price=price_of(told["price"]),
            currency=_currency(told["currency"]),
            supplier=_short(told["supplier"], 200),
            acquired=_day(told["acquired"]),
        )


def _chosen(table: Mapping[str, Chosen], text: str, code: str, otherwise: Chosen) -> Chosen:
    if not text:
        return otherwise
    if fold(text) not in table:
        raise CellError(code, text)
    return table[fold(text)]


def _found(table: Mapping[str, Found], text: str, code: str) -> Found | None:
    if not text:
        return None
    if text not in table:
        raise CellError(code, text)
    return table[text]


def _short(text: str, length: int) -> str:
    if len(text) > length:
        raise CellError("too_long", text[:length])
    return text


def _currency(text: str) -> str:
    if not text:
        return "CNY"
    if not _CURRENCY.fullmatch(text.upper()):
        raise CellError("currency", text)
    return text.upper()


def price_of(text: str) -> int | None:
    """A price such as ``42.50`` in hundredths of the currency; ``None`` where nothing is written.

    Raises:
        CellError: it is no price.
    """
    if not text:
        return None
    try:
        amount = Decimal(text.replace(",", "").lstrip("¥￥")) * 100
        fen = int(amount)
    except (InvalidOperation, ValueError, OverflowError) as error:
        raise CellError("price", text) from error
    if amount != fen or not 0 <= fen < _HIGHEST_PRICE:
        raise CellError("price", text)
    return fen


def _day(text: str) -> dt.date | None:
    if not text:
        return None
    try:
        return dt.date.fromisoformat(text.replace("/", "-").replace(".", "-")[:10])
    except ValueError as error:
        raise CellError("day", text) from error


def table_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table of copies with their positions; the header is row 1.

    Raises:
        DocumentError: it is no table (``unsupported_format``), has no column of numbers
            (``no_number_column``), or too many rows (``too_large``).
    """
    rows = _cells(path)
    header = [_clean(cell) for cell in next(rows, [])]
    if "number" not in {_FIELDS.get(fold(name)) for name in header}:
        raise DocumentError(
            "No column is called 标准编号",
            code="no_number_column",
            fragment=", ".join(header)[:200],
        )
    for position, row in enumerate(rows, start=2):
        if position > MOST_ROWS + 1:
            raise DocumentError(f"More than {MOST_ROWS} rows", code="too_large")
        cells = dict(zip(header, map(_clean, row), strict=False))
        kept = {name: text for name, text in cells.items() if fold(name) not in _READ_OVER}
        yield position, kept


def _cells(path: Path) -> Iterator[list[str]]:
    kind = kind_of(path)
    if kind == Kind.WORKBOOK:
        for row in next(open_sheets(path)).rows():
            yield [_written(value) for value in row]
    elif kind in (Kind.TABLE, Kind.CARDS):
        for cells in delimited_rows(path):
            yield [] if isinstance(cells, BrokenRow) else cells
    else:
        raise DocumentError("This is no table", code="unsupported_format", fragment=str(kind))


def _written(value: object) -> str:
    """A cell of a workbook as text; a whole number without the point it does not have."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _clean(text: str) -> str:
    """A cell without what no text has, and without the guard against formulas."""
    kept = text.replace("\x00", "").encode("utf-8", "ignore").decode()
    return unguarded(kept.strip())[:LONGEST_CELL]
