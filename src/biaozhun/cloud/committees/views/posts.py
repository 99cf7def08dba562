"""Posts held: the public list, and its keeping."""

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.permissions import person_of, requires, signed_in
from biaozhun.cloud.committees import exports
from biaozhun.cloud.committees.actions import posts as actions
from biaozhun.cloud.committees.forms.asking import posts_asked
from biaozhun.cloud.committees.forms.posts import PostForm
from biaozhun.cloud.committees.models import PostHeld
from biaozhun.cloud.committees.permissions import KEEPS
from biaozhun.cloud.committees.queries import posts as queries
from biaozhun.cloud.committees.views.frame import done, form_page, saved
from biaozhun.cloud.committees.wording import BODY, POST
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.organisations.permissions import is_authority
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form


@only_read
def posts(request: HttpRequest) -> HttpResponseBase:
    """Who of here holds which post, on a day."""
    return _list(request, "committees/posts.html")


@only_read
@requires(KEEPS)
def desk(request: HttpRequest) -> HttpResponseBase:
    """The same at the desk, with what keepers do."""
    return _list(request, "committees/desk/posts.html")


def _list(request: HttpRequest, template: str) -> HttpResponseBase:
    problems: list[str] = []
    wanted = posts_asked(request.GET, today(), problems)
    if request.GET.get("format") == "csv":
        return exports.posts_csv(queries.matching(wanted).iterator(500))
    page = queries.posts(wanted, page_asked(request.GET))
    context = {
        "wanted": wanted,
        "problems": problems,
        "counts": queries.counts(wanted.on or today()),
        "bodies": BODY,
        "posts": POST,
        "is_today": wanted.on == today(),
        "keeps": is_authority(person_of(request)),
        **pages(page),
    }
    return render(request, template, context)


@takes_form
@requires(KEEPS)
def add(request: HttpRequest) -> HttpResponseBase:
    """Write a post down."""
    return _edited(request, None)


@takes_form
@requires(KEEPS)
def change(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Correct a post or end it."""
    return _edited(request, _found(pk))


def _edited(request: HttpRequest, held: PostHeld | None) -> HttpResponseBase:
    initial = {field: getattr(held, field) for field in actions.FIELDS} if held else {}
    form = PostForm(request.POST or None, initial=initial)
    back = reverse("committees:desk_posts")
    if form.is_valid() and done(
        form, lambda: actions.save_post(held, form.cleaned_data, actor=signed_in(request))
    ):
        return saved(request, back)
    more = {"remove": reverse("committees:remove_post", args=[held.pk])} if held else {}
    title = _("更正任职") if held else _("登记任职")
    return form_page(request, form, title=title, back=back, more=more)


@takes_only_form
@requires(KEEPS)
def remove(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take back a post that was a mistake."""
    actions.remove_post(_found(pk), actor=signed_in(request))
    return saved(request, reverse("committees:desk_posts"))


def _found(pk: int) -> PostHeld:
    found = queries.post_at(pk)
    if found is None:
        raise Http404(_("没有这项任职。"))
    return found
