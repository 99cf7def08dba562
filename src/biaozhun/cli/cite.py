"""``biaozhun cite``: the standards a document cites, with their places."""

import re
import sys
from pathlib import Path
from typing import Annotated, Final

import msgspec
import typer

from biaozhun.core.citation import Citation, LawCitation, Scanned, scan
from biaozhun.documents.encodings import detect_encoding
from biaozhun.documents.isolation import read_isolated

_STANDARD_INPUT: Final = "-"
_IDLE: Final = re.compile(
    r"[(\[]?(?:[EFRGCJ](?:/[EFR])*|FR|MM|JP|EN|ZH)[)\]]?"  # languages
    r"|\((?:R ?)?(?:19|20)\d\d(?:年版)?\)|\(所有部分\)"
)
_LOOKED_AT: Final = 65536  # bytes of standard input its encoding is told from


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """One citation of the output; the names are part of the public interface.

    Attributes:
        text: as printed, that of a whole range for each of its members.
        start: first character, counted in the text of the file.
        end: first character behind.
        number: what is cited, in its one spelling.
        dated: whether an edition is named.
        title: the title that stands beside it, or empty.
        clause: the clauses cited with it, 、 between them, or empty.
        confidence: `exact`, `normalised` or `guessed`.
        scope: `one`, `range` or `all_parts`.
        in_address: whether it stands in a web address or the name of a file.
        marks: what is printed with the number and left out of it here, since it tells no
            editions apart: the language (`(E)`), a reapproval, the year of a partial revision.
    """

    text: str
    start: int
    end: int
    number: str
    dated: bool
    title: str
    clause: str
    confidence: str
    scope: str
    in_address: bool
    marks: tuple[str, ...]


def cite(
    file: Annotated[str, typer.Argument(help="A document of any kind; - for standard input.")],
    *,
    json: Annotated[bool, typer.Option("--json", help="One JSON list of the standards.")] = False,
    laws: Annotated[
        bool, typer.Option("--laws", help="Laws and policies too (not in the JSON list).")
    ] = False,
) -> None:
    """Find the standards a document cites, where they stand, with title and clause."""
    scanned = scan(_text(file))
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a text stream until now
    rows = [_row(one) for one in scanned.citations]
    if json:
        sys.stdout.write(msgspec.json.encode(rows).decode() + "\n")
        return
    for line in _lines(rows, scanned, laws=laws):
        sys.stdout.write(line + "\n")


def _text(file: str) -> str:
    if file == _STANDARD_INPUT:
        data = sys.stdin.buffer.read()
        return data.decode(detect_encoding(data[:_LOOKED_AT]), "replace")
    path = Path(file)
    if not path.is_file():
        raise typer.BadParameter(f"no such file: {file}", param_hint="FILE")
    return read_isolated(path).text


def _row(one: Citation) -> Row:
    left_out = tuple(filter(_IDLE.fullmatch, one.number.marks))
    kept = tuple(mark for mark in one.number.marks if mark not in left_out)
    number = msgspec.structs.replace(one.number, marks=kept)
    return Row(
        text=one.text,
        start=one.start,
        end=one.end,
        number=number.canonical,
        dated=one.dated,
        title=one.title,
        clause="、".join(one.clauses),
        confidence=str(one.confidence),
        scope=str(one.scope),
        in_address=one.in_address,
        marks=left_out,
    )


def _lines(rows: list[Row], scanned: Scanned, *, laws: bool) -> list[str]:
    """A line for each citation, in the order of the text: place, number, how it is sure, beside."""
    lines = [
        (row.start, "\t".join((f"{row.start}-{row.end}", row.number, *_beside(row))))
        for row in rows
    ]
    lines += [
        (bad.start, f"{bad.start}-{bad.end}\t{_one_line(bad.text)}\t{bad.code}")
        for bad in scanned.malformed
    ]
    if laws:
        lines += [(law.start, _law(law)) for law in scanned.laws]
    return [line for _, line in sorted(lines, key=lambda pair: pair[0])]


def _beside(row: Row) -> list[str]:
    said = [row.confidence, row.scope if row.scope != "one" else "", row.title, row.clause]
    return [_one_line(part) for part in said if part]


def _law(law: LawCitation) -> str:
    said = (f"《{law.title}》" if law.title else "", law.number, "、".join(law.articles))
    return "\t".join((f"{law.start}-{law.end}", *filter(None, map(_one_line, said))))


def _one_line(text: str) -> str:
    return " ".join(text.split())
