"""What I keep an eye on."""

from http import HTTPStatus
from typing import Any

import msgspec
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.messaging.queries.notices import unread
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.cloud.watches import exports
from biaozhun.cloud.watches.actions import watches as actions
from biaozhun.cloud.watches.errors import RefusedError
from biaozhun.cloud.watches.facts import Change
from biaozhun.cloud.watches.forms import WatchForm, item_of, narrowed, watches_asked
from biaozhun.cloud.watches.models import Watch
from biaozhun.cloud.watches.queries import watches as queries
from biaozhun.cloud.watches.queries.checks import check_with, lines_of
from biaozhun.cloud.watches.queries.reading import items_of
from biaozhun.cloud.watches.wording import KIND, STATE
from biaozhun.core.number import NumberError, StandardNumber, parse
from biaozhun.core.validity import Citing

SHOWN = 100  # numbers of a watch on a page


@only_read
@requires(Role.READER)
def watches(request: HttpRequest) -> HttpResponseBase:
    """Everything I keep an eye on, on one page; as a table and as a list of feeds too."""
    person, wanted = signed_in(request), watches_asked(request.GET)
    match request.GET.get("format"):
        case "csv":
            return exports.table(queries.every_watch(person, wanted))
        case "opml":
            return exports.opml(queries.every_watch(person, wanted))
    found = queries.watches(person, wanted, page_asked(request.GET))
    context = {
        "wanted": wanted,
        "kinds": KIND.items(),
        "states": STATE.items(),
        "watches": [(watch, _changes(watch)[:3]) for watch in found],
        "unread": unread(person),
        **pages(found),
    }
    return render(request, "watches/watches.html", context)


def _changes(watch: Watch) -> list[Change]:
    return [msgspec.convert(each, Change) for each in watch.changes]


@takes_form
@requires(Role.READER)
def new(request: HttpRequest) -> HttpResponse:
    """Begin to watch something: by a form, which an address may have filled in."""
    if request.method != "POST":
        return _new_page(request, WatchForm(initial=_prefilled(request.GET)), HTTPStatus.OK)
    form = WatchForm(request.POST)
    if form.is_valid():
        try:
            made = _made(signed_in(request), form)
        except RefusedError as refusal:
            form.add_error("value", refusal.message)
        else:
            messages.success(request, _("开始关注。它有变化时会告诉您。"))
            return redirect("watches:watch", pk=made.pk)
    return _new_page(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)


def _new_page(request: HttpRequest, form: WatchForm, status: HTTPStatus) -> HttpResponse:
    return render(request, "watches/new.html", {"form": form}, status=status)


def _prefilled(query: QueryDict) -> dict[str, Any]:
    """What an address fills in: ``standard=`` a slug, ``ics=`` a code, else what a search has."""
    if value := clean(query.get("standard", "")):
        return {"kind": Watch.Kind.STANDARD, "value": value[:200]}
    kept = QueryDict(narrowed(query))
    if list(kept) == ["ics"]:
        return {"kind": Watch.Kind.ICS, "value": kept["ics"]}
    if list(kept) == ["q"]:
        return {"kind": Watch.Kind.SEARCH, "value": kept["q"]}
    return {"kind": Watch.Kind.SEARCH, "value": f"/search?{kept.urlencode()}"} if kept else {}


def _made(person: Person, form: WatchForm) -> Watch:
    told = form.cleaned_data
    kind, title = Watch.Kind(told["kind"]), str(told["title"])
    match kind:
        case Watch.Kind.STANDARD:
            made = actions.watch_standard(person, parse(form.items[0].number).slug)
        case Watch.Kind.LIST:
            made = actions.watch_numbers(
                person,
                kind,
                form.items,
                title=title or _list_title(form),
                citing=form.citing_chosen,
            )
        case _:
            named = title or " ".join(str(told["value"]).split())[:120]
            made = actions.watch_search(person, kind, form.query, title=named)
    return made


def _list_title(form: WatchForm) -> str:
    return _("{first} 等 {count} 个编号").format(
        first=form.items[0].number or form.items[0].text[:60], count=len(form.items)
    )


@takes_only_form
@requires(Role.READER)
def add_standard(request: HttpRequest) -> HttpResponse:
    """Watch a standard by the button on its page."""
    return _by_button(
        request,
        lambda person: actions.watch_standard(person, clean(request.POST.get("slug", ""))),
    )


