"""The form of the slice: the minutes of a hearing (听证会纪要)."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.form_templates.registry import FormField, PaperForm, register
from biaozhun.cloud.hearings import wording
from biaozhun.cloud.hearings.actions.minuting import MINUTES_FORM
from biaozhun.cloud.hearings.models import Hearing, Registration
from biaozhun.cloud.hearings.permissions import desk_roles
from biaozhun.cloud.hearings.queries.hearings import (
    HearingPage,
    desk_hearings,
    page_of,
    whole_hearings,
)


def _minutes(key: int) -> Mapping[str, Any]:
    """What stands in the minutes of a hearing."""
    held = whole_hearings().get(pk=key)
    page = page_of(held)
    with override("zh-hans"):
        people = _people(page)
        opinions = _opinions(page)
    return {
        "听证事项": held.topic,
        "标准名称": held.project.title,
        "计划编号": held.project.plan_number,
        "组织单位": held.project.authority.name,
        "提出部门": held.project.department.name,
        "日期": _han(held),
        "地点": held.place or held.online,
        "主持人": held.chair,
        "记录人": held.recorder or "—",
        "参加人": people,
        "经过": held.course,
        "意见": opinions,
    }


def _people(page: HearingPage) -> list[dict[str, str]]:
    """Who took part: participants, then the representatives who were asked to come."""
    participants = [
        {
            "编号": str(one.number),
            **_named(one.may_be_named, one.name, one.unit),
            "利益方": str(wording.GROUP[one.group]),
            "到场": "到" if one.attended else "未到",
        }
        for one in page.chosen
    ]
    invited = [
        {
            "编号": "代表",
            **_named(
                one.representative.may_be_named,
                one.representative.name,
                one.representative.unit,
            ),
            "利益方": str(wording.KIND[one.kind]),
            "到场": "到" if one.state == "attended" else "未到",
        }
        for one in page.invitations
        if one.state in {"attended", "absent"}
    ]
    return participants + invited


def _named(may_be_named: bool, name: str, unit: str) -> dict[str, str]:  # noqa: FBT001  -- one fact of three
    """Name and unit as everybody may read them: the minutes are a public paper."""
    if not may_be_named:
        return {"姓名": "（不公开）", "单位": "—"}
    return {"姓名": name, "单位": unit or "—"}


def _called(one: Registration) -> str:
    return one.name if one.may_be_named else str(wording.GROUP[one.group])


def _opinions(page: HearingPage) -> list[dict[str, str]]:
    said = [
        {
            "发言人": f"{one.registration.number} {_called(one.registration)}",
            "条款": one.place or "—",
            "内容": one.text,
        }
        for one in page.opinions
    ]
    spoken = [
        {
            "发言人": one.representative.name
            if one.representative.may_be_named
            else str(wording.KIND[one.kind]),
            "条款": "—",
            "内容": one.opinion,
        }
        for one in page.spoken
    ]
    return said + spoken


def _han(held: Hearing) -> str:
    if held.day is None:
        return "—"
    time = f" {held.starts:%H:%M}" if held.starts else ""
    return f"{held.day.year}年{held.day.month}月{held.day.day}日{time}"


def _may(person: Person, key: int) -> bool:
    held = Hearing.objects.select_related("project").filter(pk=key).first()
    return held is not None and bool(desk_roles(person, held.project))


def _recent(person: Person) -> Sequence[tuple[int, str]]:
    return [(one.pk, one.topic) for one in desk_hearings(person)[:20]]


register(
    PaperForm(
        name=MINUTES_FORM,
        words=_("听证会纪要"),
        title="听证会纪要",
        fields=(
            *(
                FormField(name=name, sample=sample)
                for name, sample in (
                    ("听证事项", "养老机构收费与服务规范"),
                    ("标准名称", "养老机构服务规范"),
                    ("计划编号", "2026-015"),
                    ("组织单位", "示范省市场监督管理局"),
                    ("提出部门", "示范省民政厅"),
                    ("日期", "2026年11月20日 14:00"),
                    ("地点", "示范省政务服务中心二楼会议室"),
                    ("主持人", "王敏"),
                    ("记录人", "李强"),
                )
            ),
            FormField(
                name="参加人",
                rows=(
                    FormField(name="编号", sample="1"),
                    FormField(name="姓名", sample="张丽"),
                    FormField(name="单位", sample="—"),
                    FormField(name="利益方", sample="消费者"),
                    FormField(name="到场", sample="到"),
                ),
            ),
            FormField(name="经过", sample="主持人宣布听证开始，起草单位说明标准的主要内容……"),
            FormField(
                name="意见",
                rows=(
                    FormField(name="发言人", sample="1 张丽"),
                    FormField(name="条款", sample="5.2"),
                    FormField(name="内容", sample="建议写明退费的时限。"),
                ),
            ),
        ),
        values=_minutes,
        may=_may,
        recent=_recent,
    )
)
