"""Choosing among what others named: sources, laws. The names stay in their own language."""

from typing import Any

from django import forms
from django.utils.translation import get_language

from biaozhun.cloud.ui.templatetags.ui import language_of


class QuotedSelect(forms.Select):
    """A list of names; one in another language than the page is marked with it."""

    def create_option(
        self, name: str, value: object, label: int | str, *args: object, **kwargs: object
    ) -> dict[str, Any]:
        """An option with the language of its words, where that is not the page's."""
        option: dict[str, Any] = super().create_option(name, value, label, *args, **kwargs)  # type: ignore[arg-type]  # the rest is only handed on
        language = language_of(str(label), get_language())
        if language:
            option["attrs"]["lang"] = language
        return option
