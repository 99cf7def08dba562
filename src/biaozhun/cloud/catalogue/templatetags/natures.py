"""How a page tells the nature of a text over time: one line, and what sources say beside it."""

import datetime as dt
from collections.abc import Iterator

from django import template
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from biaozhun.cloud.catalogue import wording
from biaozhun.cloud.catalogue.queries.edition import EditionPage
from biaozhun.cloud.ui.templatetags.ui import day, number
from biaozhun.core.bibliography import NatureStatement
from biaozhun.core.succession import NatureClash, NatureRule, NatureSpan

register = template.Library()

_ONE_DAY = dt.timedelta(days=1)


@register.simple_tag
def nature_periods(page: EditionPage) -> SafeString:
    """The periods in one line, oldest first, each with the number and the basis of the change."""
    pieces = ((_period(span, page),) for span in page.line.natures.spans)
    return format_html("{}{}", format_html_join(_("；"), "{}", pieces), _("。"))


def _period(span: NatureSpan, page: EditionPage) -> SafeString:
    nature = wording.NATURE_WORD[span.nature] if span.nature else _nameless(span.rule)
    told = format_html("<strong>{}</strong>", nature) if span is page.nature else nature
    details = [detail for detail in _details(span, page) if detail]
    if details:
        joined = format_html_join(_("，"), "{}", ((detail,) for detail in details))
        told = format_html(_("{nature}（{details}）"), nature=told, details=joined)
    return format_html(_days(span), nature=told, first=_day(span.first), last=_last(span.after))


def _nameless(rule: NatureRule) -> str:
    return _("尚无性质之分") if rule is NatureRule.BEFORE_LAW else _("性质不详")


def _days(span: NatureSpan) -> str:
    """The sentence for a period; both days lie in it."""
    if span.first and span.after:
        return _("{first} 至 {last}：{nature}")
    if span.first:
        return _("{first} 起：{nature}")
    return _("至 {last}：{nature}") if span.after else "{nature}"


def _day(date: dt.date | None) -> SafeString | str:
    return day(date) if date else ""


def _last(after: dt.date | None) -> SafeString | str:
    """The last day of a period; one that ends with the calendar's first day has none."""
    return _day(after - _ONE_DAY) if after and after > dt.date.min else ""


def _details(span: NatureSpan, page: EditionPage) -> Iterator[SafeString | str]:
    """The number carried, what gave it, and the rule where it is not that of the number's mark."""
    if span.number:
        yield format_html(_("编号 {number}"), number=number(span.number))
    if span.rule is not NatureRule.NUMBER:
        yield str(wording.NATURE_RULE[span.rule])
    if span.basis:
        yield format_html(_("依据 {basis}"), basis=_basis(span.basis, page))


def _basis(basis: str, page: EditionPage) -> SafeString | str:
    """The basis, as a link where it names an announcement that is held."""
    links = (link for group in page.links.values() for link in group if link.basis == basis)
    slug = next((link.announcement for link in links if link.announcement), "")
    if not slug:
        return basis
    address = reverse("catalogue:announcement", args=[slug])
    return format_html('<a href="{}">{}</a>', address, basis)


@register.simple_tag
def nature_words(page: EditionPage) -> list[str]:
    """The rule the periods rest on, and what sources say beside the number, in sentences."""
    history = page.line.natures
    by_mark = any(span.rule is NatureRule.NUMBER for span in history.spans)
    said = [_("性质由编号所带的标记得出。")] if by_mark else []
    said += [_told(told, page) + _("。") for told in history.told]
    for found in history.contradictions:
        words = str(wording.NATURE_CLASH[found.clash])
        if found.said is not None:
            words = _("{said}；{decided}").format(said=_told(found.said, page), decided=words)
        elif found.clash is not NatureClash.DAYS_DIFFER:
            words = _("{decided}：{detail}").format(decided=words, detail=found.detail)
        said.append(words + _("。"))
    return said


def _told(told: NatureStatement, page: EditionPage) -> str:
    source = page.source_titles.get(told.source, told.source)
    nature = wording.NATURE_WORD[told.word]
    if told.seen is None:
        return _("“{source}”称其为{nature}").format(source=source, nature=nature)
    return _("“{source}”在 {day} 称其为{nature}").format(
        source=source, day=told.seen.isoformat(), nature=nature
    )
