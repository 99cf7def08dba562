"""How pages write of a text: its codes in words, its size, its addresses."""

from collections.abc import Mapping
from urllib.parse import quote

from django import template
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.standings import Row
from biaozhun.cloud.catalogue.templatetags.catalogue import title
from biaozhun.cloud.texts import wording
from biaozhun.cloud.texts.files import file_name
from biaozhun.cloud.texts.models import Text
from biaozhun.cloud.texts.queries.page import Entry
from biaozhun.cloud.ui.templatetags.ui import address, tongue
from biaozhun.cloud.ui.writing import in_readers_writing
from biaozhun.core.disclosure import SmartLevel, resting_on, smart_levels

register = template.Library()

_TABLES: Mapping[str, Mapping[str, Promise] | Mapping[str, Promise | str]] = {
    "kind": wording.KIND,
    "form": wording.FORM,
    "right": wording.RIGHT,
    "state": wording.STATE,
    "medium": wording.MEDIUM,
    "language": wording.LANGUAGE,
    "finding": wording.FINDING,
    "offer": wording.OFFER,
}


@register.filter
def text_word(code: str, table: str) -> str:
    """The word for a code of this slice."""
    return str(_TABLES[table][str(code)])


@register.filter
def weight(size: int) -> str:
    """Bytes as people say them."""
    if size < 1024 * 1024:
        return f"{max(size / 1024, 0.1):.0f}\u202fkB" if size >= 1024 else f"{size}\u202fB"
    return f"{size / 1024 / 1024:.1f}\u202fMB"


@register.filter
def smart(level: int) -> str:
    """A level of machine-readability by number and name."""
    return f"SMART {level} · {level_name(smart_levels()[level])}"


@register.filter
def level_name(level: SmartLevel) -> str:
    """What a level is called."""
    return _(level.name_zh)


@register.filter
def level_shows(level: SmartLevel) -> str:
    """What a reader may expect of a text on it."""
    return _(level.shows_zh)


@register.filter
def legal(basis: str) -> SafeString:
    """What a right rests on, in the reader's language; the Chinese counts and stands beside.

    What a keeper wrote is no rule's and stays as it was written.
    """
    rule = resting_on(basis)
    if rule is None:
        return format_html("<span{}>{}</span>", tongue(basis), basis)
    if get_language() == "en":
        form = '{} <span class="quiet">(<span lang="zh-Hans">{}</span>)</span>'
        return format_html(form, rule.basis_en, rule.basis)
    return format_html("{}", in_readers_writing(rule.basis))


@register.filter
def reading_place(text: Text) -> str:
    """Where a text is read; kind and language are named where they are not the usual ones."""
    place = reverse("texts:read", args=[text.slug])
    query = "&".join(
        f"{name}={value}"
        for name, value, usual in (
            ("kind", text.kind, Text.Kind.TEXT),
            ("language", text.language, "zh"),
        )
        if value != usual
    )
    return f"{place}?{query}" if query else place


@register.filter
def file_place(text: Text) -> str:
    """Where its file is."""
    return reverse("texts:file", args=[text.pk, file_name(text)])


@register.filter
def called(text: Text) -> str:
    """What a text is and in which language, as a link says it."""
    kind, language = text_word(text.kind, "kind"), text_word(text.language, "language")
    return _("{kind}（{language}）").format(kind=kind, language=language)


@register.filter
def is_picture(text: Text) -> bool:
    """Whether the file is a picture, which the page itself can show."""
    return text.media_type.startswith("image/")


@register.filter
def lang_of(text: Text) -> str:
    """The language for the page's markup."""
    return "zh-Hans" if text.language == "zh" else text.language


@register.filter
def headed(text: Text, row: Row | None) -> SafeString:
    """The heading of a text's page: its own title, else that of the edition in its language."""
    titles = [(text.title, lang_of(text))]
    if row is not None:
        known = [(row.edition.title_zh, "zh-Hans"), (row.edition.title_en, "en")]
        titles += sorted(known, key=lambda title: title[1] != lang_of(text))
    titles.append((text.number, ""))
    words, language = next(title for title in titles if title[0])
    if not language:
        return format_html("<h1>{}</h1>", words)
    return format_html('<h1 lang="{}">{}</h1>', language, words)


@register.filter
def named_in(text: Text, editions: Mapping[str, Edition]) -> str:
    """A text's own title, else that of its edition; nothing where neither is known."""
    edition = editions.get(text.slug)
    return text.title or (title(edition) if edition else "")


@register.simple_tag(takes_context=True)
def clause_place(context: Mapping[str, object], entry: Entry) -> str:
    """The address of a clause: on this page, or on that of its part with all else kept."""
    fragment = f"#{quote(entry.clause.anchor)}"
    if entry.here:
        return fragment
    return f"{address(context, clause=entry.clause.anchor)}{fragment}"


@register.simple_tag
def file_words(text: Text) -> str:
    """What the link to a file says."""
    if text.media_type == "application/pdf":
        return _("打开 PDF") if text.has_text_layer else _("下载扫描件（PDF）")
    medium = str(wording.MEDIUM[text.media_type])
    if is_picture(text):
        return _("打开图片（{medium}）").format(medium=medium)
    return _("下载原文件（{medium}）").format(medium=medium)
