"""What the overlap search says: whose standards, how far they overlap, why one is named."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from biaozhun.cloud.validity.queries.novelty import Overlap
from biaozhun.cloud.validity.wording import Words

LEVEL: Words = {
    "same": pgettext_lazy("of an overlap", "名称相同或几乎相同"),
    "overlapping": pgettext_lazy("of an overlap", "名称部分重叠"),
    "related": pgettext_lazy("of an overlap", "相关"),
}
GROUP: Words = {
    "national": gettext_lazy("国家标准"),
    "sector": gettext_lazy("行业标准"),
    "local_here": gettext_lazy("本地区的地方标准"),
    "local": gettext_lazy("地方标准"),
    "local_elsewhere": gettext_lazy("其他地区的地方标准"),
    "association": gettext_lazy("团体标准"),
    "international": gettext_lazy("国际标准和国外标准"),
    "other": gettext_lazy("其他（工程建设、计量、军用、企业等）"),
}


class Reason(NamedTuple):
    """Why an edition is named: what we say, and the words of a title or of the person behind it."""

    text: str
    words: str = ""

    def __str__(self) -> str:
        return self.text + self.words


def why(found: Overlap) -> list[Reason]:
    """Why an edition is named, one reason each."""
    likeness, reasons = found.likeness, []
    if likeness.share:
        share = round(likeness.share * 100)
        reasons.append(Reason(_("名称相似 {share}%").format(share=share)))
    if likeness.shared:
        reasons.append(Reason(_("名称共有："), _("、").join(likeness.shared)))
    if found.keywords:
        reasons.append(Reason(_("关键词："), _("、").join(found.keywords)))
    elif found.by_title and not likeness.share:
        reasons.append(Reason(_("名称的字词见于其范围等处")))
    if found.same_ics:
        reasons.append(Reason(_("同属这个 ICS 类")))
    return reasons
