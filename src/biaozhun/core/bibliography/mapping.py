"""How the columns of a table become fields: a mapping, written down as data.

The vocabularies the platform knows and the mapping files an operator writes have one form (TOML or
JSON). Every column is taken for a field, named as ignored with the reason, or reported. A mapping
file for the card index of a library::

    name = "library"
    date_formats = ["%d/%m/%Y"]      # tried before the usual ways to write a date

    [columns]                        # column of the table = field
    "Std. No." = "number"
    "Name" = "title_zh"
    "Date" = "published"
    "Makers" = "drafting_units"
    "OK?" = "status"

    [ignored]                        # column = why it says nothing that is kept
    "Shelf" = "where the paper copy stands"

    [constants]                      # field = value of every row that does not say otherwise
    language = "zh"

    [separators]                     # field = separator inside its cells
    drafting_units = "|"

    [statuses]                       # printed word = status word
    "yes" = "in_force"

    [table]                          # found by content where left out
    encoding = "gb18030"
    delimiter = ";"
    header_row = 3

The names of fields are the keys of :data:`biaozhun.core.bibliography.fields.READERS`.
"""

import codecs
import datetime as dt
import difflib
import json
import re
import tomllib
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

import msgspec

from biaozhun.core.bibliography.dates import read_date_as
from biaozhun.core.bibliography.fields import READERS
from biaozhun.core.bibliography.record import StatusWord
from biaozhun.core.errors import BiaozhunError
from biaozhun.core.reference import table

REASON_COLUMNS = ("_row", "_code", "_reason", "_fragment")
"""Columns that say why a row came back; an importer passes over them when it is sent again."""

_REASONS_PASSED_OVER = "says why the row was rejected before"


LONGEST_MAPPING_NAME = 40  # characters; it is kept with every run


class MappingError(BiaozhunError):
    """A mapping file that cannot be followed."""

    default_code = "mapping_invalid"


