"""What the events and the notices of the slice are called."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.audit.wording import register
from biaozhun.cloud.messaging.wording import register as register_notices

register(
    {
        "technical_reviews.check_asked": pgettext_lazy("event", "请行业主管部门审核"),
        "technical_reviews.check_pass_check": pgettext_lazy("event", "行业主管部门审核同意"),
        "technical_reviews.check_send_back": pgettext_lazy("event", "行业主管部门退回"),
        "technical_reviews.review_prepared": pgettext_lazy("event", "准备技术审查"),
        "technical_reviews.review_changed": pgettext_lazy("event", "修改审查安排"),
        "technical_reviews.papers_sent": pgettext_lazy("event", "发出审查材料"),
        "technical_reviews.review_convene": pgettext_lazy("event", "召集技术审查"),
        "technical_reviews.review_begin": pgettext_lazy("event", "开始技术审查"),
        "technical_reviews.presence_entered": pgettext_lazy("event", "登记到会情况"),
        "technical_reviews.vote_cast": pgettext_lazy("event", "表决"),
        "technical_reviews.vote_entered": pgettext_lazy("event", "登记书面表决"),
        "technical_reviews.review_count": pgettext_lazy("event", "计票"),
        "technical_reviews.conclusion_written": pgettext_lazy("event", "填写审查结论"),
        "technical_reviews.papers_made": pgettext_lazy("event", "形成审查文件"),
        "technical_reviews.review_conclude": pgettext_lazy("event", "作出审查结论"),
        "technical_reviews.review_repeat": pgettext_lazy("event", "重新组织审查"),
        "technical_reviews.review_postpone": pgettext_lazy("event", "审查改期"),
        "technical_reviews.review_cancel": pgettext_lazy("event", "取消审查"),
    },
    facts={
        "project": pgettext_lazy("fact", "计划编号"),
        "department": pgettext_lazy("fact", "行业主管部门"),
        "opinion": pgettext_lazy("fact", "意见"),
        "route": pgettext_lazy("fact", "审查方式"),
        "form": pgettext_lazy("fact", "审查形式"),
        "day": pgettext_lazy("fact", "日期"),
        "entries": pgettext_lazy("fact", "登记数"),
        "at": pgettext_lazy("fact", "时间"),
        "person": pgettext_lazy("fact", "姓名"),
        "eligible": pgettext_lazy("fact", "有表决权"),
        "present": pgettext_lazy("fact", "到会"),
        "voted": pgettext_lazy("fact", "表决"),
        "conclusion": pgettext_lazy("fact", "结论"),
        "papers": pgettext_lazy("fact", "文件"),
        "reason": pgettext_lazy("fact", "理由"),
        "before": pgettext_lazy("fact", "原为"),
        "after": pgettext_lazy("fact", "改为"),
        "visibility": pgettext_lazy("fact", "公开范围"),
    },
)
register_notices(
    {
        "technical_reviews.check_asked": _("请行业主管部门审核"),
        "technical_reviews.check_answered": _("行业主管部门审核有了结果"),
        "technical_reviews.invited": _("请您参加技术审查"),
        "technical_reviews.review_moved": _("您参加的技术审查有了进展"),
        "technical_reviews.concluded": _("您参加的技术审查有了结论"),
    }
)
