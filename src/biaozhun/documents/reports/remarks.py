"""What the comments in an annotated document say, worked out before the document is opened.

The words are the caller's, the document is a stranger's: so the sentences are put together here,
and what crosses into the process that opens the document (:mod:`biaozhun.documents.isolation`) is
plain data.
"""

import datetime as dt
import re

import msgspec

from biaozhun.core.validity import CheckedDocument, CheckedLine
from biaozhun.documents.reports.looks import LOOKS
from biaozhun.documents.reports.rows import (
    ResultRow,
    conclusion,
    one_line,
    printable,
    result_rows,
)
from biaozhun.documents.reports.words import ReportWords


class Remark(msgspec.Struct, frozen=True, kw_only=True):
    """What is said of one place of the text.

    Attributes:
        start: first character of the extracted text.
        end: first character behind.
        printed: the characters between, as they were when the document was checked.
        said: lines of the comment.
        listed: the same in one line with its place, for where no comment can stand.
    """

    start: int
    end: int
    printed: str
    said: tuple[str, ...]
    listed: str


class Remarks(msgspec.Struct, frozen=True, kw_only=True):
    """All comments of a document.

    Attributes:
        sha256: of the file that was checked.
        author: who comments.
        initials: likewise, short.
        made: when, as the clock of the reader's zone showed it.
        heading: first line of the comment that lists what has none of its own.
        nothing: lines of the only comment where nothing is cited.
        number: last line of every comment: the number of the report; empty where it has none.
        remarks: in the order of the text; no two have the same place.
    """

    sha256: str
    author: str
    initials: str
    made: dt.datetime
    heading: str
    nothing: tuple[str, ...]
    number: str
    remarks: tuple[Remark, ...]


def remarks_on(document: CheckedDocument, words: ReportWords) -> Remarks:
    """The comments of a document; what stands in the address of a page gets none.

    Citations that are read from the same characters (the members of a range) have one comment.
    """
    kept = msgspec.structs.replace(
        document, lines=tuple(line for line in document.lines if not line.in_address)
    )
    together: dict[tuple[int, int], list[tuple[CheckedLine, ResultRow]]] = {}
    for line, row in zip(kept.lines, result_rows(kept, words), strict=True):
        together.setdefault((line.start, line.end), []).append((line, row))
    return Remarks(
        sha256=document.sha256,
        author=one_line(words.comment_author),
        initials=one_line(words.comment_initials),
        made=document.made.astimezone(words.zone).replace(microsecond=0, tzinfo=None),
        heading=one_line(words.elsewhere_heading),
        nothing=(one_line(conclusion(kept, words)),),
        number=_labelled(words.number, one_line(document.number), words),
        remarks=tuple(
            _remark([line for line, _ in found], [row for _, row in found], words)
            for _, found in sorted(together.items(), key=lambda item: item[0])
        ),
    )


def _remark(lines: list[CheckedLine], rows: list[ResultRow], words: ReportWords) -> Remark:
    first = lines[0]
    several = len(rows) > 1
    return Remark(
        start=first.start,
        end=first.end,
        printed=first.asked.text,
        said=tuple(said for row in rows for said in _said(row, words, is_named=several)),
        listed=printable(
            words.elsewhere.format(
                place=rows[0].place,
                text=rows[0].printed,
                answer=words.joined.join(_short(row, words, is_named=several) for row in rows),
            )
        ),
    )


def _said(row: ResultRow, words: ReportWords, *, is_named: bool) -> list[str]:
    """Lines on one citation: outcome, what follows, what takes its place, why, and who says so.

    The edition is named where it is not what is printed, and always among several.
    """
    meant = f"{row.meant or row.printed} {row.title}".strip() if row.meant or is_named else ""
    said = (
        f"{LOOKS[row.outcome].sign} {_outcome(row, words)}",
        meant,
        row.consequence_words,
        _successors(row, words),
        _labelled(words.amendments, words.joined.join(row.amendments), words),
        *row.notes,
        row.rule,
        _labelled(words.sources, words.joined.join(row.sources), words),
    )
    return [line for line in said if line]


def _short(row: ResultRow, words: ReportWords, *, is_named: bool) -> str:
    """One citation in a few words: outcome, what takes its place, what follows."""
    named = f"{row.meant} " if is_named and row.meant else ""
    said = (f"{named}{_outcome(row, words)}", _successors(row, words), row.consequence_words)
    return ("；" if _is_chinese(words) else "; ").join(filter(None, said))


def _successors(row: ResultRow, words: ReportWords) -> str:
    """What takes its place in one line; what follows behind an arrow takes the place of that."""
    chain = re.sub(rf"{re.escape(words.joined)}(?:→ )+", " → ", words.joined.join(row.successors))
    return _labelled(words.successors, chain, words)


def _outcome(row: ResultRow, words: ReportWords) -> str:
    since = words.from_day.format(day=row.since.isoformat()) if row.since else ""
    return " ".join(filter(None, (row.outcome_words, since)))


def _labelled(heading: str, value: str, words: ReportWords) -> str:
    """A heading and its value in one line; empty where there is no value."""
    return f"{heading}{'：' if _is_chinese(words) else ': '}{value}" if value else ""


def _is_chinese(words: ReportWords) -> bool:
    return words.language.startswith("zh")
