"""Taking units in from a table; rows that cannot be taken are kept with their reason."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.organisations.actions.naming import learn
from biaozhun.cloud.organisations.actions.units import Told, add_unit, change_unit, end_unit
from biaozhun.cloud.organisations.errors import RefusedError
from biaozhun.cloud.organisations.limits import EARLIEST, LATEST, LONGEST_NAME
from biaozhun.cloud.organisations.models import Kind, Level, UnitImport
from biaozhun.cloud.organisations.queries.register import place_of
from biaozhun.cloud.organisations.tables import COLUMNS
from biaozhun.cloud.organisations.wording import KIND, LEVEL
from biaozhun.cloud.ui.brought import Line, Table, day_told
from biaozhun.core.credit_code import CreditCodeError, credit_code
from biaozhun.core.text import fold

_SEPARATOR: Final = re.compile(r"[;；、|]")
_LEVELS: Final[Mapping[str, str]] = {
    "国家": "nation",
    "国家级": "nation",
    "省": "province",
    "省级": "province",
    "市": "city",
    "市级": "city",
    "区": "district",
    "县": "district",
    "区县": "district",
    "区县级": "district",
    "乡镇": "town",
    "街道": "town",
    "乡镇街道": "town",
    **{level: level for level in Level.values},
}
_KINDS: Final[Mapping[str, str]] = {
    "人民政府": "government",
    "政府": "government",
    "政府部门": "department",
    "部门": "department",
    "功能区": "zone",
    "事业单位": "institution",
    "企业": "enterprise",
    "社会团体": "association",
    "其他": "other",
    **{kind: kind for kind in Kind.values},
}


class Rejected(msgspec.Struct, frozen=True):
    """A row that was not taken."""

    line: int
    row: tuple[str, ...]
    reason: str


def import_units(table: Table, *, name: str, actor: Person) -> UnitImport:
    """Take the rows of a table in: new units are added, those held changed where a cell says so.

    An empty cell changes nothing. A row is taken whole or not at all. A superior or successor may
    stand further down in the same table.
    """
    outcomes: list[str] = []
    rejected: list[Rejected] = []
    for line in _in_order(table.lines):
        _try(line, actor, outcomes, rejected)
    return _keep(table, name[:200] or "-", outcomes, rejected, actor)


def _in_order(lines: Sequence[Line]) -> Iterator[Line]:
    """The lines as they stand, each behind those it needs; in a circle the first goes first."""
    by_name = {line.cells["name"]: line for line in reversed(lines)}
    done: set[int] = set()
    for line in lines:
        path = [] if line.number in done else [line]
        while path:
            above = (by_name[name] for name in _above(path[-1]) if name in by_name)
            needed = [one for one in above if one.number not in done and one not in path]
            if needed:
                path.append(needed[0])
                continue
            done.add(path[-1].number)
            yield path.pop()


def _above(line: Line) -> list[str]:
    return [line.cells.get(column, "") for column in ("parent", "successor")]


def _try(line: Line, actor: Person, outcomes: list[str], rejected: list[Rejected]) -> None:
    try:
        with transaction.atomic():
            outcomes.append(_take(line.cells, actor))
    except RefusedError as refused:
        rejected.append(Rejected(line.number, line.row, refused.message))


@transaction.atomic
def _keep(
    table: Table, name: str, outcomes: list[str], rejected: list[Rejected], actor: Person
) -> UnitImport:
    run = UnitImport.objects.create(
        person=actor,
        name=name,
        made=now(),
        added=outcomes.count("added"),
        changed=outcomes.count("changed"),
        unchanged=outcomes.count("unchanged"),
        heading=list(table.heading),
        rejected=[msgspec.to_builtins(one) for one in sorted(rejected, key=lambda one: one.line)],
    )
    facts = {
        "file": name,
        "added": run.added,
        "changed": run.changed,
        "rejected": len(rejected),
    }
    record("organisations.units_imported", subject=f"import:{run.pk}", actor=actor, facts=facts)
    return run


def _take(cells: Mapping[str, str], actor: Person) -> str:
    """Add or change the unit of a row."""
    name = cells["name"]
    if not name:
        raise RefusedError(_("缺少“名称”。"))
    if len(name) > LONGEST_NAME:
        raise RefusedError(
            _("“{name}…”太长，名称最多 {n} 个字。").format(name=name[:20], n=LONGEST_NAME)
        )
    held = Organisation.objects.select_related("place", "parent").filter(name=name).first()
    told = _told(cells, held)
    until, successor = _day(cells, "until"), _unit(cells, "successor")
    unit = held or add_unit(told, actor=actor)
    changed = change_unit(unit, told, actor=actor) if held else False
    place = place_of(Organisation.objects.select_related("place").get(pk=unit.pk))
    if until and (until, successor or place.successor) != (place.until, place.successor):
        end_unit(unit, until=until, successor=successor or place.successor, basis="", actor=actor)
        changed = True
    known = set(unit.names.values_list("pk", flat=True))
    for other in filter(None, map(str.strip, _SEPARATOR.split(cells.get("names", "")))):
        if len(other) > LONGEST_NAME:
            raise RefusedError(
                _("“{name}…”太长，名称最多 {n} 个字。").format(name=other[:20], n=LONGEST_NAME)
            )
        changed = learn(other, unit, actor=actor).pk not in known or changed
    return ("changed" if changed else "unchanged") if held else "added"


def _told(cells: Mapping[str, str], held: Organisation | None) -> Told:
    """What a row tells, where it is silent what is known."""
    place = place_of(held or Organisation())
    return Told(
        name=cells["name"],
        credit_code=_code(cells, held),
        parent=_unit(cells, "parent") or (held.parent if held else None),
        level=_coded(cells, "level", _LEVELS) or place.level,
        kind=_coded(cells, "kind", _KINDS) or place.kind,
        division=fold(cells.get("division", "")) or place.division,
        is_authority=place.is_authority,
        since=_day(cells, "since") or place.since,
    )


def _coded(cells: Mapping[str, str], column: str, codes: Mapping[str, str]) -> str:
    text = cells.get(column, "")
    if not text:
        return ""
    words = KIND if column == "kind" else LEVEL
    shown = {str(said): str(code) for code, said in words.items()}  # in the reader's language
    code = codes.get(fold(text)) or codes.get(text) or shown.get(text)
    if code is None:
        sentence = _("“{column}”里的“{text}”不认识。")
        raise RefusedError(sentence.format(column=COLUMNS[column][0], text=text[:40]))
    return code


def _code(cells: Mapping[str, str], held: Organisation | None) -> str:
    text = cells.get("credit_code", "")
    if not text:
        return held.credit_code if held else ""
    try:
        return credit_code(text)
    except CreditCodeError as error:
        raise RefusedError(code_fault(error)) from error


def code_fault(error: CreditCodeError) -> str:
    """What is wrong with a credit code, as a sentence."""
    sentences = {
        "credit_code_length": _("统一社会信用代码应为 18 位。"),
        "credit_code_character": _("统一社会信用代码第 {place} 位不可能是“{fragment}”。"),
        "credit_code_check": _("统一社会信用代码的最后一位与前面不符，请对照证照核对。"),
    }
    return sentences[error.code].format(place=(error.start or 0) + 1, fragment=error.fragment)


def _unit(cells: Mapping[str, str], column: str) -> Organisation | None:
    text = cells.get(column, "")
    if not text:
        return None
    found = Organisation.objects.filter(name=text).first()
    if found is None:
        sentence = _("“{column}”里的“{text}”还没有登记。")
        raise RefusedError(sentence.format(column=COLUMNS[column][0], text=text[:60]))
    return found


def _day(cells: Mapping[str, str], column: str) -> dt.date | None:
    text = cells.get(column, "").strip()
    if not text:
        return None
    told = day_told(text)
    if told is None:
        sentence = _("“{column}”里的“{text}”不是日期，写成 2020-03-01。")
        raise RefusedError(sentence.format(column=COLUMNS[column][0], text=text[:40]))
    if not EARLIEST <= told <= LATEST:
        raise RefusedError(_("请填 1900 到 2200 年之间的日期。"))
    return told
