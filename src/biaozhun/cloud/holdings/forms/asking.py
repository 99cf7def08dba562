"""The state of the keepers' list, read from the address."""

from collections.abc import Container

from django.http import QueryDict

from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.holdings import wording
from biaozhun.cloud.holdings.queries.stock import Wanted

LONGEST = 200  # characters of a value in an address
_FIRST_YEAR, _LAST_YEAR = 1900, 9999
MOST_LABELS = 240  # copies of one print: ten sheets


def wanted(query: QueryDict) -> Wanted:
    """What the list is narrowed to; what is no value of a filter narrows nothing."""
    return Wanted(
        text=clean(query.get("q", ""))[:LONGEST],
        state=_of(query.get("state", ""), wording.COPY_STATE),
        medium=_of(query.get("medium", ""), wording.MEDIUM),
        family=_of(query.get("family", ""), wording.FAMILY),
        place=clean(query.get("place", ""))[:LONGEST],
        year=_year(query.get("year", "")),
    )


def _of(value: str, known: Container[str]) -> str:
    return value if value in known else ""


def _year(text: str) -> str:
    """Four digits of a year that a calendar has, else nothing."""
    if not (text.isascii() and text.isdecimal() and len(text) == 4):
        return ""
    return text if _FIRST_YEAR <= int(text) <= _LAST_YEAR else ""


def ids(query: QueryDict, name: str, most: int) -> list[int]:
    """Ids given several times or separated by commas; what is none is left out."""
    texts = ",".join(query.getlist(name)[:most]).split(",")
    short = [text for text in texts[:most] if text.isascii() and text.isdecimal()]
    return [int(text) for text in short if len(text) < 19]
