"""The forms of the slice: the letter that asks a unit (函), and the table of comments."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.consultations.exports.rows import TableRow, table_rows
from biaozhun.cloud.consultations.models import Consultation, Letter
from biaozhun.cloud.consultations.permissions import kept_by, roles_in
from biaozhun.cloud.consultations.queries.codes import letter_code
from biaozhun.cloud.consultations.queries.figures import figures_of
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.queries.note import han
from biaozhun.cloud.form_templates.registry import FormField, PaperForm, register
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.messaging.links import absolute
from biaozhun.documents.reports.official import Clause, OfficialPaper

LETTER: Final = "consultations.letter"
TABLE: Final = "consultations.table"
_RECENT: Final = 20
_NONE: Final = "—"
_PROJECT: Final = (
    FormField(name="项目名称", sample="公共场所母婴设施设置与服务规范"),
    FormField(name="计划编号", sample="JY2026-018"),
    FormField(name="主管部门", sample="江原省市场监督管理局"),
    FormField(name="提出单位", sample="江原省卫生健康委员会"),
    FormField(name="起草单位", sample="江原省妇幼保健院、江原大学公共卫生学院"),
    FormField(name="轮次", sample="1"),
    FormField(name="征求意见开始", sample="2026年6月1日"),
    FormField(name="征求意见结束", sample="2026年7月6日"),
    FormField(name="填表日期", sample="2026年7月20日"),
)


def _of_project(project: Project, held: Consultation) -> dict[str, str]:
    return {
        "项目名称": project.title,
        "计划编号": project.plan_number,
        "主管部门": project.authority.name,
        "提出单位": project.department.name,
        "起草单位": "、".join(one.name for one in project.units.all()),
        "轮次": str(held.round),
        "征求意见开始": han(held.opens),
        "征求意见结束": han(held.closes),
        "填表日期": han(today()),
    }


def _letter(key: int) -> Mapping[str, Any]:
    held = Letter.objects.select_related(
        "consultation__project__authority", "consultation__project__department"
    ).get(pk=key)
    consultation = held.consultation
    return {
        **_of_project(consultation.project, consultation),
        "被征求单位": held.unit,
        "发函单位": consultation.project.authority.name,
        "发函日期": han(held.sent or today()),
        "截止日期": han(held.due or consultation.closes),
        "回复码": letter_code(held) if held.sent else _NONE,
        "网址": absolute("/consultations/letters"),
        "联系方式": consultation.contact or _NONE,
        "征求意见说明": consultation.notice,
    }


def _table(key: int) -> Mapping[str, Any]:
    held = Consultation.objects.select_related("project__authority", "project__department").get(
        pk=key
    )
    figures = figures_of(held, today())
    with override("zh-hans"):
        rows = [_row(one) for one in table_rows(held)]
    return {
        **_of_project(held.project, held),
        "发函单位数": str(figures.asked),
        "回函单位数": str(figures.replied),
        "回函并有意见的单位数": str(figures.with_comments),
        "没有回函的单位数": str(figures.unanswered),
        "意见数": str(figures.comments),
        "采纳数": str(figures.accepted),
        "部分采纳数": str(figures.partly),
        "不采纳数": str(figures.rejected),
        "意见汇总": rows,
    }


def _row(one: TableRow) -> dict[str, str]:
    return {
        "章条编号": one.clause,
        "意见内容": one.said,
        "提出单位": one.unit,
        "处理意见": one.disposition,
        "理由": one.answer,
    }


def _may_letter(person: Person, key: int) -> bool:
    held = Letter.objects.filter(pk=key).select_related("consultation__project").first()
    return held is not None and "desk" in roles_in(person, held.consultation)


def _may_table(person: Person, key: int) -> bool:
    held = Consultation.objects.filter(pk=key).select_related("project").first()
    return held is not None and bool(roles_in(person, held))


def _kept(person: Person) -> Sequence[int]:
    found = Consultation.objects.filter(kept_by(person)).order_by("-pk")
    return list(dict.fromkeys(found.values_list("pk", flat=True)))[:_RECENT]


def _recent_letters(person: Person) -> Sequence[tuple[int, str]]:
    found = Letter.objects.filter(consultation__in=_kept(person)).order_by("-pk")
    return [(one.pk, one.unit) for one in found[:_RECENT]]


def _recent_tables(person: Person) -> Sequence[tuple[int, str]]:
    found = Consultation.objects.filter(pk__in=_kept(person)).select_related("project")
    return [(one.pk, str(one.project)) for one in found]


register(
    PaperForm(
        name=LETTER,
        words=_("征求意见函"),
        title="征求意见函",
        fields=(
            *_PROJECT,
            FormField(name="被征求单位", sample="江原省消费者协会"),
            FormField(name="发函单位", sample="江原省市场监督管理局"),
            FormField(name="发函日期", sample="2026年6月1日"),
            FormField(name="截止日期", sample="2026年7月6日"),
            FormField(name="回复码", sample="ABCD-EFGH-IJKL-MNOP"),
            FormField(name="网址", sample="https://biaozhun.example.org/consultations/letters"),
            FormField(name="联系方式", sample="标准处，010-12345678"),
            FormField(name="征求意见说明", sample="请对技术内容提出意见。"),
        ),
        values=_letter,
        paper=OfficialPaper(
            title="关于征求《{{ 项目名称 }}》（征求意见稿）意见的函",
            addressees="{{ 被征求单位 }}",
            parts=(
                Clause(
                    "根据地方标准制修订计划（计划编号：{{ 计划编号 }}），{{ 提出单位 }}组织起草了"
                    "《{{ 项目名称 }}》（征求意见稿）。现征求你单位意见，请于{{ 截止日期 }}前回复；"
                    "没有意见的，也请回函说明。"
                ),
                Clause("{{ 征求意见说明 }}"),
                Clause(
                    "可以凭回复码 {{ 回复码 }} 在 {{ 网址 }} 阅读征求意见稿并在线回复，"
                    "也可以填写所附的意见表，盖章后寄回。"
                ),
                Clause("联系方式：{{ 联系方式 }}"),
            ),
            attachments=(
                "《{{ 项目名称 }}》（征求意见稿）",
                "《{{ 项目名称 }}》编制说明",
                "地方标准征求意见表",
            ),
            issuer="{{ 发函单位 }}",
        ),
        may=_may_letter,
        recent=_recent_letters,
    ),
    PaperForm(
        name=TABLE,
        words=_("征求意见汇总处理表"),
        title="征求意见汇总处理表",
        fields=(
            *_PROJECT,
            FormField(name="发函单位数", sample="32"),
            FormField(name="回函单位数", sample="27"),
            FormField(name="回函并有意见的单位数", sample="14"),
            FormField(name="没有回函的单位数", sample="5"),
            FormField(name="意见数", sample="58"),
            FormField(name="采纳数", sample="41"),
            FormField(name="部分采纳数", sample="9"),
            FormField(name="不采纳数", sample="8"),
            FormField(
                name="意见汇总",
                rows=(
                    FormField(name="章条编号", sample="4.1"),
                    FormField(
                        name="意见内容", sample="面积太小，建议改为不应小于12平方米，并说明前室"
                    ),
                    FormField(name="提出单位", sample="江原省消费者协会"),
                    FormField(name="处理意见", sample="部分采纳"),
                    FormField(name="理由", sample="已按实测数据修改，并在编制说明里写明"),
                ),
            ),
        ),
        values=_table,
        has_seal=False,
        may=_may_table,
        recent=_recent_tables,
    ),
)
