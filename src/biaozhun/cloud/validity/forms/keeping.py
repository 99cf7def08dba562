"""Forms of what keepers record: withdrawn clauses, and codes that are held completely."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.catalogue.queries.addresses import edition_at, other_address
from biaozhun.cloud.catalogue.wording import FAULT as NUMBER_FAULT
from biaozhun.cloud.catalogue.wording import written
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.validity.actions.clause_withdrawals import WithdrawalFacts
from biaozhun.cloud.validity.actions.complete_holdings import HoldingFacts
from biaozhun.core.number import NumberError, StandardNumber, parse

MOST_CLAUSES = 500
_LONGEST_CLAUSE = 40  # characters
_BETWEEN = re.compile(r"[、，,；;\s]+")
_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class NumberField(forms.CharField):
    """A standard number in any spelling."""

    def clean(self, value: object) -> StandardNumber | None:
        """Read it.

        Raises:
            ValidationError: it is no number.
        """
        text = super().clean(value)
        if not text:
            return None
        try:
            return parse(text)
        except NumberError as error:
            raise forms.ValidationError(
                _("“%(text)s”读不成标准编号：%(reason)s"),
                params={"text": text[:60], "reason": written(NUMBER_FAULT, error.code)},
                code=error.code,
            ) from error


class ClausesField(forms.CharField):
    """Numbers of clauses, one behind the other."""

    def clean(self, value: object) -> tuple[str, ...]:
        """Read them, each once.

        Raises:
            ValidationError: too many, or one too long to be the number of a clause.
        """
        text = super().clean(value)
        clauses = tuple(dict.fromkeys(part for part in _BETWEEN.split(text) if part))
        if len(clauses) > MOST_CLAUSES or any(len(part) > _LONGEST_CLAUSE for part in clauses):
            raise forms.ValidationError(
                _("条文号写作 3.1.2、4.2.1(2)，用顿号隔开，最多 500 条。"), code="clauses"
            )
        return clauses


class WithdrawalForm(forms.Form):
    """What an announcement says of the clauses of one edition."""

    number = NumberField(
        label=_("标准编号（写到年份）"), max_length=190, help_text=_("如 GB 50016-2014")
    )
    clauses = ClausesField(
        label=_("废止的条文"),
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("照公告写，用顿号隔开，如 3.1.2、4.2.1(2)；不填表示全部强制性条文。"),
    )
    since = forms.DateField(label=_("自哪天起"), required=False, widget=_DAY)
    basis = forms.CharField(
        label=_("公告"),
        max_length=300,
        help_text=_("名称和文号，如 住房和城乡建设部公告 2021 年第 62 号"),
    )
    by = NumberField(
        label=_("由哪项标准的公告"), required=False, max_length=190, help_text=_("如 GB 55001-2021")
    )

    def clean_number(self) -> StandardNumber:
        """An edition: clauses are numbered in one edition and not in the next."""
        number: StandardNumber = self.cleaned_data["number"]
        if number.year is None:
            raise forms.ValidationError(_("编号要写到年份：条文号是那一版的。"), code="undated")
        return number

    def facts(self) -> WithdrawalFacts:
        """What was filled in; the edition by the address under which it is held."""
        told: dict[str, Any] = self.cleaned_data
        number: StandardNumber = told["number"]
        held = edition_at(number.slug) or edition_at(other_address(number) or "")
        return WithdrawalFacts(
            slug=held.slug if held else number.slug,
            number=held.number if held else number.canonical,
            clauses=told["clauses"],
            since=told["since"],
            basis=told["basis"],
            by=told["by"].canonical if told["by"] else "",
        )


class HoldingForm(forms.Form):
    """A keeper's word that a code is held completely up to a serial."""

    code = forms.CharField(label=_("代号"), max_length=60, help_text=_("如 GB/T、DB44/T、ISO"))
    serial = forms.IntegerField(
        label=_("到哪个顺序号为止"), min_value=1, max_value=99_999_999, help_text=_("如 45000")
    )
    source = forms.CharField(
        label=_("与哪份官方目录核对"), max_length=300, help_text=_("目录的名称或网址")
    )
    seen = forms.DateField(label=_("那份目录的日期"), widget=_DAY)

    def clean_code(self) -> str:
        """A code of standards, in its one writing."""
        text: str = self.cleaned_data["code"]
        try:
            code = parse(f"{text} 1").code
        except NumberError as error:
            raise forms.ValidationError(
                _("没有使用“%(text)s”这个代号的标准。"), params={"text": text}, code=error.code
            ) from error
        return code

    def clean_seen(self) -> Any:  # noqa: ANN401  -- the form of a field's cleaning
        """No list is of a day to come."""
        seen = self.cleaned_data["seen"]
        if seen > today():
            raise forms.ValidationError(_("日期还没有到。"), code="to_come")
        return seen

    def facts(self) -> HoldingFacts:
        """What was filled in."""
        return HoldingFacts(**self.cleaned_data)


class ListForm(forms.Form):
    """A list of withdrawn clauses: a file, or its lines pasted."""

    file = forms.FileField(label=_("表格文件（CSV 或 XLSX）"), required=False)
    lines = forms.CharField(
        label=_("或者贴在这里"),
        required=False,
        max_length=1_000_000,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_("第一行是列名；各列用制表符或逗号隔开，可以从电子表格里直接复制。"),
    )
