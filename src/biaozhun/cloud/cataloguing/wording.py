"""Words of the keepers' pages."""

from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from biaozhun.core.bibliography import Extent, RelationKind, StatedRelation, StatusWord

FAULT = {
    "undo_running": _("这次导入还在进行。请先停下它。"),
    "undo_undone": _("这次导入已经撤销过了。"),
    "undo_ordered": _("已经有人下令撤销这次导入，正在后台进行。"),
    "undo_by_hand": _("这是编目员的逐项核定，不是导入；请在各版本的页面逐项撤回。"),
    "undo_not_traced": _(
        "这个来源还有别的导入，而较早的那些没有逐行记下见过哪些行，分不清哪些行是谁带来的，"
        "不能单独撤销。可以在“来源”页移除整个来源，再重新导入要留下的文件。"
    ),
    "undo_thinned": _(
        "此后同一来源又导入了多次，已不再逐行保留它见过哪些行，不能单独撤销。"
        "可以在“来源”页移除整个来源，再重新导入要留下的文件。"
    ),
    "statement_refused": _("有的项目不能这样核定。"),
    "nothing_stated": _("没有改动任何一项。"),
    "no_reason": _("请写明理由。"),
    "rule_field_unknown": _("这一项不能按规则核定。"),
    "rule_source_unknown": _("没有这个来源。"),
    "rule_of_one_source": _("一个来源不能优先于它自己。"),
    "rule_of_the_number": _("标准编号只说明性质，不能用在别的项目上。"),
    "rule_stands": _("这条规则已经有了。"),
    "rule_opposed": _("有一条规则与它相反；请先撤回那一条。"),
    "number_unreadable": _("这不是标准编号。"),
    "number_same": _("两个编号是同一个。"),
    "number_circle": _("两个编号会互相指向。"),
    "number_chain": _("会连成一串：请先撤回另一项决定，或者直接写最后的编号。"),
    "number_decided": _("这个编号已经读作另一个编号了。"),
    "number_no_rows": _("没有选中任何一行。"),
}
"""Code of a refusal → what is wrong and what to do."""

STATUS_WORD = {
    StatusWord.IN_FORCE: _("现行"),
    StatusWord.UPCOMING: _("即将实施"),
    StatusWord.REPLACED: _("被代替"),
    StatusWord.WITHDRAWN: _("废止"),
    StatusWord.SUSPENDED: _("暂缓实施"),
    StatusWord.DRAFT: _("在研"),
}

EXTENT = {
    Extent.WHOLLY: pgettext_lazy("extent", "全部"),
    Extent.PARTLY: pgettext_lazy("extent", "部分"),
}

RELATION = {
    RelationKind.REPLACES: _("代替"),
    RelationKind.AMENDS: _("修改"),
    RelationKind.CORRECTS: _("勘误"),
    RelationKind.CORRESPONDS: _("对应"),
    RelationKind.CITES: _("引用"),
    RelationKind.TRANSLATES: _("翻译"),
    RelationKind.JOINT: _("合编"),
    RelationKind.RENUMBERED_FROM: _("由此编号改号而来"),
    RelationKind.REVISES: _("修订"),
}

EVENT = {
    "catalogue.fact_stated": _("核定"),
    "catalogue.statement_withdrawn": _("撤回核定"),
    "catalogue.numbers_merged": _("编号并为另一编号"),
    "catalogue.rows_parted": _("拆出行"),
    "catalogue.number_decision_taken_back": _("撤回编号决定"),
}


def relation_words(relation: StatedRelation) -> str:
    """A relation with all that a source tells of it."""
    kind = str(RELATION[relation.kind])
    told = (
        str(EXTENT[relation.extent]) if relation.extent else "",
        str(relation.degree or ""),
        relation.date.isoformat() if relation.date else "",
        relation.basis,
    )
    details = gettext("，").join(filter(None, told))
    turned = gettext("{number} {kind} 本标准") if relation.inverse else "{kind} {number}"
    said = turned.format(kind=kind, number=relation.number)
    return gettext("{said}（{details}）").format(said=said, details=details) if details else said


def fault(code: str) -> str:
    """What a refusal says; every code has its sentence."""
    return str(FAULT[code])
