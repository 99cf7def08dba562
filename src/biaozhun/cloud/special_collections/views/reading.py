"""The collections as readers see them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import at_least
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.special_collections import exports
from biaozhun.cloud.special_collections.forms import filters
from biaozhun.cloud.special_collections.models import Collection, Term
from biaozhun.cloud.special_collections.queries import lists
from biaozhun.cloud.special_collections.queries.shelves import (
    Filters,
    Matrix,
    matching_items,
    shelf,
)
from biaozhun.cloud.special_collections.wording import CAUSE, KIND, WAY
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read

_keeps = at_least(Role.OPERATOR)
_BESIDE = ("node", "discipline", "stage")  # chosen by links and not in the form


@only_read
def collections(request: HttpRequest) -> HttpResponse:
    """All published collections."""
    found = lists.collections(published=True)
    return render(request, "special_collections/collections.html", {"collections": found})


@only_read
def collection(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One collection: its tree, the matrix of its facets, and a page of what stands in it."""
    held = _visible(request, slug)
    asked = filters(request.GET)
    if request.GET.get("format") == "csv":
        return exports.table(held.slug, matching_items(held, asked))
    found = shelf(held, asked, page=page_asked(request.GET), on=today())
    page = found.page
    context = {
        "collection": held,
        "shelf": found,
        "filters": asked,
        "kinds": [(kind, KIND[kind], n) for kind, n in found.kinds],
        "keeps": _keeps(request),
        "chosen": [
            (name, value)
            for name in ("node", "discipline", "stage")
            if (value := getattr(asked, name))
        ],
        "narrowing": _narrowing(found.matrix, asked),
        "narrowed": any((asked.node, asked.discipline, asked.stage, asked.kind, asked.text)),
        **pages(page),
    }
    return render(request, "special_collections/collection.html", context)


def _narrowing(matrix: Matrix | None, asked: Filters) -> list[str]:
    """The disciplines and stages chosen, in words."""
    terms = [*matrix.disciplines, *matrix.stages] if matrix else []
    chosen = {Term.Facet.DISCIPLINE: asked.discipline, Term.Facet.STAGE: asked.stage}
    return [term.title for term in terms if chosen[Term.Facet(term.facet)] == term.code]


@only_read
def changes(request: HttpRequest, slug: str) -> HttpResponse:
    """What came into a collection and went out of it."""
    held = _visible(request, slug)
    page = lists.changes(held, page_asked(request.GET))
    context = {
        "collection": held,
        "changes": [(each, WAY[each.way], CAUSE[each.cause]) for each in page],
        **pages(page),
    }
    return render(request, "special_collections/changes.html", context)


def _visible(request: HttpRequest, slug: str) -> Collection:
    """The collection of a slug; keepers see it before it is published.

    Raises:
        Http404: there is none that this reader may see.
    """
    held = lists.collection_at(slug, published=not _keeps(request))
    if held is None:
        raise Http404(_("没有这个专题库。"))
    return held
