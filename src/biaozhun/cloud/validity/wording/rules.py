"""The rules by which a check decides (:mod:`biaozhun.core.validity.rules`), in words."""

from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.catalogue.wording import CLASH
from biaozhun.cloud.catalogue.wording import RULE as STATUS_RULE
from biaozhun.cloud.validity.wording import Words
from biaozhun.core.validity import Answer

RULE: Words = {
    "dated-edition": _("注日期的引用只指那一年的版本，不指别的版本。"),
    "newest-edition": _("不注日期的引用，指这一天有效的最新版本。"),
    "last-edition": _("不注日期的引用；这一天没有版本有效，最后一版已经终止。"),
    "last-held-ended": _(
        "不注日期的引用；本馆收录的最后一版已经终止，没有来源写明有没有更新的版本。"
    ),
    "coming-edition": _("不注日期的引用；这一天还没有版本有效，已有版本发布待实施。"),
    "suspended-edition": _("不注日期的引用；最新版本在这一天暂缓实施。"),
    "doubtful-edition": _("不注日期的引用；不知道有没有版本有效，也可能有，不能说它已经终止。"),
    "not-published": _("这一天在它发布之前。"),
    "draft-only": _("只见到草案或计划项目。"),
    "all-parts": _("引用所有部分：有一部分有效，就算有效；所收录的部分都已列出。"),
    "clauses-withdrawn": _("其中一些条文已经公告废止，其余有效。"),
    "cited-clause-withdrawn": _("所引的条文在公告废止的条文之中。"),
    "other-clauses-withdrawn": _("公告废止了一些条文，所引的条文不在其中。"),
    "same-text-under-kin": _(
        "同一年的版本以性质或代号不同的编号有效，可能是同一文本改号而来；没有记载的依据，不能认定。"
    ),
    "renumbered-without-basis": _("有来源说编号变更，但没有写明公告；只能列为可能。"),
    "kin-held": _("只收录了性质或代号不同的编号，可能指它；没有记载的改号依据，不能认定。"),
    "other-text-follows": _(
        "同一编号的较新版本名称是另一份文本，也没有来源说它代替这一版：编号可能改作他用。"
    ),
    "parts-held": _("这个编号的标准分为几个部分，没有写明是哪一部分。"),
    "edition-before-parts": _("这个编号收录的是分部分的版本，没有那一年不分部分的版本。"),
    "edition-newer": _("收录了这项标准；所引的年份比收录的各版都新，可能有尚未收录的新版。"),
    "edition-older": _("收录了这项标准；所引的年份比收录的各版都早，可能有未收录的旧版。"),
    "edition-between": _("收录了这项标准，没有所引年份的版本；可能未收录，也可能年份有误。"),
    "sheet-not-held": _("收录了这一版，没有收录所引的修改单。"),
    "title-disagrees": _("编号旁边的名称明显是另一份文本的；二者必有一误，看不出是哪一个。"),
    "number-used-again": _("名称是另一版的，也没有来源说它代替这一版：编号曾改作他用。"),
    "title-of-kin": _("名称是性质或代号不同的另一编号的；二者必有一误，看不出是哪一个。"),
    "sheet-only": _("这项标准只收录了修改单，没有收录它所修改的那一版。"),
    "named-only": _("没有收录这一版；有来源写明由什么代替它，提到了它的编号。"),
    "not-held": _("编号成立，本馆没有收录，对这个代号的收录也不齐全；没有收录的不等于没有。"),
    "no-such-number": _("经馆员与官方目录核对，这个代号到更大的顺序号为止都已收录，其中没有它。"),
    "malformed": _("印出的文字不合任何一类标准编号的写法。"),
}
"""What a rule says; every code of :class:`~biaozhun.core.validity.rules.ValidityRule` is here."""

BASIS: Words = {
    "dated-edition": _("GB/T 1.1-2020：注日期的引用文件，仅该日期对应的版本适用"),
    "newest-edition": _("GB/T 1.1-2020：不注日期的引用文件，最新版本（含修改单）适用"),
    "last-edition": _("GB/T 1.1-2020：不注日期的引用文件，最新版本适用"),
    "suspended-edition": _("公告写明的暂缓实施，到恢复之日为止"),
    "not-published": _("标准自公告发布之日起才有"),
    "draft-only": _("GB/T 16733：出版之前的阶段都还不是标准"),
    "all-parts": _("GB/T 1.1-2020：引用所有部分"),
    "clauses-withdrawn": _("GB 55001 等规范的公告：只废止所列的条文"),
    "cited-clause-withdrawn": _("GB 55001 等规范的公告：废止所列的条文"),
    "other-clauses-withdrawn": _("GB 55001 等规范的公告：只废止所列的条文"),
    "no-such-number": _("顺序号由同一机构依次编发"),
}
"""What a rule rests on, where that says more than the rule itself."""


def reason(answer: Answer) -> str:
    """The rule that decided an answer and what it rests on, then what bears on it besides.

    That is the rule by which the edition stands as it does on the day, and where sources differ.
    """
    said = str(RULE[answer.rule])
    basis = BASIS.get(answer.rule)
    first = f"{said}{_('（{basis}）').format(basis=basis)}" if basis else said
    more = [str(STATUS_RULE[answer.status_rule])] if answer.status_rule else []
    more += [str(CLASH[clash]) for clash in answer.clashes]
    return say("；").join([first, *more]) if more else first
