"""What milestones, patents, changes, calls and findings are called."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from biaozhun.cloud.drafting.models import Change, Milestone, OpenCall, PatentDisclosure
from biaozhun.cloud.drafting.wording import Words

MILESTONE: Words = {
    Milestone.Kind.TEAM: pgettext_lazy("milestone", "成立起草组"),
    Milestone.Kind.SURVEY: pgettext_lazy("milestone", "调研和试验验证"),
    Milestone.Kind.WORKING_DRAFT: pgettext_lazy("milestone", "工作组讨论稿"),
    Milestone.Kind.FOR_COMMENT: pgettext_lazy("milestone", "公开征求意见"),
    Milestone.Kind.CONSULTED: pgettext_lazy("milestone", "征求意见结束"),
    Milestone.Kind.SUBMITTED: pgettext_lazy("milestone", "送审"),
    Milestone.Kind.REVIEWED: pgettext_lazy("milestone", "通过技术审查"),
    Milestone.Kind.REPORTED: pgettext_lazy("milestone", "报批"),
    Milestone.Kind.ANNOUNCED: pgettext_lazy("milestone", "发布"),
    Milestone.Kind.OTHER: pgettext_lazy("milestone", "其他事项"),
}
LICENCE: Words = {
    PatentDisclosure.Licence.NONE_YET: pgettext_lazy("licence", "还没有声明"),
    PatentDisclosure.Licence.FREE: pgettext_lazy("licence", "公平合理无歧视、免费许可"),
    PatentDisclosure.Licence.FAIR: pgettext_lazy("licence", "公平合理无歧视、收费许可"),
    PatentDisclosure.Licence.REFUSED: pgettext_lazy("licence", "不同意许可"),
}
CHANGE_KIND: Words = {
    Change.Kind.DEADLINE: pgettext_lazy("change", "延期"),
    Change.Kind.TITLE: pgettext_lazy("change", "变更名称"),
    Change.Kind.UNITS: pgettext_lazy("change", "变更起草单位"),
    Change.Kind.SCOPE: pgettext_lazy("change", "变更范围"),
    Change.Kind.PROCEDURE: pgettext_lazy("change", "变更程序"),
    Change.Kind.TERMINATE: pgettext_lazy("change", "终止项目"),
}
CHANGE_STATE: Words = {
    "asked": pgettext_lazy("change", "等待决定"),
    "granted": pgettext_lazy("change", "同意"),
    "refused": pgettext_lazy("change", "不同意"),
    "taken_back": pgettext_lazy("change", "已收回"),
}
CALL_KIND: Words = {
    OpenCall.Kind.DRAFTERS: pgettext_lazy("call", "征集起草单位"),
    OpenCall.Kind.PARTICIPANTS: pgettext_lazy("call", "征集参与调研、试验和验证的单位"),
    OpenCall.Kind.EXPERTS: pgettext_lazy("call", "征集专家"),
    OpenCall.Kind.COMMENTS: pgettext_lazy("call", "征求对计划的意见"),
}
CALL_STATE: Words = {
    "draft": pgettext_lazy("call", "未发布"),
    "open": pgettext_lazy("call", "正在征集"),
    "finished": pgettext_lazy("call", "已办结"),
    "cancelled": pgettext_lazy("call", "已取消"),
}
CALL_ACTION: Words = {
    "publish": pgettext_lazy("call step", "发布"),
    "finish": pgettext_lazy("call step", "办结"),
    "cancel": pgettext_lazy("call step", "取消"),
}
APPLICATION_STATE: Words = {
    "sent": pgettext_lazy("call application", "已收到，等待答复"),
    "accepted": pgettext_lazy("call application", "已接受"),
    "declined": pgettext_lazy("call application", "没有接受"),
    "taken_back": pgettext_lazy("call application", "已收回"),
}
FINDING: Words = {
    "cites_replaced": gettext_lazy("引用的标准已被代替"),
    "cites_withdrawn": gettext_lazy("引用的标准已经废止"),
    "cites_renumbered": gettext_lazy("引用的标准编号已经变更"),
    "cites_suspended": gettext_lazy("引用的标准暂缓实施"),
    "cites_partly_replaced": gettext_lazy("引用的标准有一部分已被代替"),
    "cites_clauses_withdrawn": gettext_lazy("引用的标准有条文已经废止"),
    "cites_upcoming": gettext_lazy("引用的标准还没有实施"),
    "cites_unknown_edition": gettext_lazy("没有收录引用的这一版"),
    "cites_no_such_number": gettext_lazy("没有这个编号的标准"),
    "cites_other_title": gettext_lazy("标准的编号与名称不符"),
    "number_twice": gettext_lazy("条号重复"),
    "number_skipped": gettext_lazy("条号不连续"),
    "clause_empty": gettext_lazy("只有条号，没有内容"),
    "element_unknown": gettext_lazy("有不认识的内容，只读了其中的文字"),
    "picture_missing": gettext_lazy("文中有图，文件里没有图像"),
    "no_clauses": gettext_lazy("没有认出条文；请用标题样式和条号编排"),
    "other_number": gettext_lazy("文件自己写的编号与登记的不同"),
}
ADVICE: Words = {
    "cites_replaced": gettext_lazy("请核对新版是否适用，并改引新版。"),
    "cites_withdrawn": gettext_lazy("请改引有效的标准，或把要求写进正文。"),
    "cites_renumbered": gettext_lazy("请改用新的编号。"),
    "cites_suspended": gettext_lazy("请与归口单位核实后再引用。"),
    "cites_partly_replaced": gettext_lazy("请核对所引的部分是否仍然有效。"),
    "cites_clauses_withdrawn": gettext_lazy("请核对所引的条文是否仍然有效。"),
    "cites_upcoming": gettext_lazy("请确认本标准实施时它已经实施。"),
    "cites_unknown_edition": gettext_lazy("请核对年份。"),
    "cites_no_such_number": gettext_lazy("请核对编号。"),
    "cites_other_title": gettext_lazy("请核对编号和名称，改正其中一个。"),
    "number_twice": gettext_lazy("请把后面的条号改过来。"),
    "number_skipped": gettext_lazy("请补上或重排条号。"),
    "clause_empty": gettext_lazy("请写上内容，或删去这一条。"),
    "element_unknown": gettext_lazy("请核对这一处。"),
    "picture_missing": gettext_lazy("请重新插入图像。"),
    "no_clauses": gettext_lazy("检查条文要靠条号；也请确认上传的是标准文本。"),
    "other_number": gettext_lazy("请核对封面上的编号。"),
}


def place_words(place: str) -> str:
    """Where a finding stands, in words."""
    kind, _colon, value = place.partition(":")
    match kind:
        case "page":
            return _("第 {n} 页").format(n=value)
        case "paragraph":
            return _("第 {n} 段").format(n=value)
        case "cell":
            return _("表格 {cell}").format(cell=value)
        case "clause":
            return _("第 {n} 条").format(n=value)
        case _:
            return place  # said in words already
