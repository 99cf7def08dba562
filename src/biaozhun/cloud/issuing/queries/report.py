"""How much of what is in force is on line as full text, by authority and year; what is late."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache

import msgspec
from django.db.models import Count, Max

from biaozhun.cloud.catalogue.models import Edition, EditionChange
from biaozhun.cloud.catalogue.queries.standings import with_standings
from biaozhun.cloud.issuing.models import IssuingPower
from biaozhun.cloud.issuing.queries.powers import MARKS
from biaozhun.cloud.rules.queries import calendar, rules_for
from biaozhun.cloud.texts.models import Text
from biaozhun.core.lifecycle import Applied
from biaozhun.core.lifecycle.calendar import StatutoryCalendar
from biaozhun.core.succession import HOLDS

PUBLISHING = "T-02"
_RANK = {"open": 0, "metadata": 1, "closed": 2}


class Line(msgspec.Struct, kw_only=True):
    """One line: an authority's standards of one year that are in force on the day.

    Attributes:
        code: without the mark of nature.
        authority: who issues under it.
        year: of publication, as the number has it; 0 where it has none.
        in_force: standards in force.
        online: those whose full text anybody may read here.
        metadata: those of whose text only the record is shown, with a reason.
        closed: those whose text is withheld, with a reason.
        late: those without a text whose last day by rule T-02 is over.
    """

    code: str
    authority: str
    year: int
    in_force: int = 0
    online: int = 0
    metadata: int = 0
    closed: int = 0
    late: int = 0

    @property
    def lacking(self) -> int:
        """Those of which there is no text."""
        return self.in_force - self.online - self.metadata - self.closed

    @property
    def share(self) -> float | None:
        """Of those in force, the part whose full text is on line; ``None`` of nothing."""
        return self.online / self.in_force if self.in_force else None


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """The report of a day; ``days`` are those of rule T-02 by authority, where it has one."""

    on: dt.date
    total: Line
    lines: tuple[Line, ...]
    days: tuple[tuple[str, int, bool], ...]


def report(on: dt.date) -> Report:
    """The report, worked out once for each state of the library and its texts."""
    changed = EditionChange.objects.aggregate(last=Max("sequence"))["last"]
    texts = Text.objects.aggregate(changed=Max("changed"), texts=Count("pk"))
    powers = IssuingPower.objects.aggregate(last=Max("pk"), powers=Count("pk"))
    return _report(on, (changed, texts["changed"], texts["texts"], *powers.values()))


@lru_cache(maxsize=4)
def _report(on: dt.date, _state: tuple[object, ...]) -> Report:
    names = _authorities()
    known = calendar()
    rules = {
        code: rules_for(one.organisation, on=on).get(PUBLISHING) for code, one in names.items()
    }
    lines: dict[tuple[str, int], Line] = {}
    rights = _rights()
    for edition in _in_force(names, on):
        code = edition.standard.code.partition("/")[0]
        year = edition.year or 0
        line = lines.setdefault(
            (code, year), Line(code=code, authority=names[code].organisation.name, year=year)
        )
        right = rights.get(edition.slug, "")
        line.in_force += 1
        if right:
            field = {"open": "online", "metadata": "metadata", "closed": "closed"}[right]
            setattr(line, field, getattr(line, field) + 1)
        elif _is_late(edition.published, rules[code], known, on):
            line.late += 1
    ordered = tuple(sorted(lines.values(), key=lambda one: (one.code, -one.year)))
    days = tuple(
        (names[code].organisation.name, int(rule.value), rule.binding)
        for code, rule in rules.items()
        if rule is not None
    )
    return Report(on=on, total=_total(ordered), lines=ordered, days=days)


def _authorities() -> dict[str, IssuingPower]:
    """The newest power under each code."""
    powers = IssuingPower.objects.select_related("organisation").order_by("since")
    return {one.code: one for one in powers if not one.code.startswith("DBJ")}


def _in_force(codes: Iterable[str], on: dt.date) -> list[Edition]:
    wanted = [f"{code}/{mark}" if mark else code for code in codes for mark in {*MARKS.values()}]
    editions = Edition.objects.filter(
        standard__code__in=wanted, kind=Edition.Kind.EDITION, invented=False
    ).select_related("standard")
    rows = with_standings(editions, on)
    return [row.edition for row in rows if row.standing.status in HOLDS]


def _rights() -> dict[str, str]:
    """Slug → the widest right of the texts that are shown of it; one question."""
    shown = Text.objects.filter(state=Text.State.SHOWN, kind=Text.Kind.TEXT)
    found: dict[str, list[str]] = defaultdict(list)
    for slug, right in shown.values_list("slug", "right"):
        found[slug].append(right)
    return {slug: min(rights, key=lambda one: _RANK[one]) for slug, rights in found.items()}


def _is_late(
    published: dt.date | None, rule: Applied | None, known: StatutoryCalendar, on: dt.date
) -> bool:
    if published is None or rule is None:
        return False
    return known.ends(published, int(rule.value), rule.unit).day < on


def _total(lines: Iterable[Line]) -> Line:
    total = Line(code="", authority="", year=0)
    for line in lines:
        for field in ("in_force", "online", "metadata", "closed", "late"):
            setattr(total, field, getattr(total, field) + getattr(line, field))
    return total
