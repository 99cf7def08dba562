"""How the catalogue's pages write a status, a title, a link to a number."""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from biaozhun.cloud.catalogue import wording
from biaozhun.cloud.catalogue.forms.filters import code_title
from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.addresses import readable
from biaozhun.cloud.catalogue.queries.conflicts import Disagreements
from biaozhun.cloud.catalogue.queries.edition import EditionPage
from biaozhun.cloud.catalogue.queries.links import Link
from biaozhun.cloud.catalogue.queries.standings import Row
from biaozhun.cloud.catalogue.queries.tags import policy_fields
from biaozhun.cloud.ui.templatetags.ui import day, icon, number, quoted
from biaozhun.cloud.ui.writing import in_readers_writing
from biaozhun.core.bibliography import BY_NUMBER
from biaozhun.core.succession import HOLDS, Rule, Standing, Status, Timeline

register = template.Library()

_TABLES: Mapping[str, Mapping[str, Promise | str]] = {
    "status": wording.STATUS,
    "family": wording.FAMILY,
    "nature": wording.NATURE,
    "field": wording.FIELD,
    "facet": wording.FACET,
    "document": wording.DOCUMENT,
    "reading": wording.READING,
    "degree": wording.DEGREE,
    "rule": wording.RULE,
    "clash": wording.CLASH,
    "language": wording.LANGUAGE,
    "note": wording.NOTE,
    "fault": wording.FAULT,
    "announcement": wording.ANNOUNCEMENT,
    "rejection": wording.REJECTION,
    "finding": wording.FINDING,
    "cell": {**wording.FIELD, **wording.CELL},
}


@register.filter
def word(code: str, table: str) -> str:
    """The word for a code of a table of :mod:`biaozhun.cloud.catalogue.wording`."""
    return wording.written(_TABLES[table], str(code))


@register.filter
def badge(status: str) -> SafeString:
    """A status as colour, icon and word together."""
    return format_html(
        '<span class="badge tone-{0}">{1}{2}</span>',
        str(status),
        icon(str(status)),
        wording.STATUS[str(status)],
    )


@register.filter
def place(slug: str) -> str:
    """The address of a standard or an edition."""
    return reverse("catalogue:standard", args=[slug])


@register.filter
def canonical(text: str) -> str:
    """A number in its one spelling; the text itself where it is none."""
    return readable(text)


@register.filter
def linked(slug: str) -> SafeString:
    """The number a slug stands for, as a link."""
    return format_html('<a href="{}">{}</a>', place(slug), number(readable(slug)))


@register.simple_tag
def numbers(slugs: Sequence[str], sign: str = "") -> SafeString:
    """Numbers one after another as links, with a sign between them.

    In a list each stands once, however many sources name it; in a ring the first is the last too.
    """
    between = f" {sign} " if sign else _("、")
    shown = slugs if sign else dict.fromkeys(slugs)
    return format_html_join(between, "{}", ((linked(slug),) for slug in shown))


@register.filter
def title(edition: Edition) -> str:
    """The title in the reader's language, or the one there is."""
    zh, en = edition.title_zh, edition.title_en
    if get_language() == "en":
        return en or zh or edition.title_fr
    return zh or en or edition.title_fr


@register.filter
def other_title(edition: Edition) -> str:
    """The title in the other language, where there are two."""
    both = [edition.title_zh, edition.title_en]
    return next((text for text in both if text and text != title(edition)), "")


@register.filter
def marked(text: str, spans: Sequence[tuple[int, int]]) -> SafeString:
    """The text with the places found marked; offsets are characters of the text."""
    pieces: list[str] = []
    done = 0
    for start, end in spans:
        pieces.append(conditional_escape(text[done:start]))
        pieces.append(format_html("<mark>{}</mark>", text[start:end]))
        done = end
    pieces.append(conditional_escape(text[done:]))
    return mark_safe("".join(pieces))  # noqa: S308  -- every piece was escaped above


@register.simple_tag
def answer(page: EditionPage) -> SafeString:
    """The status of the edition on the day, in one sentence."""
    return _sentence(page.standing, page.timeline, page.links.get("replaces", []))


@register.simple_tag
def brief_answer(row: Row) -> SafeString:
    """The same where the edition's relations were not read."""
    return _sentence(row.standing, row.timeline, [])


def _sentence(standing: Standing, timeline: Timeline, replaces: Sequence[Link]) -> SafeString:
    head = format_html("<strong>{}</strong>", wording.STATUS[standing.status])
    clauses = [clause for clause in _clauses(standing, timeline, replaces) if clause]
    if not clauses:
        return format_html(_("{head}。"), head=head)
    body = format_html_join(_("，"), "{}", ((clause,) for clause in clauses))
    return format_html(_("{head}。{body}。"), head=head, body=body)


