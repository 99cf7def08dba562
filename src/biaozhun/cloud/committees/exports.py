"""Committees, members, posts, experts and contributions as tables, as an import reads them."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext as _

from biaozhun.cloud.committees.models import (
    Committee,
    Contribution,
    Expert,
    Member,
    PostHeld,
    TableRun,
)
from biaozhun.cloud.committees.queries import committees as registers
from biaozhun.cloud.committees.tables import COMMITTEES, CONTRIBUTIONS, MEMBERS, POSTS, Columns
from biaozhun.cloud.ui.tables import csv_file
from biaozhun.documents.reports.spreadsheet import (
    Value,
    add_sheet,
    empty_book,
    lay_out,
    put_table,
    saved,
)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_AT_ONCE = 500  # rows
_WIDTH = 18  # characters of a column


def committees_csv(wanted: registers.Wanted) -> HttpResponseBase:
    """The committees of a list."""
    return csv_file("committees", chain([tuple(COMMITTEES)], map(_committee, _listed(wanted))))


def committees_xlsx(wanted: registers.Wanted) -> HttpResponseBase:
    """The same as a workbook, with the words of the columns that an import reads."""
    return _book("committees", _("标准化技术委员会"), COMMITTEES, map(_committee, _listed(wanted)))


def _listed(wanted: registers.Wanted) -> Iterator[Committee]:
    return registers.matching(wanted).iterator(_AT_ONCE)


def _committee(one: Committee) -> tuple[str, ...]:
    days = [day.isoformat() if day else "" for day in (one.since, one.until)]
    return (
        one.code,
        one.name,
        one.name_en,
        one.level,
        one.parent.code if one.parent else "",
        one.field,
        "、".join(one.ics),
        one.sector,
        one.division,
        one.counterpart,
        one.authority.name if one.authority else "",
        one.secretariat.name if one.secretariat else "",
        one.basis,
        *days,
    )


def members_csv(committee: Committee) -> HttpResponseBase:
    """All members of all terms of a committee."""
    return csv_file("members", chain([tuple(MEMBERS)], _members(committee)))


def members_xlsx(committee: Committee) -> HttpResponseBase:
    """The same as a workbook."""
    return _book("members", committee.code, MEMBERS, _members(committee))


def _members(committee: Committee) -> Iterator[tuple[str, ...]]:
    rows = committee.members.select_related("alternate_of").order_by("term", "pk")
    for one in sorted(rows, key=lambda member: (member.term, member.alternate_of_id is not None)):
        yield _member(committee.code, one)


def _member(code: str, one: Member) -> tuple[str, ...]:
    stands_for = one.alternate_of.name if one.alternate_of else ""
    days = [day.isoformat() if day else "" for day in (one.since, one.until)]
    return (
        code,
        one.name,
        one.unit,
        one.title,
        one.seat,
        one.interest,
        stands_for,
        str(one.term),
        *days,
    )


def posts_csv(found: Iterable[PostHeld]) -> HttpResponseBase:
    """Posts held."""
    return csv_file("posts", chain([tuple(POSTS)], map(_post, found)))


def _post(one: PostHeld) -> tuple[str, ...]:
    days = [day.isoformat() if day else "" for day in (one.since, one.until)]
    placed = (one.body, one.committee_code, one.committee_name, one.post)
    return (one.name, one.unit, *placed, *days, one.evidence, one.address)


def contributions_csv(found: Iterable[Contribution]) -> HttpResponseBase:
    """Contributions, with the code and the digest by which each is verified."""
    heads = (*CONTRIBUTIONS, "level", "code", "digest")
    return csv_file("contributions", chain([heads], map(_contribution, found)))


def _contribution(one: Contribution) -> tuple[str, ...]:
    published = one.published.isoformat() if one.published else ""
    who = (one.kind, one.party, one.name, one.unit, str(one.position), one.share)
    when = (published, str(one.year), one.evidence)
    return (one.number, one.title, *who, *when, one.level, one.code, one.digest)


EXPERT_COLUMNS = (
    "name",
    "unit",
    "title",
    "interest",
    "fields",
    "keywords",
    "languages",
    "experience",
    "state",
    "since",
    "until",
    "phone",
    "email",
)


def experts_csv(found: Iterable[Expert]) -> HttpResponseBase:
    """Experts of the bank, for those who keep it."""
    return csv_file("experts", chain([EXPERT_COLUMNS], map(_expert, found)))


def _expert(one: Expert) -> tuple[str, ...]:
    lists = ["、".join(told) for told in (one.fields, one.keywords, one.languages)]
    days = [day.isoformat() if day else "" for day in (one.since, one.until)]
    own = (one.name, one.unit, one.title, one.interest)
    return (*own, *lists, str(one.experience), one.state, *days, one.phone, one.email)


def rejected(run: TableRun) -> HttpResponseBase:
    """The rows that were not taken as they came, with the reason behind them."""
    rows = ((*one["row"], one["reason"]) for one in run.rejected)
    return csv_file("rejected", chain([(*run.heading, "reason")], rows))


def sample(kind: str, columns: Columns) -> HttpResponseBase:
    """An empty workbook with the columns of a table."""
    return _book(kind, kind, columns, ())


def _book(name: str, title: str, columns: Columns, rows: Iterable[Sequence[Value]]) -> HttpResponse:
    book = empty_book(title, author="")
    sheet = add_sheet(book, title)
    heads = [names[0] for names in columns.values()]
    put_table(sheet, heads, rows)
    lay_out(sheet, [_WIDTH] * len(heads), landscape=True)
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"'}
    return HttpResponse(saved(book), content_type=XLSX, headers=headers)
