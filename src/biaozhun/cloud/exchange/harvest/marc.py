"""Records of MARC 21 as rows of the platform's interchange form.

Read is what libraries hold of a standard: its number (024, 088, 027), titles (245, 246, 880),
publisher and date (264, 260), the time of its validity (046), classes (084, 650), an abstract, the
editions it supersedes or that supersede it (780, 785). A tag without a field comes as a column of
its own, which the account names; nothing is taken for something it may not be.
"""

import io
import re
from collections.abc import Iterator
from xml.sax import SAXException

from pymarc import Field, PymarcException, Record, parse_xml_to_array

from biaozhun.cloud.exchange.harvest.dublin_core import (
    DAY,
    Interchange,
    first_number,
    first_title,
)
from biaozhun.cloud.exchange.harvest.pages import Harvested
from biaozhun.core.bibliography.numbers import canonical

_NUMBERS = ("024", "088", "027")
_LANGUAGES = {
    "chi": "zh",
    "zho": "zh",
    "eng": "en",
    "fre": "fr",
    "fra": "fr",
    "rus": "ru",
    "ger": "de",
    "deu": "de",
    "jpn": "ja",
}
_SCHEMES = ("ics", "ccs")
_ROLES = {
    "sector department": "sector_department",
    "proposing body": "proposing_body",
    "jurisdiction body": "jurisdiction_body",
    "technical committee": "committee",
}
_SUPERSEDED = {"780": "replaces", "785": "replaced_by"}
_READ = frozenset(
    {
        *("008", "024", "027", "041", "046", "084", "088", "110", "245", "246", "250", "260"),
        *("264", "520", "650", "653", "700", "710", "780", "785", "787", "856", "880"),
    }
)
_OF_THE_RECORD = frozenset(
    {"001", "003", "005", "006", "007", "040", "336", "337", "338", "546"}
)  # control numbers, kinds of carrier and content, the language in words
_ENDS = " /:;,.="


def interchange(record: Harvested) -> Interchange:
    """The row of a record; what is no record of MARC gives a row without a number."""
    marc = _parsed(record.metadata)
    if marc is None:
        return {"number": "", "external_id": record.identifier}
    titles = list(_titles(marc))
    row: Interchange = {
        "number": first_number([one for tag in _NUMBERS for one in _texts(marc, tag)]),
        "title_zh": first_title(titles, chinese=True),
        "title_en": first_title(titles, chinese=False),
        "issuing_body": _publisher(marc),
        "published": _published(marc),
        **_validity(marc),
        **{scheme: _classes(marc, scheme) for scheme in _SCHEMES},
        "keywords": _texts(marc, "653") + _headings(marc),
        "edition": "".join(_texts(marc, "250")[:1]),
        "language": _language(marc),
        "summary": "".join(_texts(marc, "520")[:1]),
        "drafters": _texts(marc, "700"),
        **_bodies(marc),
        **_relations(marc),
        "url": "".join(_texts(marc, "856", "u")[:1]),
        "external_id": record.identifier or _own_id(marc),
        **_left(marc),
    }
    return {name: value for name, value in row.items() if value or name == "number"}


def _parsed(text: str) -> Record | None:
    """The record; text by others that pymarc cannot take for one is none."""
    try:
        found = parse_xml_to_array(io.BytesIO(text.encode()))  # type: ignore[no-untyped-call]  # pymarc's own
    except (SAXException, PymarcException, ValueError, KeyError, TypeError):
        return None
    return found[0] if found else None


def _texts(marc: Record, tag: str, code: str = "a") -> list[str]:
    found = (text.strip() for field in marc.get_fields(tag) for text in _all(field, code))
    return [text for text in found if text]


def _all(field: Field, code: str) -> list[str]:
    return [] if field.data is not None else list(field.get_subfields(code))


def _titles(marc: Record) -> Iterator[str]:
    """Titles in their order; a title that only repeats the number is none."""
    linked = [field for field in marc.get_fields("880") if _all(field, "6")]
    for field in [*marc.get_fields("245", "246"), *linked]:
        if field.tag == "880" and not _all(field, "6")[0].startswith(("245", "246")):
            continue
        text = " ".join(part for code in "abnp" for part in _all(field, code)).strip(_ENDS)
        if text and canonical(text) is None:
            yield text


