"""The forms of a check: what is sent in, what is set right, what a report shall say."""

from django import forms
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.validity import wording
from biaozhun.cloud.validity.limits import limits
from biaozhun.core.validity import Citing
from biaozhun.documents.reading.gathering import clean

LONGEST_NUMBER = 190  # characters
LONGEST_PRINTED = 300  # characters
_TAKEN = ".docx,.pdf,.xlsx,.xlsm,.csv,.tsv,.html,.htm,.txt,.md,.zip"
_DAY = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def _citing() -> list[tuple[str, object]]:
    return [(code, words) for code, words in wording.CITING.items()]


def _day(label: object) -> forms.DateField:
    return forms.DateField(label=label, widget=_DAY)  # type: ignore[arg-type]  # a lazy sentence


class PastedField(forms.CharField):
    """A text as it was copied: signs that no text has are replaced, as in a file."""

    def to_python(self, value: object) -> str:
        """The text without NUL and the like, which a form would refuse and nobody can see."""
        return clean(super().to_python(value) or "")


class CheckForm(forms.Form):
    """A file, a text or a list; the day; who cites."""

    file = forms.FileField(
        label=_("一个文件"),
        required=False,
        allow_empty_file=True,
        max_length=500,
        widget=forms.ClearableFileInput(attrs={"accept": _TAKEN}),
        help_text=_(
            "DOCX、PDF、XLSX、CSV、HTML、TXT、Markdown，或这些文件的 ZIP；也可以拖到这里。"
        ),
    )
    is_text = forms.BooleanField(label=_("表格不是清单，逐格查其中的文字"), required=False)
    text = PastedField(
        label=_("一段文字"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_("从合同、图样说明、标准或网页里贴来，不用整理。"),
    )
    list = PastedField(
        label=_("一份清单"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        help_text=_("一行一个编号，后面可跟名称；可以从电子表格里直接复制。"),
    )
    on = forms.DateField(
        label=_("状态按这一天计算"),
        widget=_DAY,
        help_text=_("今天；也可以是合同签订、产品生产或法规施行的那一天。"),
    )
    citing = forms.ChoiceField(label=_("谁在引用"), choices=_citing, initial=Citing.REFERENCE.value)
    client = forms.CharField(label=_("委托方"), required=False, max_length=200)
    purpose = forms.CharField(label=_("用途"), required=False, max_length=300)

    def clean_text(self) -> str:
        """No longer than is checked; the lines of a form end as those of a file."""
        return _bounded(self.cleaned_data["text"])

    def clean_list(self) -> str:
        """Likewise; its rows are counted where it is read."""
        return _bounded(self.cleaned_data["list"])


def _bounded(text: str) -> str:
    most = limits().characters
    if len(text) > most:
        raise forms.ValidationError(
            _("文字太长，最多 %(most)s 个字符。请存成文件再传，或分成几份。"),
            params={"most": most},
            code="text_too_long",
        )
    return text.replace("\r\n", "\n") if text.strip() else ""


class AgainForm(forms.Form):
    """Another day, or somebody else who cites."""

    on = _day(_("状态按这一天计算"))
    citing = forms.ChoiceField(label=_("谁在引用"), choices=_citing)


class ReadingForm(forms.Form):
    """A reading that somebody sets right; ``number`` empty for what is no citation."""

    start = forms.IntegerField(min_value=0, max_value=2**31)
    end = forms.IntegerField(min_value=1, max_value=2**31)
    act = forms.ChoiceField(choices=[("number", ""), ("none", "")])
    number = forms.CharField(required=False, max_length=LONGEST_NUMBER)


class MissedForm(forms.Form):
    """A citation that was not found, by its words in the text."""

    printed = forms.CharField(max_length=LONGEST_PRINTED)
    number = forms.CharField(required=False, max_length=LONGEST_NUMBER)


class ColumnsForm(forms.Form):
    """Which columns of a workbook make the list."""

    sheet = forms.CharField(max_length=200, strip=False)
    number = forms.IntegerField(min_value=1, max_value=16_384)
    title = forms.IntegerField(min_value=0, max_value=16_384)
    first = forms.IntegerField(min_value=1, max_value=1_048_576)


class ReportForm(forms.Form):
    """Who signs a report, for whom and what for."""

    client = forms.CharField(label=_("委托方"), required=False, max_length=200)
    purpose = forms.CharField(label=_("用途"), required=False, max_length=300)
    searcher = forms.CharField(label=_("查新人"), required=False, max_length=100)
    checker = forms.CharField(label=_("复核人"), required=False, max_length=100)


class VerifyForm(forms.Form):
    """The number of a report, or its file."""

    number = forms.CharField(
        label=_("报告编号"),
        required=False,
        max_length=60,
        help_text=_("印在报告首页，如 BZ-2026-000123-7F3A"),
    )
    file = forms.FileField(
        label=_("或者报告的文件"),
        required=False,
        allow_empty_file=True,
        max_length=500,
        help_text=_("收到的报告文件，没有另存过的。"),
    )
