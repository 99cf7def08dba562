"""Why a template or a scan is refused, and what to do, by the codes of the error."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from biaozhun.core.errors import BiaozhunError

REFUSAL: Final[dict[str, Promise]] = {
    "not_word": gettext_lazy(
        "这不是可以填写的 Word 文件（DOCX）。请用 Word 或 WPS 打开，另存为 DOCX 再上传。"
    ),
    "too_large": gettext_lazy("文件太大，最多 10 MB，单个段落最多 1 万字。请去掉图片或分成几份。"),
    "has_macros": gettext_lazy(
        "文件里有宏、控件或嵌入的对象（{fragment}），不能作模板。请另存为不带宏的 DOCX。"
    ),
    "outside_link": gettext_lazy(
        "文件会到外面去取内容（{fragment}），不能作模板。请把图片嵌入文件，去掉外部链接和域。"
    ),
    "forbidden": gettext_lazy(
        "“{fragment}”不是模板里可以写的。只能写字段（两个花括号里写字段名）和重复的行，写法见下面的说明。"
    ),
    "broken_tag": gettext_lazy(
        "“{fragment}”附近的花括号不完整，或用了全角花括号。请在同一段里写成 {{{{ 字段名 }}}}。"
    ),
    "unclosed_row": gettext_lazy(
        "“{fragment}”：重复的行没有成对。行的字段要写在开始和结束标记之间，不能套在另一组行里。"
    ),
    "crowded_row": gettext_lazy(
        "“{fragment}”要单独占表格的一行（或单独一段），这一行里不能有别的文字。"
    ),
    "unknown_field": gettext_lazy("这张表里没有这个字段：{fragment}。请照下面的字段表改。"),
    "no_such_form": gettext_lazy("没有这张表：{fragment}。"),
    "same_template": gettext_lazy("正在用的就是这一份文件，没有再存一遍。"),
    "meanwhile": gettext_lazy("别人刚刚也上传了一份，请看过现在的版本再传。"),
    "not_for_you": gettext_lazy("您只能管理自己单位的模板。"),
    "reason_missing": gettext_lazy("请写明理由。"),
    "withdrawn_already": gettext_lazy("这一版已经撤回了。"),
    "not_a_scan": gettext_lazy("扫描件要是 PDF、JPG 或 PNG。"),
    "scan_too_large": gettext_lazy("扫描件太大，最多 50 MB。"),
    "file_gone": gettext_lazy("模板“{fragment}”的文件不在了。请撤回这一版，或重新上传。"),
    "day_to_come": gettext_lazy("落款日期还没有到，请照扫描件填写。"),
}


def refusal(error: BiaozhunError) -> str:
    """Why something is refused, with the field's name and the nearest one that there is."""
    told = str(REFUSAL[error.code]).format(fragment=error.fragment or "…")
    if error.code == "unknown_field" and error.hint:
        told += _("是不是“{name}”？").format(name=error.hint)
    return told
