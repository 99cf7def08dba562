"""Small pieces every page is made of: icons, numbers that do not break, addresses with state."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping

from django import template
from django.db.models import Model
from django.http import HttpRequest, QueryDict
from django.template import Context
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from biaozhun.cloud.ui import navigation
from biaozhun.cloud.ui.writing import in_readers_writing

register = template.Library()

SMALLEST_SHARE = 0.01  # per cent; below it the figure would say more than is known

_HAN = re.compile(r"[\u3400-\u9fff]")
_KANA = re.compile(r"[\u3040-\u30ff]")
_JOINT = re.compile(r"(?<=\d)(?=/[A-Z]{2}|\+[A-Z]| [A-Za-z(])")


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing of the project's own set; a word always stands beside it."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="{}#{}"></use></svg>',
        static("ui/icons.svg"),
        name,
    )


@register.filter
def number(text: str) -> SafeString:
    """A standard number: not broken across lines but before what is joined to it.

    That is a second number, an amendment taken in, or the version. On a phone a piece that is wider
    than the screen breaks too.
    """
    first, *joined = _JOINT.split(text)
    whole = format_html('<span class="number"{}>{}</span>', tongue(first), first)
    if not joined:
        return whole
    pieces = format_html_join(
        "",
        '{}<span class="number"{}>{}</span>',
        (
            (" " if piece[0] == " " else mark_safe("<wbr>"), tongue(piece), piece.strip())
            for piece in joined
        ),
    )
    return format_html('<span class="joint">{}{}</span>', whole, pieces)


@register.filter
def tongue(text: object) -> SafeString:
    """The ``lang`` of a source's own words, where it is not that of the page (WCAG 3.1.2).

    Titles and names stay in the language of their source; a voice that reads an English page aloud
    must know that these are Chinese.
    """
    language = language_of(str(text or ""), get_language())
    return format_html(' lang="{}"', language) if language else mark_safe("")


def language_of(words: str, read: str | None) -> str:
    """The language a source's own words are in, where a page in ``read`` has to say it."""
    if read == "zh-hans" or not _HAN.search(words):
        return ""
    return "ja" if _KANA.search(words) else "zh-Hans"


@register.filter
def quoted(text: object) -> SafeString:
    """A source's own words, marked with their language where the page speaks another."""
    words = str(text or "")
    language = tongue(words)
    return format_html("<span{}>{}</span>" if language else "{1}", language, words)


@register.simple_tag
def options(
    choices: Iterable[object] | None, chosen: object = None, *, quoted: bool = False
) -> SafeString:
    """The options of a select; a loop of the template's own takes thirty times as long for each.

    Args:
        choices: a mapping of values to words, or pairs of both; of plain values each is its own
            words, and what stands in the database is its key and what it is called.
        chosen: the value chosen now, compared as it is sent; None and "" choose nothing.
        quoted: whether the words are a source's own, to be marked with their language.
    """
    wanted = "" if chosen is None else str(chosen)
    read = get_language()
    written = []
    for value, words in _pairs(choices or ()):
        state = " selected" if wanted and value == wanted else ""
        language = language_of(words, read) if quoted else ""
        if language:
            state += f' lang="{language}"'
        sent, shown = conditional_escape(value), conditional_escape(words)
        written.append(f'<option value="{sent}"{state}>{shown}</option>')
    return mark_safe("".join(written))  # noqa: S308  -- every piece was escaped


def _pairs(choices: Iterable[object]) -> Iterator[tuple[str, str]]:
    """Each choice's value and its words; words to be translated are in the reader's language."""
    for one in choices.items() if isinstance(choices, Mapping) else choices:
        if isinstance(one, tuple | list):
            value, words = one
            yield str(value), str(words)
        else:
            yield str(one.pk if isinstance(one, Model) else one), str(one)


@register.filter
def ours(words: object) -> str:
    """The platform's own Chinese words in the reader's writing (see ``biaozhun.cloud.ui.writing``).

    Never for what a source states: that stays as it is printed, and is marked with ``tongue``.
    """
    return in_readers_writing(str(words or ""))


@register.filter
def day(value: dt.date | None) -> SafeString | str:
    """A date as 2020-10-01, machine-readable too; nothing where there is none."""
    if value is None:
        return ""
    return format_html('<time datetime="{0}">{0}</time>', value.isoformat())


@register.filter
def thousands(value: int | None) -> str:
    """A whole number in groups of three, with thin spaces that do not break."""
    return "" if value is None else f"{value:,}".replace(",", "\u202f")


@register.filter
def share(value: float | None) -> str:
    """A ratio as per cent: two significant figures below ten, whole ones above."""
    if value is None:
        return ""
    percent = value * 100
    if 0 < percent < SMALLEST_SHARE:
        return f"<\u202f{SMALLEST_SHARE}\u202f%"
    return f"{percent:.0f}\u202f%" if percent >= 10 or percent == 0 else f"{percent:.2g}\u202f%"


@register.simple_tag(takes_context=True)
def address(context: Mapping[str, object], **changes: object) -> str:
    """This page's address with some parameters set, or left out where the value is empty."""
    request = context["request"]
    if not isinstance(request, HttpRequest):
        raise template.TemplateSyntaxError("the address needs a request")
    return changed(request.GET, **changes)


def changed(query: QueryDict, **changes: object) -> str:
    """The query string with some parameters set or left out; ``?`` where none is left."""
    state = query.copy()
    for name, value in changes.items():
        if value in ("", None):
            state.pop(name, None)
        else:
            state[name] = str(value)
    return f"?{state.urlencode()}"


@register.simple_tag(takes_context=True)
def desk_entries(context: Context) -> navigation.Groups:
    """The pages of the desk that the reader may see by kind of work, and which of them this is."""
    return navigation.desk_entries(context["request"])
