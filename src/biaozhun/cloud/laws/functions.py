"""The functions of the platform that laws govern: a fixed list, named once (S028)."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

FUNCTIONS: Final[dict[str, Promise | str]] = {
    "catalogue": pgettext_lazy("platform function", "标准目录与状态"),
    "disclosure": pgettext_lazy("platform function", "标准文本公开"),
    "proposal": pgettext_lazy("platform function", "立项"),
    "drafting": pgettext_lazy("platform function", "起草与征求意见"),
    "technical_review": pgettext_lazy("platform function", "技术审查"),
    "publication": pgettext_lazy("platform function", "批准、编号与发布"),
    "filing": pgettext_lazy("platform function", "备案"),
    "periodic_review": pgettext_lazy("platform function", "复审"),
    "declaration": pgettext_lazy("platform function", "企业标准自我声明公开"),
    "association": pgettext_lazy("platform function", "团体标准信息公开"),
    "supervision": pgettext_lazy("platform function", "监督抽查"),
    "committee": pgettext_lazy("platform function", "标准化技术组织"),
    "check": pgettext_lazy("platform function", "标准有效性查新"),
    "complaint": pgettext_lazy("platform function", "举报与投诉"),
}
