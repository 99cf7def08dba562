"""Forms of guides and notices."""

from django import forms
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.guidance import wording
from biaozhun.cloud.guidance.markdown import LONGEST
from biaozhun.cloud.guidance.models import Notice


class GuideForm(forms.Form):
    """What a guide says; ``base`` is the version the writer began with."""

    base = forms.IntegerField(widget=forms.HiddenInput, min_value=-1, max_value=2**31 - 1)
    title = forms.CharField(label=_("标题"), max_length=200)
    section = forms.CharField(label=_("分组"), max_length=60)
    rank = forms.IntegerField(
        label=_("次序"), min_value=0, max_value=9999, initial=50, help_text=_("小的排在前面。")
    )
    body = forms.CharField(
        label=_("正文（Markdown）"),
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text=_("标准编号写成 [[GB/T 1.1-2020]]，就成为链接并带上当天的状态。"),
    )
    note = forms.CharField(
        label=_("改了什么"), max_length=300, required=False, help_text=_("留在历史里。")
    )


class NewGuideForm(forms.Form):
    """The name and language of a guide that is not there yet."""

    slug = forms.RegexField(
        r"^[a-z0-9]+(?:-[a-z0-9]+)*$",
        label=_("地址名"),
        max_length=60,
        help_text=_("小写字母、数字和连字符，如 how-to-comment。"),
        error_messages={"invalid": _("只能用小写字母、数字和连字符。")},
    )
    language = forms.ChoiceField(label=_("语言"), choices=lambda: list(wording.LANGUAGE.items()))


class NoticeForm(forms.ModelForm):  # type: ignore[type-arg]  # takes none at run time
    """A notice; ``base`` is the version the writer began with."""

    base = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=2**31 - 1, initial=0)
    kind = forms.ChoiceField(label=_("种类"), choices=lambda: list(wording.KIND.items()))
    title = forms.CharField(label=_("标题"), max_length=200)
    starts = forms.DateField(
        label=_("开始日"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    ends = forms.DateField(
        label=_("结束日"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    place = forms.CharField(label=_("地点"), max_length=200, required=False)
    contact = forms.CharField(label=_("联系方式"), max_length=300, required=False)
    link = forms.URLField(
        label=_("报名或详情网址"), max_length=500, required=False, assume_scheme="https"
    )
    body = forms.CharField(
        label=_("正文（Markdown）"),
        max_length=LONGEST,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12}),
    )

    class Meta:
        """The fields that are stored."""

        model = Notice
        fields = ("kind", "title", "starts", "ends", "place", "contact", "link", "body")

    def clean_link(self) -> str:
        """A notice leads to the web and nowhere else."""
        link: str = self.cleaned_data["link"]
        if link and not link.lower().startswith(("https://", "http://")):
            raise forms.ValidationError(_("网址要以 http:// 或 https:// 开头。"), code="no_web")
        return link

    def clean(self) -> dict[str, object] | None:
        """It does not end before it begins."""
        told = super().clean() or self.cleaned_data
        starts, ends = told.get("starts"), told.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("结束日早于开始日。"))
        return told
