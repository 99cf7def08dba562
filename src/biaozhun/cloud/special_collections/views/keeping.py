"""Making and changing a collection: for operators."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.search.port import RebuildRequiredError
from biaozhun.cloud.special_collections.actions import collections as actions
from biaozhun.cloud.special_collections.actions.examples import create_construction_collection
from biaozhun.cloud.special_collections.actions.refreshing import refresh
from biaozhun.cloud.special_collections.actions.refusing import RefusedError
from biaozhun.cloud.special_collections.forms import CollectionForm, NewCollectionForm
from biaozhun.cloud.special_collections.models import Collection
from biaozhun.cloud.special_collections.queries import lists
from biaozhun.cloud.ui.reading import takes_form, takes_only_form

FORM = "special_collections/desk/form.html"


def kept(slug: str) -> Collection:
    """The collection of a slug, published or not.

    Raises:
        Http404: there is none.
    """
    held = lists.collection_at(slug, published=False)
    if held is None:
        raise Http404(_("没有这个专题库。"))
    return held


def back_to(collection: Collection, name: str = "desk_collection") -> HttpResponseRedirect:
    """To a page of the desk about the collection."""
    return HttpResponseRedirect(reverse(f"special_collections:{name}", args=[collection.slug]))


@takes_form
@requires(Role.OPERATOR)
def desk(request: HttpRequest) -> HttpResponseBase:
    """All collections; a button makes the example where there is none yet."""
    if request.method == "POST":
        held = create_construction_collection(signed_in(request))
        messages.success(request, _("示例专题库已经建好，尚未发布。"))
        return back_to(held)
    found = lists.collections(published=False)
    return render(request, "special_collections/desk/collections.html", {"collections": found})


@takes_form
@requires(Role.OPERATOR)
def new(request: HttpRequest) -> HttpResponseBase:
    """A new collection, by hand or from a search (``?query=`` of the search page)."""
    query = actions.searched(clean(request.GET.get("query", ""))[:4000])
    form = NewCollectionForm(request.POST or None, initial={"query": query})
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            held = actions.create(
                facts["slug"], facts, query=facts["query"], actor=signed_in(request)
            )
        except RefusedError as refused:
            form.add_error("slug", str(refused))
        else:
            messages.success(request, _("专题库已经建好，尚未发布。"))
            if held.query:
                _refresh(request, held)
            return back_to(held)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, FORM, {"form": form}, status=status)


@takes_form
@requires(Role.OPERATOR)
def collection(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The facts of a collection, and what can be done with it."""
    held = kept(slug)
    names = (*actions.FIELDS, "query")
    form = CollectionForm(
        request.POST or None, initial={name: getattr(held, name) for name in names}
    )
    if request.method == "POST" and form.is_valid():
        before = held.query
        actions.change(
            held, form.cleaned_data, query=form.cleaned_data["query"], actor=signed_in(request)
        )
        messages.success(request, _("已保存。"))
        if held.query and held.query != before:
            _refresh(request, held)
        return back_to(held)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"form": form, "collection": held, "counts": lists.counts(held)}
    return render(request, "special_collections/desk/collection.html", context, status=status)


@takes_only_form
@requires(Role.OPERATOR)
def publish(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Publish, or take the publication back."""
    held = kept(slug)
    published = request.POST.get("published") == "yes"
    actions.publish(held, published=published, actor=signed_in(request))
    messages.success(request, _("已发布。") if published else _("已收回发布。"))
    return back_to(held)


@takes_only_form
@requires(Role.OPERATOR)
def search_again(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Find the members afresh."""
    held = kept(slug)
    _refresh(request, held)
    return back_to(held)


def _refresh(request: HttpRequest, collection: Collection) -> None:
    try:
        done = refresh(collection, today(), actor=signed_in(request))
    except RefusedError as refused:
        messages.error(request, str(refused))
    except RebuildRequiredError:
        messages.error(request, _("还没有索引，稍后再检索。"))
    else:
        sentence = _("检索得到 {found} 项：新列入 {came} 项，移出 {went} 项。")
        messages.success(request, sentence.format(found=done.found, came=done.came, went=done.went))


@takes_only_form
@requires(Role.OPERATOR)
def remove(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Remove an unpublished collection; whoever does it writes its address name."""
    held = kept(slug)
    if request.POST.get("slug", "") != held.slug:
        messages.error(request, _("网址名不对，没有删除。"))
        return back_to(held)
    try:
        actions.remove(held, actor=signed_in(request))
    except RefusedError as refused:
        messages.error(request, str(refused))
        return back_to(held)
    messages.success(request, _("“{title}”已删除。").format(title=held.title))
    return HttpResponseRedirect(reverse("special_collections:desk_collections"))
