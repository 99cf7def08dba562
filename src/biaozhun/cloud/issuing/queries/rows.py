"""What stands against the rows of an announcement, row by row."""

import contextlib
import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Final

import msgspec

from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.drafting.models import Procedure, Project, Regime
from biaozhun.cloud.issuing.models import Announcement, AnnouncementRow, DrawnNumber, IssuingPower
from biaozhun.cloud.rules.queries import calendar, rules_for
from biaozhun.cloud.texts.models import Text
from biaozhun.core.number import NumberError, StandardNumber, parse, parse_slug

GUIDANCE_LIMIT: Final = "T-06"


class RowFault(msgspec.Struct, frozen=True):
    """What is wrong with a row: its position, the code of the fault, and the number it is about."""

    position: int
    code: str
    number: str


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of a row besides itself.

    Attributes:
        drawn: numbers by project.
        held: slugs of editions the catalogue holds.
        twice: numbers and projects that stand in more than one row.
        elsewhere: projects that another living announcement carries.
        powers: every power the authority has or had.
        longest: how long a guidance document may be valid, where the region says so.
    """

    drawn: dict[int, DrawnNumber]
    held: set[str]
    twice: set[str]
    elsewhere: set[int]
    powers: list[IssuingPower]
    longest: "Longest | None"


class Longest(msgspec.Struct, frozen=True, kw_only=True):
    """How long a guidance document announced on a day may be valid (rule T-06).

    Attributes:
        day: the last one.
        binding: the rule was signed, so that it blocks; else it is told and no more.
        basis: what it stands on, as it may be printed.
    """

    day: dt.date
    binding: bool
    basis: str

    def is_passed_by(self, row: AnnouncementRow) -> bool:
        """Whether a row publishes a guidance document that would be valid for longer."""
        return is_guidance(row) and row.expires is not None and row.expires > self.day


def is_guidance(row: AnnouncementRow) -> bool:
    """Whether a row publishes a guidance document."""
    return row.project is not None and row.project.regime == Regime.GUIDANCE


def longest_of(announcement: Announcement, rows: Sequence[AnnouncementRow]) -> Longest | None:
    """How long guidance documents may be valid; asked for where there is one."""
    if announcement.day is None or not any(is_guidance(row) for row in rows):
        return None
    rules = rules_for(announcement.authority, procedure=Procedure.NORMAL, on=announcement.day)
    applied = rules.get(GUIDANCE_LIMIT)
    if applied is None:
        return None
    ending = calendar().ends(announcement.day, int(applied.value), applied.unit)
    return Longest(day=ending.day, binding=applied.binding, basis=applied.basis)


def rows_of(announcement: Announcement) -> list[AnnouncementRow]:
    """The rows in their order with their projects; one question."""
    rows = announcement.rows.select_related("project__authority", "project__department")
    return list(rows.select_related("project__committee").order_by("position"))


def without_text(rows: Sequence[AnnouncementRow]) -> set[int]:
    """Positions of rows that publish a standard whose text does not lie ready; one question."""
    slugs = {
        row.position: parse(row.project.number).slug
        for row in rows
        if row.project is not None and row.project.number
    }
    live = (Text.State.DRAFT, Text.State.SHOWN)
    own = Text.objects.filter(slug__in=slugs.values(), kind=Text.Kind.TEXT, state__in=live)
    held = set(own.order_by().values_list("slug", flat=True))
    return {position for position, slug in slugs.items() if slug not in held}


def number_of(row: AnnouncementRow) -> str:
    """The number a row is about, as it is cited; empty where none was drawn."""
    return row.project.number if row.project else row.number


def read_number(text: str) -> StandardNumber | None:
    """The number of one edition; ``None`` for anything else."""
    try:
        number = parse(text)
    except NumberError:
        return None
    return number if number.year is not None or number.amendment else None


def replaced(project: Project) -> list[StandardNumber]:
    """The editions a project replaces; what is no number is left out."""
    found = []
    for slug in dict.fromkeys([project.revises, *project.also_replaces]):
        with contextlib.suppress(NumberError):
            found.append(parse_slug(slug))
    return found


def faults_of(announcement: Announcement, rows: Sequence[AnnouncementRow]) -> list[RowFault]:
    """Everything that stands against the rows; the questions do not grow with their number.

    Codes: ``not_approved``, ``other_authority``, ``number_missing``, ``year_differs``,
    ``number_held``, ``announced_elsewhere``, ``row_twice``, ``in_force_too_early``,
    ``expiry_missing``, ``expiry_too_early``, ``expiry_too_late``, ``number_unclear``, ``not_held``,
    ``not_an_amendment``, ``code_of_another``, ``replaces_another``, ``no_power_that_day``.
    """
    known = _known(announcement, rows)
    return [
        RowFault(row.position, code, number_of(row) or (row.project.title if row.project else ""))
        for row in rows
        for code in _codes(announcement, row, known)
    ]


def _known(announcement: Announcement, rows: Sequence[AnnouncementRow]) -> Known:
    projects = [row.project_id for row in rows if row.project_id is not None]
    numbers = [read_number(number_of(row)) for row in rows]
    slugs = [number.slug for number in numbers if number is not None]
    others = AnnouncementRow.objects.filter(project__in=projects).exclude(
        announcement__state="withdrawn"
    )
    elsewhere = others.exclude(announcement=announcement).values_list("project", flat=True)
    keys = [_key(row) for row in rows]
    return Known(
        drawn={
            one.project_id: one
            for one in DrawnNumber.objects.filter(project__in=projects)
            if one.project_id is not None
        },
        held=set(Edition.objects.filter(slug__in=slugs).values_list("slug", flat=True)),
        twice={key for key in keys if keys.count(key) > 1},
        elsewhere=set(elsewhere),
        longest=longest_of(announcement, rows),
        powers=list(IssuingPower.objects.filter(organisation=announcement.authority_id)),
    )


def _key(row: AnnouncementRow) -> str:
    number = read_number(number_of(row))
    return f"{row.kind} {number.slug if number else number_of(row) or row.project_id}"


def _codes(announcement: Announcement, row: AnnouncementRow, known: Known) -> Iterator[str]:
    if _key(row) in known.twice:
        yield "row_twice"
    if row.kind == AnnouncementRow.Kind.PUBLISH:
        yield from _published(announcement, row, known)
        return
    number = read_number(row.number)
    if number is None:
        yield "number_unclear"
        return
    if number.prefix not in {one.code for one in known.powers}:
        yield "code_of_another"
    if row.kind == AnnouncementRow.Kind.WITHDRAW and number.slug not in known.held:
        yield "not_held"
    elif row.kind == AnnouncementRow.Kind.CORRECT and not number.amendment:
        yield "not_an_amendment"


def _published(announcement: Announcement, row: AnnouncementRow, known: Known) -> Iterator[str]:
    project = row.project
    assert project is not None  # noqa: S101  -- the database holds it
    if project.state != "approved":
        yield "not_approved"
    if project.authority_id != announcement.authority_id:
        yield "other_authority"
    if project.pk in known.elsewhere:
        yield "announced_elsewhere"
    drawn = known.drawn.get(project.pk)
    if drawn is None:
        yield "number_missing"
        return
    if announcement.day is not None and drawn.year != announcement.day.year:
        yield "year_differs"
    number = parse(drawn.number)
    if number.slug in known.held:
        yield "number_held"
    if any(not old.region.startswith(number.region) for old in replaced(project)):
        yield "replaces_another"
    is_own = project.authority_id == announcement.authority_id
    day = announcement.day
    if is_own and day is not None and not _may_issue(known, drawn, project, day):
        yield "no_power_that_day"
    yield from _days(announcement, row)
    if known.longest is not None and known.longest.binding and known.longest.is_passed_by(row):
        yield "expiry_too_late"


def _may_issue(known: Known, drawn: DrawnNumber, project: Project, day: dt.date) -> bool:
    """Whether the authority has the power on a day, under the code of the number."""
    return any(
        (one.code, one.regime) == (drawn.code, project.regime)
        and one.since <= day
        and (one.until is None or day <= one.until)
        for one in known.powers
    )


def _days(announcement: Announcement, row: AnnouncementRow) -> Iterator[str]:
    begins = in_force_of(announcement, row)
    if begins is None or (announcement.day is not None and begins < announcement.day):
        yield "in_force_too_early"
    if is_guidance(row) and row.expires is None:
        yield "expiry_missing"
    if row.expires is not None and begins is not None and row.expires <= begins:
        yield "expiry_too_early"


def in_force_of(announcement: Announcement, row: AnnouncementRow) -> dt.date | None:
    """The day from which what a row publishes, withdraws or corrects holds."""
    return row.in_force or announcement.in_force
