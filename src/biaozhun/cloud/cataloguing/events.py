"""What the events of keepers' decisions are called."""

from django.utils.translation import pgettext_lazy

from biaozhun.cloud.audit.wording import register

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
    }
)
