"""Relaton YAML: one file, a folder, or a tar (gzipped or not) read as a stream.

Members of a tar are read one after the other and never written to disk. In the catalogues of ISO
the relation ``obsoletes`` with a dated target is a replacement, with an undated one a revision in
progress; ``updates`` points the other way, to the later edition or to an amendment.
"""

import itertools
import tarfile
import zlib
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from pathlib import Path

from biaozhun.cloud.catalogue.importers.mapped import MappedImporter, SourceRow
from biaozhun.cloud.catalogue.importers.rows import RowError
from biaozhun.core.bibliography.mapping import Mapping, vocabularies
from biaozhun.core.bibliography.numbers import canonical, later_edition
from biaozhun.core.reference import table
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.kinds import Kind
from biaozhun.documents.records_text import MAX_YAML_BYTES, read_yaml
from biaozhun.documents.streams import BytesRead, open_bytes

Cell = tuple[str, object]
_ENDINGS = (".yaml", ".yml")


@lru_cache(maxsize=4)
def _terms(kind: str) -> dict[str, str]:
    """Relaton's words of a kind (``date``, ``relation``, ``update``, ``identifier``) → field."""
    return {row["word"]: row["field"] for row in table("relaton_term") if row["kind"] == kind}


def open_relaton(path: Path, kind: Kind, mapping: Mapping | None = None) -> MappedImporter:
    """An importer for Relaton YAML.

    Raises:
        DocumentError: a folder without YAML.
    """
    consumed = BytesRead()

    def rows(start: int) -> Iterator[SourceRow]:
        texts = _tar(path, consumed) if kind is Kind.TAR else _folder(path)
        yield from _rows(itertools.islice(texts, start, None))

    total = None if kind is Kind.TAR else sum(1 for _ in _paths(path))
    if total == 0:
        raise DocumentError(
            "The folder holds no YAML files",
            code="empty_folder",
            fragment=path.name,
            hint="of a folder only Relaton YAML is read; import other files one by one",
        )
    mapping = mapping or vocabularies()["relaton"]
    return MappedImporter(rows, mapping, total=total, consumed=consumed)


def _rows(texts: Iterator[bytes | RowError]) -> Iterator[SourceRow]:
    try:
        for text in texts:
            yield SourceRow(b"", None, text) if isinstance(text, RowError) else _row(text)
    except DocumentError as error:
        yield SourceRow(b"", None, RowError(code=error.code, message=error.message))


def _row(text: bytes) -> SourceRow:
    try:
        content = read_yaml(text)
    except DocumentError as error:
        return SourceRow(text, None, RowError(code=error.code, message=error.message))
    if not isinstance(content, dict):
        return SourceRow(
            text, None, RowError(code="not_an_object", message="The YAML is not one record")
        )
    return SourceRow(text, list(relaton_cells(content)))


def _paths(path: Path) -> Iterator[Path]:
    if path.is_dir():
        yield from sorted(p for p in path.rglob("*") if p.suffix in _ENDINGS and p.is_file())
    else:
        yield path


def _folder(path: Path) -> Iterator[bytes | RowError]:
    """The texts of the YAML files below a folder, or of the one file."""
    for member in _paths(path):
        with open_bytes(member) as stream:
            yield _bounded(stream.read(MAX_YAML_BYTES + 1), member.name)


def _tar(path: Path, consumed: BytesRead) -> Iterator[bytes | RowError]:
    """The YAML members of a tar in their order; links and devices are not followed."""
    try:
        with (
            open_bytes(path, consumed) as stream,
            tarfile.open(fileobj=stream, mode="r|") as archive,
        ):
            yield from map(partial(_member, archive), filter(_is_yaml, archive))
    except (tarfile.TarError, EOFError, OSError, zlib.error) as error:
        raise DocumentError(f"The archive breaks off: {error}", code="truncated_file") from error


def _is_yaml(member: tarfile.TarInfo) -> bool:
    return member.isfile() and member.name.endswith(_ENDINGS)


def _member(archive: tarfile.TarFile, member: tarfile.TarInfo) -> bytes | RowError:
    """The text of one file of the archive.

    Raises:
        EOFError: the archive ends within it, which tarfile does not tell.
    """
    content = archive.extractfile(member)
    text = content.read(MAX_YAML_BYTES + 1) if content else b""
    if len(text) < min(member.size, MAX_YAML_BYTES):
        raise EOFError("the last member is cut")
    return _bounded(text, member.name)


def _bounded(text: bytes, name: str) -> bytes | RowError:
    if len(text) <= MAX_YAML_BYTES:
        return text
    return RowError(
        code="too_large", message=f"The YAML is longer than {MAX_YAML_BYTES} bytes", fragment=name
    )


def relaton_cells(content: dict[object, object]) -> Iterator[Cell]:
    """The fields of a Relaton record; keys nobody provided for come under their own name."""
    number = _own_number(content)
    yield "number", number
    for key, value in content.items():
        read = _READERS.get(str(key))
        if read is not None:
            yield from read(value)
        elif str(key) == "relation":
            yield from _relations(value, number)
        elif str(key) == "ext" and isinstance(value, dict):
            yield from _extension(value)
        else:
            yield str(key), value


def _dicts(value: object) -> Iterator[dict[str, object]]:
    """The objects of a list, or the one object that stands for a list."""
    for item in value if isinstance(value, list) else (value,):
        if isinstance(item, dict):
            yield item


def _plain(value: object) -> object:
    """The content of ``{content: …}`` or ``[…]``, or the value itself."""
    while isinstance(value, dict | list):
        value = value.get("content", "") if isinstance(value, dict) else next(iter(value), "")
    return value


