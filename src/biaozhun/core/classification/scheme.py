"""A scheme of codes in levels, shipped or read from an operator's file."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

import msgspec

from biaozhun.core.errors import BiaozhunError
from biaozhun.core.reference import Row

Language = Literal["zh", "en"]

#: Headings an operator's file may use, and the field each one fills.
_HEADINGS = {
    "code": "code",
    "level": "level",
    "parent": "parent",
    "name": "title_zh",
    "title": "title_zh",
    "title_zh": "title_zh",
    "title_en": "title_en",
}


class ClassificationError(BiaozhunError):
    """A code no scheme knows, or a table that cannot be one."""

    default_code = "classification_code_unknown"


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One code of a scheme.

    Attributes:
        code: as printed, such as ``13.020.10``.
        level: 1 at the top.
        parent: the code one level up; empty at the top.
        title_zh: what it stands for in Chinese; empty where no table we may ship says it.
        title_en: the same in English.
    """

    code: str
    level: int
    parent: str = ""
    title_zh: str = ""
    title_en: str = ""

    def title(self, language: Language) -> str | None:
        """What the code stands for; ``None`` where the scheme lacks it in that language."""
        return (self.title_zh if language == "zh" else self.title_en) or None


class Scheme:
    """All codes of one classification, each under its parent."""

    def __init__(self, name: str, entries: Iterable[Entry]) -> None:
        """Hold the entries.

        Args:
            name: what errors call the scheme.
            entries: in the order in which they are listed.

        Raises:
            ClassificationError: a code stands twice, or its parent nowhere.
        """
        self.name = name
        self._entries: dict[str, Entry] = {}
        for entry in entries:
            if entry.code in self._entries:
                raise self._faulty(f"{entry.code} stands twice", entry.code)
            self._entries[entry.code] = entry
        for entry in self._entries.values():
            if entry.parent and entry.parent not in self._entries:
                raise self._faulty(f"{entry.code} stands under {entry.parent}", entry.parent)

    def _faulty(self, message: str, code: str) -> ClassificationError:
        return ClassificationError(
            f"{self.name}: {message}", code="classification_table_faulty", fragment=code
        )

    def __contains__(self, code: object) -> bool:
        """Whether the scheme holds the code."""
        return code in self._entries

    def __iter__(self) -> Iterator[Entry]:
        """All entries in their order."""
        return iter(self._entries.values())

    def __len__(self) -> int:
        """The number of codes at all levels."""
        return len(self._entries)

    def entry(self, code: str) -> Entry:
        """What the scheme says about a code.

        Raises:
            ClassificationError: the scheme does not hold it.
        """
        found = self._entries.get(code)
        if found is None:
            raise ClassificationError(
                f"{self.name} has no code {code!r}", fragment=code, start=0, end=len(code)
            )
        return found

    def title(self, code: str, language: Language = "zh") -> str | None:
        """What a code stands for; ``None`` where the language is lacking, an error if unknown."""
        return self.entry(code).title(language)

    def parent(self, code: str) -> str | None:
        """The code one level up; ``None`` at the top, an error if unknown."""
        return self.entry(code).parent or None

    def levels(self, code: str) -> tuple[str, ...]:
        """The code with all above it, the top first; an error if unknown."""
        above = self.parent(code)
        return (*self.levels(above), code) if above else (code,)

    def children(self, code: str = "") -> tuple[Entry, ...]:
        """The entries right below a code; the top level without one."""
        if code:
            self.entry(code)
        return tuple(entry for entry in self._entries.values() if entry.parent == code)


def read_scheme(text: str, name: str) -> Scheme:
    """A scheme from a table an operator owns, as CSV text.

    Columns: ``code``, ``parent`` (empty at the top) and a title (``title_zh``, ``title`` or
    ``name``; ``title_en``); ``level`` may be given and is checked against the parents.

    Raises:
        ClassificationError: a column is unknown or lacking, a row is ragged, a code stands twice,
            under no parent or at another level than said.
    """
    lines = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        headings = tuple(lines.fieldnames or ())
        rows = list(lines)
    except csv.Error as error:
        raise _unreadable(name, str(error)) from error
    unknown = [heading for heading in headings if heading not in _HEADINGS]
    lacking = {"code", "parent"} - set(headings)
    if unknown or lacking:
        hint = f"the columns are {', '.join(_HEADINGS)}"
        raise _unreadable(name, f"columns {unknown or sorted(lacking)} unknown or lacking", hint)
    scheme = Scheme(name, [_entry(row, name, number) for number, row in enumerate(rows, start=2)])
    return _checked(scheme)


def _unreadable(name: str, message: str, hint: str = "") -> ClassificationError:
    return ClassificationError(f"{name}: {message}", code="classification_table_faulty", hint=hint)


def _entry(row: Mapping[str | None, str | None], name: str, line: int) -> Entry:
    cells = {_HEADINGS[key]: cell.strip() for key, cell in row.items() if key and cell is not None}
    if None in row or None in row.values() or not cells["code"]:
        raise _unreadable(name, f"line {line} has another number of cells, or no code")
    level = cells.get("level", "0")
    if not (level.isascii() and level.isdigit()):
        raise _unreadable(name, f"line {line}: {level!r} is no level")
    return Entry(
        code=cells["code"],
        level=int(level),
        parent=cells["parent"],
        title_zh=cells.get("title_zh", ""),
        title_en=cells.get("title_en", ""),
    )


def _checked(scheme: Scheme) -> Scheme:
    """The scheme with every level set from the parents."""
    entries = []
    for entry in scheme:
        depth = len(_above(scheme, entry.code)) + 1
        if entry.level not in {0, depth}:
            raise _unreadable(
                scheme.name, f"{entry.code} is at level {depth} by its parents, not {entry.level}"
            )
        entries.append(msgspec.structs.replace(entry, level=depth))
    return Scheme(scheme.name, entries)


def _above(scheme: Scheme, code: str) -> tuple[str, ...]:
    """All codes above one, refusing a ring."""
    found: tuple[str, ...] = ()
    above = scheme.parent(code)
    while above:
        if above == code or above in found:
            raise _unreadable(scheme.name, f"{code} stands below itself")
        found, above = (*found, above), scheme.parent(above)
    return found


def shipped(name: str, rows: Iterable[Row]) -> Scheme:
    """A scheme from rows of a shipped table."""
    return Scheme(name, (msgspec.convert(_known(row), Entry, strict=False) for row in rows))


def _known(row: Row) -> dict[str, str]:
    fields = ("code", "level", "parent", "title_zh", "title_en")
    return {"level": "1"} | {field: row[field] for field in fields if row.get(field)}
