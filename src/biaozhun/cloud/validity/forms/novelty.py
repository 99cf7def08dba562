"""The form of the overlap search; it stands in the address, so that a search can be shared."""

import re

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.ui.writing import in_readers_writing
from biaozhun.cloud.validity.queries.novelty import MOST_KEYWORDS, Proposal
from biaozhun.core.classification import division

LONGEST_TITLE = 300  # characters
LONGEST_KEYWORDS = 300  # characters, all together
_BETWEEN = re.compile(r"[、，,；;\s]+")


class CleanField(forms.CharField):
    """One line without the characters that no text has, which come with pasted addresses."""

    def to_python(self, value: object) -> str:
        """The text; blanks at its ends are dropped."""
        return clean(super().to_python(value) or "")


def _regions() -> list[tuple[str, str]]:
    english = get_language() == "en"
    named = [
        (one.code, one.name_en if english else in_readers_writing(one.name))
        for one in division.provinces()
    ]
    return [("", str(_("不限"))), *named]


class NoveltyForm(forms.Form):
    """A title and what else narrows or widens the search."""

    title = CleanField(label=_("拟立项标准的名称"), max_length=LONGEST_TITLE)
    keywords = CleanField(
        label=_("关键词"),
        required=False,
        max_length=LONGEST_KEYWORDS,
        help_text=_("用顿号、逗号、分号或空格隔开，最多 8 个；同义词、旧称也写上。"),
    )
    ics = CleanField(
        label=_("ICS 分类号"),
        required=False,
        max_length=10,
        validators=[
            RegexValidator(
                r"\A[0-9]{2}(\.[0-9]{3}(\.[0-9]{2})?)?\Z", _("请写成 67、67.250 或 13.020.10。")
            )
        ],
        help_text=_("只收窄关键词的检索，如 67.250；名称不论分类都查。"),
    )
    region = forms.ChoiceField(
        label=_("地区"),
        required=False,
        choices=_regions,
        help_text=_("拟立地方标准时选；本地区的地方标准单独列出。"),
    )
    on = forms.DateField(
        label=_("状态按这一天计算"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    client = CleanField(label=_("委托方"), required=False, max_length=200)
    searcher = CleanField(label=_("查新人"), required=False, max_length=100)

    def clean_keywords(self) -> tuple[str, ...]:
        """The keywords, each once."""
        words = tuple(dict.fromkeys(filter(None, _BETWEEN.split(self.cleaned_data["keywords"]))))
        if len(words) > MOST_KEYWORDS:
            raise forms.ValidationError(
                _("关键词有 %(count)s 个，最多 %(most)s 个。请留下最要紧的。"),
                params={"count": len(words), "most": MOST_KEYWORDS},
                code="too_many_keywords",
            )
        return words

    def proposal(self) -> Proposal:
        """What a valid form asks."""
        told = self.cleaned_data
        return Proposal(
            title=told["title"],
            keywords=told["keywords"],
            ics=told["ics"],
            region=told["region"],
            on=told["on"],
        )
