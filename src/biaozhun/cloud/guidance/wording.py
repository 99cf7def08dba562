"""What kinds of notices and their times are called, in the reader's language."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = Mapping[str, Promise | str]

KIND: Words = {
    "training": pgettext_lazy("notice", "培训"),
    "exchange": pgettext_lazy("notice", "交流"),
    "drafting": pgettext_lazy("notice", "制修订"),
    "experts": pgettext_lazy("notice", "征集专家"),
    "other": pgettext_lazy("notice", "其他"),
}

WHEN: Words = {
    "current": pgettext_lazy("notices", "正在进行"),
    "coming": pgettext_lazy("notices", "即将开始"),
    "past": pgettext_lazy("notices", "已经结束"),
    "all": pgettext_lazy("notices", "全部"),
}

LANGUAGE: Words = {"zh": _("中文"), "en": _("英文")}
