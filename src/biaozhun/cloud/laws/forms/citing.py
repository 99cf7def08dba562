"""Forms about citations: setting one right, answering a warning, checking a draft."""

import re
from typing import Final

from django import forms
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.laws.actions.citing import Said
from biaozhun.cloud.laws.wording import MODE, REPLY

LONGEST_DRAFT: Final = 200_000  # characters
_BETWEEN: Final = re.compile(r"[、，,；;\s]+")


class CitationForm(forms.Form):
    """What a citation says."""

    number = forms.CharField(label=_("标准编号"), max_length=190)
    label = forms.CharField(
        label=_("所在条款"), max_length=60, required=False, help_text=_("例如：第五条。")
    )
    clauses = forms.CharField(
        label=_("引用标准的哪一条"),
        max_length=300,
        required=False,
        help_text=_("引用整项标准的留空；几处用顿号隔开。"),
    )
    mode = forms.ChoiceField(label=_("引用方式"), choices=list(MODE.items()))
    all_parts = forms.BooleanField(label=_("指所有部分"), required=False)

    def said(self) -> Said:
        """What was said, for the action."""
        told = self.cleaned_data
        return Said(
            number=told["number"],
            label=told["label"],
            clauses=tuple(part for part in _BETWEEN.split(told["clauses"]) if part),
            mode=told["mode"],
            all_parts=told["all_parts"],
        )


class ReplyForm(forms.Form):
    """What the responsible unit says of a warning."""

    reply = forms.ChoiceField(label=_("答复"), choices=list(REPLY.items()))
    reason = forms.CharField(
        label=_("说明"),
        max_length=300,
        required=False,
        help_text=_("不必修改的，写明理由。"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    day = forms.DateField(
        label=_("答复日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class DraftForm(forms.Form):
    """A draft to look over; nothing of it is kept."""

    text = forms.CharField(
        label=_("草案文字"),
        required=False,
        max_length=LONGEST_DRAFT,
        widget=forms.Textarea(attrs={"rows": 10}),
    )
    file = forms.FileField(
        label=_("或选一个文件"), required=False, help_text=_("DOCX、PDF、HTML 或 TXT，最大 2 MB。")
    )
    on = forms.DateField(
        label=_("按哪一天看"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def clean(self) -> dict[str, object]:
        """Either of the two."""
        told = super().clean() or {}
        if not self.errors and not told.get("file") and not str(told.get("text", "")).strip():
            raise forms.ValidationError(_("请把草案贴进来，或选一个文件。"))
        return told
