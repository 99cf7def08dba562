"""What the events and the notices of the slice are called."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.audit.wording import register
from biaozhun.cloud.messaging.wording import register as register_notices

register(
    {
        "green_channel.asked": pgettext_lazy("event", "申请使用绿色通道"),
        "green_channel.use_grant": pgettext_lazy("event", "批准使用绿色通道"),
        "green_channel.use_refuse": pgettext_lazy("event", "不批准使用绿色通道"),
        "green_channel.use_withdraw": pgettext_lazy("event", "撤回绿色通道申请"),
        "green_channel.use_plan": pgettext_lazy("event", "立项时批准使用绿色通道"),
        "green_channel.use_take_over": pgettext_lazy("event", "接入使用绿色通道的项目"),
        "green_channel.use_end": pgettext_lazy("event", "停止使用绿色通道"),
        "green_channel.use_supersede": pgettext_lazy("event", "绿色通道改用另一程序"),
        "green_channel.skip_asked": pgettext_lazy("event", "申请省去步骤"),
        "green_channel.skip_approve": pgettext_lazy("event", "同意省去步骤"),
        "green_channel.skip_refuse": pgettext_lazy("event", "不同意省去步骤"),
        "green_channel.skip_withdraw": pgettext_lazy("event", "撤回省去步骤的申请"),
        "green_channel.skip_plan": pgettext_lazy("event", "立项时省去步骤"),
        "green_channel.skip_revoke": pgettext_lazy("event", "撤销省去步骤"),
        "green_channel.checked": pgettext_lazy("event", "核查绿色通道的使用"),
        "green_channel.still_used": pgettext_lazy("event", "确认应急标准仍在使用"),
        "green_channel.no_longer_used": pgettext_lazy("event", "登记应急标准不再使用"),
        "green_channel.ground_added": pgettext_lazy("event", "增加使用绿色通道的理由"),
        "green_channel.ground_retired": pgettext_lazy("event", "停用使用绿色通道的理由"),
    },
    facts={
        "project": pgettext_lazy("fact", "计划编号"),
        "procedure": pgettext_lazy("fact", "程序"),
        "ground": pgettext_lazy("fact", "依据的理由"),
        "reason": pgettext_lazy("fact", "理由"),
        "why": pgettext_lazy("fact", "申请的理由"),
        "wanted": pgettext_lazy("fact", "需要的日期"),
        "paper": pgettext_lazy("fact", "文号"),
        "stated_by": pgettext_lazy("fact", "由谁说明"),
        "next": pgettext_lazy("fact", "接替的申请"),
        "step": pgettext_lazy("fact", "步骤"),
        "finding": pgettext_lazy("fact", "结论"),
        "organisation": pgettext_lazy("fact", "单位"),
        "name": pgettext_lazy("fact", "名称"),
        "basis": pgettext_lazy("fact", "依据"),
        "before": pgettext_lazy("fact", "原为"),
        "after": pgettext_lazy("fact", "改为"),
        "visibility": pgettext_lazy("fact", "谁可以看到"),
    },
)
register_notices(
    {
        "green_channel.use_moved": _("绿色通道的申请有进展"),
        "green_channel.skip_moved": _("省去步骤的申请有进展"),
        "green_channel.checked": _("绿色通道的使用有核查结论"),
        "green_channel.confirm_due": _("应急标准到了确认的日期"),
    }
)
