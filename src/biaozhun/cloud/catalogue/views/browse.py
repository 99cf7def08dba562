"""Pages for looking around: values, trees of classifications, and what changed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import wraps
from http import HTTPStatus

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    QueryDict,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.catalogue.forms.asking import LONGEST_VALUE, MOST_VALUES, clean
from biaozhun.cloud.catalogue.queries.browse import codes as code_queries
from biaozhun.cloud.catalogue.queries.browse import trees
from biaozhun.cloud.catalogue.queries.browse import values as value_queries
from biaozhun.cloud.catalogue.queries.browse.trees import Node, Scheme
from biaozhun.cloud.catalogue.queries.browse.values import DIMENSIONS, HOLDING, Value
from biaozhun.cloud.catalogue.wording.browse import (
    ABOUT,
    DIMENSION,
    FORM,
    ORDER,
    node_title,
    value_title,
)
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.search.port import RebuildRequiredError
from biaozhun.cloud.ui.paging import page_asked
from biaozhun.cloud.ui.panels import filled
from biaozhun.cloud.ui.reading import only_read
from biaozhun.cloud.ui.tables import csv_file
from biaozhun.core.number import Family

FIRST = 8  # values of a dimension shown on the first page


def with_index(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Say that there is nothing to count yet where there is no index."""

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except RebuildRequiredError:
            return render(request, "catalogue/browse/unready.html")

    return answered


@only_read
@with_index
def browse(request: HttpRequest) -> HttpResponse:
    """Every way to look around, each with its first values."""
    on = today()
    ways = []
    for name in DIMENSION:
        if name in DIMENSIONS:
            values = value_queries.values(name, on)
            if name == "year":
                values.sort(key=lambda value: value.code, reverse=True)
            lines = [_of_value(name, value) for value in values[:FIRST]]
            more = len(values) - len(lines)
        else:
            codes = trees.top(Scheme(name), on)
            lines = [_of_code(name, code, total) for code, total in codes[:FIRST]]
            more = len(codes) - len(lines)
        ways.append({"name": name, "words": DIMENSION[name], "shown": lines, "more": more})
    context = {"ways": ways, "on": on, "panels": filled("browse", request, None)}
    return render(request, "catalogue/browse/index.html", context)


@only_read
@with_index
def dimension(request: HttpRequest, name: str) -> HttpResponseBase:
    """All values of a dimension, or the root of a tree."""
    if name in set(Scheme):
        return _branch(request, Scheme(name), "")
    if name not in DIMENSIONS:
        raise Http404(_("没有这种浏览方式。"))
    order = request.GET.get("order", "")
    order = order if order in ORDER else ("name" if name == "year" else "count")
    text = clean(request.GET.get("q", ""))[:LONGEST_VALUE]
    found = value_queries.listing(
        name, on=today(), text=text, order=order, page=page_asked(request.GET)
    )
    if request.GET.get("format") == "csv":
        return _table(name, found.found, lambda code: value_title(name, code))
    context = {
        "name": name,
        "words": DIMENSION[name],
        "about": ABOUT[name],
        "found": found,
        "lines": [_of_value(name, value) for value in found.values],
        "text": text,
        "order": order,
        "orders": ORDER.items(),
        "holding": HOLDING,
        "before": found.page - 1 if found.page > 1 else None,
        "after": found.page + 1 if found.page < found.pages else None,
    }
    return render(request, "catalogue/browse/values.html", context)


@only_read
@with_index
def node(request: HttpRequest, scheme: str, code: str) -> HttpResponseBase:
    """A code of a tree: what is above and below it, and the newest editions under it."""
    if scheme not in set(Scheme):
        raise Http404(_("没有这种浏览方式。"))
    return _branch(request, Scheme(scheme), clean(code))


def _branch(request: HttpRequest, scheme: Scheme, code: str) -> HttpResponseBase:
    on = today()
    found = trees.branch(scheme, code, on) if not code or trees.is_written(scheme, code) else None
    if found is None:
        return _no_code(request, scheme, code)
    if request.GET.get("format") == "csv":
        nodes = [*found.children, *found.outside]
        return _table(str(scheme), nodes, lambda each: node_title(scheme, each))
    here = found.node
    newest = trees.newest(found, on=on, page=page_asked(request.GET)) if here else None
    pages = newest.result.pages if newest else 1
    page = newest.result.page if newest else 1
    context = {
        "scheme": scheme,
        "words": DIMENSION[scheme],
        "about": ABOUT[scheme],
        "node": here,
        "title": node_title(scheme, code) if code else "",
        "above": [(each, node_title(scheme, each)) for each in found.above],
        "lines": [_of_node(scheme, each) for each in found.children],
        "outside": [_of_node(scheme, each) for each in found.outside],
        "newest": newest,
        "panels": filled("browse.code", request, found),
        "search": _search(str(scheme), found.values),
        "search_in_force": _search(str(scheme), found.values, HOLDING),
        "page": page,
        "pages": pages,
        "before": page - 1 if page > 1 else None,
        "after": page + 1 if page < pages else None,
    }
    return render(request, "catalogue/browse/tree.html", context)