def _publisher(marc: Record) -> str:
    published = [field for field in marc.get_fields("264", "260") if _is_publication(field)]
    names = [text.strip(_ENDS) for field in published for text in _all(field, "b")]
    names += [text.strip(_ENDS) for text in _texts(marc, "110")]
    return next(filter(None, names), "")[:200]


def _is_publication(field: Field) -> bool:
    return field.tag == "260" or field.indicator2 == "1"


def _published(marc: Record) -> str:
    published = [field for field in marc.get_fields("264", "260") if _is_publication(field)]
    texts = [text.strip("[]©. ") for field in published for text in _all(field, "c")]
    return next((text for text in texts if DAY.fullmatch(text)), "")


def _validity(marc: Record) -> dict[str, str]:
    """046 ``m`` and ``n``: from when and until when it is valid."""
    found = {}
    for code, field in (("m", "in_force"), ("n", "withdrawn")):
        text = "".join(_texts(marc, "046", code)[:1])
        if re.fullmatch(r"\d{8}", text, re.ASCII):
            found[field] = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return found


def _classes(marc: Record, scheme: str) -> list[str]:
    coded = [(field, "a") for field in marc.get_fields("084")]
    coded += [(field, "0") for field in marc.get_fields("650")]
    named = [
        text for field, code in coded if scheme in _all(field, "2") for text in _all(field, code)
    ]
    return list(dict.fromkeys(named))


def _headings(marc: Record) -> list[str]:
    """Subjects of other schemes."""
    fields = (one for one in marc.get_fields("650") if not set(_SCHEMES) & set(_all(one, "2")))
    return [text.strip(_ENDS) for field in fields for text in _all(field, "a")]


def _language(marc: Record) -> str:
    told = _texts(marc, "041")
    fixed = marc.get("008")
    data = (fixed.data or "") if fixed else ""
    codes = told or ([data[35:38]] if len(data) >= 38 else [])
    known = [_LANGUAGES[code] for code in codes if code in _LANGUAGES]
    return ", ".join(dict.fromkeys(known))


def _bodies(marc: Record) -> dict[str, object]:
    """Bodies whose role is told in the words this platform writes; others are left."""
    found: dict[str, object] = {}
    units: list[str] = []
    for field in marc.get_fields("710"):
        role, names = "".join(_all(field, "e")[:1]), _all(field, "a")
        if role == "drafting unit":
            units += names
        elif role in _ROLES and names:
            found.setdefault(_ROLES[role], names[0])
    return found | {"drafting_units": units}


def _relations(marc: Record) -> dict[str, list[object]]:
    found: dict[str, list[object]] = {}
    for tag, name in _SUPERSEDED.items():
        for field in marc.get_fields(tag):
            number = _linked_number(field)
            if number and field.indicator2 in ("2", "3"):
                extent = "wholly" if field.indicator2 == "2" else "partly"
                found.setdefault(name, []).append({"number": number, "extent": extent})
    for field in marc.get_fields("787"):
        number, said = _linked_number(field), "".join(_all(field, "i")[:1])
        if number and said.startswith("corresponds to"):
            degree = said.removeprefix("corresponds to").strip()
            found.setdefault("adopts", []).append({"number": number, "degree": degree})
    return found


def _linked_number(field: Field) -> str | None:
    texts = [text for code in "oat" for text in _all(field, code)]
    return next((text for text in texts if canonical(text)), None)


def _is_taken(field: Field) -> bool:
    """Whether a field of a tag that is read became something."""
    if field.tag in _SUPERSEDED:
        return field.indicator2 in ("2", "3") and _linked_number(field) is not None
    if field.tag == "787":
        return "".join(_all(field, "i")[:1]).startswith("corresponds to")
    if field.tag == "710":
        return "".join(_all(field, "e")[:1]) in {*_ROLES, "drafting unit"}
    return field.tag in _READ


def _left(marc: Record) -> dict[str, list[str]]:
    """Fields that nothing is provided for, by tag."""
    found: dict[str, list[str]] = {}
    for field in marc.fields:
        if field.tag not in _OF_THE_RECORD and not _is_taken(field):
            found.setdefault(f"marc.{field.tag}", []).append(field.value())
    return found


def _own_id(marc: Record) -> str:
    """Agency and number of the record."""
    fields = (marc.get(tag) for tag in ("003", "001"))
    return ":".join(field.data for field in fields if field and field.data)
