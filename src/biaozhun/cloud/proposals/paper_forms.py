"""The forms of the slice that a region may have templates for (domain-rules 2.6)."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from biaozhun.cloud.catalogue.queries.addresses import readable
from biaozhun.cloud.form_templates.registry import FormField, PaperForm, register
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.proposals.exports.files import han
from biaozhun.cloud.proposals.exports.official import project_rows
from biaozhun.cloud.proposals.models import Application, Batch, ScoreSheet
from biaozhun.cloud.proposals.queries.batches import rows_of_notice
from biaozhun.cloud.proposals.wording import CONCLUSION, LEGALITY, UNDERTAKING
from biaozhun.cloud.proposals.wording.choices import FIELD, KIND, REGIME

_TITLE = "公共场所 母婴室 建设与服务规范"


def _day(day: dt.date | None) -> str:
    return han(day) if day else ""


def _application(key: int) -> Application:
    found = Application.objects.select_related("department", "authority", "committee")
    return found.get(pk=key)


def _of_application(key: int) -> Mapping[str, Any]:
    """申报表: what the department wrote."""
    one = _application(key)
    units = list(one.units.all())
    legality = one.legality_reviews.first()
    kept = one.screenings.order_by("-id").first()
    with override("zh-hans"):
        return {
            "项目名称": one.title,
            "英文名称": one.title_en,
            "制定或修订": str(KIND[one.kind]),
            "修订的标准": readable(one.revises) if one.revises else "",
            "所属领域": str(FIELD[one.field]) if one.field else "",
            "制度": str(REGIME[one.regime]),
            "ICS": " ".join(one.ics),
            "CCS": one.ccs,
            "申报部门": one.department.name,
            "主管部门": one.authority.name,
            "归口": str(one.committee or ""),
            "必要性": one.necessity,
            "可行性": one.feasibility,
            "特殊需要": one.special_need,
            "适用范围": one.scope,
            "与法律和标准的关系": one.relation,
            "预期效果": one.effect,
            "工作计划": one.work_plan,
            "完成月数": str(one.months or ""),
            "经费": one.budget,
            "联系人": one.contact,
            "牵头单位": units[0].name if units else "",
            "起草单位表": [
                {"序号": str(row.position), "单位": row.name, "承诺日期": _undertook(row.undertook)}
                for row in units
            ],
            "查新日期": _day(day_of(kept.made)) if kept else "",
            "查新校验值": kept.digest if kept else "",
            "合法性审查": f"{LEGALITY[legality.conclusion]}：{legality.text}" if legality else "",
            "申报日期": _day(day_of(one.submitted)) if one.submitted else "",
        }


def _undertook(at: dt.datetime | None) -> str:
    return _day(day_of(at)) if at else ""


def _of_feasibility(key: int) -> Mapping[str, Any]:
    """必要性可行性论证."""
    told = _of_application(key)
    names = ("项目名称", "申报部门", "必要性", "可行性", "特殊需要", "与法律和标准的关系")
    return {name: told[name] for name in (*names, "预期效果", "申报日期")}


def _of_undertaking(key: int) -> Mapping[str, Any]:
    """起草单位承诺: one page for the leading unit, with the others to sign."""
    one = _application(key)
    units = list(one.units.all())
    with override("zh-hans"):
        words = str(UNDERTAKING).format(unit="、".join(row.name for row in units), title=one.title)
    return {
        "项目名称": one.title,
        "申报部门": one.department.name,
        "承诺": words,
        "起草单位表": [
            {"序号": str(row.position), "单位": row.name, "承诺日期": _undertook(row.undertook)}
            for row in units
        ],
    }


def _of_sheet(key: int) -> Mapping[str, Any]:
    """专家评分表."""
    sheet = ScoreSheet.objects.select_related(
        "assessor", "assessor__batch", "application", "application__department"
    ).get(pk=key)
    scores = list(sheet.scores.select_related("criterion").order_by("criterion__position"))
    total = sum(one.points * one.criterion.weight for one in scores) / 100
    with override("zh-hans"):
        advice = str(CONCLUSION[sheet.advice])
    return {
        "项目名称": sheet.application.title,
        "申报部门": sheet.application.department.name,
        "批次": sheet.assessor.batch.title,
        "论证日期": _day(sheet.assessor.batch.meeting),
        "评分表": [
            {
                "评分项": one.criterion.name,
                "说明": one.criterion.meaning,
                "权重": f"{one.criterion.weight}%",
                "得分": str(one.points),
            }
            for one in scores
        ],
        "总分": f"{total:.1f}",
        "建议": advice,
        "意见": sheet.comment,
        "专家": sheet.assessor.name,
        "单位": sheet.assessor.unit,
    }


def _of_notice(key: int) -> Mapping[str, Any]:
    """立项公示."""
    batch = Batch.objects.select_related("authority").get(pk=key)
    rows = project_rows(rows_of_notice(batch))
    return {
        "年度": str(batch.year),
        "批次": batch.title,
        "主管部门": batch.authority.name,
        "公示开始": _day(batch.notice_from),
        "公示截止": _day(batch.notice_to),
        "公示说明": batch.notice_text,
        "项目表": [
            {"序号": r[0], "项目名称": r[2], "制定或修订": r[3], "申报部门": r[4], "起草单位": r[5]}
            for r in rows
        ],
    }


def _fields(**samples: str) -> tuple[FormField, ...]:
    return tuple(FormField(name=name, sample=sample) for name, sample in samples.items())


_UNITS = FormField(
    name="起草单位表",
    rows=_fields(序号="1", 单位="某市标准化研究院", 承诺日期="2026年11月23日"),
)
_NEED = _fields(
    必要性="母婴室数量不足、位置不便、管理不统一。",
    可行性="已有两年试点，设施和管理要求成熟。",
    特殊需要="本市旅游旺季人流集中，对数量和标识有特殊要求。",
    与法律和标准的关系="与强制性国家标准协调，没有相同的国家标准、行业标准。",
    预期效果="规范建设和服务，提高便利程度。",
)

register(
    PaperForm(
        name="proposals.application",
        words=_("地方标准制修订项目申报表"),
        title="地方标准制修订项目申报表",
        fields=(
            *_fields(
                项目名称=_TITLE,
                英文名称="",
                制定或修订="制定",
                修订的标准="",
                所属领域="服务业",
                制度="一般地方标准",
                ICS="03.080.30",
                CCS="A16",
                申报部门="某市卫生健康委员会",
                主管部门="某市市场监督管理局",
                归口="",
                适用范围="适用于公共场所母婴室的建设、服务和管理。",
            ),
            *_NEED,
            *_fields(
                工作计划="2027年6月完成征求意见稿，2027年12月报批。",
                完成月数="12",
                经费="财政预算安排",
                联系人="张三 0000-0000000",
                牵头单位="某市标准化研究院",
                查新日期="2026年11月20日",
                查新校验值="",
                合法性审查="合法：没有减损权利、增加义务的内容。",
                申报日期="2026年11月23日",
            ),
            _UNITS,
        ),
        values=_of_application,
    ),
    PaperForm(
        name="proposals.feasibility",
        words=_("必要性可行性论证"),
        title="地方标准立项必要性可行性论证",
        fields=(
            *_fields(项目名称=_TITLE, 申报部门="某市卫生健康委员会"),
            *_NEED,
            *_fields(申报日期="2026年11月23日"),
        ),
        values=_of_feasibility,
    ),
    PaperForm(
        name="proposals.undertaking",
        words=_("起草单位承诺"),
        title="地方标准起草单位承诺书",
        fields=(
            *_fields(项目名称=_TITLE, 申报部门="某市卫生健康委员会", 承诺="某市标准化研究院承诺……"),
            _UNITS,
        ),
        values=_of_undertaking,
    ),
    PaperForm(
        name="proposals.sheet",
        words=_("专家评分表"),
        title="地方标准立项论证专家评分表",
        fields=(
            *_fields(
                项目名称=_TITLE,
                申报部门="某市卫生健康委员会",
                批次="第一批",
                论证日期="2026年12月10日",
            ),
            FormField(
                name="评分表",
                rows=_fields(评分项="必要性", 说明="解决什么问题", 权重="30%", 得分="85"),
            ),
            *_fields(总分="83.5", 建议="建议立项", 意见="必要，可行。", 专家="李四", 单位="某大学"),
        ),
        values=_of_sheet,
        has_seal=False,
    ),
    PaperForm(
        name="proposals.notice",
        words=_("立项公示"),
        title="地方标准拟立项项目公示",
        fields=(
            *_fields(
                年度="2026",
                批次="第一批",
                主管部门="某市市场监督管理局",
                公示开始="2026年12月15日",
                公示截止="2027年1月14日",
                公示说明="",
            ),
            FormField(
                name="项目表",
                rows=_fields(
                    序号="1",
                    项目名称=_TITLE,
                    制定或修订="制定",
                    申报部门="某市卫生健康委员会",
                    起草单位="某市标准化研究院",
                ),
            ),
        ),
        values=_of_notice,
    ),
)
