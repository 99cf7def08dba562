"""What codes are called on the pages of the special collections."""

from django.utils.translation import gettext_lazy as _

KIND = {
    "standard": _("标准"),
    "standard_design": _("标准设计图集"),
    "component": _("构件、部品"),
}

HELD = {
    "by_hand": _("手工列入"),
    "found": _("检索所得"),
    "pinned": _("固定保留"),
    "left_out": _("不收"),
}

FACET = {"discipline": _("专业"), "stage": _("阶段")}

WAY = {"in": _("列入"), "out": _("移出")}

CAUSE = {"search": _("重新检索"), "hand": _("手工"), "table": _("表格导入")}

COLUMN = {
    "kind": _("种类"),
    "number": _("编号"),
    "title": _("名称"),
    "issuer": _("发布单位"),
    "date": _("日期"),
    "status": _("状态"),
    "node": _("目录代号"),
    "discipline": _("专业"),
    "stage": _("阶段"),
    "rests_on": _("依据的标准"),
    "inspection_link": _("检验链接"),
}
"""Columns of the table of items, in their order."""
