"""Official papers of a plan: table of tasks, letter of supervision, bulletin (GB/T 9704).

They are written in Chinese whatever language the pages are read in, as such papers are.
"""

import datetime as dt
from collections.abc import Iterator

from django.conf import settings
from django.http import HttpResponse
from django.utils.translation import override

from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.plans.models import Duty, SupervisionLetter
from biaozhun.cloud.plans.queries.late import Bulletin, is_late
from biaozhun.cloud.plans.queries.page import PlanPage, Shown
from biaozhun.cloud.plans.wording import TASK_STATE
from biaozhun.cloud.plans.wording.work import LETTER_STATE
from biaozhun.documents.reports.official import Clause, Grid, OfficialPaper, official_docx
from biaozhun.documents.reports.spreadsheet import (
    Value,
    add_sheet,
    empty_book,
    lay_out,
    put_table,
    saved,
)
from biaozhun.documents.reports.task_table import (
    TargetRow,
    TaskRow,
    TaskTable,
    printed_value,
    task_table_docx,
    task_table_xlsx,
)

FORMS = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
_LANGUAGE = "zh-hans"
_GOING_ON = "持续推进"
_ORDINALS = "一二三四五六七八九"


def _answer(content: bytes, name: str, form: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return HttpResponse(content, content_type=FORMS[form], headers=headers)


def plan_paper(page: PlanPage, on: dt.date, form: str) -> HttpResponse:
    """The table of tasks of a plan as it stands on a day; ``form`` is one of :data:`FORMS`."""
    with override(_LANGUAGE):
        table = table_of(page, on)
    made = task_table_xlsx(table) if form == "xlsx" else task_table_docx(table)
    return _answer(made, f"plan-{page.plan.pk}", form)


def table_of(page: PlanPage, on: dt.date) -> TaskTable:
    """The tasks and targets of a plan in the order of its text."""
    return TaskTable(
        plan=page.plan.title,
        issuer=page.plan.issuer or settings.SITE_NAME,
        made=on,
        tasks=tuple(
            _task_row(section.path[-1] if section.path else "", shown, on)
            for section in page.sections
            for shown in section.tasks
        ),
        targets=tuple(
            TargetRow(
                indicator=one.indicator,
                value=printed_value(one.operator, _plain(one.value), _plain(one.value_max)),
                unit=one.unit,
                year=one.year,
                text=one.text,
            )
            for one in page.targets
        ),
    )


def _plain(number: object) -> str | None:
    """A number without zeros behind its digits."""
    return None if number is None else f"{number:f}".rstrip("0").rstrip(".")


def _task_row(section: str, shown: Shown, on: dt.date) -> TaskRow:
    task = shown.task
    units = list(dict.fromkeys((duty.named, duty.role) for duty in _top(shown)))
    done = max((duty.share for duty in _top(shown) if duty.role == Duty.Role.LEAD), default=0)
    return TaskRow(
        section=section,
        title=task.title,
        text=task.text,
        leads=tuple(named for named, role in units if role == Duty.Role.LEAD),
        cooperators=tuple(named for named, role in units if role == Duty.Role.COOPERATE),
        deadline=_until(task.deadline, task.deadline_text, ongoing=task.ongoing),
        state=f"{TASK_STATE[task.state]}{'（逾期）' if is_late(task, on) else ''}",
        progress=f"{done}%",
    )


def _top(shown: Shown) -> Iterator[Duty]:
    """The duties of a task that were not handed on by another."""
    return (duty for duty in shown.duties if duty.parent_id is None)


def _until(day: dt.date | None, text: str, *, ongoing: bool) -> str:
    return (text or _GOING_ON) if ongoing else (_han(day) if day else text)


def _han(day: dt.date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def letter_paper(letter: SupervisionLetter) -> HttpResponse:
    """A letter of supervision (督办单) as a Word document."""
    parts: list[Clause | Grid] = [
        Clause("一、督办事项", 1),
        Clause(f"《{letter.task.plan}》：{letter.task.title}"),
        Clause("二、要求", 1),
        *_paragraphs(letter.demand),
        Clause(f"请于{_han(letter.due)}前书面答复。"),
    ]
    if letter.answer:
        parts += [Clause("三、答复情况", 1), *_paragraphs(letter.answer)]
    paper = OfficialPaper(
        title="督办单",
        number=letter.number,
        addressees=letter.addressee.name,
        parts=tuple(parts),
        issuer=str(settings.SITE_NAME),
        day=day_of(letter.issued),
    )
    return _answer(official_docx(paper), f"letter-{letter.pk}", "docx")


def _paragraphs(text: str) -> list[Clause]:
    return [Clause(line) for line in text.splitlines() if line.strip()]


def bulletin_paper(told: Bulletin, form: str) -> HttpResponse:
    """The bulletin of supervision (督查通报) of a period; ``form`` is one of :data:`FORMS`."""
    with override(_LANGUAGE):
        made = _bulletin_book(told) if form == "xlsx" else official_docx(_bulletin(told))
    return _answer(made, f"bulletin-{told.since}-{told.until}", form)


_LATE_HEADS = ("序号", "任务", "所属规划", "牵头单位", "期限", "逾期天数")
_UNIT_HEADS = ("单位", "到期任务", "已销号", "按期完成", "逾期", "销号率")
_LETTER_HEADS = ("编号", "发给", "事项", "答复期限", "状态")


def _late_rows(told: Bulletin) -> list[tuple[str, ...]]:
    return [
        (str(n), t.title, t.plan_title, "、".join(t.units), _han(t.deadline), str(t.days))
        for n, t in enumerate(told.late, start=1)
    ]


def _unit_rows(told: Bulletin) -> list[tuple[str, ...]]:
    return [
        (u.unit, str(u.due), str(u.closed), str(u.in_time), str(u.late), f"{u.closing_rate:.0%}")
        for u in told.units
    ]


def _letter_rows(told: Bulletin) -> list[tuple[str, ...]]:
    return [
        (one.number, one.unit, one.title, _han(one.due), str(LETTER_STATE[one.state]))
        for one in told.letters
    ]


def _bulletin(told: Bulletin) -> OfficialPaper:
    span = f"{_han(told.since)}至{_han(told.until)}"
    parts: list[Clause | Grid] = [
        Clause(
            f"{span}，到期任务按单位统计如下；期内销号{told.closed}项，"
            f"逾期未完成{len(told.late)}项，发出督办单{len(told.letters)}份。"
        )
    ]
    grids = (
        ("各单位完成情况", _UNIT_HEADS, _unit_rows(told), (50, 22, 21, 21, 21, 21)),
        ("逾期任务", _LATE_HEADS, _late_rows(told), (12, 46, 36, 26, 22, 14)),
        ("督办情况", _LETTER_HEADS, _letter_rows(told), (34, 30, 46, 24, 22)),
    )
    filled = [one for one in grids if one[2]]
    for sign, (title, heads, rows, widths) in zip(_ORDINALS, filled, strict=False):
        parts += [
            Clause(f"{sign}、{title}", 1),
            Grid(heads=heads, rows=tuple(rows), widths=widths),
        ]
    return OfficialPaper(
        title="标准化重点任务督查通报",
        parts=tuple(parts),
        issuer=str(settings.SITE_NAME),
        day=told.on,
    )


def _bulletin_book(told: Bulletin) -> bytes:
    book = empty_book(f"督查通报 {told.since} {told.until}", author=str(settings.SITE_NAME))
    sheets = (
        ("各单位完成情况", _UNIT_HEADS, _unit_rows(told), (30, 12, 12, 12, 12, 12)),
        ("逾期任务", _LATE_HEADS, _late_rows(told), (8, 50, 40, 30, 18, 12)),
        ("督办情况", _LETTER_HEADS, _letter_rows(told), (24, 30, 50, 18, 14)),
    )
    for name, heads, rows, widths in sheets:
        sheet = add_sheet(book, name)
        cells: list[tuple[Value, ...]] = list(rows)
        put_table(sheet, heads, cells)
        lay_out(sheet, widths, landscape=True)
    return saved(book)
