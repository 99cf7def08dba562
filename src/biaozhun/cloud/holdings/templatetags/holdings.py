"""How the holdings' pages write a state, a price, a label's square."""

from collections.abc import Mapping

import segno
from django import template
from django.http import HttpRequest
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from biaozhun.cloud.holdings import wording
from biaozhun.cloud.holdings.importers.copies import Fault
from biaozhun.cloud.holdings.lifecycle import COPY, verbs
from biaozhun.cloud.holdings.models import Acquisition, Copy, IntakeFault

register = template.Library()

_TABLES = {
    "medium": wording.MEDIUM,
    "language": wording.LANGUAGE,
    "place": wording.PLACE_KIND,
    "licence": wording.LICENCE_KIND,
    "copy": wording.COPY_STATE,
    "acquisition": wording.ACQUISITION_STATE,
    "family": wording.FAMILY,
    "measure": wording.MEASURE,
    "refusal": wording.REFUSAL,
}


@register.filter
def held_word(code: str, table: str) -> str:
    """The word for a code of the holdings; the code where a language has no name here."""
    return str(_TABLES[table].get(str(code), code))


@register.filter
def price(fen: int | None, currency: str) -> str:
    """An amount kept in hundredths, as ``42.50 CNY``; nothing where none is known."""
    return "" if fen is None else f"{fen // 100}.{fen % 100:02d}\u00a0{currency}"


@register.filter
def square(text: str) -> SafeString:
    """A QR code of an accession number, drawn as SVG; the text always stands beside it."""
    drawn = segno.make(text, micro=False, error="m", boost_error=False).svg_inline(
        scale=1, omitsize=True, svgclass="qr", lineclass=None
    )
    return mark_safe(drawn)  # noqa: S308  -- drawn by segno; the text itself is not in it


@register.filter
def row_fault(fault: IntakeFault) -> str:
    """Why a row of a file was rejected, in the reader's language."""
    return wording.fault(Fault(fault.code, fault.message))


@register.filter
def verbs_of(copy: Copy) -> list[str]:
    """What can be done with a copy in its state."""
    return verbs(COPY, copy.state)


@register.filter
def titled(titles: Mapping[str, str], held: Copy | Acquisition) -> str:
    """The title: the record's, or for a copy what stands on its cover."""
    return titles.get(held.slug) or (held.title if isinstance(held, Copy) else "")


@register.simple_tag(takes_context=True)
def holdings_pages(context: template.Context) -> list[tuple[str, str, bool]]:
    """The pages of the holdings' desk: address, words, whether this is it."""
    request: HttpRequest = context["request"]
    pages = (
        (reverse("holdings:desk"), _("馆藏清单")),
        (reverse("holdings:lending"), _("借还")),
        (reverse("holdings:wishes"), _("采访")),
        (reverse("holdings:orders"), _("订单")),
        (reverse("holdings:overdue"), _("逾期")),
        (reverse("holdings:queues"), _("等候")),
        (reverse("holdings:intakes"), _("批量录入")),
        (reverse("holdings:stocktakes"), _("盘点")),
        (reverse("holdings:duplicates"), _("复本")),
        (reverse("holdings:places"), _("馆藏地")),
        (reverse("holdings:licences"), _("许可")),
        (reverse("holdings:goals"), _("目标")),
    )
    return [(address, words, request.path == address) for address, words in pages]
