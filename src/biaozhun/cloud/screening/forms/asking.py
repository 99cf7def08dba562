"""The form of the self-check: what is wanted, and a draft where there is one."""

from typing import Final

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.catalogue.forms.asking import clean as one_line
from biaozhun.cloud.screening.queries.answers import Proposed
from biaozhun.cloud.screening.queries.screening import MOST_TEXT
from biaozhun.cloud.ui.writing import in_readers_writing
from biaozhun.core.classification import division
from biaozhun.documents.reading.gathering import clean

LONGEST_TITLE: Final = 300  # characters, as a project has it
LONGEST_SCOPE: Final = 5_000
TAKEN: Final = ".docx,.pdf,.html,.htm,.txt,.md"


class LineField(forms.CharField):
    """One line without the characters that no text has, which come with pasted addresses."""

    def to_python(self, value: object) -> str:
        """The text; blanks at its ends are dropped."""
        return one_line(super().to_python(value) or "")


class PastedField(forms.CharField):
    """A text as it was copied, without NUL and the like."""

    def to_python(self, value: object) -> str:
        """The text; signs that no text has are replaced, as in a file."""
        return clean(super().to_python(value) or "")


def _regions() -> list[tuple[str, str]]:
    english = get_language() == "en"
    named = [
        (one.code, one.name_en if english else in_readers_writing(one.name))
        for one in division.provinces()
    ]
    return [("", str(_("不限"))), *named]


class ScreeningForm(forms.Form):
    """A title, and whatever else is known of the standard that is wanted."""

    title = LineField(label=_("拟立项标准的名称"), max_length=LONGEST_TITLE)
    title_en = LineField(label=_("英文名称"), required=False, max_length=LONGEST_TITLE)
    scope = PastedField(
        label=_("范围"),
        required=False,
        max_length=LONGEST_SCOPE,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("规定什么、适用于哪里；写明本地的自然条件、风俗习惯等特殊技术要求。"),
    )
    region = forms.ChoiceField(
        label=_("地区"),
        required=False,
        choices=_regions,
        help_text=_("选了的，本地区的地方标准单独列出。"),
    )
    text = PastedField(
        label=_("草案或提纲的正文"),
        required=False,
        max_length=MOST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("贴正文，或者在下面选文件；逐句看负面清单，并同公开全文比对。"),
    )
    file = forms.FileField(
        label=_("草案文件"),
        required=False,
        allow_empty_file=True,
        max_length=500,
        widget=forms.FileInput(attrs={"accept": TAKEN}),
        help_text=_("DOCX、PDF、HTML、TXT 或 Markdown；选了文件就不看上面贴的正文。"),
    )

    def proposed(self, text: str) -> Proposed:
        """What a valid form asks about, with the text of the draft."""
        told = self.cleaned_data
        return Proposed(
            title=told["title"],
            title_en=told["title_en"],
            scope=told["scope"],
            text=text,
            region=told["region"],
        )
