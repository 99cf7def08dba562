"""Finding citations in running text.

Runs of letters are looked up in a table of what numbers begin with; behind each that is known a
stretch of the text is seen in plain spelling (:mod:`.view`), the extent of a number is taken from
it (:mod:`.chinese`, :mod:`.foreign`) and read by :mod:`biaozhun.core.number`. What stands around
it decides where the shape alone does not (:mod:`.context`).
"""

import re
from collections.abc import Iterator
from string import ascii_uppercase
from typing import Final

from biaozhun.core.citation import announced, chinese, foreign
from biaozhun.core.citation.beside import clauses_of, title_of
from biaozhun.core.citation.context import in_address, is_citation
from biaozhun.core.citation.following import Named, named
from biaozhun.core.citation.found import Found, Refused, confidence_of
from biaozhun.core.citation.laws import laws_in
from biaozhun.core.citation.shapes import HEADS
from biaozhun.core.citation.value import Citation, MalformedCitation, Scanned
from biaozhun.core.citation.view import SIGHT, View, number_view, spaced_out, view
from biaozhun.core.number.tables import PREFIXES

_RUN: Final = re.compile("[A-Za-z\uff21-\uff3a\uff41-\uff5aΑ-ΡЀ-ЯÖ]+|号公告")
_SOON: Final = re.compile(
    r"[^\d０-９，。；《》\u4e00-\u9fff]{0,40}[\d０-９]|[ ]?(?:国际)?标准[ ]?\d"
    r"|[ ]?[（(][\u4e00-\u9fff]{1,6}[）)]"
)
_SLASHED: Final = ("T", "Q")  # Q235 is a steel
_SLASH: Final = re.compile(r"[^A-Za-z0-9\u4e00-\u9fff]{0,20}[/／∕⁄╱]|[^\u4e00-\u9fff]{0,20}[%&\\<]")
_OCR_SOON: Final = re.compile(r"[ ]?[/／][ ]?T?[lIO]")
_WIDE: Final = {0xFF21 + i: chr(0x41 + i) for i in range(26)} | {
    0xFF41 + i: chr(0x61 + i) for i in range(26)
}
_ALIKE: Final = str.maketrans("АВЕКМНОРСТХΑΒΕΗΙΚΜΝΟΡ", "ABEKMHOPCTXABEHIKMNOP")

_SPACED: Final = "G B"  # stands for every code set with blanks between its letters
_ABROAD: Final = 100  # characters; bodies abroad break their numbers less
_THREE: Final = "GPP"  # the letters of 3GPP
_CYRILLIC: Final = tuple(head for head in HEADS if not head.isascii())


def _heads() -> dict[str, str]:
    heads: dict[str, str] = dict.fromkeys(HEADS, "foreign")
    codes = {row.split("/")[0] for row in PREFIXES} | {"DBJ", "DGJ", "DG", "DBS", "GSB", "DB"}
    for code in codes:
        heads[code] = heads[code + "T"] = "chinese"
    lettered = [
        row.prefix for row in PREFIXES.values() if row.letters and len(row.prefix) == 3
    ]  # TSGG0003
    heads |= dict.fromkeys((a + b for a in lettered for b in ascii_uppercase), "chinese")
    heads |= dict.fromkeys(
        ("GBl", "GBI", "GBO", "gb", "gbt", "gbz", "db", "jgj", "cjj", "GBN"), "chinese"
    )
    return heads | {
        "T": "association",
        "Q": "enterprise",
        "号公告": "announced",
        _SPACED: "chinese",
    }


_HEADS: Final = _heads()


