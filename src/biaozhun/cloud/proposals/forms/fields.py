"""Fields that several forms of the slice have."""

from typing import Any, Final

from django import forms
from django.utils.translation import gettext as _

from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.catalogue.queries.addresses import edition_at
from biaozhun.core.classification import ics as classification
from biaozhun.core.number import NumberError, parse

LONGEST: Final = 20_000  # characters of a text
FIRST_YEAR, LAST_YEAR = 2000, 2200


class Lines(forms.CharField):
    """Some lines of text, each on its own, each once, in their order."""

    def __init__(self, *, most: int, longest: int = 200, rows: int = 4, **told: Any) -> None:  # noqa: ANN401  -- Django's field
        super().__init__(
            widget=forms.Textarea(attrs={"rows": rows}), max_length=most * (longest + 2), **told
        )
        self.most, self.longest = most, longest

    def prepare_value(self, value: object) -> object:
        """The lines as they stand in the form."""
        return "\n".join(map(str, value)) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:  # noqa: ANN401  -- Django's own
        """The lines."""
        text = super().clean(value) or ""
        lines = list(dict.fromkeys(filter(None, (clean(one) for one in text.splitlines()))))
        if len(lines) > self.most:
            raise forms.ValidationError(_("最多 {count} 行。").format(count=self.most))
        if any(len(one) > self.longest for one in lines):
            raise forms.ValidationError(_("每行最多 {count} 个字。").format(count=self.longest))
        return lines


class IcsField(forms.CharField):
    """Codes of ICS, with blanks or commas between them."""

    def prepare_value(self, value: object) -> object:
        """The codes as they stand in the form."""
        return " ".join(map(str, value)) if isinstance(value, list | tuple) else value

    def clean(self, value: Any) -> Any:  # noqa: ANN401  -- Django's own
        """The codes; what is none is named."""
        text = super().clean(value) or ""
        if not text.strip():
            return []
        read = classification.read(text)
        if not read.codes or any(one.code == "ics_malformed" for one in read.faults):
            raise forms.ValidationError(
                _("“{code}”不是国际标准分类号，请写成 35.240 或 13.020.20。").format(code=text[:40])
            )
        return list(read.codes)[:10]


class EditionField(forms.CharField):
    """A standard of the catalogue, by its number; its slug is kept."""

    def prepare_value(self, value: object) -> object:
        """Its number as it is printed."""
        text = str(value or "")
        held = edition_at(text) if text else None
        return held.number if held is not None else text

    def clean(self, value: Any) -> Any:  # noqa: ANN401  -- Django's own
        """The slug; a number that cannot be read or is not in the catalogue is named."""
        text = super().clean(value) or ""
        if not text:
            return ""
        held = edition_at(text)
        if held is None:
            try:
                held = edition_at(parse(text).slug)
            except NumberError as wrong:
                raise forms.ValidationError(
                    _("“{text}”不像标准编号，请写成 DB44/T 1234-2020。").format(text=text[:60])
                ) from wrong
        if held is None:
            raise forms.ValidationError(
                _("目录里没有 {text}，请核对编号和年份。").format(text=text[:60])
            )
        return held.slug


def area(label: Any, *, help_text: Any = "", rows: int = 4) -> forms.CharField:  # noqa: ANN401  -- words, translated when shown
    """A text that may be left for later."""
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def year_field(label: Any) -> forms.IntegerField:  # noqa: ANN401  -- likewise
    """A year of ours."""
    return forms.IntegerField(label=label, min_value=FIRST_YEAR, max_value=LAST_YEAR)
