"""The forms of a project that a region may have templates for (domain-rules 2.6)."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.drafting.models import DocumentKind, Proceeding, Project
from biaozhun.cloud.drafting.permissions import WORKS, projects_seen_by, roles_in
from biaozhun.cloud.drafting.queries.documents import documents_of
from biaozhun.cloud.drafting.queries.facts import latest
from biaozhun.cloud.drafting.queries.note import han, sections_of
from biaozhun.cloud.drafting.queries.page import project_at
from biaozhun.cloud.drafting.wording import DOCUMENT, FIELD, KIND, OUTCOME, PROCEDURE
from biaozhun.cloud.form_templates.registry import FormField, PaperForm, register
from biaozhun.cloud.foundation.clock import today

_RECENT: Final = 20  # projects that are offered for a preview
PROJECT: Final = (
    FormField(name="项目名称", sample="公共场所母婴设施设置与服务规范"),
    FormField(name="英文名称", sample="Specification for baby care facilities in public places"),
    FormField(name="计划编号", sample="JY2026-018"),
    FormField(name="计划文件", sample="江市监标发〔2026〕18号"),
    FormField(name="制定或修订", sample="制定"),
    FormField(name="被修订标准", sample=""),
    FormField(name="主管部门", sample="江原省市场监督管理局"),
    FormField(name="提出单位", sample="江原省卫生健康委员会"),
    FormField(name="归口单位", sample="江原省公共服务标准化技术委员会"),
    FormField(name="起草单位", sample="江原省妇幼保健院、江原大学公共卫生学院"),
    FormField(name="起草人", sample="李明、王芳"),
    FormField(name="领域", sample="社会事业"),
    FormField(name="程序", sample="一般程序"),
    FormField(name="立项日期", sample="2026年3月2日"),
    FormField(name="完成时限", sample="2027年3月2日"),
    FormField(name="承办人", sample="赵强"),
    FormField(name="填表日期", sample="2026年11月23日"),
)
"""What every form of a project may name."""
CONSULTATION: Final = (
    FormField(name="征求意见开始", sample="2026年6月1日"),
    FormField(name="征求意见结束", sample="2026年7月5日"),
)
REVIEW: Final = (
    FormField(name="审查开始", sample="2026年9月1日"),
    FormField(name="审查结束", sample="2026年9月1日"),
    FormField(name="审查结论", sample="通过"),
    FormField(name="审查说明", sample="专家组一致同意通过审查。"),
)
PAPERS: Final = FormField(
    name="材料表",
    rows=(
        FormField(name="序号", sample="1"),
        FormField(name="材料", sample="送审稿"),
        FormField(name="版本", sample="2"),
        FormField(name="文件", sample="送审稿.docx"),
        FormField(name="摘要值", sample="9f86d081"),
    ),
)
COMMENTS: Final = FormField(
    name="意见表",
    rows=(
        FormField(name="序号", sample=""),
        FormField(name="条款", sample=""),
        FormField(name="意见", sample=""),
        FormField(name="理由", sample=""),
    ),
)
NOTE: Final = FormField(
    name="章节",
    rows=(
        FormField(name="序号", sample="一"),
        FormField(name="标题", sample="任务来源"),
        FormField(name="内容", sample="根据江市监标发〔2026〕18号……"),
    ),
)
SUBMITTED: Final = (
    DocumentKind.DRAFT_FOR_REVIEW,
    DocumentKind.EXPLANATORY_NOTE,
    DocumentKind.COMMENT_TABLE,
    DocumentKind.DEPARTMENT_OPINION,
    DocumentKind.TEST_REPORT,
    DocumentKind.PATENT_STATEMENT,
)
"""What goes with a submission for review."""
REPORTED: Final = (
    DocumentKind.DRAFT_FOR_APPROVAL,
    DocumentKind.EXPLANATORY_NOTE,
    DocumentKind.COMMENT_TABLE,
    DocumentKind.REVIEW_MINUTES,
    DocumentKind.REVIEWER_LIST,
    DocumentKind.REVIEW_OPINIONS,
    DocumentKind.APPROVAL_LETTER,
)
"""What goes with a submission for approval."""
_BLANK_LINES: Final = 8  # of the form in which comments are written


def _project(key: int) -> Project:
    found = project_at(key)
    if found is None:
        raise Project.DoesNotExist(str(key))
    return found


def _values(project: Project) -> dict[str, Any]:
    people = [one.name for one in project.team.all() if one.role != "clerk"]
    return {
        "项目名称": project.title,
        "英文名称": project.title_en,
        "计划编号": project.plan_number,
        "计划文件": project.programme,
        "制定或修订": KIND[project.kind],
        "被修订标准": project.revises,
        "主管部门": project.authority.name,
        "提出单位": project.department.name,
        "归口单位": project.committee.name if project.committee else project.department.name,
        "起草单位": "、".join(one.name for one in project.units.all()),
        "起草人": "、".join(people),
        "领域": FIELD[project.field] if project.field else "",
        "程序": PROCEDURE[project.procedure],
        "立项日期": han(project.planned),
        "完成时限": han(project.deadline),
        "承办人": project.handler.name if project.handler else "",
        "填表日期": han(today()),
    }


def _proceedings(project: Project) -> dict[str, Any]:
    held = latest(project)
    consulted = held.get(Proceeding.Kind.CONSULTATION)
    reviewed = held.get(Proceeding.Kind.TECHNICAL_REVIEW)
    return {
        "征求意见开始": han(consulted.began) if consulted else "",
        "征求意见结束": han(consulted.ended) if consulted else "",
        "审查开始": han(reviewed.began) if reviewed else "",
        "审查结束": han(reviewed.ended) if reviewed else "",
        "审查结论": OUTCOME[reviewed.outcome] if reviewed and reviewed.outcome else "",
        "审查说明": reviewed.note if reviewed else "",
    }


def _papers(project: Project, kinds: Sequence[DocumentKind]) -> list[dict[str, Any]]:
    held = documents_of(project)
    return [
        {
            "序号": place,
            "材料": DOCUMENT[kind],
            "版本": held[kind].version if kind in held else "（缺）",
            "文件": held[kind].name if kind in held else "",
            "摘要值": held[kind].digest[:16] if kind in held else "",
        }
        for place, kind in enumerate(kinds, 1)
    ]


def _plain(key: int) -> Mapping[str, Any]:
    project = _project(key)
    return _values(project) | _proceedings(project)


def _comment_form(key: int) -> Mapping[str, Any]:
    return {**_plain(key), "意见表": [{"序号": line + 1} for line in range(_BLANK_LINES)]}


def _submission(key: int) -> Mapping[str, Any]:
    project = _project(key)
    papers = {"材料表": _papers(project, SUBMITTED)}
    return _values(project) | _proceedings(project) | papers


def _approval(key: int) -> Mapping[str, Any]:
    project = _project(key)
    papers = {"材料表": _papers(project, REPORTED)}
    return _values(project) | _proceedings(project) | papers


def _note(key: int) -> Mapping[str, Any]:
    project = _project(key)
    numbered = zip("一二三四五六七八九十", sections_of(project, today()), strict=True)
    rows = [
        {
            "序号": number,
            "标题": one.heading,
            "内容": "\n".join((*one.told, *one.kept)) or f"【{one.guide}】",
        }
        for number, one in numbered
    ]
    return {**_values(project), "章节": rows}


def _may(person: Person, key: int) -> bool:
    found = project_at(key)
    return found is not None and bool(roles_in(person, found) & WORKS)


def _recent(person: Person) -> Sequence[tuple[int, str]]:
    seen = Project.objects.filter(projects_seen_by(person)).values("pk")
    found = Project.objects.filter(pk__in=seen).order_by("-pk")[:_RECENT]
    return [(one.pk, str(one)) for one in found]


FORMS: Final = (
    PaperForm(
        name="drafting.consultation_notice",
        words=_("征求意见通知"),
        title="关于征求地方标准意见的通知",
        fields=(*PROJECT, *CONSULTATION),
        values=_plain,
        may=_may,
        recent=_recent,
    ),
    PaperForm(
        name="drafting.comment_form",
        words=_("征求意见表"),
        title="地方标准征求意见表",
        fields=(*PROJECT, *CONSULTATION, COMMENTS),
        values=_comment_form,
        has_seal=False,
        may=_may,
        recent=_recent,
    ),
    PaperForm(
        name="drafting.explanatory_note",
        words=_("编制说明（按模板）"),
        title="地方标准编制说明",
        fields=(*PROJECT, NOTE),
        values=_note,
        has_seal=False,
        may=_may,
        recent=_recent,
    ),
    PaperForm(
        name="drafting.submission",
        words=_("送审材料登记表"),
        title="地方标准送审材料登记表",
        fields=(*PROJECT, *CONSULTATION, PAPERS),
        values=_submission,
        may=_may,
        recent=_recent,
    ),
    PaperForm(
        name="drafting.approval_letter",
        words=_("报批公文"),
        title="关于报批地方标准的函",
        fields=(*PROJECT, *CONSULTATION, *REVIEW),
        values=_plain,
        may=_may,
        recent=_recent,
    ),
    PaperForm(
        name="drafting.approval_form",
        words=_("报批审批表"),
        title="地方标准报批审批表",
        fields=(*PROJECT, *CONSULTATION, *REVIEW, PAPERS),
        values=_approval,
        may=_may,
        recent=_recent,
    ),
)
register(*FORMS)
