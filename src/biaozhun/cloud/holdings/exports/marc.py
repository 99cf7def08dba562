"""Holdings as MARC 21: the record of each edition with an 852 and an 876 for every copy.

852 tells where a copy is and under what name it is fetched, 876 what is known of the item itself
(MARC 21 Format for Holdings Data, fields 852 and 876 to 878, embedded in bibliographic records);
both name the copy by the same subfield p.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice

from django.db.models import QuerySet
from django.http import StreamingHttpResponse
from lxml import etree
from pymarc import Field, Indicators, Leader, Record, Subfield

from biaozhun.cloud.catalogue.exports.editions.marc import (
    AGENCY,
    LEADER,
    NAMESPACE,
    marc_record,
    marcxml,
)
from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.holdings.models import Copy

AT_ONCE = 500  # copies whose editions are fetched in one piece
FORMATS = ("marc", "marcxml")

_AVAILABLE = {
    Copy.State.RECEIVED: "in processing",
    Copy.State.SHELVED: "available",
    Copy.State.LOST: "lost",
    Copy.State.WITHDRAWN: "withdrawn",
}


def records(copies: QuerySet[Copy]) -> Iterator[Record]:
    """One record an edition, with its copies; they are read piece by piece, in their order."""
    ordered = copies.order_by("sort_key", "slug", "accession").iterator(chunk_size=AT_ONCE)
    groups = ((slug, list(group)) for slug, group in groupby(ordered, key=lambda copy: copy.slug))
    while piece := list(islice(groups, AT_ONCE)):
        editions = _editions([slug for slug, _ in piece])
        for slug, group in piece:
            yield holdings_record(editions.get(slug), group)


def _editions(slugs: list[str]) -> dict[str, Edition]:
    found = Edition.objects.filter(slug__in=slugs).select_related("standard")
    return {one.slug: one for one in found.prefetch_related("stated_relations", "documents")}


def holdings_record(edition: Edition | None, copies: list[Copy]) -> Record:
    """A bibliographic record with its copies; a brief one where the catalogue has no edition."""
    record = marc_record(edition) if edition else _brief(copies[0])
    for copy in copies:
        record.fields += [_location(copy), _item(copy)]
    return record


def _brief(copy: Copy) -> Record:
    """What a copy itself tells of a standard that is not in the catalogue."""
    record = Record(force_utf8=True)
    record.leader = Leader(LEADER)
    record.fields += [
        Field("001", data=copy.slug),
        Field("003", data=AGENCY),
        _field("024", "8", " ", ("a", copy.number)),
        _field("040", " ", " ", ("a", AGENCY), ("b", "chi"), ("c", AGENCY)),
        _field("245", "0", "0", ("a", copy.title or copy.number)),
    ]
    return record


def _location(copy: Copy) -> Field:
    """852: place, shelf, call number and piece; first indicator 8 is a scheme of our own."""
    room = copy.place.parent.name if copy.place and copy.place.parent else ""
    return _field(
        "852",
        "8",
        " ",
        ("a", AGENCY),
        ("b", room),
        ("c", copy.place.code if copy.place else ""),
        ("h", copy.number),
        ("p", copy.barcode),
        ("x", copy.licence.name if copy.licence else ""),
    )


def _item(copy: Copy) -> Field:
    """876: accession number, cost, day of acquisition, state, kind of medium, piece."""
    cost = "" if copy.price is None else f"{copy.price // 100}.{copy.price % 100:02d}"
    return _field(
        "876",
        " ",
        " ",
        ("a", copy.accession),
        ("c", f"{cost} {copy.currency}" if cost else ""),
        ("d", f"{copy.acquired:%Y%m%d}" if copy.acquired else ""),
        ("e", copy.supplier),
        ("j", _AVAILABLE[Copy.State(copy.state)]),
        ("l", str(copy.medium)),
        ("p", copy.barcode),
    )


def _field(tag: str, first: str, second: str, *pairs: tuple[str, str]) -> Field:
    subfields = [Subfield(code, text) for code, text in pairs if text]
    return Field(tag, indicators=Indicators(first, second), subfields=subfields)


def answer(copies: QuerySet[Copy], wanted: str) -> StreamingHttpResponse:
    """The records as a file: ``marc`` is ISO 2709 in UTF-8, ``marcxml`` a MARCXML collection."""
    found = records(copies.select_related("place__parent", "licence"))
    if wanted == "marc":
        return _file((record.as_marc() for record in found), "application/marc", "holdings.mrc")
    return _file(_collection(found), "application/marcxml+xml", "holdings.xml")


def _collection(found: Iterable[Record]) -> Iterator[bytes]:
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="{NAMESPACE}">\n'.encode()
    for record in found:
        yield etree.tostring(marcxml(record), encoding="utf-8") + b"\n"
    yield b"</collection>\n"


def _file(pieces: Iterable[bytes], content_type: str, name: str) -> StreamingHttpResponse:
    return StreamingHttpResponse(
        pieces,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
