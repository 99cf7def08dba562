"""The forms of the slice: the department's opinion, invitation, minutes, signatures, vote sheet."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.queries.note import han
from biaozhun.cloud.form_templates.registry import FormField, PaperForm, register
from biaozhun.cloud.foundation.clock import day_of, today
from biaozhun.cloud.technical_reviews.models import DepartmentCheck
from biaozhun.cloud.technical_reviews.permissions import roles_in_check

_RECENT: Final = 20  # cases that are offered for a preview
_OF_PROJECT: Final = (
    FormField(name="项目名称", sample="公共场所母婴设施设置与服务规范"),
    FormField(name="计划编号", sample="JY2026-018"),
    FormField(name="主管部门", sample="江原省市场监督管理局"),
    FormField(name="行业主管部门", sample="江原省卫生健康委员会"),
    FormField(name="起草单位", sample="江原省妇幼保健院、江原大学公共卫生学院"),
)


def _project(project: Project) -> dict[str, str]:
    return {
        "项目名称": project.title,
        "计划编号": project.plan_number,
        "主管部门": project.authority.name,
        "行业主管部门": project.department.name,
        "起草单位": "、".join(one.name for one in project.units.all()),
    }


def _check(key: int) -> DepartmentCheck:
    rows = DepartmentCheck.objects.select_related(
        "project__authority", "project__department", "draft", "decided_by"
    )
    return rows.get(pk=key)


def _opinion(key: int) -> Mapping[str, Any]:
    """What stands in the opinion of a department."""
    held = _check(key)
    passed = held.state == "passed"
    return {
        **_project(held.project),
        "送审稿": f"{held.draft.name}（第{held.draft.version}版）" if held.draft else "",
        "审核结论": "" if held.state == "asked" else "同意送审" if passed else "退回修改",
        "审核意见": held.opinion,
        "审核人": held.decided_by.name if held.decided_by else "",
        "审核日期": han(day_of(held.decided) if held.decided else today()),
    }


def _may_check(person: Person, key: int) -> bool:
    return bool(roles_in_check(person, _check(key)))


def _recent_checks(person: Person) -> Sequence[tuple[int, str]]:
    rows = DepartmentCheck.objects.select_related("project").order_by("-pk")
    if person.organisation_id is not None:
        rows = rows.filter(project__authority=person.organisation_id)
    return [(one.pk, one.project.title) for one in rows[:_RECENT]]


register(
    PaperForm(
        name="technical_reviews.department_opinion",
        words=_("行业主管部门审核意见"),
        title="行业主管部门审核意见",
        fields=(
            *_OF_PROJECT,
            FormField(name="送审稿", sample="送审稿.docx（第2版）"),
            FormField(name="审核结论", sample="同意送审"),
            FormField(
                name="审核意见",
                sample="材料齐全，技术内容符合本行业管理要求，同意提交技术审查。" * 3,
            ),
            FormField(name="审核人", sample="周敏"),
            FormField(name="审核日期", sample="2026年9月1日"),
        ),
        values=_opinion,
        may=_may_check,
        recent=_recent_checks,
    ),
)
