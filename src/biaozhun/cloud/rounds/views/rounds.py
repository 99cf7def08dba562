"""Rounds: what is asked, who has answered, what it comes to."""

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.accounts.permissions import person_of, requires, signed_in
from biaozhun.cloud.cases.actions import Acting
from biaozhun.cloud.cases.views import say, step_asked
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.organisations.permissions import is_authority, units_seen
from biaozhun.cloud.plans.exports.official import FORMS
from biaozhun.cloud.rounds import exports
from biaozhun.cloud.rounds.actions import returns as acting_on_returns
from biaozhun.cloud.rounds.actions import rounds as acting
from biaozhun.cloud.rounds.forms import CommentForm
from biaozhun.cloud.rounds.models import Return, Round
from biaozhun.cloud.rounds.queries.answers import GIVEN, together
from biaozhun.cloud.rounds.wording import REFUSED
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.cloud.ui.tables import csv_file

PAGE = 50
STEPS = ("close", "reopen", "publish", "take_back")


@only_read
@requires(Role.READER)
def listing(request: HttpRequest) -> HttpResponseBase:
    """What my unit is asked, and the rounds: its own and published ones, for the authority all."""
    person = signed_in(request)
    mine = Return.objects.filter(organisation_id__in=units_seen(person))
    asked = mine.select_related("round__scheme", "organisation").order_by("-round__due", "pk")
    page = Paginator(_rounds(person), PAGE).get_page(page_asked(request.GET))
    context = {
        "rounds": page,
        "asked": asked.filter(round__state="open")[:PAGE],
        "on": today(),
        "runs_rounds": is_authority(person),
        **pages(page),
    }
    return render(request, "rounds/rounds.html", context)


def _rounds(person: Person) -> QuerySet[Round]:
    rounds = (
        Round.objects.select_related("scheme")
        .annotate(
            units=Count("returns", filter=~Q(returns__state="excused")),
            given=Count("returns", filter=Q(returns__state__in=GIVEN)),
        )
        .order_by("-opened", "-pk")
    )
    if is_authority(person):
        return rounds
    own = Round.objects.filter(returns__organisation_id__in=units_seen(person))
    return rounds.filter(Q(state="published") | Q(pk__in=own.values("pk")))


@takes_form
def one(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A round; a published one is for everybody, an open one for those who take part."""
    held = _held(pk)
    person = person_of(request)
    returns = _returns_seen(held, person)
    shows_whole = is_authority(person) or held.state == "published"
    if not shows_whole and not returns:
        if person is None:
            raise Http404(_("没有这一轮报送。"))
        raise PermissionDenied(_("这一轮没有请贵单位报送，汇总也还没有公布。"))
    wanted = request.GET.get("format")
    if wanted and shows_whole:
        return _file(held, wanted, returns if is_authority(person) else None)
    found = together(held) if shows_whole else None
    context = {
        "round": held,
        "returns": returns,
        "together": found,
        "results": exports.summary_rows(found) if found else (),
        "remarks": exports.remarks_in_words(found) if found else (),
        "on": today(),
        "runs_rounds": is_authority(person),
        "comment": CommentForm(initial={"comment": held.comment}),
    }
    return render(request, "rounds/round.html", context)


def _returns_seen(held: Round, person: Person | None) -> list[Return]:
    """The returns somebody may read, each with whether its unit has people to be told."""
    staff = Person.objects.filter(organisation=OuterRef("organisation"), is_active=True)
    returns = held.returns.select_related("organisation").annotate(has_people=Exists(staff))
    if not is_authority(person):
        returns = returns.filter(organisation_id__in=units_seen(person))
    return list(returns)


def _file(held: Round, wanted: str, returns: list[Return] | None) -> HttpResponseBase:
    """The round to take away; without the answers of each unit where ``returns`` is None.

    Raises:
        Http404: it is asked for in a form there is none of.
    """
    name = f"round-{held.pk}"
    if wanted == "csv":
        if returns is None:
            return csv_file(name, exports.summary_table(together(held)))
        return csv_file(name, exports.rows(held, returns))
    if wanted not in FORMS:
        raise Http404(_("没有这种格式。"))
    author, found = str(settings.SITE_NAME), together(held)
    if wanted == "xlsx":
        made = exports.workbook(held, returns, found, author=author)
    else:
        made = exports.paper(held, found, author=author, day=today())
    headers = {"Content-Disposition": f'attachment; filename="{name}.{wanted}"'}
    return HttpResponse(made, content_type=FORMS[wanted], headers=headers)


@takes_only_form
@requires(Role.OPERATOR)
def step(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Close, reopen, publish or take back."""
    held = _held(pk)
    action, reason = step_asked(request, STEPS)
    by = Acting(person=signed_in(request), roles=frozenset({"authority"}), at=now())
    say(
        request,
        lambda: acting.step(held, action, reason=reason, by=by),
        done=_("已经记下。"),
        refused=REFUSED,
    )
    return redirect("rounds:round", pk=pk)


@takes_only_form
@requires(Role.OPERATOR)
def comment(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say something of the answers."""
    form = CommentForm(request.POST)
    held = _held(pk)
    if form.is_valid():
        acting.comment(held, form.cleaned_data["comment"], actor=signed_in(request))
        messages.success(request, _("已经记下。"))
    else:
        messages.error(request, _("没有保存：分析太长，最多 8000 字。"))
    return redirect("rounds:round", pk=pk)


@takes_only_form
@requires(Role.OPERATOR)
def chase(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Remind the silent today."""
    told = acting_on_returns.chase_now(_held(pk), today(), at=now())
    messages.success(request, _("通知了 {n} 个单位的人员。").format(n=told))
    return redirect("rounds:round", pk=pk)


def _held(pk: int) -> Round:
    held = Round.objects.select_related("scheme").filter(pk=min(pk, LARGEST_ID)).first()
    if held is None:
        raise Http404(_("没有这一轮报送。"))
    return held
