"""What the events and notices of the slice are called."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.audit.wording import register
from biaozhun.cloud.messaging.wording import register as register_notices

register(
    {
        "assessment.assessment_added": pgettext_lazy("event", "设立了一次考核"),
        "assessment.assessment_changed": pgettext_lazy("event", "修改了考核方案"),
        "assessment.assessment_open": pgettext_lazy("event", "开始了考核"),
        "assessment.assessment_publish": pgettext_lazy("event", "公布了考核结果"),
        "assessment.assessment_take_back": pgettext_lazy("event", "撤回了考核结果"),
        "assessment.assessment_drop": pgettext_lazy("event", "取消了考核"),
        "assessment.assessee_submit": pgettext_lazy("event", "提交了自评"),
        "assessment.assessee_review": pgettext_lazy("event", "复核了自评"),
        "assessment.assessee_send_back": pgettext_lazy("event", "退回了自评"),
        "assessment.inspection_open": pgettext_lazy("event", "开始了督导检查"),
        "assessment.inspection_conclude": pgettext_lazy("event", "结束了督导检查"),
        "assessment.inspection_reopen": pgettext_lazy("event", "重新开始了督导检查"),
        "assessment.finding_found": pgettext_lazy("event", "登记了检查发现的问题"),
        "assessment.finding_rectify": pgettext_lazy("event", "报告了整改"),
        "assessment.finding_verify": pgettext_lazy("event", "核实了整改"),
        "assessment.finding_send_back": pgettext_lazy("event", "退回了整改"),
        "assessment.finding_drop": pgettext_lazy("event", "撤销了检查发现的问题"),
    },
    facts={
        "title": pgettext_lazy("fact", "名称"),
        "units": pgettext_lazy("fact", "单位数"),
        "unit": pgettext_lazy("fact", "单位"),
        "scheme": pgettext_lazy("fact", "方案"),
        "indicators": pgettext_lazy("fact", "指标"),
        "grades": pgettext_lazy("fact", "等次"),
        "key": pgettext_lazy("fact", "键"),
        "label": pgettext_lazy("fact", "名称"),
        "weight": pgettext_lazy("fact", "权重"),
        "rule": pgettext_lazy("fact", "计分方法"),
        "zero": pgettext_lazy("fact", "零分值"),
        "full": pgettext_lazy("fact", "满分值"),
        "steps": pgettext_lazy("fact", "分档"),
        "least": pgettext_lazy("fact", "最低分"),
        "help": pgettext_lazy("fact", "说明"),
        "needs_evidence": pgettext_lazy("fact", "要有佐证"),
        "since": pgettext_lazy("fact", "开始"),
        "until": pgettext_lazy("fact", "结束"),
        "due": pgettext_lazy("fact", "期限"),
        "text": pgettext_lazy("fact", "问题"),
        "was": pgettext_lazy("fact", "原来的值"),
        "values": pgettext_lazy("fact", "复核的值"),
        "evidenced": pgettext_lazy("fact", "认可佐证的指标"),
        "vetoes": pgettext_lazy("fact", "一票否决"),
        "comment": pgettext_lazy("fact", "意见"),
        "rectification": pgettext_lazy("fact", "整改情况"),
        "evidence": pgettext_lazy("fact", "佐证"),
        "reason": pgettext_lazy("fact", "理由"),
        "before": pgettext_lazy("fact", "原为"),
        "after": pgettext_lazy("fact", "改为"),
        "visibility": pgettext_lazy("fact", "可见范围"),
    },
)
register_notices({"assessment.asked": _("请自评"), "assessment.finding": _("请整改")})
