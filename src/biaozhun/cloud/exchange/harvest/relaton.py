"""Records of the Relaton model in XML (``bibdata``, ``bibitem``) as the data of its YAML form.

The platform's importer reads that form. The name space is no matter: files of the model bear none,
and services give it one of their own.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import msgspec
from lxml import etree

from biaozhun.cloud.catalogue.actions.orders import ImportOrder
from biaozhun.cloud.catalogue.importers import Importer, RowError
from biaozhun.cloud.catalogue.importers.mapped import MappedImporter, SourceRow
from biaozhun.cloud.catalogue.importers.relaton import relaton_cells
from biaozhun.cloud.exchange.harvest.dublin_core import metadata_of
from biaozhun.cloud.exchange.harvest.pages import Harvested
from biaozhun.core.bibliography.mapping import vocabularies

Item = dict[str, object]
_decode = msgspec.json.Decoder(dict[object, object]).decode


def item(record: Harvested) -> Item:
    """The record as the data of a YAML file; elements nobody reads come under their own name."""
    root = metadata_of(record)
    found: Item = {}
    for child in root:
        name = _name(child)
        read = _ITEMS.get(name)
        key, value = read(child) if read else (name, _text(child))
        kept = found.setdefault(key, [])
        if isinstance(kept, list):
            kept.append(value)
    extension = next((one for one in root if _name(one) == "ext"), None)
    found.pop("ext", None)
    if extension is not None:
        found["ext"] = _extension(extension)
    for single in ("docstatus", "edition"):  # the importer reads one object here, no list
        if isinstance(kept := found.get(single), list):
            found[single] = kept[0]
    return found


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _inner(parent: etree._Element, name: str) -> etree._Element | None:
    return next((child for child in parent if _name(child) == name), None)


def _text(element: etree._Element | None) -> str:
    return "" if element is None else " ".join("".join(element.itertext()).split())  # type: ignore[arg-type]  # the stubs think of bytes


def _worded(element: etree._Element) -> Item:
    found: Item = {"content": _text(element)}
    if language := element.get("language"):
        found["language"] = [language]
    if kind := element.get("type"):
        found["type"] = kind
    return found


def _identifier(element: etree._Element) -> Item:
    found: Item = {"id": _text(element)}
    if kind := element.get("type"):
        found["type"] = kind
    return found | ({"primary": True} if element.get("primary") == "true" else {})


def _date(element: etree._Element) -> Item:
    days = {_name(child): _text(child) for child in element}
    return {"type": element.get("type", ""), **(days or {"value": _text(element)})}


def _contributor(element: etree._Element) -> Item:
    roles = [child.get("type", "") for child in element if _name(child) == "role"]
    body = _inner(element, "organization")
    found: Item = {"role": [{"type": role} for role in roles]}
    if body is not None:
        names = [_worded(child) for child in body if _name(child) == "name"]
        found["organization"] = {"name": names, "abbreviation": _text(_inner(body, "abbreviation"))}
    return found


def _status(element: etree._Element) -> Item:
    parts = {_name(child): {"value": _text(child)} for child in element}
    return dict(parts) or {"stage": {"value": _text(element)}}


def _relation(element: etree._Element) -> Item:
    target = _inner(element, "bibitem")
    numbers: list[Item] = []
    reference = ""
    if target is not None:
        inner = [child for child in target if _name(child) == "docidentifier"]
        numbers = [_identifier(child) for child in inner]
        reference = _text(_inner(target, "formattedref"))
    return {
        "type": element.get("type", ""),
        "bibitem": {"docid": numbers, "formattedref": reference},
    }


def _keyword(element: etree._Element) -> Item:
    return {"content": _text(element)}


_ITEMS: Mapping[str, Callable[[etree._Element], tuple[str, Item]]] = {
    "title": lambda one: ("title", _worded(one)),
    "uri": lambda one: ("link", {"type": one.get("type", "src"), "content": _text(one)}),
    "docidentifier": lambda one: ("docid", _identifier(one)),
    "date": lambda one: ("date", _date(one)),
    "contributor": lambda one: ("contributor", _contributor(one)),
    "edition": lambda one: ("edition", {"content": _text(one)}),
    "abstract": lambda one: ("abstract", _worded(one)),
    "status": lambda one: ("docstatus", _status(one)),
    "relation": lambda one: ("relation", _relation(one)),
    "keyword": lambda one: ("keyword", _keyword(one)),
}


def _extension(element: etree._Element) -> Item:
    found: Item = {}
    for child in element:
        name, value = _name(child), _text(child)
        if name in ("ics", "ccs"):
            code = _text(_inner(child, "code")) or value
            kept = found.setdefault(name, [])
            if isinstance(kept, list):
                kept.append({"code": code})
        elif name == "editorialgroup":
            found[name] = {"technical_committee": [{"name": value}]}
        elif name == "doctype":
            found[name] = {"type": value}
        else:
            found.setdefault(name, value)
    return found


class RelatonOrder(ImportOrder, frozen=True, kw_only=True):
    """An order to import a file with one record of the model a line."""

    def open(self) -> Importer:
        """The importer of the model over the lines of the file."""
        path = self.path
        with path.open("rb") as stream:
            total = sum(1 for _ in stream)

        def rows(start: int) -> Iterator[SourceRow]:
            return _rows(path, start)

        return MappedImporter(rows, vocabularies()["relaton"], total=total)


def _rows(path: Path, start: int) -> Iterator[SourceRow]:
    with path.open("rb") as stream:
        for position, line in enumerate(stream):
            if position < start:
                continue
            try:
                content = _decode(line)
            except msgspec.DecodeError as error:
                yield SourceRow(line, None, RowError(code="row_unread", message=str(error)))
                continue
            yield SourceRow(line.rstrip(b"\n"), list(relaton_cells(content)))
