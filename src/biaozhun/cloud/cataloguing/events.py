"""What the events of keepers' decisions are called."""

from django.utils.translation import pgettext_lazy

from biaozhun.cloud.audit.wording import register
from biaozhun.cloud.catalogue.wording import FIELD

register(
    {
        "catalogue.fact_stated": pgettext_lazy("event", "核定版本的项目"),
        "catalogue.statement_withdrawn": pgettext_lazy("event", "撤回核定"),
        "catalogue.rule_made": pgettext_lazy("event", "定下采信规则"),
        "catalogue.rule_withdrawn": pgettext_lazy("event", "撤回采信规则"),
        "catalogue.numbers_merged": pgettext_lazy("event", "把编号并入另一编号"),
        "catalogue.rows_parted": pgettext_lazy("event", "拆出误并的行"),
        "catalogue.number_decision_taken_back": pgettext_lazy("event", "撤回编号决定"),
        "catalogue.run_stopped": pgettext_lazy("event", "停下导入"),
        "catalogue.undo_ordered": pgettext_lazy("event", "下令撤销导入"),
        "catalogue.run_undone": pgettext_lazy("event", "导入已撤销"),
    },
    facts={
        **FIELD,  # a fact that is stated is told by the name of its field
        "row": pgettext_lazy("fact", "行号"),
        "rows": pgettext_lazy("fact", "行号（多行）"),
        "reason": pgettext_lazy("fact", "理由"),
        "evidence": pgettext_lazy("fact", "依据"),
        "operator": pgettext_lazy("fact", "核定者"),
        "date": pgettext_lazy("fact", "核定日"),
        "statement": pgettext_lazy("fact", "格式版本"),
        "denied": pgettext_lazy("fact", "否定的关系"),
        "field": pgettext_lazy("fact", "项目"),
        "preferred": pgettext_lazy("fact", "采信来源"),
        "over": pgettext_lazy("fact", "压过来源"),
        "prefix": pgettext_lazy("fact", "代号开头"),
        "to": pgettext_lazy("fact", "归入"),
        "decision": pgettext_lazy("fact", "决定编号"),
        "editions": pgettext_lazy("fact", "版本数"),
        "file": pgettext_lazy("fact", "文件"),
        "person": pgettext_lazy("fact", "下令者"),
    },
)
