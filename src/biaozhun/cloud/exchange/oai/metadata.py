"""Records of the catalogue in the forms a harvester may ask for."""

from collections.abc import Callable, Collection, Mapping
from urllib.parse import quote, unquote

import msgspec
from lxml import etree

from biaozhun.cloud.catalogue.exports.editions.marc import NAMESPACE as MARC
from biaozhun.cloud.catalogue.exports.editions.marc import SCHEMA as MARC_SCHEMA
from biaozhun.cloud.catalogue.exports.editions.marc import marc_record, marcxml
from biaozhun.cloud.catalogue.exports.editions.relations_told import relations_told
from biaozhun.cloud.catalogue.exports.editions.relaton import relaton
from biaozhun.cloud.catalogue.exports.editions.relaton_xml import NAMESPACE as RELATON
from biaozhun.cloud.catalogue.exports.editions.relaton_xml import relaton_xml
from biaozhun.cloud.catalogue.exports.editions.xml_text import xml_text
from biaozhun.cloud.catalogue.models import Edition, Relation
from biaozhun.cloud.exchange.queries.disclosing import disclosed_summaries
from biaozhun.cloud.exchange.queries.statements import statements_of
from biaozhun.cloud.exchange.statements import Statement, encode
from biaozhun.core.bibliography import Extent, RelationKind
from biaozhun.core.bibliography.stated import RELATION_FIELDS

OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
DC = "http://purl.org/dc/elements/1.1/"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
STATEMENTS = "urn:x-biaozhun:statements:1"

_SAFE = "-_.!~*'();/?:@&=+$,"  # characters of an identifier (OAI identifier format, section 2)


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """What the records of one answer are written from.

    Attributes:
        own: identifier of this installation.
        site: address of the service, without a stroke at its end.
        summaries: abstracts that may be handed on.
        relations: relations, whichever end states them.
        statements: what each source says.
    """

    own: str
    site: str
    summaries: Mapping[int, str] = {}
    relations: Mapping[int, list[Relation]] = {}
    statements: Mapping[int, list[Statement]] = {}

    def address(self, edition: Edition) -> str:
        """The page of the edition."""
        return f"{self.site}/standards/{quote(edition.slug, safe=_SAFE)}"


def source_for(prefix: str, editions: Collection[Edition], *, own: str, site: str) -> Source:
    """Read what records of this form need, in a constant number of questions."""
    if prefix == "biaozhun":
        return Source(own=own, site=site, statements=statements_of(editions, own))
    return Source(
        own=own,
        site=site,
        summaries=disclosed_summaries(editions),
        relations=relations_told(editions),
    )


def identifier(own: str, slug: str) -> str:
    """The OAI identifier of an edition; the installation stands for a domain of its own."""
    return f"oai:i{own}.biaozhun:{quote(slug, safe=_SAFE)}"


def slug_in(own: str, given: str) -> str | None:
    """The slug an identifier of this installation names, ``None`` for any other text."""
    head = identifier(own, "")
    return unquote(given.removeprefix(head)) or None if given.startswith(head) else None


def _dublin_core(edition: Edition, source: Source) -> etree._Element:
    root = etree.Element(f"{{{OAI_DC}}}dc", nsmap={"oai_dc": OAI_DC, "dc": DC, "xsi": XSI})
    root.set(f"{{{XSI}}}schemaLocation", f"{OAI_DC} http://www.openarchives.org/OAI/2.0/oai_dc.xsd")
    published = edition.published.isoformat() if edition.published else edition.published_text
    relations = source.relations.get(edition.pk, ())
    values: list[tuple[str, str]] = [
        *(("title", text) for text in (edition.title_zh, edition.title_en, edition.title_fr)),
        ("creator", edition.issuing_body),
        *(("subject", f"ICS {code}") for code in edition.ics),
        *(("subject", f"CCS {code}") for code in edition.ccs),
        *(("subject", str(word)) for word in edition.keywords),
        ("description", source.summaries.get(edition.pk, "")),
        ("publisher", edition.issuing_body),
        *(("contributor", str(unit)) for unit in edition.drafting_units),
        ("date", published or str(edition.year or "")),
        ("type", "Text"),
        ("identifier", edition.number),
        ("identifier", source.address(edition)),
        ("language", edition.language or ("zh" if edition.title_zh else "")),
        *(("relation", _related(edition, relation)) for relation in relations),
    ]
    for name, text in values:
        if text:
            etree.SubElement(root, f"{{{DC}}}{name}").text = xml_text(text)
    return root


_WORDS: Mapping[tuple[RelationKind, bool], str] = {
    (RelationKind.TRANSLATES, False): "translated as",
    (RelationKind.JOINT, False): "joint",
} | {
    (way.kind, not way.inverse): field.replace("_", " ")
    for field, way in RELATION_FIELDS.items()
    if way.extent is None
}
"""How this edition stands to the other, and whether it is the one that states it → words."""

DC_RELATIONS = [
    *((f"{field.replace('_', ' ')} partly ", field) for field in ("replaces", "replaced_by")),
    *((f"{field.replace('_', ' ')} ", field) for field in RELATION_FIELDS),
]
"""Words of a relation in Dublin Core → field of the interchange form, the longer ones first."""


def _related(edition: Edition, relation: Relation) -> str:
    """How the edition stands to the other, seen from the edition, in words of English."""
    words = _WORDS[RelationKind(relation.kind), relation.subject == edition.slug]
    partly = relation.extent == Extent.PARTLY and relation.kind == RelationKind.REPLACES
    return f"{words}{' partly' if partly else ''} {relation.other_number}"


def _marc(edition: Edition, source: Source) -> etree._Element:
    return marcxml(
        marc_record(
            edition,
            summary=source.summaries.get(edition.pk, ""),
            relations=source.relations.get(edition.pk, ()),
        )
    )


def _relaton(edition: Edition, source: Source) -> etree._Element:
    record = relaton(
        edition,
        summary=source.summaries.get(edition.pk, ""),
        address=source.address(edition),
        relations=source.relations.get(edition.pk, ()),
    )
    return relaton_xml(record, namespace=RELATON)


def _statements(edition: Edition, source: Source) -> etree._Element:
    root = etree.Element(f"{{{STATEMENTS}}}edition", nsmap={None: STATEMENTS})  # type: ignore[dict-item]  # the stubs know no default name space
    root.set("number", xml_text(edition.number))
    for statement in source.statements.get(edition.pk, ()):
        child = etree.SubElement(root, f"{{{STATEMENTS}}}statement")
        child.text = xml_text(encode(statement).decode())
    return root


class Form(msgspec.Struct, frozen=True, kw_only=True):
    """A form of metadata: its schema, its name space, and what writes it."""

    schema: str
    namespace: str
    write: Callable[[Edition, Source], etree._Element]


FORMS: Mapping[str, Form] = {
    "oai_dc": Form(
        schema="http://www.openarchives.org/OAI/2.0/oai_dc.xsd",
        namespace=OAI_DC,
        write=_dublin_core,
    ),
    "marc21": Form(schema=MARC_SCHEMA, namespace=MARC, write=_marc),
    "relaton": Form(
        schema="https://github.com/relaton/relaton-models/tree/main/grammars",
        namespace=RELATON,
        write=_relaton,
    ),
    "biaozhun": Form(schema="", namespace=STATEMENTS, write=_statements),
}
