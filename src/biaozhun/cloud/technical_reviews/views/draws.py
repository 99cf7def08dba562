"""The draws of a panel for everybody: their seals at once, everything once it is concluded."""

import json

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from biaozhun.cloud.technical_reviews.queries.draws import (
    drawn_reviews,
    draws_shown,
    is_open,
    published,
)
from biaozhun.cloud.technical_reviews.views.frame import found
from biaozhun.cloud.ui.reading import only_read


@only_read
def draws(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What was sealed; after the conclusion seed, pool and result, drawn again on the spot."""
    review = found(drawn_reviews(), pk)
    context = {
        "review": review,
        "project": review.project,
        "draws": draws_shown(review),
        "is_open": is_open(review),
    }
    return render(request, "technical_reviews/draws.html", context)


@only_read
def draw_file(request: HttpRequest, pk: int, number: int) -> HttpResponseBase:  # noqa: ARG001  -- the form of a view
    """A draw as a file to draw again from; there is none before the conclusion."""
    review = found(drawn_reviews(), pk)
    one = review.draws.filter(number=min(number, 10_000)).first()
    if one is None or not is_open(review):
        raise Http404(_("审查有了结论以后才公布。"))
    content = json.dumps(published(one), ensure_ascii=False, indent=1)
    name = f"draw-{review.pk}-{one.number}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type="application/json", headers=headers)