def _no_code(request: HttpRequest, scheme: Scheme, code: str) -> HttpResponse:
    """Another spelling leads to the code; nonsense is told what a code looks like."""
    meant = trees.respelled(scheme, code)
    if meant and meant != code:
        return HttpResponsePermanentRedirect(
            reverse("catalogue:browse_node", args=[str(scheme), meant])
        )
    near = trees.nearest(scheme, code)
    context = {
        "scheme": scheme,
        "words": DIMENSION[scheme],
        "code": code[:60],
        "form": FORM[scheme],
        "written": trees.is_written(scheme, code),
        "near": near,
        "near_title": node_title(scheme, near) if near else "",
    }
    page = "catalogue/browse/no_code.html"
    return render(request, page, context, status=HTTPStatus.NOT_FOUND)


@only_read
@with_index
def level(request: HttpRequest, family: str) -> HttpResponse:
    """The codes of a level, such as GB/T, DB44/T or ISO/IEC."""
    if family not in set(Family):
        raise Http404(_("没有这个层级。"))
    on = today()
    counts = {value.code: value for value in value_queries.values("level", on)}
    context = {
        "family": family,
        "codes": code_queries.codes(family),
        "held": counts.get(family, Value(code=family, total=0, in_force=0)),
        "search": _search("level", [family]),
        "search_in_force": _search("level", [family], HOLDING),
    }
    return render(request, "catalogue/browse/level.html", context)


@only_read
@with_index
def numbered(request: HttpRequest, family: str, code: str) -> HttpResponse:
    """The editions of a level under one code."""
    if family not in set(Family):
        raise Http404(_("没有这个层级。"))
    code = clean(code)
    found = code_queries.numbered(family, code, on=today(), page=page_asked(request.GET))
    if not found.page.paginator.count:
        raise Http404(_("本馆没有收录这个代号的标准。"))
    page = found.page
    context = {
        "family": family,
        "code": code,
        "found": found,
        "before": page.previous_page_number() if page.has_previous() else None,
        "after": page.next_page_number() if page.has_next() else None,
    }
    return render(request, "catalogue/browse/numbered.html", context)


def _search(facet: str, chosen: Sequence[str], status: Sequence[str] = ()) -> str:
    """The address of a search with a filter; empty where it takes more values than one may ask."""
    if not 0 < len(chosen) <= MOST_VALUES:
        return ""
    query = QueryDict(mutable=True)
    query.setlist(facet, list(chosen))
    if status:
        query.setlist("status", list(status))
    return f"{reverse('catalogue:search')}?{query.urlencode()}"


def _of_value(name: str, value: Value) -> Mapping[str, object]:
    """A value as a line of a table."""
    facet = DIMENSIONS[name]
    inside = reverse("catalogue:browse_level", args=[value.code]) if name == "level" else ""
    holding = "" if facet == "status" else _search(facet, [value.code], HOLDING)
    return {
        "code": "",
        "title": value_title(name, value.code),
        "tongue": "",
        "total": value.total,
        "in_force": value.in_force,
        "address": inside or _search(facet, [value.code]),
        "holding": holding,
    }


def _of_node(scheme: str, node: Node) -> Mapping[str, object]:
    """A node as a line of a table."""
    return {**_of_code(scheme, node.code, node.total), "in_force": node.in_force, "holding": ""}


def _of_code(scheme: str, code: str, total: int) -> Mapping[str, object]:
    """A code with what it stands for, how many there are, and where it leads."""
    title = node_title(scheme, code)
    return {
        "code": code,
        "title": title,
        "tongue": "en" if title.isascii() else "zh",
        "total": total,
        "address": reverse("catalogue:browse_node", args=[scheme, code]),
    }


def _table(
    name: str, found: Iterable[Value] | Iterable[Node], title: Callable[[str], str]
) -> StreamingHttpResponse:
    """Values with their counts as a table for spreadsheets."""
    rows = [(each.code, title(each.code), each.total, each.in_force) for each in found]
    heading = (_("代码"), _("名称"), _("全部"), _("现行"))
    return csv_file(f"{name}-{today().isoformat()}", [heading, *rows])
