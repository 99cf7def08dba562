"""Records of Dublin Core as rows of the platform's interchange form.

What a library tells in fifteen elements: the number among its identifiers, titles, the publisher, a
date. A record whose identifiers name no standard comes back with its reason, as every row does.
"""

import re

from lxml import etree

from biaozhun.cloud.exchange.harvest.pages import Harvested
from biaozhun.cloud.exchange.oai.metadata import DC
from biaozhun.core.bibliography.numbers import canonical

_CHINESE = re.compile("[\u4e00-\u9fff]")
_DAY = re.compile(r"\d{4}(-\d{2}){0,2}")
_IN = f"{{{DC}}}"
_MARKS = ("ICS ", "CCS ")

Interchange = dict[str, object]


def interchange(record: Harvested) -> Interchange:
    """The row of a record."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(record.metadata, parser)
    values: dict[str, list[str]] = {}
    for child in root.iter():
        if isinstance(child.tag, str) and child.tag.startswith(_IN) and child.text:
            values.setdefault(child.tag[len(_IN) :], []).append(child.text.strip())
    identifiers = values.get("identifier", [])
    titles = values.get("title", [])
    row: Interchange = {
        "number": next((one for one in identifiers if canonical(one)), "".join(identifiers[:1])),
        "title_zh": _first(titles, chinese=True),
        "title_en": _first(titles, chinese=False),
        "issuing_body": "、".join(dict.fromkeys(values.get("publisher", [])))[:200],
        "published": next((one for one in values.get("date", []) if _DAY.fullmatch(one)), ""),
        "ics": [one[4:] for one in values.get("subject", []) if one.startswith("ICS ")],
        "ccs": [one[4:] for one in values.get("subject", []) if one.startswith("CCS ")],
        "keywords": [one for one in values.get("subject", []) if not one.startswith(_MARKS)],
        "language": ", ".join(values.get("language", [])),
        "url": next((one for one in identifiers if one.startswith(("http://", "https://"))), ""),
        "external_id": record.identifier,
    }
    return {name: value for name, value in row.items() if value or name == "number"}


def _first(titles: list[str], *, chinese: bool) -> str:
    return next((one for one in titles if bool(_CHINESE.search(one)) is chinese), "")
