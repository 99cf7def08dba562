"""Words of the exchange's own vocabularies."""

from django.utils.translation import gettext_lazy as _

PARTNER_KIND = {
    "international": _("国际组织"),
    "foreign": _("国外或境外标准机构"),
    "province": _("省市平台"),
    "library": _("标准馆或图书馆"),
    "other": _("其他"),
}
DIRECTION = {"in": _("收入"), "out": _("提供"), "both": _("双向")}
PROTOCOL = {
    "oai-pmh": _("OAI-PMH 收割"),
    "download": _("下载"),
    "file": _("文件导入"),
    "bulk": _("批量文件"),
}
STATE = {
    "running": _("进行中"),
    "done": _("完成"),
    "unchanged": _("没有新内容"),
    "failed": _("失败"),
    "undone": _("已撤销"),
}