def scan(text: str) -> Scanned:
    """Everything that is cited in a text."""
    citations: list[Citation] = []
    malformed: list[MalformedCitation] = []
    reached = joined = 0
    for run in _RUN.finditer(text):
        if run.start() < reached or not (head := _head(text, run)):
            continue
        start, end, found = _read(text, run.start(), head)
        if found is None:
            continue
        if isinstance(found, Refused):
            broken = text[start:end]
            malformed.append(MalformedCitation(start=start, end=end, text=broken, code=found.code))
            reached = end
        elif start >= reached and is_citation(text, start, end, found, joined):
            group = named(text, _first(text, found, start, end), found.code)
            if found.also is not None:
                group.insert(1, group[0]._replace(number=found.also))
            citations += [_citation(text, one) for one in group]
            reached = joined = group[-1].end
    laws = laws_in(text, citations)
    return Scanned(citations=tuple(citations), laws=laws, malformed=tuple(malformed))


def find(text: str) -> tuple[Citation, ...]:
    """The standards cited in a text, in its order; one for each member of a range."""
    return scan(text).citations


def _head(text: str, run: re.Match[str]) -> str:
    """The run of letters in plain capitals where it opens numbers; else nothing."""
    word = run.group()
    if word not in _HEADS:
        if word.isascii() and len(word) > 1:
            return ""
        word = next((plain for plain in _plainly(text, run) if plain in _HEADS), "")
    if word in _SLASHED and not _SLASH.match(text, run.end()):
        return ""
    near = word and (_SOON.match(text, run.end()) or _OCR_SOON.match(text, run.end()))
    return word if near else ""


def _plainly(text: str, run: re.Match[str]) -> Iterator[str]:
    word = run.group()
    if not word.isascii():
        yield word.translate(_WIDE)
        yield word.translate(_ALIKE)
    elif spaced_out(text, run.start()):
        yield _SPACED


def _read(text: str, start: int, head: str) -> tuple[int, int, Found | Refused | None]:
    """Where a number stands that begins at a place, and what it is."""
    kind = _HEADS[head]
    if kind == "chinese" and (regular := chinese.read_regular(text, start)):
        return start, start + regular.end, regular
    seen, found = _seen(text, start, head)
    if found is None:
        return start, start, None
    return seen.start(found.start), seen.end(found.end), found


def _seen(text: str, start: int, head: str) -> tuple[View, Found | Refused | None]:
    """What stands at a place in plain spelling, and the number it begins with."""
    kind = _HEADS[head]
    if kind == "announced":
        return announced.read(text, start)
    if kind == "enterprise":  # the one code that may be in Chinese
        seen = view(text, start)
        return seen, chinese.read_enterprise(seen.text)
    length = _ABROAD if kind == "foreign" else SIGHT
    seen = number_view(text, start - (head == _THREE and start > 0), length)
    if not seen.text.isascii() and not seen.text.startswith(_CYRILLIC):
        seen = seen._replace(text=seen.text.translate(_ALIKE))
    if kind == "foreign":
        return seen, foreign.read(seen.text.replace("\n", " "), HEADS[head])
    if kind == "association":
        return seen, chinese.read_association(seen.text)
    seen = seen.closed_up() if head == _SPACED else seen
    return seen, chinese.read(seen.text)


_SHORT: Final = re.compile(r"[A-Z]{2,6}[\"”]?[)）]")  # Society of Automotive Engineers (SAE) J476
_OPENED: Final = re.compile(r"(?:[（(][\"“]?)?$")


def _first(text: str, found: Found, start: int, end: int) -> Named:
    if found.confidence is not None:
        return Named(start, end, found.number, found.confidence)
    if _SHORT.match(text, start):
        opened = _OPENED.search(text[max(0, start - 2) : start])
        start -= len(opened.group()) if opened else 0
    return Named(start, end, found.number, confidence_of(found, text[start:end]))


def _citation(text: str, one: Named) -> Citation:
    title, behind = title_of(text, one.start, one.end)
    return Citation(
        start=one.start,
        end=one.end,
        text=text[one.start : one.end],
        number=one.number,
        scope=one.scope,
        title=title,
        clauses=clauses_of(text, one.start, behind),
        confidence=one.confidence,
        in_address=in_address(text, one.start, one.end),
    )
