"""The tree of a collection and what stands in it: for operators."""

from collections.abc import Callable
from http import HTTPStatus

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.special_collections import exports
from biaozhun.cloud.special_collections.actions import items as item_actions
from biaozhun.cloud.special_collections.actions import tree as tree_actions
from biaozhun.cloud.special_collections.actions.importing import (
    ITEM_COLUMNS,
    TREE_COLUMNS,
    import_items,
)
from biaozhun.cloud.special_collections.actions.refusing import RefusedError
from biaozhun.cloud.special_collections.actions.tables import Line, read_lines, read_text
from biaozhun.cloud.special_collections.actions.tree import Written
from biaozhun.cloud.special_collections.forms import (
    HoldForm,
    NodeForm,
    PlaceForm,
    TableForm,
    filters,
)
from biaozhun.cloud.special_collections.models import Collection, Item, Node, Term
from biaozhun.cloud.special_collections.queries import lists
from biaozhun.cloud.special_collections.views.keeping import back_to, kept
from biaozhun.cloud.special_collections.wording import FACET, HELD
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import takes_form, takes_only_form

PAGE = 100  # items
_DIGITS = 19  # of an id that no database has any more


@takes_form
@requires(Role.OPERATOR)
def tree(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The tree with a form for a new node, a table of nodes, and the values of both facets."""
    held = kept(slug)
    if request.method != "POST" and request.GET.get("format") == "csv":
        return exports.tree(held.slug, [found for found, _depth, _total in lists.nodes(held)])
    form = NodeForm(held, request.POST if "add" in request.POST else None)
    del form.fields["order"]  # a new one comes behind the others
    written: Written | None = None
    if request.method == "POST":
        if "add" in request.POST:
            if form.is_valid() and _added(request, held, form):
                return back_to(held, "desk_tree")
        else:
            written = _tabled(request, held)
            if written is not None and not written.faults:
                sentence = _("{n} 行已写入。").format(n=written.taken)
                messages.success(request, sentence)
                return back_to(held, "desk_tree")
    facets = [
        (facet, FACET[facet], "\n".join(f"{term.code},{term.title}" for term in terms))
        for facet, terms in lists.terms(held).items()
    ]
    context = {
        "collection": held,
        "nodes": lists.nodes(held),
        "form": form,
        "table": TableForm(),
        "written": written,
        "facets": facets,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return render(request, "special_collections/desk/tree.html", context, status=status)


def _added(request: HttpRequest, collection: Collection, form: NodeForm) -> bool:
    facts = form.cleaned_data
    try:
        tree_actions.add_node(
            collection,
            facts["code"],
            facts["title"],
            parent=facts["parent"],
            actor=signed_in(request),
        )
    except RefusedError as refused:
        form.add_error("code", str(refused))
        return False
    messages.success(request, _("已加入“{title}”。").format(title=facts["title"]))
    return True


def _tabled(request: HttpRequest, collection: Collection) -> Written | None:
    """A table of the tree or of a facet; ``None`` where it cannot be read at all."""
    facet = request.POST.get("facet", "")
    try:
        if facet in Term.Facet.values:
            lines = _terms(request.POST.get("table", ""))
            return tree_actions.write_terms(collection, facet, lines, actor=signed_in(request))
        lines = _table(request, TREE_COLUMNS, ("code", "title"))
        return tree_actions.import_tree(collection, lines, actor=signed_in(request))
    except RefusedError as refused:
        messages.error(request, str(refused))
        return None


def _terms(text: str) -> list[Line]:
    return read_lines(
        "code,title\n" + text.replace("，", ","),
        {"code": ("code",), "title": ("title",)},
        needed=(),
    )


def _table(
    request: HttpRequest, columns: dict[str, tuple[str, ...]], needed: tuple[str, ...]
) -> list[Line]:
    """The lines of the table that was uploaded or pasted.

    Raises:
        RefusedError: nothing was handed in, or it cannot be read.
    """
    file = request.FILES.get("file")
    text = read_text(file.read()) if file else request.POST.get("table", "")
    if not text.strip():
        raise RefusedError(_("请选一个文件，或把表格贴进来。"))
    return read_lines(text, columns, needed=needed)


@takes_form
@requires(Role.OPERATOR)
def node(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """One node: rename, move, put in order, remove."""
    held = kept(slug)
    found = _node(held, pk)
    if "remove" in request.POST:
        try:
            tree_actions.remove_node(found, actor=signed_in(request))
        except RefusedError as refused:
            messages.error(request, str(refused))
        else:
            sentence = _("“{title}”已删除，其中各项仍在专题库里。")
            messages.success(request, sentence.format(title=found.title))
        return back_to(held, "desk_tree")
    facts = {"code": found.code, "title": found.title, "order": found.order}
    form = NodeForm(held, request.POST or None, initial={**facts, "parent": found.parent_id})
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            tree_actions.change_node(
                found,
                told["code"],
                told["title"],
                parent=told["parent"],
                order=told["order"] or 0,
                actor=signed_in(request),
            )
        except RefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("已保存。"))
            return back_to(held, "desk_tree")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"collection": held, "node": found, "form": form}
    return render(request, "special_collections/desk/node.html", context, status=status)


def _node(collection: Collection, pk: int) -> Node:
    found = Node.objects.filter(collection=collection, pk=pk).first() if pk < 2**63 else None
    if found is None:
        raise Http404(_("没有这个目录。"))
    return found


@takes_form
@requires(Role.OPERATOR)
def items(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What stands in a collection and what is left out; placing numbers, taking in a table."""
    held = kept(slug)
    place = PlaceForm(held, request.POST if "place" in request.POST else None)
    context: dict[str, object] = {}
    status = HTTPStatus.OK
    if request.method == "POST":
        doing = _doing(request)
        answer = doing(request, held, place)
        if isinstance(answer, HttpResponse):
            return answer
        context, status = answer, HTTPStatus.UNPROCESSABLE_ENTITY
    elif request.GET.get("format") == "csv":
        return exports.table(held.slug, lists.all_items(held, filters(request.GET)))
    page = Paginator(lists.all_items(held, filters(request.GET)), PAGE).get_page(
        page_asked(request.GET)
    )
    context |= {
        "collection": held,
        "filters": filters(request.GET),
        "place": place,
        "table": TableForm(),
        "nodes": lists.nodes(held),
        "items": [(item, HELD[item.held]) for item in page],
        **pages(page),
    }
    return render(request, "special_collections/desk/items.html", context, status=status)


Answer = HttpResponse | dict[str, object]


def _doing(request: HttpRequest) -> Callable[[HttpRequest, Collection, PlaceForm], Answer]:
    """What the button pressed does."""
    if "place" in request.POST:
        return _place
    return _many if "act" in request.POST else _take_in


def _place(request: HttpRequest, collection: Collection, form: PlaceForm) -> Answer:
    """Place the pasted numbers; the account of them is shown on the page itself."""
    if not form.is_valid():
        return {}
    try:
        placed = item_actions.place(
            collection,
            form.cleaned_data["numbers"],
            node=form.cleaned_data["node"],
            actor=signed_in(request),
        )
    except RefusedError as refused:
        form.add_error("numbers", str(refused))
        return {}
    if placed.faults:
        return {"placed": placed}
    sentence = _(
        "列入 {new} 项，移动 {moved} 项，原已在内 {same} 项；其中本馆未收录 {lacking} 项。"
    )
    messages.success(
        request,
        sentence.format(
            new=len(placed.placed),
            moved=len(placed.moved),
            same=len(placed.unchanged),
            lacking=len(placed.not_held),
        ),
    )
    return back_to(collection, "desk_items")


def _take_in(request: HttpRequest, collection: Collection, _form: PlaceForm) -> Answer:
    try:
        lines = _table(request, ITEM_COLUMNS, ("number",))
        written = import_items(collection, lines, actor=signed_in(request))
    except RefusedError as refused:
        messages.error(request, str(refused))
        return {}
    if written.faults:
        return {"written": written}
    messages.success(request, _("{n} 行已写入。").format(n=written.taken))
    return back_to(collection, "desk_items")


def _many(request: HttpRequest, collection: Collection, _form: PlaceForm) -> Answer:
    """Move the ticked items, or take them out."""
    given = (pk for pk in request.POST.getlist("item") if pk.isascii() and pk.isdecimal())
    chosen = lists.items_with(collection, [int(pk) for pk in given if len(pk) < _DIGITS])
    code = clean(request.POST.get("node", ""))
    node = Node.objects.filter(collection=collection, code=code).first() if code else None
    if not chosen:
        messages.error(request, _("先在左边勾选。"))
    elif request.POST["act"] == "remove":
        n = item_actions.take_out(chosen, actor=signed_in(request))
        messages.success(request, _("移出 {n} 项。").format(n=n))
    elif code and node is None:
        messages.error(request, _("没有这个目录。"))
    else:
        try:
            n = item_actions.put_on(chosen, node, actor=signed_in(request))
        except RefusedError as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("移动 {n} 项。").format(n=n))
    return back_to(collection, "desk_items")


@takes_only_form
@requires(Role.OPERATOR)
def hold(request: HttpRequest, slug: str, pk: int) -> HttpResponseBase:
    """Pin an item, leave it out, or let the search decide."""
    held = kept(slug)
    found = lists.items_with(held, [pk] if pk < 2**63 else [])
    if not found:
        raise Http404(_("专题库里没有这一项。"))
    form = HoldForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请选一种收录方式，理由不超过 300 字。"))
        return back_to(held, "desk_items")
    item: Item = found[0]
    try:
        told = form.cleaned_data
        item_actions.hold(item, told["held"], told["reason"], actor=signed_in(request))
    except RefusedError as refused:
        messages.error(request, f"{item.number}：{refused}")
    else:
        messages.success(
            request, _("{number} 已改为“{held}”。").format(number=item.number, held=HELD[item.held])
        )
    return back_to(held, "desk_items")
