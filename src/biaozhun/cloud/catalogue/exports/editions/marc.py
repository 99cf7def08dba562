"""An edition as a MARC 21 bibliographic record, for the catalogues of libraries.

Fields as the MARC 21 format gives them for a text of standards (008/24 ``u``). Two choices: the
number stands in 024 (for machines, in the one spelling) and in 088 (as printed), not in 027, which
is kept for another number (STRN); 245 is in the language of the text, and the title in the other
script stands in the 880 that is linked with it.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from functools import partial

from lxml import etree
from pymarc import Field, Indicators, Leader, Record, Subfield

from biaozhun.cloud.catalogue.exports.editions.xml_text import xml_text
from biaozhun.cloud.catalogue.models import Document, Edition, Relation
from biaozhun.core.bibliography import Extent, RelationKind
from biaozhun.core.classification import ccs, ics
from biaozhun.core.number import Family

NAMESPACE = "http://www.loc.gov/MARC21/slim"
SCHEMA = "http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd"
AGENCY = "biaozhun"  # 003 and 040: this platform has no code of the MARC list of organizations
LEADER = "00000nam a22000007  4500"  # new, text, monograph, Unicode, minimal level

LONGEST = 3_000  # characters of a subfield: a field of the exchange form has 9 999 bytes at most

_FOREIGN = frozenset({Family.INTERNATIONAL, Family.FOREIGN})
_LANGUAGES = {"zh": "chi", "en": "eng", "fr": "fre", "ru": "rus", "de": "ger", "ja": "jpn"}
_NAMES = {"chi": "中文", "eng": "English", "fre": "français"}
_BODIES = (
    ("sector_department", "sector department"),
    ("proposing_body", "proposing body"),
    ("jurisdiction_body", "jurisdiction body"),
    ("committee", "technical committee"),
)


def marc_record(
    edition: Edition,
    *,
    summary: str = "",
    changed: dt.datetime | None = None,
    relations: Iterable[Relation] | None = None,
) -> Record:
    """The record of an edition.

    Of many editions ``stated_relations`` and ``documents`` are best fetched beforehand.

    Args:
        edition: what is described.
        summary: the abstract, where it may be handed on; it is text by others, so the caller says.
        changed: when the record last changed; the day it was first recorded where not given.
        relations: those to tell; ``None`` for what the edition's own sources state.
    """
    stated = edition.stated_relations.all() if relations is None else relations
    documents = list(edition.documents.all())
    record = Record(force_utf8=True)
    record.leader = Leader(LEADER)
    record.fields += [
        *_control(edition, changed),
        *_numbers(edition),
        *_languages(edition, documents),
        *_titles(edition),
        *_publishing(edition),
        *_describing(edition, summary),
        *_subjects(edition),
        *_bodies(edition),
        *_linked(edition, stated),
        *_texts(documents),
        *_other_script(edition),
    ]
    record.fields.sort(key=lambda field: field.tag)
    return record


def marcxml(record: Record) -> etree._Element:
    """The record as one element of MARCXML."""
    root = etree.Element(f"{{{NAMESPACE}}}record", nsmap={None: NAMESPACE})  # type: ignore[dict-item]  # the stubs know no default name space
    etree.SubElement(root, f"{{{NAMESPACE}}}leader").text = str(record.leader)
    for field in record.fields:
        if field.data is not None:
            control = etree.SubElement(root, f"{{{NAMESPACE}}}controlfield", tag=field.tag)
            control.text = field.data
            continue
        given = {"tag": field.tag, "ind1": field.indicator1, "ind2": field.indicator2}
        data = etree.SubElement(root, f"{{{NAMESPACE}}}datafield", given)
        for part in field.subfields:
            etree.SubElement(data, f"{{{NAMESPACE}}}subfield", code=part.code).text = part.value
    return root


def marcxml_text(record: Record) -> str:
    """The record as a document of MARCXML."""
    text = etree.tostring(marcxml(record), encoding="utf-8", xml_declaration=True)
    return text.decode() + "\n"


_ASIDE = frozenset("26ei")  # subfields that speak of the others: source, link, role, words before


def _field(tag: str, first: str, second: str, /, *pairs: tuple[str, str]) -> Iterator[Field]:
    """A field of what is not empty; none where nothing is but what says how to read it."""
    subfields = [Subfield(code, xml_text(text)[:LONGEST]) for code, text in pairs if text]
    if any(part.code not in _ASIDE for part in subfields):
        yield Field(tag, indicators=Indicators(first, second), subfields=subfields)


def _control(edition: Edition, changed: dt.datetime | None) -> Iterator[Field]:
    day = edition.first_recorded
    instant = changed or dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC)
    stamp = instant.astimezone(dt.UTC)
    yield Field("001", data=edition.slug)
    yield Field("003", data=AGENCY)
    yield Field("005", data=f"{stamp:%Y%m%d%H%M%S}.{stamp.microsecond // 100_000}")
    yield Field("008", data=_fixed(edition))


def _fixed(edition: Edition) -> str:
    """Field 008 of a book: 40 characters, ``|`` where nobody looked."""
    entered = f"{edition.first_recorded:%y%m%d}"
    if edition.published:
        dates = f"e{edition.published:%Y%m%d}"
    else:
        dates = f"s{edition.year:04d}    " if edition.year else "nuuuuuuuu"
    place = "xx " if edition.family in _FOREIGN else "cc "
    return f"{entered}{dates}{place}||||  u   |00| 0 {_main_language(edition)} d"


def _codes(text: str) -> list[str]:
    """Language words of a source as MARC codes; what is not known is left to 546."""
    words = text.replace("/", ",").replace(";", ",").replace("、", ",").split(",")
    return [_LANGUAGES[word.strip()] for word in words if word.strip() in _LANGUAGES]


def _main_language(edition: Edition) -> str:
    if told := _codes(edition.language):
        return told[0]
    if edition.family not in _FOREIGN:
        return "chi"
    return "eng" if edition.title_en else "und"


def _numbers(edition: Edition) -> Iterator[Field]:
    yield from _field("024", "8", " ", ("a", edition.number))
    yield from _field("040", " ", " ", ("a", AGENCY), ("b", "chi"), ("c", AGENCY))
    start, end = (f"{day:%Y%m%d}" if day else "" for day in (edition.in_force, edition.withdrawn))
    yield from _field("046", " ", " ", ("m", start), ("n", end))
    for code in edition.ics:
        yield from _field("084", " ", " ", ("a", code), ("2", "ics"))
    for code in edition.ccs:
        yield from _field("084", " ", " ", ("a", code), ("2", "ccs"))
    yield from _field("088", " ", " ", ("a", edition.official_number))


def _languages(edition: Edition, documents: Iterable[Document]) -> Iterator[Field]:
    main = _main_language(edition)
    translations = [d.language for d in documents if d.kind == "translation"]
    others = [*_codes(edition.language), *(_codes(",".join(translations)))]
    codes = list(dict.fromkeys(code for code in (main, *others) if code != "und"))
    if len(codes) > 1:
        yield from _field("041", "0", " ", *[("a", code) for code in codes])
    yield from _field("546", " ", " ", ("a", "; ".join(_NAMES.get(code, code) for code in codes)))


def _title(edition: Edition) -> tuple[str, str]:
    """The title in the language of the text, and the one in the other script."""
    zh, latin = edition.title_zh, edition.title_en or edition.title_fr
    chinese_text = edition.family not in _FOREIGN
    first, other = (zh, latin) if chinese_text else (latin, zh)
    return (first, other) if first else (other, "")


def _titles(edition: Edition) -> Iterator[Field]:
    title, other = _title(edition)
    link = ("6", "880-01") if other else ("6", "")
    yield from _field("245", "1", "0", link, ("a", title or edition.number))
    for text in (edition.title_en, edition.title_fr, edition.title_zh):
        if text and text != title:
            yield from _field("246", "3", "1", ("a", text))
    yield from _field("246", "3", " ", ("a", edition.official_number))


def _other_script(edition: Edition) -> Iterator[Field]:
    title, other = _title(edition)
    if title and other:
        script = "(B" if title == edition.title_zh else "$1"  # Latin, or Chinese
        yield from _field("880", "1", "0", ("6", f"245-01/{script}"), ("a", other))


def _publishing(edition: Edition) -> Iterator[Field]:
    yield from _field("250", " ", " ", ("a", edition.edition_label))
    when = edition.published.isoformat() if edition.published else edition.published_text
    when = when or str(edition.year or "")
    yield from _field("264", " ", "1", ("b", edition.issuing_body), ("c", when))


def _describing(edition: Edition, summary: str) -> Iterator[Field]:
    yield from _field("336", " ", " ", ("a", "text"), ("b", "txt"), ("2", "rdacontent"))
    invented = "演示用虚构记录 (invented record of a demonstration)" if edition.invented else ""
    yield from _field("500", " ", " ", ("a", invented))
    yield from _field("520", " ", " ", ("a", summary))


def _subjects(edition: Edition) -> Iterator[Field]:
    schemes = ((ics.scheme(), "ics", edition.ics), (ccs.scheme(), "ccs", edition.ccs))
    for scheme, name, codes in schemes:
        for code in codes:
            title = (scheme.title(code) or scheme.title(code, "en")) if code in scheme else None
            yield from _field("650", " ", "7", ("a", title or code), ("0", code), ("2", name))
    for word in edition.keywords:
        yield from _field("653", " ", " ", ("a", str(word)))


def _bodies(edition: Edition) -> Iterator[Field]:
    yield from _field("110", "2", " ", ("a", edition.issuing_body), ("e", "issuing body"))
    for name in edition.drafters:
        yield from _field("700", "1", " ", ("a", str(name)), ("e", "drafter"))
    for attribute, role in _BODIES:
        yield from _field("710", "2", " ", ("a", getattr(edition, attribute)), ("e", role))
    for name in edition.drafting_units:
        yield from _field("710", "2", " ", ("a", str(name)), ("e", "drafting unit"))


_ENTRIES = {
    # kind, whether the edition is the subject, whether wholly → tag, second indicator, words
    (RelationKind.REPLACES, True, True): ("780", "2", ""),
    (RelationKind.REPLACES, True, False): ("780", "3", ""),
    (RelationKind.REPLACES, False, True): ("785", "2", ""),
    (RelationKind.REPLACES, False, False): ("785", "3", ""),
    (RelationKind.RENUMBERED_FROM, True, True): ("780", "0", ""),
    (RelationKind.RENUMBERED_FROM, False, True): ("785", "0", ""),
    (RelationKind.TRANSLATES, True, True): ("765", " ", ""),
    (RelationKind.TRANSLATES, False, True): ("767", " ", ""),
    (RelationKind.AMENDS, True, True): ("787", "8", "amends"),
    (RelationKind.AMENDS, False, True): ("787", "8", "amended by"),
    (RelationKind.CORRECTS, True, True): ("787", "8", "corrects"),
    (RelationKind.CORRECTS, False, True): ("787", "8", "corrected by"),
    (RelationKind.CORRESPONDS, True, True): ("787", "8", "corresponds to"),
    (RelationKind.CORRESPONDS, False, True): ("787", "8", "taken over by"),
    (RelationKind.JOINT, True, True): ("787", "8", "published jointly as"),
    (RelationKind.JOINT, False, True): ("787", "8", "published jointly as"),
    (RelationKind.REVISES, True, True): ("787", "8", "revision in progress of"),
    (RelationKind.REVISES, False, True): ("787", "8", "being revised by"),
}
"""Linking entries; what an edition cites is no entry of a library's catalogue."""