class TableLayout(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where in the file the table lies.

    Attributes:
        encoding: name of the character encoding; found by content where empty.
        delimiter: the character between cells of a text table; found by content where empty.
        header_row: 1-based row that holds the column names; found by content where 0.
        sheet: name of the sheet of a workbook; the first with a recognised header where empty.
    """

    encoding: str = ""
    delimiter: str = ""
    header_row: int = 0
    sheet: str = ""

    def __post_init__(self) -> None:
        """The encoding must exist, the delimiter be one character."""
        try:
            codecs.lookup(self.encoding or "utf-8")
        except LookupError as error:
            raise MappingError(
                "There is no such encoding", code="unknown_encoding", fragment=self.encoding
            ) from error
        if len(self.delimiter) > 1 or self.delimiter in tuple('"\r\n'):
            raise MappingError(
                "The delimiter must be one character", code="bad_delimiter", fragment=self.delimiter
            )


class Mapping(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Columns of a source and the fields they state.

    Attributes:
        name: short name, used for ``--format`` and in the account.
        title: what the source is.
        columns: column name (as printed, or JSON key) to field name.
        ignored: column name to the reason why it says nothing that is kept.
        constants: field name to a value that holds for every row.
        recognise: columns whose presence tells this vocabulary from others.
        date_formats: ``strptime`` forms tried before the usual ones.
        separators: field name to the separator within its cells.
        statuses: printed word to status word, tried before the usual ones.
        status_scheme: what a stage says: nothing of the status (``catalogue``), or a harmonized
            stage code or a word of IEC (``iso``, ``iec``, ``relaton``).
        published_starts: the source knows no entry into force; publication counts as start, as
            ISO, IEC and ETSI have it.
        table: where the table lies in the file.
    """

    name: str
    columns: dict[str, str]
    title: str = ""
    ignored: dict[str, str] = {}
    constants: dict[str, str | bool | list[str]] = {}
    recognise: tuple[str, ...] = ()
    date_formats: tuple[str, ...] = ()
    separators: dict[str, str] = {}
    statuses: dict[str, str] = {}
    status_scheme: str = "catalogue"
    published_starts: bool = False
    table: TableLayout = TableLayout()

    def reads(self, columns: Iterable[str]) -> int:
        """How many of the columns are taken or named as ignored."""
        return sum(1 for column in columns if column in self.columns or column in self.ignored)

    def __post_init__(self) -> None:
        """Every target must be a field; a number must come from somewhere."""
        _check_fields(self)
        _check_words(self)


def _check_fields(mapping: Mapping) -> None:
    if len(mapping.name) > LONGEST_MAPPING_NAME or not mapping.name.isprintable():
        raise MappingError(
            f"The name of a mapping is one line of up to {LONGEST_MAPPING_NAME} characters",
            code="bad_mapping_name",
            fragment=mapping.name[:60],
        )
    constants = ((name, name) for name in mapping.constants)
    for column, field in [*mapping.columns.items(), *constants]:
        if field not in READERS:
            close = difflib.get_close_matches(field, READERS, n=1)
            raise MappingError(
                f"Column {column!r} is mapped to an unknown field",
                code="unknown_field",
                fragment=field,
                hint=f"did you mean {close[0]!r}?" if close else "see the list of fields",
            )
    both = sorted(set(mapping.columns) & set(mapping.ignored))
    if both:
        raise MappingError(
            "A column cannot be both taken and ignored", code="column_twice", fragment=both[0]
        )
    if not {"number", "number_and_title"} & set(mapping.columns.values()):
        raise MappingError(
            "No column is mapped to the number",
            code="number_unmapped",
            hint='map one column to "number" or "number_and_title"',
        )


def _check_words(mapping: Mapping) -> None:
    """Status words must exist, date formats must name a day."""
    words = {word.value for word in StatusWord}
    for word in mapping.statuses.values():
        if word not in words:
            raise MappingError(
                "A status word is mapped to a status that does not exist",
                code="unknown_status_word",
                fragment=word,
                hint="known are: " + ", ".join(sorted(words)),
            )
    day = dt.datetime(2031, 12, 28, tzinfo=dt.UTC)
    for form in mapping.date_formats:
        if read_date_as(day.strftime(form), (form,)).date != day.date():
            raise MappingError(
                "A date format does not name a day",
                code="bad_date_format",
                fragment=form,
                hint="write it like %d/%m/%Y",
            )


def read_mapping(text: str, *, source: str = "") -> Mapping:
    """Read a mapping file (TOML, or JSON where it starts with a brace).

    Raises:
        MappingError: naming the place in the file.
    """
    try:
        content = msgspec.json.decode(text) if text.lstrip()[:1] == "{" else tomllib.loads(text)
        return msgspec.convert(content, Mapping)
    except MappingError:
        raise
    except (tomllib.TOMLDecodeError, msgspec.DecodeError, msgspec.ValidationError) as error:
        cause = error.__cause__
        if isinstance(cause, MappingError):
            raise cause from error
        raise MappingError(
            f"The mapping file cannot be read: {error}",
            fragment=source,
            hint="see the documented example of a mapping file",
        ) from error


def write_mapping(mapping: Mapping) -> str:
    """The mapping as a mapping file (TOML); reading it gives the mapping back."""
    told = msgspec.to_builtins(mapping)
    default = msgspec.to_builtins(Mapping(name="", columns={"number": "number"}))
    kept = {name: value for name, value in told.items() if value != default[name]}
    tables = {name: value for name, value in kept.items() if isinstance(value, dict)}
    lines = [f"{name} = {_toml(value)}" for name, value in kept.items() if name not in tables]
    for name, entries in {"columns": mapping.columns, **tables}.items():
        filled = {key: value for key, value in entries.items() if value or name != "table"}
        lines += ["", f"[{name}]", *(f"{_toml(key)} = {_toml(filled[key])}" for key in filled)]
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    """A value as TOML; its strings are those of JSON, except that they hold no DEL."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


@lru_cache(maxsize=1)
def vocabularies() -> dict[str, Mapping]:
    """The vocabularies the platform ships, by name."""
    folder = files("biaozhun.core") / "data" / "vocabularies"
    found = (
        read_mapping(entry.read_text("utf-8"), source=entry.name)
        for entry in sorted(folder.iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".toml")
    )
    return {mapping.name: mapping for mapping in found}


_DECORATION = re.compile(r"[\s:：*＊#_\-.。、()（）\[\]【】/]+")


def header_word(text: str) -> str:
    """A header cell without width, case, blanks and decoration, for comparison."""
    return _DECORATION.sub("", unicodedata.normalize("NFKC", text)).lower()


@lru_cache(maxsize=1)
def _header_words() -> dict[str, tuple[str, str]]:
    rows = table("field_names")
    return {header_word(row["word"]): (row["field"], row["reason"]) for row in rows}


def field_of_header(header: str) -> str:
    """The field a column name in common words stands for; ``ignored``, or empty where unknown."""
    if header in REASON_COLUMNS:
        return "ignored"
    return _header_words().get(header_word(header), ("", ""))[0]


def recognise_headers(headers: Iterable[str], *, name: str, title: str = "") -> Mapping | None:
    """A mapping for column names in common Chinese or English words.

    ``None`` where no column can be the number. Of several columns that mean the same field every
    one is read: in each row the first that is filled counts.
    """
    columns: dict[str, str] = {}
    ignored: dict[str, str] = {}
    for header in headers:
        if header in REASON_COLUMNS:  # before its decoration falls: "_code" is no number
            ignored[header] = _REASONS_PASSED_OVER
            continue
        field, reason = _header_words().get(header_word(header), ("", ""))
        if field == "ignored":
            ignored[header] = reason
        elif field:
            columns[header] = field
    if not {"number", "number_and_title"} & set(columns.values()):
        return None
    return Mapping(name=name, title=title, columns=columns, ignored=ignored)


def best_vocabulary(keys: Iterable[str]) -> Mapping | None:
    """The shipped vocabulary all of whose marks are among the keys; the most marks wins."""
    present = set(keys)
    fitting = [
        mapping
        for mapping in vocabularies().values()
        if mapping.recognise and present.issuperset(mapping.recognise)
    ]
    return max(fitting, key=lambda mapping: len(mapping.recognise), default=None)


def recognise(keys: Iterable[str], *, name: str, title: str) -> Mapping | None:
    """The mapping that reads most of the keys: a shipped vocabulary, or common header words."""
    present = tuple(keys)
    known = best_vocabulary(present)
    common = recognise_headers(present, name=name, title=title)
    if known is None or common is None:
        return known or common
    fields = set(common.columns.values())  # a field read from two columns is no more than one
    return known if known.reads(present) >= len(fields) + len(common.ignored) else common
