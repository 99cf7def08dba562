"""The forms of the slice: the approval form (报批审批表) and the filing form (备案表)."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.form_templates.registry import FormField, PaperForm, register
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.issuing import wording
from biaozhun.cloud.issuing.models import AnnouncementRow, Approval, ApprovalStep, Filing
from biaozhun.cloud.issuing.queries.materials import REQUIRED, kinds_on
from biaozhun.cloud.issuing.queries.records import cited
from biaozhun.cloud.organisations.permissions import acts_for

_NONE = "—"


def _han(day: Any) -> str:  # noqa: ANN401  -- a date, or nothing
    return f"{day.year}年{day.month}月{day.day}日" if day else _NONE


def _project(project: Project) -> dict[str, object]:
    return {
        "标准名称": project.title,
        "标准英文名称": project.title_en or _NONE,
        "计划编号": project.plan_number,
        "制修订": "修订" if project.kind == "revision" else "制定",
        "代替标准": cited(project.revises) or _NONE,
        "提出部门": project.department.name,
        "技术委员会": project.committee.name if project.committee else _NONE,
        "起草单位": "、".join(project.units.order_by("position").values_list("name", flat=True)),
    }


def _approval(key: int) -> Mapping[str, Any]:
    """What stands in the approval form of an approval."""
    held = Approval.objects.select_related("project__department", "project__committee").get(pk=key)
    project = held.project
    lying = kinds_on(project)
    with override("zh-hans"):
        materials = [
            {"材料": str(wording.MATERIAL[kind]), "有无": "有" if kind in lying else "无"}
            for kind in REQUIRED
        ]
        opinions = [_opinion(one) for one in _taken(held)]
    return {
        **_project(project),
        "标准编号": project.number or "（批准时编号）",
        "发布机关": project.authority.name,
        "材料清单": materials,
        "审批意见": opinions,
        "轮次": str(held.round),
    }


def _taken(held: Approval) -> list[ApprovalStep]:
    taken = held.taken.select_related("person", "instead_of__person")
    return list(taken.order_by("at", "pk"))


def _opinion(one: ApprovalStep) -> dict[str, str]:
    name = one.person.name if one.person else _NONE
    if one.instead_of:
        name = f"{name}（受{one.instead_of.person.name}委托）"
    meeting = f"{one.meeting} {_han(one.meeting_day)} " if one.meeting else ""
    return {
        "环节": str(wording.STEP[one.step]),
        "意见": f"{meeting}{one.opinion or wording.DECISION[one.decision]}",
        "签名": name,
        "日期": _han(day_of(one.at)),
    }


def _filing(key: int) -> Mapping[str, Any]:
    """What stands in the filing form of a filing."""
    held = Filing.objects.select_related(
        "project__department", "project__committee", "filer", "recipient"
    ).get(pk=key)
    row = (
        AnnouncementRow.objects.filter(project=held.project, announcement__state="issued")
        .select_related("announcement")
        .first()
    )
    nation = "国务院标准化行政主管部门"
    return {
        **_project(held.project),
        "标准编号": held.number,
        "报送单位": held.filer.name,
        "备案机关": held.recipient.name if held.recipient else nation,
        "发布公告": row.announcement.number if row else _NONE,
        "发布日期": _han(held.project.announced),
        "实施日期": _han(held.project.in_force),
        "报送日期": _han(held.submitted),
        "备案号": held.filing_number or "（由备案机关填写）",
    }


_OF_PROJECT = tuple(
    FormField(name=name, sample=sample)
    for name, sample in (
        ("标准名称", "岭南腊味加工技术规范"),
        ("标准英文名称", "Technical code for the processing of Lingnan cured meat"),
        ("标准编号", "DB00/T 12—2026"),
        ("计划编号", "2026-015"),
        ("制修订", "制定"),
        ("代替标准", "—"),
        ("提出部门", "示范省农业农村厅"),
        ("技术委员会", "示范省食品标准化技术委员会"),
        ("起草单位", "示范省农业科学院、示范食品有限公司"),
    )
)


def _may_approval(person: Person, key: int) -> bool:
    held = Approval.objects.filter(pk=key).select_related("project").first()
    return held is not None and acts_for(person, held.project.authority_id)


def _may_filing(person: Person, key: int) -> bool:
    held = Filing.objects.filter(pk=key).first()
    return held is not None and acts_for(person, held.filer_id)


def _recent_approvals(person: Person) -> Sequence[tuple[int, str]]:
    rows = Approval.objects.select_related("project").order_by("-pk")
    if person.organisation_id is not None:
        rows = rows.filter(project__authority=person.organisation_id)
    return [(one.pk, one.project.title) for one in rows[:20]]


def _recent_filings(person: Person) -> Sequence[tuple[int, str]]:
    rows = Filing.objects.order_by("-pk")
    if person.organisation_id is not None:
        rows = rows.filter(filer=person.organisation_id)
    return [(one.pk, one.number) for one in rows[:20]]


register(
    PaperForm(
        name="issuing.approval",
        words=_("报批审批表"),
        title="地方标准报批审批表",
        fields=(
            *_OF_PROJECT,
            FormField(name="发布机关", sample="示范省市场监督管理局"),
            FormField(name="轮次", sample="1"),
            FormField(
                name="材料清单",
                rows=(FormField(name="材料", sample="报批稿"), FormField(name="有无", sample="有")),
            ),
            FormField(
                name="审批意见",
                rows=(
                    FormField(name="环节", sample="处长审核"),
                    FormField(name="意见", sample="同意。"),
                    FormField(name="签名", sample="王敏"),
                    FormField(name="日期", sample="2026年11月2日"),
                ),
            ),
        ),
        values=_approval,
        may=_may_approval,
        recent=_recent_approvals,
    ),
    PaperForm(
        name="issuing.filing",
        words=_("地方标准备案表"),
        title="地方标准备案表",
        fields=(
            *_OF_PROJECT,
            *(
                FormField(name=name, sample=sample)
                for name, sample in (
                    ("报送单位", "示范省市场监督管理局"),
                    ("备案机关", "国务院标准化行政主管部门"),
                    ("发布公告", "2026年第1号"),
                    ("发布日期", "2026年11月2日"),
                    ("实施日期", "2026年12月15日"),
                    ("报送日期", "2026年11月20日"),
                    ("备案号", "（由备案机关填写）"),
                )
            ),
        ),
        values=_filing,
        may=_may_filing,
        recent=_recent_filings,
    ),
)
