"""The forms of the slice: the department's opinion, invitation, minutes, signatures, vote sheet."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.queries.note import han
from biaozhun.cloud.form_templates.registry import FormField, PaperForm, register
from biaozhun.cloud.foundation.clock import day_of, today
from biaozhun.cloud.technical_reviews import wording
from biaozhun.cloud.technical_reviews.models import DepartmentCheck, Review, Reviewer
from biaozhun.cloud.technical_reviews.permissions import (
    reviews_kept_by,
    roles_in,
    roles_in_check,
)
from biaozhun.cloud.technical_reviews.queries.papers import (
    dissent_of,
    opened_by,
    seat_rows,
    sentence_of_votes,
)
from biaozhun.cloud.technical_reviews.wording.panels import SEAT_INTEREST
from biaozhun.documents.reports.official import Clause, Grid, OfficialPaper

_RECENT: Final = 20  # cases that are offered for a preview
_OF_PROJECT: Final = (
    FormField(name="项目名称", sample="公共场所母婴设施设置与服务规范"),
    FormField(name="计划编号", sample="JY2026-018"),
    FormField(name="主管部门", sample="江原省市场监督管理局"),
    FormField(name="行业主管部门", sample="江原省卫生健康委员会"),
    FormField(name="起草单位", sample="江原省妇幼保健院、江原大学公共卫生学院"),
)


_OF_REVIEW: Final = (
    *_OF_PROJECT,
    *(
        FormField(name=name, sample=sample)
        for name, sample in (
            ("审查方式", "技术委员会审查"),
            ("审查形式", "会议审查"),
            ("技术委员会", "江原省公共服务标准化技术委员会"),
            ("送审稿", "送审稿.docx（第2版）"),
            ("审查日期", "2026年11月23日"),
            ("审查地点", "省标准化研究院三楼"),
            ("记录人", "钱记"),
        )
    ),
)
_OF_REVIEWER: Final = (
    FormField(name="姓名", sample="方敏"),
    FormField(name="单位", sample="江原大学"),
    FormField(name="代表方", sample="教育科研"),
    FormField(name="姓名和称谓", sample="方敏（江原大学）"),
)
_COLUMNS: Final = (
    FormField(name="姓名", sample="方敏"),
    FormField(name="单位", sample="江原大学"),
    FormField(name="代表方", sample="教育科研"),
)
LISTED: Final = FormField(
    name="名单",
    rows=(*_COLUMNS, FormField(name="备注", sample="组长"), FormField(name="签名", sample="")),
)
_OF_VOTES: Final = (
    FormField(name="表决情况", sample="有表决权的7人，到会7人；同意6票，不同意1票，弃权0票。"),
    FormField(name="审查结论", sample="通过"),
    FormField(name="表决", rows=(*_COLUMNS, FormField(name="意见", sample="同意"))),
)
_OF_MINUTES: Final = (
    FormField(name="会议概况", sample="2026年11月23日，技术委员会在省标准化研究院召开审查会。"),
    FormField(name="表决情况", sample="有表决权的7人，到会7人；同意6票，不同意1票，弃权0票。"),
    FormField(
        name="审查意见",
        rows=(
            FormField(name="内容", sample="是否在地方标准的制定范围内"),
            FormField(name="结论", sample="符合"),
            FormField(name="说明", sample=""),
        ),
    ),
    FormField(name="不同意见", sample="无。"),
    FormField(name="审查结论", sample="通过"),
    FormField(name="结论意见", sample="一致同意通过审查。"),
)
MINUTES: Final = OfficialPaper(
    title="《{{ 项目名称 }}》技术审查会议纪要",
    parts=(
        Clause("{{ 会议概况 }}"),
        Clause("一、审查内容", 1),
        Grid(
            heads=("审查内容", "结论", "说明"),
            rows=(
                ("{%tr for 行 in 审查意见 %}", "", ""),
                ("{{ 行.内容 }}", "{{ 行.结论 }}", "{{ 行.说明 }}"),
                ("{%tr endfor %}", "", ""),
            ),
            widths=(66, 25, 65),
        ),
        Clause("二、表决情况", 1),
        Clause("{{ 表决情况 }}"),
        Clause("三、不同意见", 1),
        Clause("{{ 不同意见 }}"),
        Clause("四、审查结论", 1),
        Clause("{{ 审查结论 }}。{{ 结论意见 }}"),
        Clause("附：审查人员签名表、表决单。"),
        Clause("记录人：{{ 记录人 }}"),
    ),
    issuer="{{ 主管部门 }}",
)
"""The minutes as they are written where the region has no template of its own."""
INVITATION: Final = OfficialPaper(
    title="关于邀请参加《{{ 项目名称 }}》技术审查的函",
    addressees="{{ 姓名和称谓 }}",
    parts=(
        Clause(
            "《{{ 项目名称 }}》（计划编号：{{ 计划编号 }}）由{{ 起草单位 }}起草，现已送审。"
            "请您参加该标准的技术审查。"
        ),
        Clause("审查方式：{{ 审查方式 }}，{{ 审查形式 }}。"),
        Clause("审查日期：{{ 审查日期 }}。"),
        Clause("审查地点：{{ 审查地点 }}。"),
        Clause(
            "审查材料随函送达。请重点审查：是否在地方标准的制定范围内；技术要求是否不低于强制性"
            "国家标准，并与有关标准协调；不同意见是否得到妥善处理；其他需要审查的内容。"
        ),
        Clause("参与起草或与起草单位有利益关系的，请及时告知，不参加表决。"),
    ),
    issuer="{{ 主管部门 }}",
)
"""An invitation to who has no account, likewise."""


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


def _review(key: int) -> Review:
    rows = Review.objects.select_related(
        "project__authority", "project__department", "committee", "draft"
    )
    return rows.get(pk=key)


def _of_review(held: Review) -> dict[str, str]:
    days = han(held.day) if held.day else ""
    if held.form == Review.Form.BALLOT and held.closes:
        days = f"{days}至{han(held.closes)}"
    return {
        **_project(held.project),
        "审查方式": str(wording.ROUTE[held.route]),
        "审查形式": str(wording.FORM[held.form]),
        "技术委员会": held.committee.name if held.committee else "（没有归口的技术委员会）",
        "送审稿": f"{held.draft.name}（第{held.draft.version}版）",
        "审查日期": days,
        "审查地点": held.place or "—",
        "记录人": held.clerk or "—",
    }


def _minutes(key: int) -> Mapping[str, Any]:
    """What stands in the minutes of a review (审查会议纪要)."""
    held = _review(key)
    answers = {one.question: one for one in held.answers.all()}
    with override("zh-hans"):
        return {
            **_of_review(held),
            "会议概况": opened_by(held),
            "表决情况": sentence_of_votes(held),
            "审查意见": [
                {
                    "内容": str(words),
                    "结论": str(wording.FINDING[answers[code].finding]) if code in answers else "",
                    "说明": answers[code].text if code in answers else "",
                }
                for code, words in wording.QUESTION.items()
            ],
            "不同意见": dissent_of(held),
            "审查结论": str(wording.CONCLUSION[held.conclusion]) if held.conclusion else "",
            "结论意见": held.conclusion_text,
        }


def _people(key: int) -> Mapping[str, Any]:
    """Who reviewed, for signature (专家签名表)."""
    held = _review(key)
    with override("zh-hans"):
        return {**_of_review(held), "名单": seat_rows(held)}


def _votes(key: int) -> Mapping[str, Any]:
    """What was voted (表决单); of votes that were not counted nothing is said."""
    held = _review(key)
    with override("zh-hans"):
        return {
            **_of_review(held),
            "表决情况": sentence_of_votes(held),
            "表决": seat_rows(held),
            "审查结论": str(wording.CONCLUSION[held.conclusion]) if held.conclusion else "",
        }


def _reviewer(key: int) -> Mapping[str, Any]:
    """What stands in an invitation."""
    one = Reviewer.objects.select_related("review__project").get(pk=key)
    held = _review(one.review_id)
    with override("zh-hans"):
        return {
            **_of_review(held),
            "姓名": one.name,
            "单位": one.unit,
            "代表方": str(SEAT_INTEREST[one.interest]) if one.interest else "",
            "姓名和称谓": f"{one.name}（{one.unit}）" if one.unit else one.name,
        }


def _vote_sheet(key: int) -> Mapping[str, Any]:
    """What stands on the vote sheet of one who votes on paper; the rest is written by hand."""
    return {**_reviewer(key), "表决": "□同意　□不同意　□弃权"}


def _may_review(person: Person, key: int) -> bool:
    held = _review(key)
    return "desk" in roles_in(person, held) and held.state in {"counted", "concluded"}


def _may_reviewer(person: Person, key: int) -> bool:
    """The scan of a vote on paper is as sealed as the vote itself."""
    one = Reviewer.objects.select_related("review__project").get(pk=key)
    return _may_review(person, one.review_id)


def _nobody(person: Person, key: int) -> bool:  # noqa: ARG001  -- the form of the question
    """A scan of a vote comes with the vote, in no other way."""
    return False


def _recent_reviews(person: Person) -> Sequence[tuple[int, str]]:
    rows = Review.objects.filter(reviews_kept_by(person), state__in=("counted", "concluded"))
    found = rows.select_related("project").order_by("-pk").distinct()[:_RECENT]
    return [(one.pk, one.project.title) for one in found]


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
    PaperForm(
        name="technical_reviews.invitation",
        words=_("技术审查邀请函"),
        title="关于邀请参加地方标准技术审查的函",
        fields=(*_OF_REVIEW, *_OF_REVIEWER),
        values=_reviewer,
        paper=INVITATION,
        may=_may_reviewer,
        may_seal=_nobody,
    ),
    PaperForm(
        name="technical_reviews.vote",
        words=_("个人表决单"),
        title="地方标准技术审查表决单（个人）",
        fields=(
            *_OF_REVIEW,
            *_OF_REVIEWER,
            FormField(name="表决", sample=""),
            FormField(name="不同意的理由", sample=""),
            FormField(name="签名", sample=""),
        ),
        values=_vote_sheet,
        has_seal=False,
        may=_may_reviewer,
        may_seal=_nobody,
    ),
    PaperForm(
        name="technical_reviews.minutes",
        words=_("审查会议纪要"),
        title="地方标准技术审查会议纪要",
        fields=(*_OF_REVIEW, *_OF_MINUTES),
        values=_minutes,
        paper=MINUTES,
        may=_may_review,
        recent=_recent_reviews,
    ),
    PaperForm(
        name="technical_reviews.reviewers",
        words=_("审查人员签名表"),
        title="地方标准技术审查人员签名表",
        fields=(*_OF_REVIEW, LISTED),
        values=_people,
        has_seal=False,
        may=_may_review,
        recent=_recent_reviews,
    ),
    PaperForm(
        name="technical_reviews.votes",
        words=_("表决单"),
        title="地方标准技术审查表决单",
        fields=(*_OF_REVIEW, *_OF_VOTES),
        values=_votes,
        has_seal=False,
        may=_may_review,
        recent=_recent_reviews,
    ),
)
