"""Pages of what changed, by week and by month."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from biaozhun.cloud.catalogue.forms.filters import region_name
from biaozhun.cloud.catalogue.forms.span import Asked, asked, month_of, week_of
from biaozhun.cloud.catalogue.queries.browse import changes as queries
from biaozhun.cloud.catalogue.queries.browse.changes import PAGE, Kind
from biaozhun.cloud.catalogue.views.browse import with_index
from biaozhun.cloud.catalogue.wording import FAMILY
from biaozhun.cloud.catalogue.wording.browse import CHANGE, CHANGE_ABOUT, node_title
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.search.port import MAX_DEPTH
from biaozhun.cloud.ui.paging import page_asked
from biaozhun.cloud.ui.reading import only_read
from biaozhun.core.classification import division


@only_read
@with_index
def changes(request: HttpRequest) -> HttpResponse:
    """What changed in a week or a month, in seven sections."""
    on = today()
    asking = asked(request.GET, on)
    span = asking.span
    found = queries.changes(span.start, span.end, asking.filters, on=on)
    empty = not found.total
    near = queries.nearest(span.start, span.end, asking.filters) if empty else None
    of = month_of if span.by_month else week_of
    context = {
        **_frame(asking, on),
        "found": found,
        "sections": [(each, CHANGE[each.kind], CHANGE_ABOUT[each.kind]) for each in found.sections],
        "nearest": [
            (day, asking.address(of(day)))
            for day in ((near.earlier, near.later) if near else ())
            if day
        ],
    }
    return render(request, "catalogue/browse/changes.html", context)


@only_read
@with_index
def changes_of(request: HttpRequest, kind: str) -> HttpResponse:
    """All changes of one kind in a week or a month, page by page."""
    if kind not in set(Kind):
        raise Http404(_("没有这一类变动。"))
    on = today()
    asking = asked(request.GET, on)
    page = min(page_asked(request.GET), MAX_DEPTH // PAGE)
    span = asking.span
    found = queries.section(Kind(kind), span.start, span.end, asking.filters, on=on, page=page)
    pages = max(1, min(-(-found.total // PAGE), MAX_DEPTH // PAGE))
    context = {
        **_frame(asking, on),
        "kind": kind,
        "words": CHANGE[kind],
        "about": CHANGE_ABOUT[kind],
        "section": found,
        "page": page,
        "pages": pages,
        "before": min(page - 1, pages) if page > 1 else None,
        "after": page + 1 if page < pages else None,
    }
    return render(request, "catalogue/browse/changes_of.html", context)


def _frame(asking: Asked, on: dt.date) -> dict[str, object]:
    """What both pages show around the changes: the span, its neighbours, the filters."""
    earlier, later = asking.around()
    span, filters = asking.span, asking.filters
    middle = span.start + dt.timedelta(days=3)
    return {
        "asked": asking,
        "span": span,
        "week": span.parameter.removeprefix("week="),
        "here": asking.address(span),
        "earlier": earlier,
        "later": later,
        "other": asking.address(week_of(middle) if span.by_month else month_of(middle)),
        "this": asking.address(month_of(on) if span.by_month else week_of(on)),
        "is_this": span.start <= on <= span.end,
        "levels": FAMILY.items(),
        "regions": [
            (each.code, f"{each.code} {region_name(each.code)}") for each in division.provinces()
        ],
        "ics_title": node_title("ics", filters.ics) if filters.ics else "",
    }