def _linked(edition: Edition, relations: Iterable[Relation]) -> Iterator[Field]:
    rows = map(partial(_entry, edition), sorted(relations, key=lambda one: (one.kind, one.pk or 0)))
    for tag, second, words, degree, number in filter(None, rows):
        said = " ".join(filter(None, (words, degree)))
        yield from _field(tag, "0", second, ("i", said), ("o", number))


def _entry(edition: Edition, relation: Relation) -> tuple[str, str, str, str, str] | None:
    kind = RelationKind(relation.kind)
    partly = relation.extent == Extent.PARTLY and kind is RelationKind.REPLACES
    found = _ENTRIES.get((kind, relation.subject == edition.slug, not partly))
    return (*found, relation.degree, relation.other_number) if found else None


_ACCESS = {"open": "0", "closed": "1", "metadata": "1"}


def _texts(documents: Iterable[Document]) -> Iterator[Field]:
    """Where the texts lie, with the right to read them (subfield 7: open or restricted)."""
    for document in documents:
        if document.address:
            yield from _field(
                "856",
                "4",
                "0" if document.kind == "text" else "2",
                ("u", document.address),
                ("3", f"{document.kind} ({document.language})"),
                ("7", _ACCESS.get(document.reading, "")),
                ("z", document.reason),
            )
