"""What everybody may read of technical reviews."""

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from biaozhun.cloud.technical_reviews.queries.public import public_review, public_reviews
from biaozhun.cloud.technical_reviews.views.frame import found
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.panels import filled
from biaozhun.cloud.ui.reading import only_read

PAGE = 50  # reviews


@only_read
def reviews(request: HttpRequest) -> HttpResponseBase:
    """The reviews that were held or are being held, the latest first."""
    page = Paginator(public_reviews(), PAGE).get_page(page_asked(request.GET))
    return render(request, "technical_reviews/reviews.html", pages(page))


@only_read
def review(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One review: that it takes place, and once it is concluded what came of it."""
    page = public_review(found(public_reviews(), pk))
    context = {"page": page, "panels": filled("technical_review.public", request, page)}
    return render(request, "technical_reviews/review.html", context)
