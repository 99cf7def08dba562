"""What I was told, and how I am told."""

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.accounts.views import shown_once
from biaozhun.cloud.messaging import exports
from biaozhun.cloud.messaging.actions import ways as actions
from biaozhun.cloud.messaging.actions.reading import mark_read
from biaozhun.cloud.messaging.errors import TokenError
from biaozhun.cloud.messaging.forms import WaysForm, notices_asked
from biaozhun.cloud.messaging.links import absolute, person_of_stop
from biaozhun.cloud.messaging.models import Notice, Ways
from biaozhun.cloud.messaging.queries import notices as queries
from biaozhun.cloud.messaging.queries.ways import active_person, ways_of, ways_of_feed
from biaozhun.cloud.messaging.wording import kinds
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form


@only_read
@requires(Role.READER)
def notices(request: HttpRequest) -> HttpResponseBase:
    """What I was told, the latest first, with how it was delivered; as a table too."""
    person, wanted = signed_in(request), notices_asked(request.GET)
    if request.GET.get("format") == "csv":
        return exports.table(queries.every_notice(person, wanted))
    context = {
        "wanted": wanted,
        "kinds": kinds(),
        "unread": queries.unread(person),
        "kept_days": settings.NOTICES_KEPT_DAYS,
        **pages(queries.notices(person, wanted, page_asked(request.GET))),
    }
    return render(request, "messaging/notices.html", context)


@only_read
@requires(Role.READER)
def notice(request: HttpRequest, pk: int) -> HttpResponse:
    """One thing I was told, in full; looking at it changes nothing."""
    return render(request, "messaging/notice.html", {"notice": _held(request, pk)})


def _held(request: HttpRequest, pk: int) -> Notice:
    found = queries.notice_with(signed_in(request), pk)
    if found is None:
        raise Http404(_("没有这条消息，或者已经超过保存期。"))
    return found


@takes_only_form
@requires(Role.READER)
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark one notice as read, and go on to what it is about where that was asked for."""
    held = _held(request, pk)
    mark_read(signed_in(request), pk=held.pk)
    if request.POST.get("open") == "1":
        return redirect(held.address)
    return redirect("messaging:notices")


@takes_only_form
@requires(Role.READER)
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark every notice as read."""
    count = mark_read(signed_in(request))
    said = ngettext("已把 {count} 条消息标为已读。", "已把 {count} 条消息标为已读。", count)
    messages.success(request, said.format(count=count))
    return redirect("messaging:notices")


@takes_form
@requires(Role.READER)
def ways(request: HttpRequest) -> HttpResponse:
    """How I am told: mail, language, webhook, feed."""
    person = signed_in(request)
    held = ways_of([person])[person.pk]
    if request.method != "POST":
        initial = {"mail": held.mail, "language": held.language, "webhook": held.webhook}
        return _ways_page(request, WaysForm(initial=initial), held)
    form = WaysForm(request.POST)
    if not form.is_valid():
        return _ways_page(request, form, held, HTTPStatus.UNPROCESSABLE_ENTITY)
    told = form.cleaned_data
    made = actions.change_ways(
        person, mail=Ways.Mail(told["mail"]), language=told["language"], webhook=told["webhook"]
    )
    if made:
        shown_once.keep(request, "webhook", made)
    messages.success(request, _("已保存。"))
    return redirect("messaging:ways")


def _ways_page(
    request: HttpRequest, form: WaysForm, held: Ways, status: HTTPStatus = HTTPStatus.OK
) -> HttpResponse:
    feed = shown_once.take(request, "feed")
    context = {
        "form": form,
        "ways": held,
        "new_secret": shown_once.take(request, "webhook"),
        "new_feed": absolute(reverse("messaging:feed", args=[feed])) if feed else "",
        "mail_is_sent": settings.MAIL_IS_SENT,
        "email": signed_in(request).email,
    }
    answer = render(request, "messaging/ways.html", context, status=status)
    if context["new_secret"] or feed:
        add_never_cache_headers(answer)
    return answer


@takes_only_form
@requires(Role.READER)
def renew_secret(request: HttpRequest) -> HttpResponse:
    """A new secret of the webhook, shown on the next page, once."""
    shown_once.keep(request, "webhook", actions.renew_secret(signed_in(request)))
    return redirect("messaging:ways")


@takes_only_form
@requires(Role.READER)
def renew_feed(request: HttpRequest) -> HttpResponse:
    """A new address of the feed, shown on the next page, once."""
    shown_once.keep(request, "feed", actions.renew_feed(signed_in(request)))
    return redirect("messaging:ways")


@takes_only_form
@requires(Role.READER)
def trial(request: HttpRequest) -> HttpResponse:
    """Tell me something, to see which ways are open."""
    if actions.try_ways(signed_in(request)):
        messages.success(request, _("已发出一条试验消息；送到没有，见“我的消息”。"))
    else:
        messages.error(request, _("刚刚发过一条，一分钟后才能再发。"))
    return redirect("messaging:ways")


@only_read
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """Somebody's notices for a reader of feeds, which cannot sign in: the address is the key."""
    held = ways_of_feed(token)
    if held is None:
        raise Http404(_("没有这个订阅；它的地址可能已经换过。"))
    with translation.override(held.language):
        written = exports.atom(queries.latest(held.person), here=request.build_absolute_uri())
    return HttpResponse(
        written,
        content_type="application/atom+xml; charset=utf-8",
        headers={"Cache-Control": "private, no-cache", "X-Robots-Tag": "noindex"},
    )


@takes_form
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop my mails by the link in one of them, without signing in: a page with one button."""
    try:
        person = active_person(person_of_stop(token))
    except TokenError:
        person = None
    if person is None:
        raise Http404(_("这个链接不完整，或者账户已经停用。请从邮件里完整地复制它。"))
    if request.method == "POST":
        actions.stop_mail(person)
    context = {"email": person.email, "stopped": request.method == "POST"}
    return render(request, "messaging/stop.html", context)
