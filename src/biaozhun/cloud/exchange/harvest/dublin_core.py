"""Records of Dublin Core as rows of the platform's interchange form.

What a library tells in fifteen elements: the number among its identifiers, titles, the publisher, a
date. A record whose identifiers name no standard comes back with its reason, as every row does, and
what has no field comes as a column of its own, which the account names.
"""

import re
from collections.abc import Iterator

from lxml import etree

from biaozhun.cloud.exchange.harvest.pages import Harvested
from biaozhun.cloud.exchange.oai.metadata import DC, DC_RELATIONS
from biaozhun.core.bibliography.numbers import canonical

CHINESE = re.compile("[\u4e00-\u9fff]")
DAY = re.compile(r"\d{4}(-\d{2}){0,2}")
_IN = f"{{{DC}}}"
_MARKS = ("ICS ", "CCS ")
_TAKEN = frozenset(
    {"identifier", "title", "publisher", "date", "subject", "language", "description", "relation"}
)
_SAYS_NOTHING = frozenset({"type", "format"})  # that a standard is a text

Interchange = dict[str, object]


def interchange(record: Harvested) -> Interchange:
    """The row of a record."""
    values: dict[str, list[str]] = {}
    for child in metadata_of(record).iter():
        if child.tag.startswith(_IN) and child.text:
            values.setdefault(child.tag[len(_IN) :], []).append(child.text.strip())
    identifiers = values.get("identifier", [])
    titles = values.get("title", [])
    subjects = values.get("subject", [])
    row: Interchange = {
        "number": first_number(identifiers),
        "title_zh": first_title(titles, chinese=True),
        "title_en": first_title(titles, chinese=False),
        "issuing_body": "、".join(dict.fromkeys(values.get("publisher", [])))[:200],
        "published": next((one for one in values.get("date", []) if DAY.fullmatch(one)), ""),
        "ics": [one[4:] for one in subjects if one.startswith("ICS ")],
        "ccs": [one[4:] for one in subjects if one.startswith("CCS ")],
        "keywords": [one for one in subjects if not one.startswith(_MARKS)],
        "language": ", ".join(values.get("language", [])),
        "summary": next(iter(values.get("description", [])), ""),
        "url": next((one for one in identifiers if one.startswith(("http://", "https://"))), ""),
        "external_id": record.identifier,
        **_related(values.get("relation", [])),
        **dict(_left(values)),
    }
    return {name: value for name, value in row.items() if value or name == "number"}


def metadata_of(record: Harvested) -> etree._Element:
    """The element that a record holds; it was read without entities and is so again."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
    )
    return etree.fromstring(record.metadata, parser)


def first_number(texts: list[str]) -> str:
    """The first text that is a number; where none is the first, which the account then shows."""
    return next((one for one in texts if canonical(one)), "".join(texts[:1]))


def first_title(titles: list[str], *, chinese: bool) -> str:
    """The first title in Chinese, or in another script."""
    return next((one for one in titles if bool(CHINESE.search(one)) is chinese), "")


def _related(texts: list[str]) -> dict[str, list[object]]:
    """Relations told in the words this platform uses; others stay a column of their own."""
    found: dict[str, list[object]] = {}
    for text in texts:
        field, entry = _relation(text)
        found.setdefault(field, []).append(entry)
    return found


def _relation(text: str) -> tuple[str, object]:
    for words, field in DC_RELATIONS:
        number = canonical(text.removeprefix(words)) if text.startswith(words) else None
        if number:
            partly = words.endswith(" partly ")
            return field, {"number": number, "extent": "partly"} if partly else number
    return "dc.relation", text


def _left(values: dict[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
    """Elements and values that no field is provided for."""
    for name, texts in values.items():
        if name not in _TAKEN | _SAYS_NOTHING:
            yield f"dc.{name}", texts
    dates = [one for one in values.get("date", []) if not DAY.fullmatch(one)]
    if dates:
        yield "dc.date", dates
