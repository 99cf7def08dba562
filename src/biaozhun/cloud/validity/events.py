"""What the events of validity are called."""

from django.utils.translation import pgettext_lazy

from biaozhun.cloud.audit.wording import register

register(
    {
        "validity.check_sent": pgettext_lazy("event", "送检"),
        "validity.check_deleted": pgettext_lazy("event", "删去检查"),
        "validity.report_issued": pgettext_lazy("event", "出具报告"),
        "validity.clauses_withdrawn": pgettext_lazy("event", "记录条文废止"),
        "validity.clauses_changed": pgettext_lazy("event", "更改条文废止的记录"),
        "validity.clauses_dropped": pgettext_lazy("event", "删除条文废止的记录"),
        "validity.clause_list_taken_in": pgettext_lazy("event", "导入条文废止清单"),
        "validity.holding_vouched": pgettext_lazy("event", "担保代号收录齐全"),
        "validity.holding_taken_back": pgettext_lazy("event", "撤回收录齐全的担保"),
    },
    facts={
        "kind": pgettext_lazy("fact", "类别"),
        "size": pgettext_lazy("fact", "大小（字节）"),
        "number": pgettext_lazy("fact", "编号"),
        "form": pgettext_lazy("fact", "形式"),
        "clauses": pgettext_lazy("fact", "条文"),
        "since": pgettext_lazy("fact", "自"),
        "basis": pgettext_lazy("fact", "公告"),
        "by": pgettext_lazy("fact", "由"),
        "recorded": pgettext_lazy("fact", "条数"),
        "serial": pgettext_lazy("fact", "顺序号"),
        "source": pgettext_lazy("fact", "核对的目录"),
        "seen": pgettext_lazy("fact", "目录的日期"),
    },
)
