"""What keepers fill in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.texts import wording
from biaozhun.cloud.texts.actions.receiving import Order
from biaozhun.cloud.texts.actions.showing import Disclosure
from biaozhun.cloud.texts.models import Text

_ACCEPTED = ".pdf,.docx,.xml,.txt,.md,.jsonl,.json,.png,.jpg,.jpeg"
_ROWS = {"rows": 2}


class ReceivingForm(forms.Form):
    """A file and what it is."""

    number = forms.CharField(
        label=_("标准编号"),
        max_length=190,
        help_text=_("写到年份，例如 GB/T 1.1-2020；这个版本可以还没有收录。"),
    )
    file = forms.FileField(
        label=_("文件"),
        allow_empty_file=True,
        help_text=_(
            "NISO STS（XML）、Word（DOCX）、带条号的纯文本、条文 JSON Lines 会按条分开；"
            "PDF 原样保存；图解也可以是图片。最大 200 MB。"
        ),
        widget=forms.ClearableFileInput(attrs={"accept": _ACCEPTED}),
    )
    kind = forms.ChoiceField(label=_("这是什么"), choices=list(wording.KIND.items()))
    language = forms.ChoiceField(label=_("语言"), choices=list(wording.LANGUAGE.items()))
    title = forms.CharField(
        label=_("标题"), required=False, max_length=500, help_text=_("不填就用文件里写的。")
    )
    origin = forms.CharField(label=_("文件从哪里来"), required=False, max_length=300)
    licence = forms.CharField(label=_("许可"), required=False, max_length=200)
    translator = forms.CharField(label=_("译者"), required=False, max_length=200)
    pictures_confirmed = forms.BooleanField(
        label=_("只有图像也收"),
        required=False,
        help_text=_("确认这份 PDF 只有扫描图像：按 SMART 0 级登记，只供下载。"),
    )

    def order(self) -> Order:
        """What the keeper says of the file."""
        told: dict[str, Any] = self.cleaned_data
        return Order(
            number=told["number"],
            kind=Text.Kind(told["kind"]),
            language=told["language"],
            title=told["title"],
            licence=told["licence"],
            origin=told["origin"],
            translator=told["translator"],
            pictures_confirmed=told["pictures_confirmed"],
        )


class DisclosureForm(forms.Form):
    """Who may read a text, and on what that rests."""

    right = forms.ChoiceField(
        label=_("谁可以读"), choices=list(wording.RIGHT.items()), widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("不公开的理由"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs=_ROWS),
        help_text=_("不公开时必须写；读者会看到。"),
    )
    basis = forms.CharField(
        label=_("依据"), required=False, max_length=1000, widget=forms.Textarea(attrs=_ROWS)
    )
    read_at = forms.URLField(
        label=_("在哪里可以读到"),
        required=False,
        max_length=500,
        assume_scheme="https",
    )

    def clean(self) -> dict[str, Any]:
        """A text is withheld with a reason."""
        told: dict[str, Any] = super().clean() or {}
        if told.get("right") not in (None, Text.Right.OPEN) and not told.get("reason"):
            self.add_error("reason", _("请写明为什么不公开，读者有权知道。"))
        return told

    def decision(self) -> Disclosure:
        """What was decided."""
        told = self.cleaned_data
        return Disclosure(
            right=Text.Right(told["right"]),
            reason=told["reason"],
            basis=told["basis"],
            read_at=told["read_at"],
        )


class TakingDownForm(forms.Form):
    """Why a text goes off the shelf."""

    reason = forms.CharField(label=_("撤下的理由"), max_length=1000)
