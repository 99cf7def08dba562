"""The form of the slice: the approval of a use of the green channel (绿色通道使用审批表)."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.form_templates.registry import FormField, PaperForm, register
from biaozhun.cloud.foundation.clock import day_of
from biaozhun.cloud.green_channel import wording
from biaozhun.cloud.green_channel.life import DECISION_FORM
from biaozhun.cloud.green_channel.models import Use
from biaozhun.cloud.green_channel.permissions import sees_use
from biaozhun.cloud.green_channel.queries.grounds import names_of
from biaozhun.cloud.green_channel.queries.left_out import name_of_step
from biaozhun.cloud.green_channel.queries.uses import desk_uses, whole


def _decision(key: int) -> Mapping[str, Any]:
    """What stands in the approval of a use."""
    use = whole(Use.objects.all()).get(pk=key)
    project = use.project
    with override("zh-hans"):
        skips = [
            {
                "步骤": name_of_step(one.step),
                "理由": one.reason,
                "意见": f"{wording.SKIP_STATE[one.state]}。{one.opinion}".strip(),
            }
            for one in use.skips.all()
        ]
        return {
            "标准名称": project.title,
            "计划编号": project.plan_number,
            "提出部门": project.department.name,
            "申请程序": str(wording.PROCEDURE[use.procedure]),
            "依据": names_of([use.ground])[use.ground] or "—",
            "急需理由": use.justification or "—",
            "需要日期": use.wanted.isoformat() if use.wanted else "—",
            "申请日期": day_of(use.asked).isoformat(),
            "省去步骤": skips,
            "决定": str(wording.USE_STATE[use.state]),
            "决定理由": use.opinion or "—",
            "决定日期": day_of(use.decided).isoformat() if use.decided else "—",
            "文号": use.paper_number or "—",
        }


def _may(person: Person, key: int) -> bool:
    use = whole(Use.objects.all()).filter(pk=key).first()
    return use is not None and sees_use(person, use)


def _recent(person: Person) -> Sequence[tuple[int, str]]:
    return [(one.pk, one.project.title) for one in desk_uses(person).order_by("-pk")[:20]]


_PLAIN: Final = (
    ("标准名称", "防汛应急物资储备管理规范"),
    ("计划编号", "2026-015"),
    ("提出部门", "示范省应急管理厅"),
    ("申请程序", "应急程序"),
    ("依据", "突发事件应对"),
    ("急需理由", "汛期将至，物资调配没有统一要求。"),
    ("需要日期", "2026-06-01"),
    ("申请日期", "2026-04-02"),
)
_DECIDED: Final = (
    ("决定", "已批准使用"),
    ("决定理由", "情况属实，同意。"),
    ("决定日期", "2026-04-07"),
    ("文号", "示市监标函〔2026〕9号"),
)

register(
    PaperForm(
        name=DECISION_FORM,
        words=_("绿色通道使用审批表"),
        title="地方标准绿色通道使用审批表",
        fields=(
            *(FormField(name=name, sample=sample) for name, sample in _PLAIN),
            FormField(
                name="省去步骤",
                rows=(
                    FormField(name="步骤", sample="听证会"),
                    FormField(name="理由", sample="已书面征求各方意见。"),
                    FormField(name="意见", sample="已同意省去。"),
                ),
            ),
            *(FormField(name=name, sample=sample) for name, sample in _DECIDED),
        ),
        values=_decision,
        may=_may,
        recent=_recent,
    )
)
