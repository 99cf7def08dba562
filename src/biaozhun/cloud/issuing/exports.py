"""Tables that are taken away, and the announcement as an official paper."""

from collections.abc import Iterable, Iterator, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import override

from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.issuing import wording
from biaozhun.cloud.issuing.models import (
    Announcement,
    AnnouncementRow,
    DrawnNumber,
    Filing,
    IssuingPower,
)
from biaozhun.cloud.issuing.queries.records import replaced_by
from biaozhun.cloud.issuing.queries.report import Line
from biaozhun.cloud.issuing.queries.rows import in_force_of, number_of, rows_of
from biaozhun.core.number import NumberError, parse
from biaozhun.documents.reports.official import Clause, Grid, OfficialPaper, official_docx

Rows = Iterator[Sequence[object]]


def number_rows(numbers: Iterable[DrawnNumber]) -> Rows:
    """The register of numbers."""
    yield [
        _("编号"),
        _("类别"),
        _("计划编号"),
        _("名称"),
        _("编号日期"),
        _("曾用年代号"),
        _("协同组"),
    ]
    for one in numbers:
        yield [
            one.number,
            wording.NUMBER_KIND[one.kind],
            one.plan_number,
            one.project.title if one.project else "",
            day_of(one.drawn),
            "、".join(str(year) for year in one.former_years),
            one.joint_group,
        ]


def power_rows(powers: Iterable[IssuingPower]) -> Rows:
    """Who may issue."""
    yield [_("单位"), _("代号"), _("制定依据"), _("依据"), _("范围"), _("起"), _("止")]
    for one in powers:
        yield [
            one.organisation.name,
            one.code,
            wording.REGIME[one.regime],
            one.basis,
            one.scope,
            one.since,
            one.until,
        ]


def announcement_rows(announcements: Iterable[Announcement]) -> Rows:
    """Announcements that were issued here."""
    yield [_("公告编号"), _("标题"), _("单位"), _("公告日期"), _("实施日期")]
    for one in announcements:
        yield [one.number, one.title, one.authority.name, one.day, one.in_force]


def filing_rows(filings: Iterable[Filing]) -> Rows:
    """Filings and where they stand."""
    yield [
        _("标准编号"),
        _("名称"),
        _("报送单位"),
        _("报给"),
        _("状态"),
        _("发布日期"),
        _("最后一天"),
        _("报送日期"),
        _("备案号"),
        _("备案日期"),
    ]
    for one in filings:
        yield [
            one.number,
            one.project.title,
            one.filer.name,
            wording.FILED_WITH[one.filed_with],
            wording.FILING_STATE[one.state],
            one.began,
            one.due,
            one.submitted,
            one.filing_number,
            one.accepted,
        ]


def report_rows(lines: Iterable[Line]) -> Rows:
    """The report on disclosure."""
    yield [
        _("代号"),
        _("单位"),
        _("年份"),
        _("现行"),
        _("全文在线"),
        _("占比"),
        _("只公开题录"),
        _("不公开"),
        _("没有文本"),
        _("超过期限"),
    ]
    for one in lines:
        share = "" if one.share is None else f"{one.share:.4f}"
        yield [
            one.code,
            one.authority,
            one.year,
            one.in_force,
            one.online,
            share,
            one.metadata,
            one.closed,
            one.lacking,
            one.late,
        ]


def announcement_docx(held: Announcement) -> bytes:
    """The announcement with its list as an official paper (GB/T 9704), in Chinese for everybody."""
    with override("zh-hans"):
        rows = rows_of(held)
        paper = OfficialPaper(
            title=f"{held.authority.name}{held.title}",
            number=held.number,
            parts=(Clause(_body(held, rows)), *_grids(held, rows)),
            issuer=held.authority.name,
            day=held.day,
        )
    return official_docx(paper)


def _body(held: Announcement, rows: Sequence[AnnouncementRow]) -> str:
    if held.text.strip():
        return held.text.strip()
    counted = {kind: sum(1 for row in rows if row.kind == kind) for kind in wording.ROW_KIND}
    said = "、".join(
        f"{verb}{counted[kind]}项{what}"
        for kind, verb, what in (
            ("publish", "批准发布", "地方标准"),
            ("withdraw", "废止", "地方标准"),
            ("correct", "发布", "地方标准修改单"),
        )
        if counted[kind]
    )
    return f"现{said}，予以公告。"


def _grids(held: Announcement, rows: Sequence[AnnouncementRow]) -> Iterator[Clause | Grid]:
    for kind, title in (
        ("publish", "批准发布的地方标准"),
        ("withdraw", "废止的地方标准"),
        ("correct", "地方标准修改单"),
    ):
        own = [row for row in rows if row.kind == kind]
        if own:
            yield Clause(title, 1)
            yield _grid(held, own, kind)


def _grid(held: Announcement, rows: Sequence[AnnouncementRow], kind: str) -> Grid:
    day = "废止日期" if kind == "withdraw" else "实施日期"
    if kind != "publish":
        return Grid(
            heads=("序号", "编号", "名称", day),
            rows=tuple(
                (str(place), _printed(row), row.title, _day(held, row))
                for place, row in enumerate(rows, 1)
            ),
            widths=(14, 52, 60, 30),
        )
    return Grid(
        heads=("序号", "标准编号", "标准名称", "代替标准", day),
        rows=tuple(
            (
                str(place),
                _printed(row),
                row.project.title if row.project else "",
                "\n".join(map(_official, replaced_by(row))) or "—",
                _day(held, row),
            )
            for place, row in enumerate(rows, 1)
        ),
        widths=(14, 36, 46, 34, 26),
    )


def _printed(row: AnnouncementRow) -> str:
    return _official(number_of(row))


def _official(number: str) -> str:
    try:
        return parse(number).official
    except NumberError:
        return number


def _day(held: Announcement, row: AnnouncementRow) -> str:
    day = in_force_of(held, row)
    return day.isoformat() if day else ""
