"""Forms about posts held."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.committees.wording import BODY, POST
from biaozhun.cloud.organisations.forms.fields import Day, in_order, words
from biaozhun.core.committee_code import CommitteeCodeError, parse


class PostForm(forms.Form):
    """Who holds which post where, how long, and what says so."""

    name = words(_("姓名"), most=100, required=False, help_text=_("单位承担秘书处等就留空。"))
    unit = words(_("单位"), most=200, help_text=_("本人的工作单位，或任职的单位；写全称。"))
    body = forms.ChoiceField(label=_("标准组织"), choices=list(BODY.items()))
    committee_code = words(
        _("机构代号"), most=60, required=False, help_text=_("如 ISO/TC 154/WG 5、SAC/TC 260。")
    )
    committee_name = words(_("机构名称"), most=200, required=False)
    post = forms.ChoiceField(label=_("职务"), choices=list(POST.items()))
    since = Day(_("从哪一天起"))
    until = Day(_("到哪一天止"), help_text=_("还在任就留空。"))
    evidence = words(_("证明文件"), most=300, help_text=_("任命文件或名单的名称和文号。"))
    address = forms.URLField(label=_("网址"), max_length=500, required=False, assume_scheme="https")

    def clean_committee_code(self) -> str:
        """The code in its one spelling, where it is one."""
        told = str(self.cleaned_data["committee_code"])
        try:
            return parse(told).canonical
        except CommitteeCodeError:
            return told

    def clean(self) -> dict[str, Any]:
        """It ends after it began."""
        return in_order(self, super().clean() or {})
