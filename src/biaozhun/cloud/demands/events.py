"""What the events and the notices of the slice are called."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.audit.wording import register
from biaozhun.cloud.messaging.wording import register as register_notices

register(
    {
        "demands.demand_filed": pgettext_lazy("event", "提出标准需求"),
        "demands.demand_publish": pgettext_lazy("event", "公开标准需求"),
        "demands.demand_withhold": pgettext_lazy("event", "标准需求不予公开"),
        "demands.demand_assign": pgettext_lazy("event", "交办标准需求"),
        "demands.demand_send_back": pgettext_lazy("event", "退回标准需求"),
        "demands.demand_answer": pgettext_lazy("event", "答复标准需求"),
        "demands.demand_suggest": pgettext_lazy("event", "标准需求转为立项建议"),
        "demands.demand_plan": pgettext_lazy("event", "标准需求关联项目"),
        "demands.demand_merge": pgettext_lazy("event", "合并标准需求"),
        "demands.demand_decline": pgettext_lazy("event", "不采纳标准需求"),
        "demands.demand_reopen": pgettext_lazy("event", "要求重新办理标准需求"),
        "demands.demand_supported": pgettext_lazy("event", "附议标准需求"),
        "demands.demand_support_withdrawn": pgettext_lazy("event", "取消附议标准需求"),
        "demands.suggestion_filed": pgettext_lazy("event", "提出立项建议"),
        "demands.suggestion_receive": pgettext_lazy("event", "收到立项建议"),
        "demands.suggestion_withhold": pgettext_lazy("event", "立项建议不予公开"),
        "demands.suggestion_forward": pgettext_lazy("event", "转交立项建议"),
        "demands.suggestion_send_back": pgettext_lazy("event", "退回立项建议"),
        "demands.suggestion_take_up": pgettext_lazy("event", "采纳立项建议"),
        "demands.suggestion_give_back": pgettext_lazy("event", "立项建议退回研究"),
        "demands.suggestion_merge": pgettext_lazy("event", "合并立项建议"),
        "demands.suggestion_decline": pgettext_lazy("event", "不采纳立项建议"),
        "demands.suggestion_withdraw": pgettext_lazy("event", "撤回立项建议"),
        "demands.file_added": pgettext_lazy("event", "添加材料"),
        "demands.file_removed": pgettext_lazy("event", "删除材料"),
        "demands.contact_removed": pgettext_lazy("event", "删除提出人的联系方式"),
    },
    facts={
        "before": pgettext_lazy("fact", "原为"),
        "after": pgettext_lazy("fact", "改为"),
        "visibility": pgettext_lazy("fact", "公开范围"),
        "field": pgettext_lazy("fact", "领域"),
        "account": pgettext_lazy("fact", "有账户"),
        "text": pgettext_lazy("fact", "说明"),
        "department": pgettext_lazy("fact", "部门"),
        "target": pgettext_lazy("fact", "并入的一条"),
        "suggestion": pgettext_lazy("fact", "立项建议"),
        "project": pgettext_lazy("fact", "计划项目"),
        "application": pgettext_lazy("fact", "立项申请"),
        "sha256": pgettext_lazy("fact", "摘要值"),
    },
)
register_notices(
    {
        "demands.demand_filed": _("有新的标准需求"),
        "demands.demand_assigned": _("标准需求交本部门办理"),
        "demands.demand_moved": _("标准需求有进展"),
        "demands.suggestion_filed": _("有新的立项建议"),
        "demands.suggestion_assigned": _("立项建议交本部门研究"),
        "demands.suggestion_moved": _("立项建议有进展"),
    }
)
