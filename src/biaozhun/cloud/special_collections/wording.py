"""What codes are called on the pages of the special collections."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KIND = {
    "standard": pgettext_lazy("kind of item", "标准"),
    "standard_design": pgettext_lazy("kind of item", "标准设计图集"),
    "component": pgettext_lazy("kind of item", "构件、部品"),
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
    "kind": pgettext_lazy("column of a table of items", "种类"),
    "number": pgettext_lazy("column of a table of items", "编号"),
    "title": pgettext_lazy("column of a table of items", "名称"),
    "issuer": pgettext_lazy("column of a table of items", "发布单位"),
    "date": pgettext_lazy("column of a table of items", "日期"),
    "status": pgettext_lazy("column of a table of items", "状态"),
    "node": pgettext_lazy("column of a table of items", "目录代号"),
    "discipline": pgettext_lazy("column of a table of items", "专业"),
    "stage": pgettext_lazy("column of a table of items", "阶段"),
    "rests_on": pgettext_lazy("column of a table of items", "依据的标准"),
    "inspection_link": pgettext_lazy("column of a table of items", "检验链接"),
}
"""Columns of the table of items, in their order; an import knows them in every language."""
