"""Bringing a table of tasks in, and choosing what becomes of its rows."""

from typing import Any, Final

import msgspec
from django import forms
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.plans.forms.correcting import StampedForm
from biaozhun.cloud.plans.tables import MOST_ROWS, ImportRow

ADD: Final = "add"
SKIP: Final = "skip"
_LONGEST: Final = 2_000_000  # characters


class TableForm(forms.Form):
    """A file with tables."""

    file = forms.FileField(
        label=_("任务分解表"),
        allow_empty_file=True,
        max_length=500,
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xlsm,.docx"}),
        help_text=_("XLSX 或 DOCX，最大 20 MB、500 行；按表头认出任务、单位、时限各栏。"),
    )
    fill = forms.BooleanField(label=_("空着的单位和时限沿用上一行（合并的单元格）"), required=False)


class RowsForm(StampedForm):
    """The rows of a table as they were read, which a second request brings back."""

    rows = forms.CharField(max_length=_LONGEST, widget=forms.HiddenInput)
    file = forms.CharField(max_length=500, required=False, widget=forms.HiddenInput)

    def clean_rows(self) -> list[ImportRow]:
        """The rows.

        Raises:
            ValidationError: they are not as this page wrote them.
        """
        try:
            found = msgspec.json.decode(self.cleaned_data["rows"], type=list[ImportRow])
        except (msgspec.DecodeError, UnicodeEncodeError) as error:
            raise forms.ValidationError(_("表格的内容丢失了，请再传一次。")) from error
        if len(found) > MOST_ROWS:
            raise forms.ValidationError(_("表格的内容丢失了，请再传一次。"))
        return found

    def chosen(self, data: Any) -> list[tuple[ImportRow, str]]:  # noqa: ANN401  -- a mapping of Django's
        """Each row that is taken, with the id of its task or ``add``."""
        rows: list[ImportRow] = self.cleaned_data["rows"]
        told = [(row, str(data.get(f"row-{n}", SKIP))) for n, row in enumerate(rows)]
        return [(row, what) for row, what in told if what != SKIP]
