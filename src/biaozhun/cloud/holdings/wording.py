"""What codes of the holdings are called on a page, in the reader's language."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from biaozhun.cloud.holdings.importers.copies import Fault
from biaozhun.cloud.holdings.lifecycle import RefusedError

Words = Mapping[str, Promise | str]

MEDIUM: Words = {
    "paper": pgettext_lazy("medium", "纸本"),
    "cd": pgettext_lazy("medium", "光盘"),
    "pdf": pgettext_lazy("medium", "PDF 文件"),
    "online": pgettext_lazy("medium", "在线阅读"),
}

LANGUAGE: Words = {
    "zh": _("中文"),
    "en": _("英文"),
    "fr": _("法文"),
    "ru": _("俄文"),
    "de": _("德文"),
    "ja": _("日文"),
    "es": _("西班牙文"),
}

HEADING: Words = {
    "number": _("标准编号"),
    "title": _("标准名称"),
    "medium": _("载体"),
    "language": _("语种"),
    "place": _("馆藏地"),
    "licence": _("许可"),
    "accession": _("登录号"),
    "barcode": _("条码"),
    "price": _("价格"),
    "currency": _("币种"),
    "supplier": _("供应商"),
    "acquired": _("入藏日期"),
}
"""Headings of a table of copies; what is written here is read again in every language."""

REASON: Words = {
    "position": _("行号"),
    "code": _("原因代码"),
    "reason": _("原因"),
    "fragment": _("有误的内容"),
}
"""Headings before the cells of a row that was rejected."""

PLACE_KIND: Words = {
    "room": pgettext_lazy("place", "馆室"),
    "shelf": pgettext_lazy("place", "架位"),
    "online": pgettext_lazy("place", "在线地址"),
}

LICENCE_KIND: Words = {
    "bought": pgettext_lazy("licence", "购入"),
    "subscription": pgettext_lazy("licence", "订阅"),
    "open": pgettext_lazy("licence", "开放获取"),
    "exchange": pgettext_lazy("licence", "交换"),
}

COPY_STATE: Words = {
    "stock": pgettext_lazy("copy", "在藏"),
    "received": pgettext_lazy("copy", "已到馆，待上架"),
    "shelved": pgettext_lazy("copy", "已上架"),
    "withdrawn": pgettext_lazy("copy", "已剔除"),
    "lost": pgettext_lazy("copy", "遗失"),
}

ACQUISITION_STATE: Words = {
    "wished": pgettext_lazy("acquisition", "已提出"),
    "ordered": pgettext_lazy("acquisition", "已订购"),
    "received": pgettext_lazy("acquisition", "已到馆"),
    "shelved": pgettext_lazy("acquisition", "已上架，可以来读"),
    "refused": pgettext_lazy("acquisition", "未采纳"),
    "cancelled": pgettext_lazy("acquisition", "已撤单"),
}

FAMILY: Words = {
    "national": _("国家标准"),
    "sector": _("行业标准"),
    "local": _("地方标准"),
    "association": _("团体标准"),
    "enterprise": _("企业标准"),
    "construction": _("工程建设标准"),
    "metrology": _("计量技术规范"),
    "military": _("国家军用标准"),
    "sample": _("国家标准样品"),
    "regulation": _("规范性文件"),
    "international": _("国际标准"),
    "foreign": _("国外标准"),
}

MEASURE: Words = {
    "records": pgettext_lazy("measure", "目录记录"),
    "editions": pgettext_lazy("measure", "有馆藏的版本"),
    "copies": pgettext_lazy("measure", "馆藏件数"),
}

REFUSAL: Words = {
    "illegal_state": _("它现在的状态不允许这样做；可能别人刚刚处理过。请刷新后再看。"),
    "not_known": _("缺少必须填写的内容。"),
    "not_found": _("找不到它；可能已被处理。"),
    "duplicate": _("这个登录号或条码已经属于另一件馆藏。"),
    "name_taken": _("这个名称或代码刚刚被别人用了，请换一个。"),
    "accession_ours": _("“2026-000001”这种形式的登录号由系统发放，不能自己填写。"),
    "wished_already": _("您已经提出过这个愿望，不必再提。"),
    "nothing_chosen": _("没有选中任何一项。"),
    "unknown_barcode": _("没有这个条码或登录号。"),
    "not_lendable": _("它不能外借：只有已上架的纸本和光盘可以外借。"),
    "already_lent": _("它已经借出，还没有归还。"),
    "not_lent": _("它没有借出，不必归还。"),
    "queue": _("有读者排在前面等候，先借给排在最前的读者。"),
    "queue_renew": _("有读者在等候这项标准，不能续借。"),
    "renewed_out": _("已经续借两次，不能再续。"),
    "borrowed_already": _("您已经借着它的一件。"),
    "reserved_already": _("您已经在等候它。"),
    "no_seat": _("席位都有人在用，请稍后再试。"),
    "seated_already": _("您已经占着一个席位。"),
    "licence_over": _("这项许可今天不在有效期内。"),
    "open": _("它不限席位，可以直接阅读。"),
}

MISSING: Words = {
    "supplier": _("请写明供应商。"),
    "reason": _("请写明理由；读者和以后的同事会看到它。"),
    "place": _("请选择架位。"),
    "not_lent": _("它还借在外面，先收回再处理。"),
    "quantity": _("请写明册数。"),
}

FAULT: Words = {
    "number_missing": _("没有标准编号。"),
    "number": _("标准编号读不懂。"),
    "medium": _("没有这种载体；请写 纸本、光盘、PDF 或 在线。"),
    "language": _("没有这种语种；请写 中文、英文、法文、俄文、德文、日文 或 西班牙文。"),
    "place": _("没有这个馆藏地代码；请先在“馆藏地”里建立。"),
    "licence": _("没有叫这个名称的许可；请先在“许可”里建立。"),
    "currency": _("币种应是三个字母，如 CNY。"),
    "price": _("价格应是不小于零、最多两位小数的数，如 42.50。"),
    "day": _("日期应写成 2026-11-22。"),
    "too_long": _("内容太长。"),
    **REFUSAL,
}

FILE_FAULT: Words = {
    "empty_file": _("文件是空的。"),
    "unsupported_format": _("这不是表格；请上传 CSV 或 XLSX。"),
    "no_number_column": _("第一行里没有“标准编号”这一列。"),
    "too_large": _("行数太多；请分成几个文件，每个不超过 5 000 行。"),
    "encrypted_file": _("文件有密码；请去掉密码再上传。"),
}


def refusal(error: RefusedError) -> str:
    """Why something cannot be done, with what it is about."""
    if error.code == "not_known":
        return str(MISSING[error.fragment])
    if error.code == "illegal_state":  # the page shows the state in words, the fragment is its code
        return str(REFUSAL[error.code])
    about = _about(error.fragment)
    return f"{REFUSAL[error.code]}{about}"


def fault(found: Fault) -> str:
    """Why a row is rejected, with the cell it is about."""
    about = _about(found.message)
    return f"{FAULT[found.code]}{about}"


def file_fault(code: str) -> str:
    """Why a whole file cannot be read; one sentence covers the kinds of damage."""
    return str(FILE_FAULT.get(code, _("文件读不出来，可能已损坏；请另存为 CSV 或 XLSX 再试。")))


def _about(fragment: str) -> str:
    """What a sentence is about, in brackets behind it; nothing where it is about nothing."""
    return str(_("（{fragment}）")).format(fragment=fragment) if fragment else ""
