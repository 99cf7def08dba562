"""An edition in the Relaton model, as YAML and as XML.

The keys are those the field publishes its data sets with (model version 1.2.9, see ``relaton.org``)
and what the platform's own importer reads back. Relaton has no word for some facts of a Chinese
standard: the degree of a correspondence and a partial replacement stand in the ``description`` of
the relation, where a reader sees them and a program may.
"""

from collections.abc import Iterable, Iterator, Mapping

import yaml

from biaozhun.cloud.catalogue.models import Edition, Relation
from biaozhun.core.bibliography import Extent, RelationKind
from biaozhun.core.classification import ccs, ics

MODEL = "v1.2.9"
_SCRIPTS = {"zh": "Hans", "en": "Latn", "fr": "Latn"}
_DATES = (
    ("published", "published"),
    ("implemented", "in_force"),
    ("obsoleted", "withdrawn"),
    ("confirmed", "reviewed"),
)

Item = dict[str, object]


def relaton(
    edition: Edition,
    *,
    summary: str = "",
    address: str = "",
    relations: Iterable[Relation] | None = None,
) -> Item:
    """The record as the data of a YAML file.

    Args:
        edition: what is described.
        summary: the abstract, where it may be handed on.
        address: of the page that describes it.
        relations: those to tell; ``None`` for what the edition's own sources state.
    """
    stated = list(edition.stated_relations.all() if relations is None else relations)
    language = edition.language or ("zh" if edition.title_zh else "en")
    record: Item = {
        "schema-version": MODEL,
        "id": "".join(c for c in edition.number if c.isalnum() or c in "-."),
        "title": list(_titles(edition)),
        "link": [{"type": "src", "content": address}] if address else [],
        "type": "standard",
        "docid": list(_identifiers(edition, stated)),
        "date": list(_dates(edition)),
        "contributor": list(_contributors(edition)),
        "edition": {"content": edition.edition_label},
        "language": [language],
        "script": [_SCRIPTS.get(language, "Zyyy")],
        "abstract": [_worded(summary, "zh" if edition.title_zh else "en")] if summary else [],
        "docstatus": {"stage": {"value": edition.stage}},
        "relation": list(_relations(edition, stated)),
        "keyword": [{"content": str(word)} for word in edition.keywords],
        "ext": _extension(edition),
    }
    return {key: value for key, value in record.items() if _says(value)}


def _says(value: object) -> bool:
    """Whether anything stands in it."""
    if isinstance(value, dict):
        return any(_says(inner) for inner in value.values())
    return value not in ("", None, [])


def relaton_yaml(record: Mapping[str, object]) -> str:
    """The record as a YAML file."""
    return yaml.safe_dump(dict(record), allow_unicode=True, sort_keys=False, width=1_000)


def _worded(text: str, language: str) -> Item:
    return {"content": text, "language": [language], "script": [_SCRIPTS[language]]}


def _identifiers(edition: Edition, relations: Iterable[Relation]) -> Iterator[Item]:
    """The number, and behind it those the same cover bears beside it."""
    yield {"id": edition.number, "type": edition.standard.code, "primary": True}
    joint = (one.other_number for one in relations if one.kind == RelationKind.JOINT)
    for number in sorted(joint):
        yield {"id": number, "type": number.split(" ")[0]}


def _titles(edition: Edition) -> Iterator[Item]:
    texts = {"zh": edition.title_zh, "en": edition.title_en, "fr": edition.title_fr}
    for language, text in texts.items():
        if text:
            yield {**_worded(text, language), "format": "text/plain", "type": "main"}


def _dates(edition: Edition) -> Iterator[Item]:
    for word, field in _DATES:
        if day := getattr(edition, field):
            yield {"type": word, "value": day.isoformat()}
        elif field == "published" and edition.published_text:
            yield {"type": word, "value": edition.published_text}


def _contributors(edition: Edition) -> Iterator[Item]:
    if edition.issuing_body:
        yield _body(edition.issuing_body, "publisher")
    for unit in edition.drafting_units:
        yield _body(str(unit), "author")


def _body(name: str, role: str) -> Item:
    return {"organization": {"name": [{"content": name}]}, "role": [{"type": role}]}


def _extension(edition: Edition) -> Item:
    found: Item = {
        "doctype": {"type": edition.doctype},
        "editorialgroup": _committee(edition),
        "ics": [_ics(code) for code in edition.ics],
        "ccs": [_ccs(code) for code in edition.ccs],
    }
    return {key: value for key, value in found.items() if _says(value)}


def _committee(edition: Edition) -> Item:
    if not edition.committee:
        return {}
    return {"technical_committee": [{"name": edition.committee, "type": "technicalCommittee"}]}


def _ics(code: str) -> Item:
    scheme = ics.scheme()
    return _class(code, scheme.title(code, "en") if code in scheme else None)


def _ccs(code: str) -> Item:
    scheme = ccs.scheme()
    return _class(code, scheme.title(code) if code in scheme else None)


def _class(code: str, title: str | None) -> Item:
    return {"code": code, "text": title} if title else {"code": code}


_WORDS: Mapping[tuple[RelationKind, bool], str] = {
    (RelationKind.REPLACES, True): "obsoletes",
    (RelationKind.REPLACES, False): "obsoletedBy",
    (RelationKind.AMENDS, True): "amends",
    (RelationKind.AMENDS, False): "updatedBy",
    (RelationKind.CORRECTS, True): "corrects",
    (RelationKind.CORRECTS, False): "correctedBy",
    (RelationKind.CORRESPONDS, True): "adoptedFrom",
    (RelationKind.CORRESPONDS, False): "adoptedAs",
    (RelationKind.CITES, True): "cites",
    (RelationKind.CITES, False): "isCitedIn",
    (RelationKind.TRANSLATES, True): "translatedFrom",
    (RelationKind.TRANSLATES, False): "hasTranslation",
    (RelationKind.RENUMBERED_FROM, True): "derivedFrom",
    (RelationKind.RENUMBERED_FROM, False): "derives",
    (RelationKind.REVISES, True): "revises",
    (RelationKind.REVISES, False): "revisedBy",
}


def _relations(edition: Edition, relations: Iterable[Relation]) -> Iterator[Item]:
    ordered = sorted(relations, key=lambda one: (one.kind, one.subject, one.object))
    for relation in ordered:
        if relation.kind == RelationKind.JOINT:
            continue  # one cover: a second identifier, not a second document
        forward = relation.subject == edition.slug
        item: Item = {
            "type": _WORDS[RelationKind(relation.kind), forward],
            "bibitem": {"docid": [{"id": relation.other_number, "primary": True}]},
        }
        said = [relation.degree, "partly" if relation.extent == Extent.PARTLY else ""]
        if any(said):
            item["description"] = {"content": " ".join(filter(None, said))}
        yield item
