"""What the events of plans and their texts are called."""

from django.utils.translation import pgettext_lazy

from biaozhun.cloud.audit.wording import register
from biaozhun.cloud.plans.wording.fields import FIELD

register(
    {
        "plans.plan_added": pgettext_lazy("event", "读入政策文件"),
        "plans.plan_corrected": pgettext_lazy("event", "更正计划的信息"),
        "plans.plan_confirm": pgettext_lazy("event", "确认计划"),
        "plans.plan_conclude": pgettext_lazy("event", "完结计划"),
        "plans.plan_withdraw": pgettext_lazy("event", "撤销计划"),
        "plans.plan_reopen": pgettext_lazy("event", "重新实施计划"),
        "plans.plan_linked": pgettext_lazy("event", "衔接上位文件"),
        "plans.part_made": pgettext_lazy("event", "由任务编成计划"),
        "plans.task_corrected": pgettext_lazy("event", "更正任务"),
        "plans.task_added": pgettext_lazy("event", "添加任务"),
        "plans.task_split": pgettext_lazy("event", "拆分任务"),
        "plans.tasks_merged": pgettext_lazy("event", "合并任务"),
        "plans.task_drop": pgettext_lazy("event", "去除任务"),
        "plans.task_restore": pgettext_lazy("event", "恢复任务"),
        "plans.task_confirm": pgettext_lazy("event", "任务生效"),
        "plans.task_linked": pgettext_lazy("event", "衔接任务"),
        "plans.units_changed": pgettext_lazy("event", "更改责任单位"),
        "plans.units_spread": pgettext_lazy("event", "合称分给各单位"),
        "plans.unit_assigned": pgettext_lazy("event", "对应责任单位"),
        "plans.target_corrected": pgettext_lazy("event", "更正指标"),
        "plans.target_added": pgettext_lazy("event", "添加指标"),
        "plans.target_dropped": pgettext_lazy("event", "去除指标"),
        "plans.target_restored": pgettext_lazy("event", "恢复指标"),
        "plans.remark_settled": pgettext_lazy("event", "处理提示"),
        "plans.remark_opened": pgettext_lazy("event", "重新打开提示"),
        "plans.table_imported": pgettext_lazy("event", "导入任务分解表"),
        "plans.campaign_changed": pgettext_lazy("event", "更改专项行动"),
        "plans.milestone_changed": pgettext_lazy("event", "更改里程碑"),
    },
    facts={
        **FIELD,
        "file": pgettext_lazy("fact", "文件"),
        "tasks": pgettext_lazy("fact", "任务"),
        "targets": pgettext_lazy("fact", "指标"),
        "remarks": pgettext_lazy("fact", "提示"),
        "before": pgettext_lazy("fact", "原来"),
        "after": pgettext_lazy("fact", "现在"),
        "visibility": pgettext_lazy("fact", "公开范围"),
        "reason": pgettext_lazy("fact", "理由"),
        "code": pgettext_lazy("fact", "代码"),
        "left_undecided": pgettext_lazy("fact", "没有处理的提示"),
        "parts": pgettext_lazy("fact", "拆成"),
        "titles": pgettext_lazy("fact", "各项名称"),
        "merged": pgettext_lazy("fact", "并入"),
        "other": pgettext_lazy("fact", "另一份"),
        "rows": pgettext_lazy("fact", "行"),
        "added": pgettext_lazy("fact", "新增"),
        "changed": pgettext_lazy("fact", "更改"),
    },
)
