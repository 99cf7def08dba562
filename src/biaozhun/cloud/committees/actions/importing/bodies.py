"""A row of a table of committees, or of their members."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.committees.actions.committees import (
    FIELDS,
    SEAT,
    save_committee,
    save_member,
)
from biaozhun.cloud.committees.actions.importing.cells import Cells
from biaozhun.cloud.committees.limits import LONGEST_NAME, LONGEST_PERSON
from biaozhun.cloud.committees.models import Committee, Member
from biaozhun.cloud.committees.queries.committees import committee_named, term_number
from biaozhun.cloud.committees.tables import COMMITTEES, MEMBERS
from biaozhun.cloud.committees.wording import INTEREST, SECTOR
from biaozhun.cloud.committees.wording import SEAT as SEAT_WORDS
from biaozhun.cloud.organisations.models import Level
from biaozhun.cloud.organisations.wording import LEVEL
from biaozhun.core.committee_code import CommitteeCode, CommitteeCodeError, parse

_LEVELS: Final[Mapping[str, str]] = {
    "国家级": "nation",
    "全国": "nation",
    "国际": "nation",
    "省": "province",
    "市": "city",
    "区": "district",
    "县": "district",
    "区县": "district",
}
_SEATS: Final[Mapping[str, str]] = {
    "主任": "chair",
    "组长": "chair",
    "副主任": "vice_chair",
    "副组长": "vice_chair",
    "委员兼秘书长": "secretary_general",
    "委员兼副秘书长": "deputy_secretary_general",
    "成员": "member",
}
_MOST_TERM: Final = 99
_NATIONAL: Final = "SAC"


def depth(cells: Mapping[str, str]) -> int:
    """How far down a committee stands by its code, so that those above it are taken first."""
    code = _read(cells.get("code", ""))
    return len(code.parts) if code else len(COMMITTEES)


def take_committee(row: Mapping[str, str], actor: Person) -> str:
    """Add the committee of a row, or change the one of its code where a cell says so.

    Raises:
        RefusedError: a cell cannot be taken; nothing of the row is in.
    """
    cells = Cells(row, COMMITTEES)
    printed = cells.text("code", most=60, needed=True)
    code = _read(printed)
    spelled = code.canonical if code else printed
    held = Committee.objects.filter(code=spelled).first()
    told = {name: getattr(held or Committee(), name) for name in FIELDS}
    told |= _texts(cells)
    told |= {"code": spelled, "level": _level(cells, code, held)}
    if code is not None:
        told |= {"form": code.form, "international": code.international}
    told["parent"] = _parent(cells, code) or told["parent"]
    for column in ("authority", "secretariat"):
        told[column] = cells.organisation(column) or told[column]
    told["ics"] = cells.ics("ics") or told["ics"]
    told["sector"] = cells.coded("sector", SECTOR) or told["sector"]
    for column in ("since", "until"):
        told[column] = cells.day(column) or told[column]
    cells.in_order(told["since"], told["until"], "until")
    _saved, changed = save_committee(held, told, actor=actor)
    return ("changed" if changed else "unchanged") if held else "added"


def _texts(cells: Cells) -> dict[str, str]:
    told = {
        "name": cells.text("name", most=LONGEST_NAME, needed=True),
        "name_en": cells.text("name_en", most=300),
        "field": cells.text("field", most=2000),
        "counterpart": cells.text("counterpart", most=200),
        "basis": cells.text("basis", most=300),
        "division": cells.text("division", most=6),
    }
    if told["division"] and not (told["division"].isascii() and told["division"].isdecimal()):
        raise cells.refuse("division", _("写 2、4 或 6 位数字，如 44、4403"))
    return {column: text for column, text in told.items() if text}


def _read(printed: str) -> CommitteeCode | None:
    """A code of the common grammar; local committees may bear another."""
    try:
        return parse(printed)
    except CommitteeCodeError:
        return None


def _level(cells: Cells, code: CommitteeCode | None, held: Committee | None) -> str:
    told = cells.coded("level", LEVEL, _LEVELS)
    if told or held:
        return told or (held.level if held else "")
    if code is not None and (code.owner == _NATIONAL or code.international):
        return Level.NATION
    raise cells.refuse("level", _("请写明国家级、省级、市级或区县级"))


def _parent(cells: Cells, code: CommitteeCode | None) -> Committee | None:
    told = cells.text("parent", most=LONGEST_NAME)
    above = code.parent.canonical if code and code.parent else ""
    if not told and not above:
        return None
    found = committee_named(told or above)
    if found is None and (told or (code is not None and code.form != "tc")):
        sentence = _("“{text}”还没有登记，请先登记上级委员会，或写在同一张表里")
        raise cells.refuse("parent", sentence.format(text=told or above))
    return found


def take_member(row: Mapping[str, str], actor: Person) -> str:
    """Give the seat of a row, or change the one of the same person in the same term.

    Raises:
        RefusedError: a cell cannot be taken, or the actor does not keep the committee.
    """
    cells = Cells(row, MEMBERS)
    committee = _committee(cells)
    name = cells.text("name", most=LONGEST_PERSON, needed=True)
    unit = cells.text("unit", most=LONGEST_NAME)
    number = cells.number("term", most=_MOST_TERM) or term_number(committee)
    held = _held(committee, name, unit, number)
    told = {field: getattr(held or Member(), field) for field in SEAT}
    told |= {"name": name, "unit": unit or told["unit"], "term": number}
    told["title"] = cells.text("title", most=100) or told["title"]
    told["seat"] = cells.coded("seat", SEAT_WORDS, _SEATS) or told["seat"]
    told["interest"] = cells.coded("interest", INTEREST) or told["interest"]
    told["alternate_of"] = _alternate(cells, committee, number) or told["alternate_of"]
    for column in ("since", "until"):
        told[column] = cells.day(column) or told[column]
    cells.in_order(told["since"], told["until"], "until")
    _saved, changed = save_member(committee, held, told, actor=actor)
    return ("changed" if changed else "unchanged") if held else "added"


def _committee(cells: Cells) -> Committee:
    told = cells.text("committee", most=LONGEST_NAME, needed=True)
    found = committee_named(told)
    if found is None:
        sentence = _("没有代号或名称是“{text}”的委员会，请先登记")
        raise cells.refuse("committee", sentence.format(text=told))
    return found


def _held(committee: Committee, name: str, unit: str, number: int) -> Member | None:
    """The seat of the same person; of another unit only where none of the same unit is told."""
    found = committee.members.filter(name=name, term=number).order_by("pk")
    return found.filter(unit=unit).first() if unit else found.first()


def _alternate(cells: Cells, committee: Committee, number: int) -> Member | None:
    told = cells.text("alternate_of", most=LONGEST_PERSON)
    if not told:
        return None
    found = committee.members.filter(name=told, term=number, alternate_of=None).first()
    if found is None:
        sentence = _("本届委员里没有“{text}”，请把委员写在候补的前面")
        raise cells.refuse("alternate_of", sentence.format(text=told))
    return found
