"""Announcements of the demonstration: several standards at once, published and filed."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from typing import Final

import msgspec
from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.catalogue.models import Announcement as HeldAnnouncement
from biaozhun.cloud.demonstration import papers
from biaozhun.cloud.demonstration.actions.bodies import Province
from biaozhun.cloud.demonstration.actions.instants import moment
from biaozhun.cloud.demonstration.course import Course, Fate, working
from biaozhun.cloud.demonstration.models import Piece
from biaozhun.cloud.demonstration.pieces import is_done
from biaozhun.cloud.drafting.actions.documents import add_document
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.foundation.clock import set_to
from biaozhun.cloud.issuing.actions.composing import add_row, compose, sign
from biaozhun.cloud.issuing.actions.filing import Accepted, accept, submit
from biaozhun.cloud.issuing.actions.publishing import issue, publish
from biaozhun.cloud.issuing.actions.texting import bring_text
from biaozhun.cloud.issuing.models import Announcement, AnnouncementRow, Filing

FILED_AFTER: Final = 15  # days from the announcement to handing the filing in
ACCEPTED_AFTER: Final = 40  # likewise to its acceptance
LISTED_AFTER: Final = 50  # likewise of a city's standard to its acceptance by the nation
LATELY: Final = dt.timedelta(days=365)  # how long a filing lies about that nobody hands in
READ: Final = 12  # texts that are read for the page; reading one takes a process of its own


LISTED: Final = 12  # standards of one announcement; it goes out in one transaction


class Group(msgspec.Struct, frozen=True, kw_only=True):
    """What one announcement lists: of an authority, approved in a quarter one after the other."""

    name: str
    level: str
    day: dt.date
    fates: tuple[Fate, ...]


def groups_of(course: Course) -> list[Group]:
    """The announcements, in the order of their days."""
    found: dict[tuple[str, int, int], list[Fate]] = defaultdict(list)
    for fate in course.fates:
        if "announced" in fate.days:
            day = fate.days["approved"]
            found[fate.level, day.year, (day.month - 1) // 3].append(fate)
    made = [
        Group(
            name=f"announcement:{level}-{year}-{quarter}-{part}",
            level=level,
            day=_day_of(listed, course.day),
            fates=listed,
        )
        for (level, year, quarter), fates in found.items()
        for part, listed in enumerate(_lists(fates), 1)
    ]
    return sorted(made, key=lambda one: (one.day, one.name))


def _lists(fates: Sequence[Fate]) -> list[tuple[Fate, ...]]:
    ordered = sorted(fates, key=lambda one: (one.days["approved"], one.place))
    return [tuple(ordered[at : at + LISTED]) for at in range(0, len(ordered), LISTED)]


def _day_of(fates: Sequence[Fate], until: dt.date) -> dt.date:
    """A working day after the last approval, in the same year and not to come."""
    last = max(fate.days["approved"] for fate in fates)
    wanted = working(last + dt.timedelta(days=5))
    return last if wanted.year != last.year or wanted >= until else wanted


def announce(group: Group, own: Province, *, until: dt.date) -> int:
    """Let a group go out, and what follows it until the last day; how many rows."""
    if is_done(group.name):
        return 0
    with transaction.atomic(), set_to(moment(group.day, 400)):
        rows = _rows(group)
        _bring_some(rows, own, group.day)
        made = _issued(group, own, [project for _fate, project in rows])
        for fate, project in rows:
            project.refresh_from_db()
            _published(fate, project, own, group.day)
            _filed(fate, project, own, group.day, until)
        Piece.objects.create(name=group.name, key=made.pk)
    return len(rows)


def _rows(group: Group) -> list[tuple[Fate, Project]]:
    keys = dict(
        Piece.objects.filter(name__in=[f"opened:{one.place}" for one in group.fates]).values_list(
            "name", "key"
        )
    )
    held = Project.objects.in_bulk([key for key in keys.values() if key is not None])
    found = [(one, held[keys[f"opened:{one.place}"] or 0]) for one in group.fates]
    return sorted(found, key=lambda pair: pair[1].number)


def _issued(group: Group, own: Province, projects: list[Project]) -> Announcement:
    """Composed by the officer, signed by the director, issued."""
    at = moment(group.day, 400)
    officer, director = own.officers[group.level, "handler"], own.officers[group.level, "director"]
    in_force = group.day + dt.timedelta(days=90)
    told = {
        "title": f"关于批准发布{len(projects)}项地方标准的公告（虚构示范）",
        "text": "现予公布。",
        "day": group.day,
        "in_force": in_force,
        "short_reason": "",
    }
    made = compose(own.authorities[group.level], told, actor=officer, at=at)
    for project in projects:
        expires = in_force.replace(year=in_force.year + 3, day=1)
        row = AnnouncementRow(
            kind=AnnouncementRow.Kind.PUBLISH,
            project=project,
            expires=expires if project.regime == "guidance" else None,
        )
        add_row(made, row, actor=officer, at=at)
    sign(made, actor=director, at=at)
    made.refresh_from_db()
    issued = issue(made, actor=officer, at=at)
    HeldAnnouncement.objects.filter(slug=issued.slug).update(invented=True)
    return issued


def _bring_some(rows: list[tuple[Fate, Project]], own: Province, day: dt.date) -> None:
    """Of few the text is read before, so that the announcement puts it on the page."""
    left = READ - Piece.objects.filter(name__startswith="text:").count()
    wanted = [row for row in rows if row[0].target == "published" and row[0].place % 3 == 0]
    for fate, project in wanted[: max(0, left)][:2]:
        _add_text(fate, project, own, day)
        bring_text(project, actor=own.officers[fate.level, "handler"])
        Piece.objects.create(name=f"text:{fate.place}")


def _add_text(fate: Fate, project: Project, own: Province, day: dt.date) -> None:
    upload = papers.paper("standard_text", fate.field)
    officer = own.officers[fate.level, "handler"]
    add_document(project, "standard_text", upload, actor=officer, at=moment(day, 380))


def _published(fate: Fate, project: Project, own: Province, day: dt.date) -> None:
    """The text of those whose text was not read goes on line as a file."""
    if fate.target == "published" and project.state != "published":
        _add_text(fate, project, own, day)
        publish(project, actor=own.officers[fate.level, "handler"], at=moment(day, 430))


def _filed(fate: Fate, project: Project, own: Province, day: dt.date, until: dt.date) -> None:
    """Filed as far as the days allow, a city's by the province as well; some of late lie about."""
    lies_about = fate.place % 7 == 3 and until - day < LATELY
    if fate.target != "published" or lies_about:
        return
    officer, taker = own.officers[fate.level, "handler"], own.officers["province", "handler"]
    held = Filing.objects.get(project=project)
    submitted = working(day + dt.timedelta(days=FILED_AFTER))
    accepted = working(day + dt.timedelta(days=ACCEPTED_AFTER))
    if not _handed_in(held, officer, submitted, until) or accepted >= until:
        return
    _taken_in(held, fate, taker, accepted)
    above = Filing.objects.filter(project=project, filed_with=Filing.With.NATION).exclude(
        pk=held.pk
    )
    listed = working(day + dt.timedelta(days=LISTED_AFTER))
    for one in above:
        if _handed_in(one, taker, accepted, until) and listed < until:
            _taken_in(one, fate, taker, listed)


def _handed_in(held: Filing, officer: Person, on: dt.date, until: dt.date) -> bool:
    if on >= until:
        return False
    with set_to(moment(on)):
        submit([held], actor=officer, at=moment(on))
    return True


def _taken_in(held: Filing, fate: Fate, taker: Person, on: dt.date) -> None:
    by = "国" if held.filed_with == Filing.With.NATION else "省"
    answer = Accepted(
        number=f"99{fate.place:05}-{on.year}",
        announcement=f"虚构{by}备案公告{on.year}年第{on.month}号",
        announcement_day=on,
    )
    with set_to(moment(on)):
        accept(held, answer, actor=taker, at=moment(on))
    HeldAnnouncement.objects.filter(number=answer.announcement).update(invented=True)
