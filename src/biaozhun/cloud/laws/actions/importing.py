"""Taking a list of laws in from a table; rows that cannot be taken are kept with their reason."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

import msgspec
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.laws.actions.refusing import RefusedError
from biaozhun.cloud.laws.actions.registering import LIFE, add_law, change_law
from biaozhun.cloud.laws.models import Law, RegisterImport
from biaozhun.cloud.ui.brought import Line, Table, day_told
from biaozhun.core.classification import ClassificationError, division
from biaozhun.core.text import fold
from biaozhun.core.validity.linting import law_key

MOST_LINES: Final = 2_000
COLUMNS: Final = {
    "title": ("名称", "title", "标题", "文件名称", "法规名称"),
    "title_en": ("英文名称", "title_en", "english title"),
    "kind": ("种类", "kind", "效力级别", "类别", "文件种类"),
    "issuer": ("发布机关", "issuer", "制定机关", "发文机关", "发布单位"),
    "number": ("文号", "number", "发文字号", "令号"),
    "region": ("地区代码", "region", "行政区划代码"),
    "adopted": ("通过日期", "adopted"),
    "published": ("公布日期", "published", "发布日期"),
    "in_force": ("施行日期", "in_force", "实施日期", "生效日期"),
    "abolished": ("废止日期", "abolished", "失效日期"),
    "abolished_basis": ("废止依据", "abolished_basis"),
    "address": ("原文网址", "address", "网址", "url"),
    "source": ("来源", "source"),
    "confidence": ("核对程度", "confidence"),
    "note": ("备注", "note"),
}
NEEDED: Final = ("title", "kind", "issuer")
_KINDS: Final[Mapping[str, str]] = {
    "法律": "law",
    "行政法规": "regulation",
    "部门规章": "department_rule",
    "地方性法规": "local_regulation",
    "地方政府规章": "local_rule",
    "政府规章": "local_rule",
    "规范性文件": "normative",
    "政策": "policy",
    "政策文件": "policy",
    **{kind: kind for kind in Law.Kind.values},
}
_CONFIDENCE: Final[Mapping[str, str]] = {
    "已对照原文": "read",
    "据二手资料": "second_hand",
    "未核对": "unchecked",
    **{each: each for each in Law.Confidence.values},
}


class Rejected(msgspec.Struct, frozen=True):
    """A row that was not taken."""

    line: int
    row: tuple[str, ...]
    reason: str


class _RowError(Exception):
    """What is wrong with a row, as a sentence."""


def import_register(table: Table, *, name: str, actor: Person, today: dt.date) -> RegisterImport:
    """Take the rows of a table in: new laws are added, those held are changed where a cell says so.

    An empty cell changes nothing. A row is taken whole or not at all.
    """
    added = changed = unchanged = 0
    rejected: list[Rejected] = []
    for line in table.lines:
        try:
            with transaction.atomic():
                outcome = _take(line, actor=actor, today=today)
        except (_RowError, RefusedError) as refused:
            rejected.append(Rejected(line.number, line.row, str(refused)))
            continue
        added += outcome == "added"
        changed += outcome == "changed"
        unchanged += outcome == "unchanged"
    with transaction.atomic():
        run = RegisterImport.objects.create(
            person=actor,
            name=name[:200] or "-",
            made=now(),
            added=added,
            changed=changed,
            unchanged=unchanged,
            heading=list(table.heading),
            rejected=[msgspec.to_builtins(each) for each in rejected],
        )
        facts = {"file": run.name, "added": added, "changed": changed, "rejected": len(rejected)}
        record("laws.register_imported", subject=f"import:{run.pk}", actor=actor, facts=facts)
    return run


def _take(line: Line, *, actor: Person, today: dt.date) -> str:
    facts = read_row(line.cells)
    same = Law.objects.filter(title_key=law_key(str(facts["title"]))[:300], issuer=facts["issuer"])
    number = facts.get("number", "")
    held = same.filter(number=number, region=facts.get("region", "")).first()
    if held is None:
        add_law(facts, actor=actor)
        return "added"
    return "changed" if change_law(held, facts, actor=actor, today=today) else "unchanged"


def read_row(cells: Mapping[str, str]) -> dict[str, object]:
    """The facts of a row; empty cells say nothing.

    Raises:
        _RowError: a cell cannot be read; the sentence names it.
    """
    facts: dict[str, object] = {name: cell for name, cell in cells.items() if cell}
    for name in NEEDED:
        if not facts.get(name):
            raise _RowError(_("缺少“{column}”。").format(column=COLUMNS[name][0]))
    for name, value in facts.items():
        limit = {"note": 2000, "address": 500, "number": 100, "issuer": 200}.get(name, 300)
        if len(str(value)) > limit:
            raise _RowError(_("“{column}”太长。").format(column=COLUMNS[name][0]))
    facts["kind"] = _coded(cells, "kind", _KINDS)
    if facts.get("confidence"):
        facts["confidence"] = _coded(cells, "confidence", _CONFIDENCE)
    for name in LIFE:
        if name in facts:
            facts[name] = _day(name, str(facts[name]))
    _check_region(str(facts.get("region", "")))
    _check_address(str(facts.get("address", "")))
    return facts


def _coded(cells: Mapping[str, str], name: str, codes: Mapping[str, str]) -> str:
    code = codes.get(fold(cells[name]).strip()) or codes.get(cells[name])
    if code is None:
        sentence = _("“{column}”里的“{text}”不认识。")
        raise _RowError(sentence.format(column=COLUMNS[name][0], text=cells[name][:40]))
    return code


def _day(name: str, text: str) -> dt.date:
    told = day_told(text)
    if told is None:
        sentence = _("“{column}”里的“{text}”不是日期，写成 2020-03-01。")
        raise _RowError(sentence.format(column=COLUMNS[name][0], text=text[:40]))
    return told


def _check_region(code: str) -> None:
    if not code:
        return
    try:
        division.division(code)
    except ClassificationError as error:
        raise _RowError(_("没有“{region}”这个行政区划代码。").format(region=code[:20])) from error


def _check_address(address: str) -> None:
    if not address:
        return
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError as error:
        raise _RowError(_("“原文网址”要以 http:// 或 https:// 开头。")) from error