def _clauses(
    standing: Standing, timeline: Timeline, replaces: Sequence[Link]
) -> Iterator[SafeString | str]:
    """What follows the word: since when, by what, in place of what."""
    since = standing.since
    match standing.status:
        case Status.IN_FORCE | Status.PARTLY_REPLACED:
            yield _dated(_("{day} 起实施"), timeline.start if since else None)
            yield _numbered(_("有一部分由 {numbers} 代替"), standing.by)
            yield _former(replaces)
            yield from _ahead(standing, timeline)
        case Status.UPCOMING:
            yield _dated(_("{day} 发布"), timeline.published)
            yield _dated(_("{day} 起实施"), timeline.start)
            yield _former(replaces)
        case Status.REPLACED:
            yield _dated(_("{day} 起失效"), since)
            yield _numbered(_("由 {numbers} 代替"), standing.by)
        case Status.RENUMBERED:
            yield _dated(_("{day} 起改号"), since)
            yield _numbered(_("现编号为 {numbers}"), standing.by)
        case Status.WITHDRAWN:
            yield _dated(_("{day} 起废止"), since)
        case Status.SUSPENDED:
            yield _dated(_("{day} 起暂缓实施"), since)
            yield _dated(_("到 {day} 为止"), standing.until)
        case Status.NOT_YET_PUBLISHED | Status.UNKNOWN:
            yield str(wording.RULE[standing.rule])


def _ahead(standing: Standing, timeline: Timeline) -> Iterator[SafeString | str]:
    """What comes over an edition that holds; only what ends it is told as an end."""
    over = standing.until
    if over and over == timeline.partly_from:
        sentence = _("{day} 起有一部分由 {numbers} 代替")
        yield format_html(sentence, day=day(over), numbers=numbers(timeline.partly_by))
        over = timeline.end
    elif over and over == timeline.suspended_from:
        yield _dated(_("{day} 起暂缓实施"), over)
        return
    yield _dated(_("到 {day} 为止"), over)
    if over and over == timeline.end:
        yield _numbered(_("届时由 {numbers} 代替"), timeline.ended_by)


def _dated(sentence: str, value: dt.date | None) -> SafeString | str:
    return format_html(sentence, day=day(value)) if value else ""


def _numbered(sentence: str, slugs: Sequence[str]) -> SafeString | str:
    if not slugs:
        return ""
    return format_html(sentence, numbers=numbers(slugs))


def _former(links: Sequence[Link]) -> SafeString | str:
    wholly = [link.slug for link in links if link.extent != "partly"]
    partly = [link.slug for link in links if link.extent == "partly"]
    pieces = [
        _numbered(_("代替 {numbers}"), wholly),
        _numbered(_("部分代替 {numbers}"), partly),
    ]
    return format_html_join(_("，"), "{}", ((piece,) for piece in pieces if piece))


@register.simple_tag(takes_context=True)
def fact(context: template.Context, field: str, value: object) -> str:
    """A row of the table of facts with the source of the value; nothing where there is none."""
    if not value:
        return ""
    page: EditionPage = context["page"]
    source = page.edition.origins.get(field, "")
    return render_to_string(
        "catalogue/parts/fact.html",
        {
            "label": wording.written(wording.FIELD, field),
            "value": value,
            "many": isinstance(value, list),
            "source": source,
            "source_title": page.source_titles.get(source, source),
            "announcement": page.announced.get(field),
            "disputed": any(conflict.field == field for conflict in page.conflicts),
        },
    )


@register.simple_tag
def code_words(scheme: str, code: str) -> str:
    """What a code of ``ics``, ``ccs`` or ``industry`` stands for."""
    return code_title(scheme, code)


@register.simple_tag
def policy_field(code: str) -> str:
    """The name of a policy field; the code where it is none."""
    field = policy_fields().get(code)
    if field is None:
        return code
    return field.name_en if get_language() == "en" else in_readers_writing(field.name_zh)


@register.filter
def end_is_inferred(page: EditionPage) -> bool:
    """Whether an edition still holds and only a newer one says when it ends."""
    return page.standing.status in HOLDS and page.timeline.end_rule is Rule.END_INFERRED


@register.filter
def is_policy_field(code: str) -> bool:
    """Whether a tag is a policy field and has a page; sources may tag with any words."""
    return code in policy_fields()


@register.simple_tag
def source_title(page: EditionPage | Disagreements, slug: str) -> SafeString | str:
    """The name of a source; of what the number itself says, that it does."""
    return _("标准编号") if slug == BY_NUMBER else quoted(page.source_titles.get(slug, slug))


@register.simple_tag
def main_source(page: EditionPage) -> SafeString:
    """The source of every fact without one of its own."""
    slug: str = page.edition.origins.get("*", "")
    return quoted(page.source_titles.get(slug, slug))


@register.simple_tag
def stated(field: str, value: str) -> SafeString | str:
    """A value as a source states it; words for a status or nature in the reader's language."""
    if not value:
        return "—"
    words = {"status": wording.STATUS, "nature": wording.NATURE_WORD}.get(field)
    return wording.written(words, value) if words else quoted(value)


@register.filter
def is_web(address: str) -> bool:
    """Whether an address from a source can be followed; nothing but the web is."""
    return address.startswith(("https://", "http://"))
