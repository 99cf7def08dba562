"""Finding citations in running text."""

import re
from typing import Final

from biaozhun.core.citation import chinese, foreign
from biaozhun.core.citation.found import Found, Refused
from biaozhun.core.citation.value import Citation, Confidence, MalformedCitation, Scanned
from biaozhun.core.citation.view import View, view
from biaozhun.core.number.tables import PREFIXES

_RUN: Final = re.compile("[A-Za-z\uff21-\uff3a\uff41-\uff5aΑ-ΡЀ-ЯÖ]+")
_SOON: Final = re.compile(r"[^\d０-９，。；《》\u4e00-\u9fff]{0,40}[\d０-９]")


def _heads() -> dict[str, str]:
    heads: dict[str, str] = {head: "foreign" for head in foreign.HEADS}
    codes = {row.split("/")[0] for row in PREFIXES} | {"DBJ", "DGJ", "DG", "DBS", "GSB", "DB"}
    for code in codes:
        heads[code] = heads[code + "T"] = "chinese"
    heads |= {word: "chinese" for word in ("gb", "gbt", "gbz", "db", "jgj", "cjj", "GBN")}
    return heads | {"T": "association", "Q": "enterprise"}


_HEADS: Final = _heads()


def scan(text: str) -> Scanned:
    """Everything that is cited in a text."""
    citations: list[Citation] = []
    malformed: list[MalformedCitation] = []
    reached = 0
    for run in _RUN.finditer(text):
        kind = _HEADS.get(run.group())
        if kind is None or run.start() < reached or not _SOON.match(text, run.end()):
            continue
        seen = view(text, run.start())
        found = _read(kind, run.group(), seen)
        if isinstance(found, Refused):
            start, end = seen.start(found.start), seen.end(found.end)
            malformed.append(
                MalformedCitation(start=start, end=end, text=text[start:end], code=found.code)
            )
            reached = end
        elif found is not None:
            citation = _citation(text, seen, found)
            citations.append(citation)
            reached = citation.end
    return Scanned(citations=tuple(citations), malformed=tuple(malformed))


def find(text: str) -> tuple[Citation, ...]:
    """The standards cited in a text, in its order; one for each member of a range."""
    return scan(text).citations


def _read(kind: str, head: str, seen: View) -> Found | Refused | None:
    if kind == "foreign":
        return foreign.read(seen.text, foreign.HEADS[head])
    if kind == "association":
        return chinese.read_association(seen.text)
    if kind == "enterprise":
        return chinese.read_enterprise(seen.text)
    return chinese.read(seen.text)


def _citation(text: str, seen: View, found: Found) -> Citation:
    start, end = seen.start(found.start), seen.end(found.end)
    printed = text[start:end]
    as_written = printed in (found.number.canonical, found.number.official)
    confidence = Confidence.EXACT if as_written else Confidence.NORMALISED
    if found.mended:
        confidence = Confidence.GUESSED
    return Citation(start=start, end=end, text=printed, number=found.number, confidence=confidence)
