"""Records written as text: cards of ``标签 ：值`` lines, and YAML documents without tricks."""

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

import yaml

from biaozhun.documents.errors import DocumentError
from biaozhun.documents.streams import LongLine, bounded_lines

MAX_YAML_BYTES = 4 * 1024 * 1024
MAX_YAML_ALIASES = 500  # a record repeats an organisation now and then; a bomb needs few but deep
MAX_YAML_DEPTH = 60
_LABEL = re.compile(r"\s*([^:：\s][^:：]{0,29}?)\s*[:：]\s*(.*)", re.DOTALL)


class Card(NamedTuple):
    """One card: its text and its labelled values in printed order."""

    text: str
    fields: list[tuple[str, str]]


def card_line(line: str) -> tuple[str, str] | None:
    """Label and value of a line, ``None`` where it has no label."""
    match = _LABEL.fullmatch(line)
    return (match[1].strip(), match[2].strip()) if match else None


def cards(stream: BinaryIO, labels: frozenset[str]) -> Iterator[Card | None]:
    """The cards of a UTF-8 stream, parted by blank lines; ``None`` for one that is too long.

    A line without one of the ``labels`` goes on with the value before it.
    """
    text: list[str] = []
    fields: list[tuple[str, str]] = []
    for raw in bounded_lines(stream):
        if isinstance(raw, LongLine):
            yield None
            continue
        line = raw.decode("utf-8", "replace").rstrip("\r\n")
        if not line.strip():
            if text:
                yield Card("\n".join(text), fields)
                text, fields = [], []
            continue
        text.append(line)
        labelled = card_line(line)
        if labelled and (labelled[0] in labels or not fields):
            fields.append(labelled)
        elif fields:
            fields[-1] = (fields[-1][0], f"{fields[-1][1]} {line.strip()}")
    if text:
        yield Card("\n".join(text), fields)


def read_yaml(text: bytes) -> object:
    """One YAML document as plain values: no objects, bounded aliases, depth and size.

    Raises:
        DocumentError: ``broken_yaml``, ``too_many_aliases``, ``nested_too_deep``, ``too_large``.
    """
    if len(text) > MAX_YAML_BYTES:
        raise DocumentError(f"The YAML is longer than {MAX_YAML_BYTES} bytes", code="too_large")
    try:
        _check_events(text)
        return yaml.load(text, Loader=_PlainLoader)  # noqa: S506 - derived from the safe loader
    except (yaml.YAMLError, UnicodeDecodeError, ValueError) as error:
        raise DocumentError(
            f"The YAML is broken: {' '.join(str(error).split())[:200]}", code="broken_yaml"
        ) from error


class _PlainLoader(yaml.CSafeLoader):
    """The safe loader without dates and numbers: values stay as printed (``2003-10``, ``1.10``)."""


_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag.endswith((":bool", ":null"))]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    if first not in set("yYnNoO")
}


def _check_events(text: bytes) -> None:
    """Refuse a document whose aliases could unfold without bound, before anything is built.

    An alias inside a collection that is itself an anchor is how a few lines become a billion.
    """
    aliases = 0
    anchored: list[bool] = []  # for every open collection: does it have an anchor?
    for event in yaml.parse(text, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent):
            aliases += 1
            if aliases > MAX_YAML_ALIASES or any(anchored):
                raise DocumentError(
                    "The aliases of the YAML are nested or too many", code="too_many_aliases"
                )
        elif isinstance(event, yaml.CollectionStartEvent):
            anchored.append(event.anchor is not None)
            if len(anchored) > MAX_YAML_DEPTH:
                raise DocumentError("The YAML is nested too deep", code="nested_too_deep")
        elif isinstance(event, yaml.CollectionEndEvent):
            anchored.pop()