@takes_only_form
@requires(Role.READER)
def add_check(request: HttpRequest) -> HttpResponse:
    """Watch the numbers of a checked document: they are kept, the document is not."""
    check = check_with(clean(request.POST.get("check", ""))[:100])
    if check is None:
        raise Http404(_("没有这次检查，或者还没有完成，或者已经过期删除。"))
    items = [item_of(line.asked, line.place) for line in lines_of(check)]
    title = check.name or _("{day} 检查的文字").format(day=check.on.isoformat())
    return _by_button(
        request,
        lambda person: actions.watch_numbers(
            person, Watch.Kind.CHECK, items, title=title, citing=Citing(check.citing)
        ),
    )


def _by_button(request: HttpRequest, make: Any) -> HttpResponse:  # noqa: ANN401  -- a function of a person
    try:
        made = make(signed_in(request))
    except RefusedError as refusal:
        messages.error(request, refusal.message)
        return redirect("watches:watches")
    messages.success(request, _("开始关注。它有变化时会告诉您。"))
    return redirect("watches:watch", pk=made.pk)


@only_read
@requires(Role.READER)
def watch(request: HttpRequest, pk: int) -> HttpResponse:
    """One watch: what changed last, and how everything in it stands."""
    held = _held(request, pk)
    shown = Paginator(items_of(held), SHOWN).get_page(page_asked(request.GET))
    context = {
        "watch": held,
        "changes": _changes(held),
        "rows": [(item, held.seen.get(item.key, {})) for item in shown],
        "found": len(held.seen) if not held.asked else 0,
        "successors": _successors(held),
        **pages(shown),
    }
    return render(request, "watches/watch.html", context)


def _held(request: HttpRequest, pk: int) -> Watch:
    found = queries.watch_with(signed_in(request), pk)
    if found is None:
        raise Http404(_("没有这项关注，或者已经取消。"))
    return found


def _successors(held: Watch) -> list[str]:
    """Numbers of the standards that take the place of a watched standard, without their years."""
    if held.kind != Watch.Kind.STANDARD:
        return []
    [seen] = held.seen.values()
    found = (_number(number) for number in seen.get("successors", ()))
    undated = dict.fromkeys(number.undated() for number in found if number)
    return [number.canonical for number in undated if number.slug != held.place]


def _number(text: str) -> StandardNumber | None:
    try:
        return parse(text)
    except NumberError:
        return None


@takes_only_form
@requires(Role.READER)
def rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a watch another title."""
    held, title = _held(request, pk), clean(request.POST.get("title", ""))
    if title:
        actions.rename(held, title, actor=signed_in(request))
        messages.success(request, _("已改名。"))
    else:
        messages.error(request, _("名称不能空着，没有改。"))
    return redirect("watches:watch", pk=held.pk)


@takes_only_form
@requires(Role.READER)
def pause(request: HttpRequest, pk: int) -> HttpResponse:
    """Pause a watch."""
    held = _held(request, pk)
    actions.pause(held, actor=signed_in(request))
    messages.success(request, _("已暂停。恢复之后会告诉您其间的变化。"))
    return redirect("watches:watch", pk=held.pk)


@takes_only_form
@requires(Role.READER)
def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Go on with a watch."""
    held = _held(request, pk)
    actions.resume(held, actor=signed_in(request))
    messages.success(request, _("已恢复。"))
    return redirect("watches:watch", pk=held.pk)


@takes_only_form
@requires(Role.READER)
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a watch go."""
    held = _held(request, pk)
    actions.remove(held, actor=signed_in(request))
    messages.success(request, _("不再关注“{title}”。").format(title=held.title))
    return redirect("watches:watches")


@takes_only_form
@requires(Role.READER)
def successor(request: HttpRequest, pk: int) -> HttpResponse:
    """Watch the successor of a standard, instead of it or beside it."""
    held, wanted = _held(request, pk), request.POST.get("number", "")
    if wanted not in _successors(held):
        raise Http404(_("没有记载这项标准是它的后继。"))
    is_moved = request.POST.get("do") == "move"
    try:
        made = actions.follow_successor(
            held, parse(wanted), move=is_moved, actor=signed_in(request)
        )
    except RefusedError as refusal:
        messages.error(request, refusal.message)
        return redirect("watches:watch", pk=held.pk)
    messages.success(request, _("开始关注 {number}。").format(number=wanted))
    return redirect("watches:watch", pk=made.pk)
