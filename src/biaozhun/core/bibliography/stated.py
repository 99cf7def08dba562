"""Relations that a source states in columns or lists of their own.

A list may hold plain numbers or objects ``{"number": …, "extent": …, "degree": …, "date": …,
"basis": …}``; a cell may hold several numbers as text.
"""

import datetime as dt
import re
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from biaozhun.core.bibliography.numbers import canonical, is_backwards, read_numbers, series
from biaozhun.core.bibliography.reading import Reading
from biaozhun.core.bibliography.record import Degree, Extent, RelationKind, StatedRelation
from biaozhun.core.bibliography.relations import BACKWARDS
from biaozhun.core.bibliography.values import excerpt

MAX_RELATIONS = 2_000  # entries of one list; collections cite some hundreds


class Direction(NamedTuple):
    """What a relation column says: *this* kind *number*, turned round where inverse."""

    kind: RelationKind
    inverse: bool = False
    extent: Extent | None = None


RELATION_FIELDS: MappingProxyType[str, Direction] = MappingProxyType(
    {
        "replaces": Direction(RelationKind.REPLACES),
        "replaces_partly": Direction(RelationKind.REPLACES, extent=Extent.PARTLY),
        "replaced_by": Direction(RelationKind.REPLACES, inverse=True),
        "amends": Direction(RelationKind.AMENDS),
        "amended_by": Direction(RelationKind.AMENDS, inverse=True),
        "corrects": Direction(RelationKind.CORRECTS),
        "corrected_by": Direction(RelationKind.CORRECTS, inverse=True),
        "adopts": Direction(RelationKind.CORRESPONDS),
        "adopted_by": Direction(RelationKind.CORRESPONDS, inverse=True),
        "cites": Direction(RelationKind.CITES),
        "cited_by": Direction(RelationKind.CITES, inverse=True),
        "translates": Direction(RelationKind.TRANSLATES),
        "joint": Direction(RelationKind.JOINT),
        "renumbered_from": Direction(RelationKind.RENUMBERED_FROM),
        "renumbered_to": Direction(RelationKind.RENUMBERED_FROM, inverse=True),
        "revises": Direction(RelationKind.REVISES),
        "revised_by": Direction(RelationKind.REVISES, inverse=True),
    }
)

# The degree of correspondence, as mark or as word (GB/T 20000.2; EQV and REF before 2001).
_DEGREES = {
    "idt": Degree.IDT,
    "等同": Degree.IDT,
    "mod": Degree.MOD,
    "修改": Degree.MOD,
    "neq": Degree.NEQ,
    "非等效": Degree.NEQ,
    "eqv": Degree.EQV,
    "等效": Degree.EQV,
    "ref": Degree.REF,
    "参照": Degree.REF,
}
_DEGREE = re.compile(
    r"\b(?:IDT|MOD|NEQ|EQV|REF)\b|(?:等同|非等效|等效|修改|参照)(?:采用)?", re.IGNORECASE
)
_ADOPTION_SEPARATOR = re.compile(r"[;；、\n]\s*")


class RelationItem(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One entry of a relation list in the interchange form."""

    number: str
    extent: Extent | None = None
    degree: Degree | None = None
    date: dt.date | None = None
    basis: str = ""


def read_relations(reading: Reading, field: str, value: object) -> None:
    """Read one relation column; what is no relation becomes a finding."""
    entries = value if isinstance(value, list | tuple) else (value,)
    if len(entries) > MAX_RELATIONS:
        reading.report("too_long", field, f"{len(entries)} entries", "The list is far too long")
        return
    for entry in entries:
        if isinstance(entry, dict):
            _read_item(reading, field, entry)
        elif field == "adopts":
            read_adoptions(reading, reading.text(field, entry))
        else:
            _read_cell(reading, field, reading.text(field, entry))


def relate(reading: Reading, field: str, number: str, *, item: RelationItem | None = None) -> None:
    """Add the relation that the field states to ``number`` (canonical)."""
    direction = RELATION_FIELDS[_revised(reading, field, number)]
    if number == reading.values["number"]:
        reading.report(
            "relation_to_itself", field, number, "An edition cannot be related to itself"
        )
        return
    own = str(reading.values["number"])
    if direction.kind is RelationKind.REPLACES and is_backwards(
        number, own, inverse=direction.inverse
    ):
        reading.report("replacement_backwards", field, number, BACKWARDS)
        return
    given = item or RelationItem(number=number)
    relation = StatedRelation(
        kind=direction.kind,
        number=number,
        inverse=direction.inverse,
        extent=given.extent or direction.extent,
        degree=given.degree,
        date=given.date,
        basis=given.basis,
    )
    if relation not in reading.relations:
        reading.relations.append(relation)


def _revised(reading: Reading, field: str, number: str) -> str:
    """ISO names a project without a year: what it is to replace is still in force."""
    found = series(number)
    is_project = field == "replaced_by" and found is not None and found[1] == 0
    return "revised_by" if is_project and reading.rules.status_scheme != "catalogue" else field


def read_degree(text: str) -> Degree | None:
    """The degree of correspondence in a cell of its own; ``None`` where there is none."""
    match = _DEGREE.search(text)
    return _DEGREES[match[0].lower().removesuffix("采用")] if match else None


def read_adoptions(reading: Reading, text: str) -> None:
    """Read ``ISO 9001:2015, IDT; ISO 9000:2015, MOD`` and ``等同采用 ISO 9001:2015``."""
    for piece in _ADOPTION_SEPARATOR.split(text):
        if not piece:
            continue
        marks = _DEGREE.findall(piece)
        if len(marks) > 1:
            reading.report(
                "adoption_unclear",
                "adopts",
                piece,
                "Which degree belongs to which number is unclear",
            )
            continue
        numbers = read_numbers(_DEGREE.sub(" ", piece).strip(" ,，()（）:："))
        for number in numbers.numbers:
            item = RelationItem(number=number, degree=read_degree(piece))
            relate(reading, "adopts", number, item=item)
        _report_unread(reading, "adopts", numbers.unread)


def _read_item(reading: Reading, field: str, entry: dict[object, object]) -> None:
    try:
        item = msgspec.convert(reading.texts(field, entry), RelationItem)
    except msgspec.ValidationError as error:
        reading.report("bad_relation", field, excerpt(entry), str(error))
        return
    number = canonical(item.number)
    if number is None:
        _report_unread(reading, field, (item.number,))
    else:
        relate(reading, field, number, item=item)


def _read_cell(reading: Reading, field: str, text: str) -> None:
    if not text:
        return
    numbers = read_numbers(text)
    for number in numbers.numbers:
        partly = RelationItem(number=number, extent=Extent.PARTLY)
        relate(reading, field, number, item=partly if number in numbers.partly else None)
    _report_unread(reading, field, numbers.unread)


def _report_unread(reading: Reading, field: str, pieces: tuple[str, ...]) -> None:
    for piece in pieces:
        reading.report(
            "relation_number", field, piece, "This is not a standard number that can be read"
        )
