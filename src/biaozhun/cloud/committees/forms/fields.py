"""Fields that forms of the slice have in common."""

import re
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from biaozhun.core.classification import ics as classification
from biaozhun.core.text import fold

_BETWEEN: Final = re.compile(r"[;；、,，|\s]+")
_MOST: Final = 30  # members of a list


def codes_told(text: str) -> tuple[list[str], list[str]]:
    """Codes of ICS in a text, and what stands there and is none."""
    told = [one for one in _BETWEEN.split(fold(text)) if one]
    known = classification.scheme()
    codes = list(dict.fromkeys(one for one in told if one in known))
    return codes[:_MOST], [one for one in told if one not in known]


class IcsCodes(forms.CharField):
    """Codes of ICS between commas; a list, each code in its one spelling."""

    def __init__(self, *, required: bool = True) -> None:
        super().__init__(
            label=_("ICS 分类号"),
            required=required,
            max_length=300,
            help_text=_("如 35.240、13.020；几个之间用逗号。"),
        )

    def clean(self, value: Any) -> Any:  # noqa: ANN401  -- Django's own
        """The codes; one that is not in the classification is named."""
        codes, unknown = codes_told(super().clean(value))
        if unknown:
            sentence = _("ICS 里没有“%(code)s”，写成 35.240 这样。")
            raise forms.ValidationError(sentence, params={"code": unknown[0][:20]})
        return codes

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401  -- Django's own
        """A list as it is written."""
        return "、".join(value) if isinstance(value, list) else value


class Words(forms.CharField):
    """Some words between commas; a list."""

    def __init__(self, label: Any, *, help_text: Any) -> None:  # noqa: ANN401  -- lazy words
        super().__init__(label=label, required=False, max_length=500, help_text=help_text)

    def clean(self, value: Any) -> Any:  # noqa: ANN401  -- Django's own
        """The words, each once."""
        told = re.split(r"[;；、,，|\n]+", super().clean(value))
        return list(dict.fromkeys(one.strip()[:40] for one in told if one.strip()))[:_MOST]

    def prepare_value(self, value: Any) -> Any:  # noqa: ANN401  -- Django's own
        """A list as it is written."""
        return "、".join(value) if isinstance(value, list) else value
