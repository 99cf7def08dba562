"""Choosing from a list: how it is written, and names in it that stay in their own language."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.renderers import DjangoTemplates
from django.http import HttpRequest
from django.utils.formats import localize
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
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


class Renderer(DjangoTemplates):
    """Writes forms as Django does, but a list of choices without two templates for each of them.

    With these a list of all divisions takes as long as ten pages.
    """

    def render(
        self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None
    ) -> str:
        """A select straight, character by character as its template has it; else the template."""
        if template_name == forms.Select.template_name and _plain(context["widget"]):
            return _select(context["widget"])
        return super().render(template_name, context, request)


def _plain(widget: Mapping[str, Any]) -> bool:
    """Whether no option of a select has a template of its own."""
    return all(
        option["template_name"] == forms.Select.option_template_name
        for _name, options, _index in widget["optgroups"]
        for option in options
    )


def _select(widget: Mapping[str, Any]) -> SafeString:
    """What Django's templates ``select.html`` and ``select_option.html`` write."""
    written = [
        f'<select name="{conditional_escape(widget["name"])}"{_attributes(widget["attrs"])}>'
    ]
    for name, options, _index in widget["optgroups"]:
        if name:
            written.append(f'\n  <optgroup label="{conditional_escape(name)}">')
        written += [
            f'\n  <option value="{conditional_escape(str(option["value"]))}"'
            f"{_attributes(option['attrs'])}>{_words(option['label'])}</option>\n"
            for option in options
        ]
        if name:
            written.append("\n  </optgroup>")
    written.append("\n</select>")
    return mark_safe("".join(written))  # noqa: S308  -- every piece was escaped


def _attributes(attributes: Mapping[str, object]) -> str:
    """An attribute that is True stands alone, one that is False not at all."""
    return "".join(
        f" {conditional_escape(name)}"
        if value is True
        else f' {conditional_escape(name)}="{conditional_escape(str(value))}"'
        for name, value in attributes.items()
        if value is not False
    )


def _words(label: object) -> str:
    """A label as a template writes it: numbers and days as the reader's language does."""
    return conditional_escape(str(localize(label)))
