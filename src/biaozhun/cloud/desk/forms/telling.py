"""The form in which an operator says where a file comes from, and the one of a source."""

import datetime as dt
import re

from django import forms
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.catalogue.models import Source
from biaozhun.cloud.desk.wording import SCHEDULE
from biaozhun.core.bibliography import OPERATOR

_NAME = r"[a-z0-9][a-z0-9_-]{0,59}"


def _free_of_keepers(slug: str) -> str:
    if slug == OPERATOR:
        raise forms.ValidationError(_("这个代号留给馆员的核定。请另取一个。"))
    return slug


class TellForm(forms.Form):
    """Source, rank, licence and day of a file."""

    source = forms.RegexField(
        rf"^{_NAME}$",
        label=_("来源的代号"),
        help_text=_("已有的来源照写它的代号；新的来源用小写字母、数字、- 和 _。"),
        error_messages={"invalid": _("只用小写字母、数字、- 和 _，最多六十个字符。")},
    )
    title = forms.CharField(
        label=_("来源的名称"),
        max_length=200,
        required=False,
        help_text=_("读者看到的名称；留空则不改。"),
    )
    rank = forms.IntegerField(
        label=_("先后次序"),
        min_value=0,
        max_value=100,
        required=False,
        help_text=_("来源说法不一时，数小的为准：0 是公告，50 是一般目录。留空则不改。"),
    )
    licence = forms.CharField(
        label=_("许可"), max_length=200, required=False, help_text=_("来源写明的使用条件。")
    )
    seen = forms.DateField(
        label=_("来源截至"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("来源在哪一天这样说。"),
    )

    def __init__(self, *args: object, today: dt.date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own parameters
        self._today = today

    def clean_source(self) -> str:
        """Not the name under which keepers' own statements are kept."""
        return _free_of_keepers(self.cleaned_data["source"])

    def clean_seen(self) -> dt.date:
        """Nobody has seen a source later than today."""
        seen: dt.date = self.cleaned_data["seen"]
        if seen > self._today:
            raise forms.ValidationError(_("这一天还没有到。"))
        return seen


class SourceForm(forms.Form):
    """What is told of a source; its short name stands in addresses and stays."""

    title = forms.CharField(label=_("名称"), max_length=200, help_text=_("读者看到的名称。"))
    rank = forms.IntegerField(
        label=_("先后次序"),
        min_value=0,
        max_value=100,
        initial=50,
        help_text=_("来源说法不一时，数小的为准：0 是公告，50 是一般目录。"),
    )
    licence = forms.CharField(
        label=_("许可"), max_length=200, required=False, help_text=_("来源写明的使用条件。")
    )
    redistributable = forms.BooleanField(label=_("可以随本馆的数据再发布"), required=False)
    address = forms.URLField(label=_("网址"), max_length=500, required=False, assume_scheme="https")
    schedule = forms.ChoiceField(label=_("更新周期"), choices=list(SCHEDULE.items()))
    harvest_address = forms.CharField(
        label=_("收割地址"),
        max_length=500,
        required=False,
        help_text=_("文件或 OAI-PMH 服务的地址，按更新周期收割。"),
    )
    reason = forms.CharField(
        label=_("理由"), max_length=500, help_text=_("为什么这样改；记入日志。")
    )


class NewSourceForm(SourceForm):
    """A source that nothing came from yet."""

    reason = None  # type: ignore[assignment]  # a new one needs none
    slug = forms.CharField(
        label=_("代号"), max_length=60, help_text=_("用小写字母、数字、- 和 _，以后不改。")
    )
    field_order = ("slug",)

    def clean_slug(self) -> str:
        """Free, and fit for addresses."""
        slug: str = self.cleaned_data["slug"]
        if not re.fullmatch(_NAME, slug):
            raise forms.ValidationError(_("只用小写字母、数字、- 和 _，最多六十个字符。"))
        _free_of_keepers(slug)
        if Source.objects.filter(slug=slug).exists():
            raise forms.ValidationError(_("已有这个代号的来源。"))
        return slug


class ReasonForm(forms.Form):
    """Removing a source: the reason, and its short name once more."""

    reason = forms.CharField(label=_("理由"), max_length=500, help_text=_("记入日志。"))
    again = forms.CharField(label=_("再写一遍来源的代号"), max_length=60)

    def __init__(self, *args: object, slug: str, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own parameters
        self._slug = slug

    def clean_again(self) -> str:
        """The same as in the address."""
        again: str = self.cleaned_data["again"]
        if again != self._slug:
            raise forms.ValidationError(_("与代号不同，没有移除。"))
        return again
