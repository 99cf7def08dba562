"""Bringing a text in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.plans import wording
from biaozhun.cloud.plans.files import MOST_CHARACTERS
from biaozhun.cloud.plans.models import Plan
from biaozhun.cloud.plans.wording.refusals import refusal
from biaozhun.cloud.ui.choosing import QuotedSelect
from biaozhun.documents.reading.gathering import clean

TAKEN = ".docx,.pdf,.html,.htm,.txt,.md"


class PastedField(forms.CharField):
    """A text as it was copied: signs that no text has are replaced, as in a file."""

    def to_python(self, value: object) -> str:
        """The text without NUL and the like, which nobody can see."""
        told = super().to_python(value) or ""
        return clean(told.replace("\r\n", "\n").replace("\r", "\n"))


class AddForm(forms.Form):
    """A file or a text, what kind of plan it is, and the plan it is a part of."""

    file = forms.FileField(
        label=_("文件"),
        required=False,
        allow_empty_file=True,
        max_length=500,
        widget=forms.ClearableFileInput(attrs={"accept": TAKEN}),
        help_text=_(
            "DOCX、PDF、HTML、Markdown 或 TXT，最大 20 MB、20 万字。扫描件要先做文字识别。"
        ),
    )
    text = PastedField(
        label=_("或把全文贴进来"),
        required=False,
        strip=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text=_("从网页复制的不用整理：标题、文号、落款、括号里的责任单位都原样留着。"),
    )
    kind = forms.ChoiceField(label=_("种类"), choices=list(wording.KIND.items()))
    parent = forms.ModelChoiceField(
        label=_("它是哪份文件的一部分"),
        queryset=Plan.objects.exclude(state="withdrawn").defer("text", "proposal"),
        required=False,
        empty_label=_("（不是）"),
        widget=QuotedSelect(),
    )

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        told = super().clean() or {}
        has_text = bool(str(told.get("text", "")).strip())
        if not self.errors and bool(told.get("file")) == has_text:
            raise forms.ValidationError(refusal("both_sent" if has_text else "nothing_sent"))
        return told
