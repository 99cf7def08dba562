"""A document as the line of JSON the engine takes in; plain text, so another process may cut it."""

from base64 import b64encode
from functools import lru_cache
from typing import Final

import msgspec

from biaozhun.cloud.search import analysis
from biaozhun.cloud.search.answering import weight
from biaozhun.cloud.search.number_keys import prefix_terms
from biaozhun.cloud.search.port import Hit, Prepared, SearchDocument, industry_levels
from biaozhun.cloud.search.tantivy.schema import (
    HOLDS,
    INSIDE,
    LAST_STATUS,
    ORDINAL,
    day_field,
    status_field,
    turn,
    turn_field,
)
from biaozhun.core.number import exact_keys, serial_keys
from biaozhun.core.succession import MOST_PHASES, NEVER, holds_between, phases

_DAY_FIELDS: Final = tuple(day_field(place) for place in range(MOST_PHASES))
_STATUS_FIELDS: Final = tuple(status_field(place) for place in range(MOST_PHASES))
_TURN_FIELDS: Final = tuple(turn_field(place) for place in range(MOST_PHASES))
_encode = msgspec.json.Encoder().encode


class _Shown(msgspec.Struct, array_like=True):
    """What a line of hits shows without asking the database."""

    id: str
    slug: str
    number: str
    title: str
    invented: bool


_decode_shown = msgspec.json.Decoder(_Shown).decode


def prepare(document: SearchDocument) -> Prepared:
    """Cut, fold and encode; everything about a document that costs time in Python."""
    keys = document.keys
    title = analysis.joined(analysis.cut(document.title_zh), analysis.cut(document.title_en))
    fields: dict[str, object] = {
        "id": document.id,
        "shown": b64encode(_shown(document)).decode("ascii"),
        "title": title,
        "opening": analysis.openings(document.title_zh, document.title_en),
        "text": analysis.joined(title, analysis.cut(document.text)),
        "number": " ".join(exact_keys(keys)),
        "key": " ".join(keys),
        "prefix": " ".join(prefix_terms(keys)),
        "serial": " ".join(serial_keys(document.number)),
        "sort_key": document.sort_key,
        "weight": weight(document),
    }
    if document.inside:
        fields[INSIDE] = analysis.cut(document.inside)
    if (number := ordinal(document.id)) is not None:
        fields[ORDINAL] = number
    _add_facets(fields, document)
    _add_days(fields, document)
    return Prepared(document.id, _encode(fields).decode())


def ordinal(document_id: str) -> int | None:
    """An id as a number; ``None`` where it is none that the index can count with."""
    return int(document_id) if document_id.isdecimal() and len(document_id) < 19 else None


@lru_cache(maxsize=4096)
def _cut_name(name: str) -> str:
    """Bodies recur from document to document."""
    return analysis.cut(name)


@lru_cache(maxsize=4096)
def _levels(ics: tuple[str, ...], ccs: tuple[str, ...]) -> tuple[list[str], list[str]]:
    """The codes that are counted: fields of ICS and classes of CCS, each once."""
    fields = dict.fromkeys(code for code in ics if "." not in code)
    return list(fields), list(dict.fromkeys(code for code in ccs if len(code) == 1))


def _shown(document: SearchDocument) -> bytes:
    title = document.title_zh or document.title_en
    shown = _Shown(document.id, document.slug, document.number, title, document.invented)
    return _encode(shown)


def _add_facets(fields: dict[str, object], document: SearchDocument) -> None:
    for name in ("level", "nature", "region"):
        if value := getattr(document, name):
            fields[name] = value
    for name in ("issuer", "jurisdiction"):
        if value := getattr(document, name):
            fields[name] = value
            fields[f"{name}_words"] = _cut_name(value)
    fields["industry"] = list(dict.fromkeys(document.industry))
    fields["ics"], fields["ccs"] = _levels(document.ics, document.ccs)
    fields["ics_code"] = list(dict.fromkeys(document.ics))
    fields["ccs_code"] = list(dict.fromkeys(document.ccs))
    fields["industry_code"] = industry_levels(document.industry)


def _add_days(fields: dict[str, object], document: SearchDocument) -> None:
    published, in_force, ended = document.published, document.in_force, document.ended
    if published is not None:
        fields["published"] = published.toordinal()
        fields["published_year"] = published.year
    if in_force is not None:
        fields["in_force"] = in_force.toordinal()
        fields["in_force_year"] = in_force.year
    if ended is not None:
        fields["ended"] = ended.toordinal()
    if (held := holds_between(document.days))[0] < NEVER:
        fields |= zip(HOLDS, held, strict=True)
    line = phases(document.days)
    fields[LAST_STATUS] = line[-1][1]
    last = len(line) - 1
    for place, (day, status) in enumerate(line):
        fields[_DAY_FIELDS[last - place]] = day
        fields[_STATUS_FIELDS[last - place]] = status
        if place:
            fields[_TURN_FIELDS[last - place]] = turn(line[place - 1][1], status)


def read_hit(shown: bytes, score: float) -> Hit:
    """A hit from what was stored with the document."""
    found = _decode_shown(shown)
    return Hit(
        id=found.id,
        slug=found.slug,
        number=found.number,
        title=found.title,
        score=score,
        invented=found.invented,
    )
