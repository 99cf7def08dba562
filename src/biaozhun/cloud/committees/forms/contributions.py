"""Forms about contributions."""

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.committees.models import Contribution
from biaozhun.cloud.committees.wording import MADE, PARTY, SHARE
from biaozhun.cloud.organisations.forms.fields import Day, words
from biaozhun.core.number import NumberError, StandardNumber, parse

_MOST_POSITION = 999
_FIRST_YEAR, _LAST_YEAR = 1900, 2200


class ContributionForm(forms.Form):
    """Who took part in which edition."""

    number = words(_("标准编号"), most=150, help_text=_("如 GB/T 35273-2020、ISO 9001:2015。"))
    title = words(_("标准名称"), most=1000, required=False, help_text=_("标准目录里有的可以留空。"))
    kind = forms.ChoiceField(
        label=_("制定或修订"), choices=[("", _("不详")), *MADE.items()], required=False
    )
    party = forms.ChoiceField(label=_("主体"), choices=list(PARTY.items()))
    name = words(_("单位或姓名"), most=200, help_text=_("与标准前言里印的一致。"))
    unit = words(_("个人所在单位"), most=200, required=False)
    position = forms.IntegerField(
        label=_("印刷的排名"), min_value=1, max_value=_MOST_POSITION, initial=1
    )
    share = forms.ChoiceField(label=_("作用"), choices=list(SHARE.items()))
    published = Day(_("发布日期"))
    year = forms.IntegerField(
        label=_("年份"),
        min_value=_FIRST_YEAR,
        max_value=_LAST_YEAR,
        required=False,
        help_text=_("不填的取发布日期或编号里的年份。"),
    )
    evidence = words(_("证明材料"), most=300, help_text=_("看过什么：标准前言、公告、证书编号。"))

    def clean(self) -> dict[str, Any]:
        """A number of a standard, a year, and no unit of a unit."""
        told = super().clean() or {}
        read = self._read(str(told.get("number", "")))
        published = told.get("published")
        told["year"] = (
            told.get("year")
            or (published.year if published else None)
            or (read.year if read else None)
        )
        if read is not None and told["year"] is None:
            self.add_error("year", gettext("编号里没有年份，请写明哪一年发布。"))
        if told.get("party") == Contribution.Party.UNIT and told.get("unit"):
            self.add_error("unit", gettext("主体是单位时，这一项留空。"))
        if read is not None:
            told |= {"number": read.canonical, "slug": read.slug, "level": str(read.family)}
        return told

    def _read(self, number: str) -> StandardNumber | None:
        if not number:
            return None
        try:
            return parse(number)
        except NumberError:
            self.add_error("number", gettext("认不出这个标准编号。"))
            return None


class WithdrawForm(forms.Form):
    """Why an entry is withdrawn."""

    reason = words(_("撤销的理由"), most=300, rows=2)
