"""``biaozhun draft``: the structure of a draft by GB/T 1.1, its provisions, and what to mend.

What is found wrong with a text is a result and no failure: the command ends with 0 whatever it
says, and with 1 only where the file cannot be read.
"""

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from biaozhun.core.structure.drafts import (
    Draft,
    DraftFinding,
    Node,
    Provision,
    ProvisionKind,
    advice,
    findings,
    places,
    provisions,
    read_draft,
)
from biaozhun.core.structure.drafts.tree import DIVISIONS
from biaozhun.documents.isolation import read_isolated


class ToldNode(msgspec.Struct, frozen=True, kw_only=True):
    """A part of a draft.

    Attributes:
        id: under which it is found, also after the draft is changed elsewhere.
        kind: what it is: `scope`, `clause`, `annex`, `paragraph`, `table`, `note` …
        number: of a clause, annex, table, figure or formula; else empty.
        text: its title or its words.
        start: its first character in the text of the file.
        end: the first character behind it.
        normative: whether it stands where rules are set.
        children: what stands in it.
    """

    id: str
    kind: str
    number: str
    text: str
    start: int
    end: int
    normative: bool
    children: "tuple[ToldNode, ...]"


class ToldProvision(msgspec.Struct, frozen=True, kw_only=True):
    """A sentence of a draft.

    Attributes:
        node: the id of the part it stands in.
        kind: `requirement`, `instruction`, `recommendation`, `permission` or `statement`.
        text: the sentence.
        start: its first character.
        end: the first character behind it.
        normative: whether it stands where rules are set, and in no note or example.
    """

    node: str
    kind: str
    text: str
    start: int
    end: int
    normative: bool


class ToldFinding(msgspec.Struct, frozen=True, kw_only=True):
    """What a drafter should look at.

    Attributes:
        code: what it is.
        weight: `error` against GB/T 1.1, or something to `weigh`.
        node: the id of the part; empty where something is missing.
        place: what a reader calls that part.
        start: the first character of the words; `null` where something is missing.
        end: the first character behind them.
        text: the words.
        advice: what is wrong and what to do, in Chinese.
    """

    code: str
    weight: str
    node: str
    place: str
    start: int | None
    end: int | None
    text: str
    advice: str


class ToldDraft(msgspec.Struct, frozen=True, kw_only=True):
    """A draft.

    Attributes:
        number: its own, as the cover prints it; else empty.
        edition: the edition of GB/T 1.1 it is written by.
        replaces: numbers of what it replaces.
        elements: its parts from the cover to the index.
        provisions: its sentences from the foreword on.
        findings: what to mend; first what is missing, then in the order of the text.
    """

    number: str
    edition: int
    replaces: tuple[str, ...]
    elements: tuple[ToldNode, ...]
    provisions: tuple[ToldProvision, ...]
    findings: tuple[ToldFinding, ...]


def draft(
    file: Annotated[str, typer.Argument(help="A draft: DOCX, HTML, plain text and other formats.")],
    *,
    json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Check the structure and the wording of a draft standard against GB/T 1.1-2020."""
    path = Path(file)
    if not path.is_file():
        raise typer.BadParameter(f"no such file: {file}", param_hint="FILE")
    read = read_draft(read_isolated(path))
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]  # a text stream until now
    if json:
        sys.stdout.write(msgspec.json.encode(told(read)).decode() + "\n")
        return
    for line in _lines(read):
        sys.stdout.write(line + "\n")


def told(read: Draft) -> ToldDraft:
    """A draft as ``--json`` prints it."""
    said = places(read)
    return ToldDraft(
        number=read.number,
        edition=read.edition,
        replaces=tuple(number.canonical for number in read.replaces),
        elements=tuple(_node(node) for node in read.elements),
        provisions=tuple(_provision(one) for one in provisions(read)),
        findings=tuple(_finding(one, said) for one in findings(read)),
    )


def _node(node: Node) -> ToldNode:
    return ToldNode(
        id=node.id,
        kind=node.kind,
        number=node.number,
        text=node.text,
        start=node.start,
        end=node.end,
        normative=node.normative,
        children=tuple(_node(child) for child in node.children),
    )


def _provision(one: Provision) -> ToldProvision:
    return ToldProvision(
        node=one.node,
        kind=one.kind,
        text=one.text,
        start=one.start,
        end=one.end,
        normative=one.normative,
    )


def _finding(one: DraftFinding, said: dict[str, str]) -> ToldFinding:
    return ToldFinding(
        code=one.code,
        weight=one.weight,
        node=one.node,
        place=said[one.node],
        start=one.start,
        end=one.end,
        text=one.fragment,
        advice=advice(one),
    )


def _lines(read: Draft) -> Iterator[str]:
    """The draft, its headings, how many sentences of each kind, then a line for each finding."""
    yield _tabbed((read.number, f"GB/T 1.1-{read.edition}"))
    yield from _headings(read.elements)
    counted = Counter(one.kind for one in provisions(read) if one.normative)
    yield _tabbed(tuple(f"{kind} {counted[kind]}" for kind in ProvisionKind))
    said = places(read)
    for one in findings(read):
        yield _tabbed((said[one.node] or "-", one.code, one.fragment, advice(one)))


def _headings(nodes: tuple[Node, ...]) -> Iterator[str]:
    for node in nodes:
        if node.kind in DIVISIONS:
            yield _tabbed((node.id, node.kind, node.text))
            yield from _headings(node.children)


def _tabbed(said: tuple[str, ...]) -> str:
    return "\t".join(" ".join(part.split()) for part in said if part)
