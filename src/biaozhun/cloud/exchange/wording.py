"""Words of the exchange's own vocabularies."""

from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.catalogue.wording import REJECTION

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
HARVEST_FAULT = {
    "harvest_failed": _("收割没有成功"),
    "harvest_in_use": _("另一个进程正在收割这个来源"),
    "oai_error": _("对方的 OAI 服务报告有错"),
    "address_invalid": _("地址不成立"),
    "no_address": _("没有写收割地址"),
    "own_address": _("这是本站自己的地址"),
    "unreachable": _("连接不上对方"),
    "busy": _("对方正忙，请稍后再来"),
    "refused": _("对方拒绝了请求"),
    "redirect_refused": _("对方转到了不许去的地址"),
    "too_many_redirects": _("对方一再转到别的地址"),
    "broken_off": _("传到一半断了"),
    "bad_token": _("对方不认自己给的续传标记"),
    "repeated_token": _("对方反复给同一个续传标记"),
    "endless_list": _("对方的列表没有尽头"),
    "broken_xml": _("对方的 XML 读不出来"),
    "broken_zip": _("对方的压缩文件坏了"),
    "packed": _("对方的压缩方式读不了"),
    "entities": _("对方的 XML 自己定义了实体，为安全起见不读"),
    "not_oai": _("那里没有 OAI-PMH 服务"),
    "not_an_installation": _("那里不是本平台的另一处安装"),
    "no_common_form": _("没有双方都懂的记录格式"),
    "no_table": _("那里没有可以读的表格"),
}
"""Why a harvest ended; the message in English is in the log."""


def harvest_fault(code: str) -> str:
    """Why a harvest ended, in the reader's language."""
    return str(HARVEST_FAULT.get(code) or REJECTION.get(code) or HARVEST_FAULT["harvest_failed"])
