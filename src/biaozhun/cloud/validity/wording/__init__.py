"""What checks and their answers are called, in the reader's language; Chinese is the source.

A code without a word here is a fault of the program and raises ``KeyError``: a page never shows a
code it cannot name.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = Mapping[str, Promise | str]

OUTCOME: Words = {
    "in-force": _("现行"),
    "upcoming": _("即将实施"),
    "replaced": _("被代替"),
    "partly-replaced": _("部分代替"),
    "withdrawn": _("废止"),
    "suspended": _("暂缓实施"),
    "renumbered": _("编号变更"),
    "clauses-withdrawn": _("部分条文废止"),
    "unknown": _("状态不详"),
    "edition-unknown": _("未收录这一版"),
    "not-held": _("本馆未收录"),
    "no-such-number": _("没有这个编号"),
    "malformed": _("编号有误"),
    "title-mismatch": _("编号与名称不符"),
    "ambiguous": _("不能确定所指"),
}
"""How what is cited stands, in the order in which a page counts them."""

OUTCOME_ABOUT: Words = {
    "in-force": _("在这一天有效。"),
    "upcoming": _("已经发布，到这一天还没有实施。"),
    "replaced": _("已由另一版或另一项标准代替。"),
    "partly-replaced": _("有一部分已被代替，其余仍然有效。"),
    "withdrawn": _("已经废止，没有标准代替它。"),
    "suspended": _("在这一天暂缓实施。"),
    "renumbered": _("同一份文本以另一编号继续有效。"),
    "clauses-withdrawn": _("标准仍然有效，其中一些条文已经公告废止。"),
    "unknown": _("本馆收录了它，但没有来源能说明它在这一天的状态。"),
    "edition-unknown": _("本馆有这项标准，但没有引用的这一年的版本。"),
    "not-held": _("编号成立，但本馆对这个代号收录不全，不能说明它的状态。"),
    "no-such-number": _("这个代号到这一顺序号为止已核对齐全，其中没有它。"),
    "malformed": _("印出的文字不成其为标准编号。"),
    "title-mismatch": _("编号是一项标准，旁边的名称是另一项。"),
    "ambiguous": _("可能指几项标准，看不出是哪一项。"),
}

OUTCOME_TONE: Mapping[str, tuple[str, str]] = {
    "in-force": ("in_force", "in_force"),
    "upcoming": ("upcoming", "upcoming"),
    "replaced": ("replaced", "replaced"),
    "partly-replaced": ("partly_replaced", "partly_replaced"),
    "withdrawn": ("withdrawn", "withdrawn"),
    "suspended": ("suspended", "suspended"),
    "renumbered": ("renumbered", "renumbered"),
    "clauses-withdrawn": ("partly_replaced", "warning"),
    "unknown": ("unknown", "unknown"),
    "edition-unknown": ("unknown", "unknown"),
    "not-held": ("unknown", "note"),
    "no-such-number": ("withdrawn", "close"),
    "malformed": ("withdrawn", "warning"),
    "title-mismatch": ("suspended", "warning"),
    "ambiguous": ("suspended", "unknown"),
}
"""The colour and the drawing that stand beside the word."""

CONSEQUENCE: Words = {
    "none": _("无须处理"),
    "review": _("建议复核"),
    "either": _("新旧皆可"),
    "change": _("应当更换"),
    "agree": _("与对方商定"),
    "tell-issuer": _("告知制定机关"),
    "check": _("先行核实"),
    "correct": _("更正编号"),
    "wait": _("等待实施"),
}

CONSEQUENCE_ABOUT: Words = {
    "none": _("照此引用即可。"),
    "review": _("注日期的引用仍指所写的那一版，并不算错；请看新版是否也适用。"),
    "either": _("新版实施之前，按旧版或新版执行都可以。"),
    "change": _("所引的已不再有效，请换成有效的标准。"),
    "agree": _("合同或图样写定的版本由双方约定；请与对方商定以哪一版为准。"),
    "tell-issuer": _("请告知制定引用它的法规、政策的机关。"),
    "check": _("本馆的资料不足以下结论，依据它之前请核对原文或官方记录。"),
    "correct": _("印出的编号不对，请更正。"),
    "wait": _("它还没有实施，到那一天之前不能作为依据。"),
}

CITING: Words = {
    "reference": _("标准的规范性引用文件"),
    "contract": _("合同、图样、招标文件"),
    "product": _("产品标识、自我声明"),
    "law": _("法律、法规、政策"),
}

CITING_ABOUT: Words = {
    "reference": _("注日期的引用指所写的那一版，被代替也不算错，只建议复核。"),
    "contract": _("写定的版本由双方约定；被代替或废止时，提示与对方商定。"),
    "product": _("生产当天必须有效：被代替、废止的标准应当更换。"),
    "law": _("所引的标准变动时，提示应告知的制定机关。"),
}

CONFIDENCE: Words = {
    "exact": _("照原样读出"),
    "normalised": _("规整写法后读出"),
    "guessed": _("推断读出"),
}

CONFIDENCE_ABOUT: Words = {
    "exact": _("印出的就是通行写法。"),
    "normalised": _("全角、空格、连接号、换行或两位年份已规整。"),
    "guessed": _("代号或年份取自上文，或改正了识别错字；请核对原文。"),
}

PART: Words = {
    "body": _("正文"),
    "header": _("页眉"),
    "footer": _("页脚"),
    "footnote": _("脚注"),
    "endnote": _("尾注"),
    "textbox": _("文本框"),
    "comment": _("批注"),
}

STATE: Words = {
    "waiting": _("排队等候"),
    "running": _("正在检查"),
    "done": pgettext_lazy("check", "已完成"),
    "failed": _("没有成功"),
}

KIND: Words = {
    "text": _("粘贴的文字"),
    "file": pgettext_lazy("check", "文件"),
    "list": _("清单"),
}

VERDICT: Words = {
    "genuine": _("这份文件是真的。"),
    "issued": _("确有这份报告。"),
    "changed": _("这份文件被改过，或不是这一份。"),
    "other-number": _("这份文件是真的，编号却不是它的。"),
    "unknown": _("没有这份报告。"),
}

VERDICT_ABOUT: Words = {
    "genuine": _("它与发出时一个字节也不差。"),
    "issued": _("手里的文件有没有被改过，请传入文件比对。"),
    "changed": _("它的摘要值与发出时留下的不同；另存过、转换过格式也会这样。请索取原件。"),
    "other-number": _("填的编号与文件不符；文件本身的编号见下，请与文件上印的核对。"),
    "unknown": _("没有发出过这个编号或这个文件的报告。请核对编号，或向出具的人查问。"),
}
