"""What the codes of this slice are called; Chinese is the source language."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KIND = {
    "text": _("标准文本"),
    "translation": _("译本"),
    "illustrated_guide": _("图解"),
    "interpretation": _("标准解读"),
    "explanatory_note": _("编制说明"),
}

FORM = {"clauses": _("按条阅读"), "file": _("原文件")}

RIGHT = {
    "open": _("公开，任何人可以阅读"),
    "metadata": _("只公开题录"),
    "closed": _("文本不公开"),
}

STATE = {
    "draft": _("待核对"),
    "shown": _("已上架"),
    "replaced": _("已换新"),
    "taken_down": _("已撤下"),
}

# The words of ``smart_level.csv``, named here so that they are translated like all others.
LEVELS = (
    _("纸质或图像"),
    _("只有图像，没有文字层：不能检索、不能复制"),
    _("开放的数字格式"),
    _("有文字层：可以检索、复制，但没有按条划分"),
    _("机器可读的文件"),
    _("按条划分，每条有自己的地址"),
    _("机器可读的内容"),
    _("内容按含义标注：要求、指标、引用各有标记"),
)

MEDIUM: dict[str, Promise | str] = {
    "application/xml": "XML (STS)",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "Word",
    "application/jsonl": "JSON Lines",
    "text/plain": _("纯文本"),
    "application/pdf": "PDF",
    "image/png": "PNG",
    "image/jpeg": "JPEG",
}

LANGUAGE = {
    "zh": pgettext_lazy("language of a text", "中文"),
    "en": pgettext_lazy("language of a text", "英文"),
    "fr": pgettext_lazy("language of a text", "法文"),
    "ru": pgettext_lazy("language of a text", "俄文"),
    "de": pgettext_lazy("language of a text", "德文"),
    "ja": pgettext_lazy("language of a text", "日文"),
    "es": pgettext_lazy("language of a text", "西班牙文"),
}

OFFER = {
    "read": _("可以读到全文"),
    "read_partly": _("一部分可以读到全文"),
    "buy": _("可以购买"),
    "look_up": _("只能查题录和状态"),
}

LABELS: dict[str, dict[str, str]] = {
    "zh": {
        "table": "表",
        "figure": "图",
        "annex": "附录",
        "note": "注",
        "example": "示例",
        "footnote": "脚注",
        "warning": "警示",
        "source": "来源",
    },
    "en": {
        "table": "Table",
        "figure": "Figure",
        "annex": "Annex",
        "note": "NOTE",
        "example": "EXAMPLE",
        "footnote": "Footnote",
        "warning": "WARNING",
        "source": "SOURCE",
    },
    "fr": {
        "table": "Tableau",
        "figure": "Figure",
        "annex": "Annexe",
        "note": "NOTE",
        "example": "EXEMPLE",
        "footnote": "Note de bas de page",
        "warning": "AVERTISSEMENT",
        "source": "SOURCE",
    },
    "ru": {
        "table": "Таблица",
        "figure": "Рисунок",
        "annex": "Приложение",
        "note": "Примечание",
        "example": "Пример",
        "footnote": "Сноска",
        "warning": "Предупреждение",
        "source": "Источник",
    },
    "de": {
        "table": "Tabelle",
        "figure": "Bild",
        "annex": "Anhang",
        "note": "ANMERKUNG",
        "example": "BEISPIEL",
        "footnote": "Fußnote",
        "warning": "WARNUNG",
        "source": "QUELLE",
    },
    "ja": {
        "table": "表",
        "figure": "図",
        "annex": "附属書",
        "note": "注記",
        "example": "例",
        "footnote": "脚注",
        "warning": "警告",
        "source": "出典",
    },
    "es": {
        "table": "Tabla",
        "figure": "Figura",
        "annex": "Anexo",
        "note": "NOTA",
        "example": "EJEMPLO",
        "footnote": "Nota al pie",
        "warning": "ADVERTENCIA",
        "source": "FUENTE",
    },
}
"""What the parts of a text are called in the text's own language, whatever that of the page."""

FINDING = {
    "number_twice": _("条号重复"),
    "number_skipped": _("条号不连续"),
    "clause_empty": _("只有条号，没有内容"),
    "element_unknown": _("不认识的标记，只取了其中的文字"),
    "picture_missing": _("文中有图，文件里没有图像"),
    "no_clauses": _("没有认出条文"),
    "other_number": _("文件自己写的编号与填写的不同"),
}

REFUSAL = {
    "number_unclear": _("这不是一个版本的标准编号：{fragment}。请写完整，例如 GB/T 1.1-2020。"),
    "only_pictures": _(
        "这份 PDF 只有图像，没有文字层（{fragment} 页中有文字的不到一半），不能作为文本上架。"
        "请找带文字层的文件，或先做文字识别；确实只有扫描件时，勾选“只有图像也收”，它将只供下载。"
    ),
    "same_file": _("同一份文件已经在馆里：{fragment}。"),
    "not_a_guide": _("图片只能作为图解：{fragment}。标准文本请用 PDF、Word 或 STS。"),
    "broken_file": _("文件坏了，读不出来（{fragment}）。请重新取得一份。"),
    "encrypted_file": _("文件加了密码（{fragment}）。请存成没有密码的文件。"),
    "compression_bomb": _("文件解开后大得不正常（{fragment}），没有读。"),
    "too_large": _("文件太大（{fragment}）。请按部分拆开。"),
    "too_many_bytes": _("文件超过 {fragment} MB。请压缩其中的图像，或按部分拆开。"),
    "unsupported_format": _(
        "不认识这种文件（{fragment}）。可以收 NISO STS（XML）、Word（DOCX）、"
        "带条号的纯文本、条文 JSON Lines 和 PDF。"
    ),
    "entities_refused": _("XML 里自己定义了实体（{fragment}），为安全起见不读。请直接写出字符。"),
    "nested_too_deep": _("XML 的元素一层套一层，套得太深，没有读。"),
    "no_text": _("文件里没有正文（{fragment}）。这也许只是标准的文件头。"),
    "empty_file": _("文件是空的（{fragment}）。"),
    "binary_file": _("这不是文本文件（{fragment}）。"),
    "wrong_encoding": _("文字编码不对（{fragment}）。请存成 UTF-8。"),
    "broken_json": _('有一行不是条文（{fragment}）。每行应是 {{"clause": "5.2", "text": "……"}}。'),
    "truncated_file": _("文件不完整。请重新取得一份。"),
    "unreadable_file": _("文件打不开（{fragment}）。"),
    "not_a_file": _("这不是文件（{fragment}）。"),
}