def _number(value: object) -> str:
    identifiers = [
        item for item in _dicts(value) if str(item.get("type")) not in _terms("identifier")
    ]
    identifiers.sort(key=lambda item: not item.get("primary"))
    found = identifiers[0] if identifiers else {}
    return str(found.get("id") or found.get("content") or "")


def _own_number(content: dict[object, object]) -> str:
    """The record's number; some records keep only a piece of it and the whole in ``ext``."""
    number = _number(content.get("docid", content.get("docidentifier")))
    extension = content.get("ext")
    if canonical(number) is None and isinstance(extension, dict):
        for structured in _dicts(extension.get("structuredidentifier")):
            whole = str(_plain(structured.get("project_number", "")))
            if canonical(whole):
                return whole
    return number


def _languages(item: dict[str, object]) -> list[str]:
    value = item.get("language") or "en"
    return [str(language) for language in value] if isinstance(value, list) else [str(value)]


def _titles(value: object) -> Iterator[Cell]:
    """The whole title (type ``main`` or none) by language; its parts where there is no whole."""
    whole: dict[str, str] = {}
    parts: dict[str, list[str]] = {}
    for item in _dicts(value):
        text = str(_plain(item.get("content", "")))
        for language in _languages(item):
            if item.get("type") in (None, "main"):
                whole.setdefault(language, text)
            else:
                parts.setdefault(language, []).append(text)
    for language in whole | parts:
        yield f"title_{language}", whole.get(language) or " - ".join(parts.get(language, ()))


def _links(value: object) -> Iterator[Cell]:
    sources = [item for item in _dicts(value) if item.get("type") in ("src", None)]
    if sources:
        yield "url", sources[0].get("content", "")


def _dates(value: object) -> Iterator[Cell]:
    for item in _dicts(value):
        kind = str(item.get("type"))
        yield (
            _terms("date").get(kind, f"date.{kind}"),
            item.get("value", item.get("on", item.get("from"))),
        )


def _contributors(value: object) -> Iterator[Cell]:
    names = []
    for item in _dicts(value):
        roles = {str(role.get("type")) for role in _dicts(item.get("role"))}
        body = item.get("organization")
        if ("publisher" in roles or item.get("role") == "publisher") and isinstance(body, dict):
            abbreviation = _plain(body.get("abbreviation", ""))
            names.append(str(abbreviation or _plain(body.get("name", ""))))
    if names:
        yield "issuing_body", "/".join(dict.fromkeys(names))


def _status(value: object) -> Iterator[Cell]:
    if isinstance(value, dict):
        stage, substage = (
            part.get("value") if isinstance(part := value.get(key), dict) else part
            for key in ("stage", "substage")
        )
        yield "stage", f"{stage}.{substage}" if substage else stage
    else:
        yield "stage", value


def _abstracts(value: object) -> Iterator[Cell]:
    texts = {
        language: item for item in reversed(list(_dicts(value))) for language in _languages(item)
    }
    chosen = texts.get("zh") or texts.get("en") or next(iter(texts.values()), None)
    if chosen:
        yield "summary", _plain(chosen.get("content", ""))


def _classes(field: str) -> Callable[[object], Iterator[Cell]]:
    def read(value: object) -> Iterator[Cell]:
        yield field, [item.get("code", "") for item in _dicts(value)]

    return read


def _doctype(value: object) -> Iterator[Cell]:
    yield "doctype", value.get("type", "") if isinstance(value, dict) else value


def _group(value: object) -> Iterator[Cell]:
    """The committee. Its identifier carries the body (ISO/TC 121/SC 1)."""
    for item in _dicts(value):
        for committee in _dicts(item.get("technical_committee", item)):
            name = committee.get("identifier") or committee.get("name")
            if name:
                yield "committee", name
                return


def _extension(value: dict[str, object]) -> Iterator[Cell]:
    for key, inner in value.items():
        read = _READERS.get(str(key))
        if read is not None:
            yield from read(inner)
        else:
            yield f"ext.{key}", inner


def _relations(value: object, own: str) -> Iterator[Cell]:
    for item in _dicts(value):
        target = item.get("bibitem")
        if not isinstance(target, dict):
            continue
        number = _number(target.get("docid")) or str(_plain(target.get("formattedref", "")))
        kind = str(item.get("type"))
        if kind == "obsoletes":
            later = later_edition(number, own)
            yield ("revised_by" if later == "undated" else "replaces"), [number]
        elif kind == "updates":
            yield _terms("update").get(later_edition(number, own), "relation.updates"), [number]
        else:
            yield _terms("relation").get(kind, f"relation.{kind}"), [number]


def _text(field: str) -> Callable[[object], Iterator[Cell]]:
    def read(value: object) -> Iterator[Cell]:
        yield field, _plain(value)

    return read


def _texts(field: str) -> Callable[[object], Iterator[Cell]]:
    def read(value: object) -> Iterator[Cell]:
        items = value if isinstance(value, list) else [value]
        yield field, [_plain(item) for item in items]

    return read


_READERS: dict[str, Callable[[object], Iterator[Cell]]] = {
    "title": _titles,
    "link": _links,
    "date": _dates,
    "contributor": _contributors,
    "docstatus": _status,
    "status": _status,
    "abstract": _abstracts,
    "ics": _classes("ics"),
    "ccs": _classes("ccs"),
    "committee": _group,
    "doctype": _doctype,
    "editorialgroup": _group,
    "edition": _text("edition"),
    "keyword": _texts("keywords"),
    "fetched": _text("seen"),
    "docid": lambda _: iter(()),
    "docidentifier": lambda _: iter(()),
}
