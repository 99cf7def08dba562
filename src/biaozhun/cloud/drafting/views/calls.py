"""Open calls for everybody, and answering them."""

from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.forms.asking import text_asked
from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.accounts.permissions import person_of
from biaozhun.cloud.drafting.actions.calls import (
    Answer,
    apply_to_call,
    digest_of,
    step_application,
)
from biaozhun.cloud.drafting.forms.records import ApplicationForm, ReceiptForm
from biaozhun.cloud.drafting.limits import LARGEST_ID, may_look_up, may_send
from biaozhun.cloud.drafting.models import CallApplication, OpenCall
from biaozhun.cloud.drafting.permissions import roles_in_call
from biaozhun.cloud.drafting.queries import calls as queries
from biaozhun.cloud.drafting.views.frame import done, posted
from biaozhun.cloud.drafting.wording.records import CALL_KIND
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form


@only_read
def calls(request: HttpRequest) -> HttpResponseBase:
    """Calls that can be answered today; those that are over on demand."""
    over, kind = text_asked(request.GET, "show") == "over", text_asked(request.GET, "kind")
    kind = kind if kind in OpenCall.Kind.values else ""
    number, day = page_asked(request.GET), today()
    page = queries.page_of_calls(over=over, kind=kind, number=number, today=day)
    context = {"over": over, "kind": kind, "kinds": CALL_KIND.items(), "on": day, **pages(page)}
    return render(request, "drafting/calls.html", context)


@takes_form
def call(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A call, with the form to answer it while it runs."""
    person, held = person_of(request), _call(pk)
    if held.state == "draft" and not roles_in_call(person, held):
        raise Http404(_("没有这次征集，或它还没有发布。"))
    form = ApplicationForm(posted(request), initial=_likely(person))
    if form.is_bound and form.is_valid() and _is_sent(request, held, form, person):
        return render(request, "drafting/sent.html", {"call": held, "code": form.code})  # type: ignore[attr-defined]  # set with it
    return _call_page(request, held, form)


def _is_sent(request: HttpRequest, held: OpenCall, form: forms.Form, person: Person | None) -> bool:
    """Send it, unless too many came from there; the code is left on the form."""
    if not may_send(request, person):
        form.add_error(None, _("这一小时内发得太多了，请过一会儿再发。"))
        return False
    told = {name: form.cleaned_data[name] for name in ("name", "unit", "contact", "text")}

    def send() -> None:
        _made, form.code = apply_to_call(held, Answer(**told), actor=person, at=now())  # type: ignore[attr-defined]  # kept for the page

    return done(form, send)


def _call_page(request: HttpRequest, held: OpenCall, form: forms.Form) -> HttpResponseBase:
    person, day = person_of(request), today()
    mine = held.applications.filter(person=person) if person else held.applications.none()
    context = {
        "call": held,
        "form": form,
        "on": day,
        "is_running": queries.is_running(held, day),
        "mine": list(mine),
        "keeps": bool(roles_in_call(person, held)),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "drafting/call.html", context, status=status)


@only_read
def application(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What came of the own application, for who has an account."""
    person, held = person_of(request), queries.application_at(min(pk, LARGEST_ID))
    if held is None or person is None or held.person_id != person.pk:
        raise Http404(_("没有这份报名，或它不是您的账号发的。"))
    return render(request, "drafting/application.html", {"application": held})


@takes_form
def receipt(request: HttpRequest) -> HttpResponseBase:
    """What came of an application that was sent without an account, by its code."""
    form = ReceiptForm(posted(request))
    held = None
    if form.is_bound and form.is_valid():
        code = form.cleaned_data["code"].strip()
        if may_look_up(request, person_of(request)):
            held = _by_code(code)
        if held is None:
            form.add_error("code", _("没有用这个查询码的报名；请核对，或过一会儿再试。"))
    context = {"form": form, "application": held, "code": form.data.get("code", "")}
    is_refused = form.is_bound and held is None
    status = HTTPStatus.UNPROCESSABLE_ENTITY if is_refused else HTTPStatus.OK
    return render(request, "drafting/receipt.html", context, status=status)


@takes_only_form
def take_back(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take back the own application, by the account or the code."""
    person, held = person_of(request), queries.application_at(min(pk, LARGEST_ID))
    code = request.POST.get("code", "")
    is_own = held is not None and (
        (person is not None and held.person_id == person.pk)
        or (held.person_id is None and bool(code) and held.receipt == digest_of(code))
    )
    if held is None or not is_own:
        raise Http404(_("没有这份报名，或它不是您发的。"))
    form = forms.Form({})
    actor = person if held.person_id else None
    if done(form, lambda: step_application(held, "take_back", actor=actor, at=now())):
        messages.success(request, _("已收回。"))
    else:
        for sentence in form.non_field_errors():
            messages.error(request, str(sentence))
    return redirect(reverse("drafting:call", args=[held.call_id]))


def _by_code(code: str) -> CallApplication | None:
    found = CallApplication.objects.select_related("call", "call__caller", "call__project")
    return found.filter(receipt=digest_of(code), person=None).first() if code else None


def _call(pk: int) -> OpenCall:
    found = queries.call_at(min(pk, LARGEST_ID))
    if found is None:
        raise Http404(_("没有这次征集，或它还没有发布。"))
    return found


def _likely(person: Person | None) -> dict[str, str]:
    if person is None:
        return {}
    unit = person.organisation.name if person.organisation else ""
    return {"name": person.name, "unit": unit, "contact": person.email}
