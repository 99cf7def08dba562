"""The Relaton model as XML, made from the data of its YAML form."""

from collections.abc import Iterator, Mapping
from typing import cast

from lxml import etree

from biaozhun.cloud.catalogue.exports.editions.relaton import Item
from biaozhun.cloud.catalogue.exports.editions.xml_text import xml_text

NAMESPACE = "urn:x-biaozhun:relaton"
"""Files of the model bear no name space; where OAI-PMH asks for one it is this."""


def relaton_xml(record: Mapping[str, object], *, namespace: str = "") -> etree._Element:
    """The record as one ``bibdata`` element, its parts in the order of the grammar."""
    root = etree.Element(
        f"{{{namespace}}}bibdata" if namespace else "bibdata",
        nsmap={None: namespace} if namespace else None,  # type: ignore[dict-item]  # the stubs know no default name space
    )
    root.set("type", str(record["type"]))
    root.set("schema-version", str(record["schema-version"]))
    for title in _items(record, "title"):
        _add(root, "title", title, type=title["type"], format="text/plain")
    for link in _items(record, "link"):
        _add(root, "uri", link, type=link["type"])
    for number in _items(record, "docid"):
        _identifier(root, number)
    for date in _items(record, "date"):
        _add(_add(root, "date", type=date["type"]), "on", {"content": date["value"]})
    for each in _items(record, "contributor"):
        _contributor(root, each)
    _tail(root, record)
    return root


def relaton_xml_text(record: Mapping[str, object]) -> str:
    """The record as an XML document without name space, as the field's files are."""
    root = relaton_xml(record)
    text = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return text.decode()


def _tail(root: etree._Element, record: Mapping[str, object]) -> None:
    if edition := record.get("edition"):
        _add(root, "edition", cast("Item", edition))
    for name in ("language", "script"):
        for text in cast("list[str]", record.get(name, [])):
            _add(root, name, {"content": text})
    for abstract in _items(record, "abstract"):
        _add(root, "abstract", abstract, format="text/plain")
    if status := cast("dict[str, Item]", record.get("docstatus", {})):
        _add(_add(root, "status"), "stage", {"content": status["stage"]["value"]})
    for relation in _items(record, "relation"):
        _relation(root, relation)
    for keyword in _items(record, "keyword"):
        _add(root, "keyword", keyword)
    _extension(root, cast("Item", record.get("ext", {})))


def _items(record: Mapping[str, object], key: str) -> Iterator[Item]:
    yield from cast("list[Item]", record.get(key, []))


def _add(
    parent: etree._Element, name: str, item: Mapping[str, object] | None = None, **given: object
) -> etree._Element:
    """A child with the text and the language of an item."""
    space = etree.QName(parent).namespace
    child = etree.SubElement(parent, f"{{{space}}}{name}" if space else name)
    for key, value in given.items():
        child.set(key, xml_text(str(value)))
    if item is not None:
        child.text = xml_text(str(item["content"]))
        for name_of_list, attribute in (("language", "language"), ("script", "script")):
            for value in cast("list[str]", item.get(name_of_list, []))[:1]:
                child.set(attribute, value)
    return child


def _identifier(parent: etree._Element, item: Item) -> None:
    given = {"type": item["type"]} if "type" in item else {}
    child = _add(parent, "docidentifier", {"content": item["id"]}, **given)
    if item.get("primary"):
        child.set("primary", "true")


def _contributor(parent: etree._Element, item: Item) -> None:
    child = _add(parent, "contributor")
    for role in cast("list[Item]", item["role"]):
        _add(child, "role", type=role["type"])
    body = cast("dict[str, list[Item]]", item["organization"])
    organization = _add(child, "organization")
    for name in body["name"]:
        _add(organization, "name", name)


def _relation(parent: etree._Element, item: Item) -> None:
    child = _add(parent, "relation", type=item["type"])
    if said := item.get("description"):
        _add(child, "description", cast("Item", said))
    target = _add(child, "bibitem")
    numbers = cast("dict[str, list[Item]]", item["bibitem"])["docid"]
    _add(target, "formattedref", {"content": numbers[0]["id"]})
    for number in numbers:
        _identifier(target, number)


def _extension(root: etree._Element, extension: Item) -> None:
    if not extension:
        return
    child = _add(root, "ext")
    if doctype := cast("Item", extension.get("doctype", {})):
        _add(child, "doctype", {"content": doctype["type"]})
    if group := cast("dict[str, list[Item]]", extension.get("editorialgroup", {})):
        for committee in group["technical_committee"]:
            body = _add(_add(child, "editorialgroup"), "technical-committee")
            body.text = xml_text(str(committee["name"]))
    for scheme in ("ics", "ccs"):
        for each in _items(extension, scheme):
            entry = _add(child, scheme)
            _add(entry, "code", {"content": each["code"]})
            if "text" in each:
                _add(entry, "text", {"content": each["text"]})
