"""A round as a table, as a workbook and as an official document."""

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import override

from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.rounds.models import Return, Round
from biaozhun.cloud.rounds.queries.answers import GIVEN, Together, questionnaire_of
from biaozhun.cloud.rounds.wording import REMARK, RETURNED, period_words
from biaozhun.core.questionnaire import (
    ChoiceSummary,
    NumberSummary,
    Remark,
    TextSummary,
    Value,
    read_answers,
)
from biaozhun.documents.reports.official import Clause, Grid, OfficialPaper, official_docx
from biaozhun.documents.reports.spreadsheet import (
    Value as Cell,
)
from biaozhun.documents.reports.spreadsheet import (
    add_sheet,
    empty_book,
    lay_out,
    put_table,
    saved,
)


def said(value: Value | None) -> str:
    """An answer in words."""
    if isinstance(value, bool):
        return _("是") if value else _("否")
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return str(value) if value is not None else ""


def rows(asked: Round, returns: Sequence[Return]) -> Iterator[list[object]]:
    """A row a unit with all its answers, its heading first; what is not handed in is none."""
    form = questionnaire_of(asked)
    yield [_("单位"), _("状态"), _("报送时间"), *[_headed(f.label, f.unit) for f in form.fields]]
    for one in returns:
        values = read_answers(form, one.answers).values if one.state in GIVEN else {}
        day = day_of(one.submitted).isoformat() if one.submitted and one.state in GIVEN else ""
        answers = [said(values.get(f.key)) for f in form.fields]
        yield [one.organisation.name, str(RETURNED[one.state]), day, *answers]


def _headed(label: str, unit: str) -> str:
    return f"{label}（{unit}）" if unit else label


def remarks_in_words(found: Together) -> list[str]:
    """What the rules noticed, each as a sentence that names its question."""
    labels = {field.key: field.label for field in found.form.fields}
    return [f"{labels[one.key]}：{_noticed(one)}" for one in found.remarks]


def _noticed(remark: Remark) -> str:
    facts = {"unit": remark.unit, "now": said(remark.now), "before": said(remark.before)}
    return str(REMARK[remark.code]).format(**facts)


def summary_table(found: Together) -> Iterator[list[object]]:
    """What all answers come to as a table, its heading first."""
    yield list(_summary_heads())
    for row in summary_rows(found):
        yield list(row)


def _summary_heads() -> tuple[str, ...]:
    return _("填报项"), _("已填单位"), _("结果")


def summary_rows(found: Together) -> Iterator[tuple[str, str, str]]:
    """What all answers come to: question, how many answered, result."""
    for one in found.whole.summaries:
        head = _headed(one.field.label, one.field.unit)
        yield head, str(one.answered), result_words(one)


def result_words(one: NumberSummary | ChoiceSummary | TextSummary) -> str:
    """What the answers to one question come to."""
    if isinstance(one, NumberSummary):
        if one.mean is None:
            return ""
        parts = [_("合计 {n}").format(n=said(one.total))] if one.total is not None else []
        parts.append(_("平均 {n}").format(n=said(one.mean)))
        parts.append(_("最低 {n}").format(n=said(one.least)))
        parts.append(_("最高 {n}").format(n=said(one.most)))
        return _("，").join(parts)
    if isinstance(one, ChoiceSummary):
        return _("，").join(f"{said(choice)} {count}" for choice, count in one.counts)
    return "\n".join(f"{unit}：{said(text)}" for unit, text in one.said)


def workbook(
    asked: Round, returns: Sequence[Return] | None, found: Together, *, author: str
) -> bytes:
    """Answers, sums and remarks, a sheet each; no sheet of answers without ``returns``."""
    book = empty_book(f"{asked.scheme.title} {period_words(asked.period)}", author=author)
    if returns is not None:
        head, *lines = rows(asked, returns)
        sheet = add_sheet(book, _("各单位"))
        cells: list[list[Cell]] = [[str(cell) for cell in line] for line in lines]
        put_table(sheet, [str(cell) for cell in head], cells)
        lay_out(sheet, [24, 12, 12, *[18] * (len(head) - 3)], landscape=True)
    sheet = add_sheet(book, _("汇总"))
    put_table(sheet, _summary_heads(), list(summary_rows(found)))
    lay_out(sheet, (40, 10, 80), landscape=True)
    sheet = add_sheet(book, _("初步分析"))
    put_table(sheet, (_("发现"),), [(remark,) for remark in remarks_in_words(found)])
    lay_out(sheet, (100,))
    return saved(book)


def paper(asked: Round, found: Together, *, author: str, day: dt.date) -> bytes:
    """The consolidated report as an official document, in Chinese whoever asks for it."""
    with override("zh-hans"):
        return official_docx(_paper(asked, found, author=author, day=day))


def _paper(asked: Round, found: Together, *, author: str, day: dt.date) -> OfficialPaper:
    whole = found.whole
    head = f"{asked.scheme.title}（{period_words(asked.period)}）汇总"
    said_first = (
        f"应报 {whole.asked} 个单位，已报 {whole.answered} 个，报送率 {said(whole.rate)}%。"
    )
    parts: list[Clause | Grid] = [
        Clause(said_first),
        Clause("一、汇总", 1),
        Grid(
            heads=("填报项", "已填单位", "结果"),
            rows=tuple(summary_rows(found)),
            widths=(50, 20, 86),
        ),
    ]
    if found.remarks:
        parts.append(Clause("二、初步分析", 1))
        parts += [Clause(f"{n}.{told}") for n, told in enumerate(remarks_in_words(found), 1)]
    if asked.comment:
        parts.append(Clause("三、情况说明" if found.remarks else "二、情况说明", 1))
        parts += [Clause(line) for line in asked.comment.splitlines() if line.strip()]
    return OfficialPaper(title=head, parts=tuple(parts), issuer=author, day=day)
