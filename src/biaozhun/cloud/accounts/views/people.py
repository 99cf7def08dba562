"""The people whose accounts somebody looks after."""

from http import HTTPStatus

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts import exports
from biaozhun.cloud.accounts.actions import people as actions
from biaozhun.cloud.accounts.actions.invitations import DAYS, invite
from biaozhun.cloud.accounts.errors import RefusedError
from biaozhun.cloud.accounts.forms.asking import people_asked
from biaozhun.cloud.accounts.forms.people import NewPersonForm, PersonForm
from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.accounts.permissions import (
    looks_after,
    requires_keeper_of_people,
    signed_in,
)
from biaozhun.cloud.accounts.queries import people as queries
from biaozhun.cloud.accounts.sign_in.mails import send_invitation
from biaozhun.cloud.accounts.views import shown_once
from biaozhun.cloud.accounts.wording import MAY, ROLE, STATE
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form


@only_read
@requires_keeper_of_people
def people(request: HttpRequest) -> HttpResponseBase:
    """Everybody, or the people of the own organisation, with filter; as a table too."""
    actor, wanted = signed_in(request), people_asked(request.GET)
    if request.GET.get("format") == "csv":
        return exports.people(queries.every_person(actor, wanted))
    of_all = actor.may(Role.ADMINISTRATOR)
    context = {
        "wanted": wanted,
        "roles": ROLE.items(),
        "states": STATE.items(),
        "organisations": queries.every_organisation() if of_all else (),
        **pages(queries.people(actor, wanted, page_asked(request.GET))),
    }
    return render(request, "accounts/people.html", context)


@takes_form
@requires_keeper_of_people
def add(request: HttpRequest) -> HttpResponseBase:
    """Make an account and the link of its invitation."""
    actor = signed_in(request)
    form = NewPersonForm(request.POST if request.method == "POST" else None, actor=actor)
    if request.method != "POST" or not form.is_valid():
        return _form(request, form, None)
    told = form.cleaned_data
    try:
        person = actions.add_person(
            told["email"],
            name=told["name"],
            role=Role(told["role"]),
            organisation=form.body,
            leads=told.get("leads", False),
            actor=actor,
        )
    except RefusedError as refusal:
        form.add_error("email", refusal.message)
        return _form(request, form, None)
    _invite(request, person, actor)
    return redirect("accounts:person", pk=person.pk)


@takes_form
@requires_keeper_of_people
def person(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One account: what it may do, and what can be done about it."""
    actor = signed_in(request)
    found = _found(actor, pk)
    if not looks_after(actor, found) or request.method != "POST":
        return _form(request, _filled(found, actor), found)
    form = PersonForm(request.POST, actor=actor)
    if not form.is_valid():
        return _form(request, form, found)
    told = form.cleaned_data
    leads = told.get("leads", found.leads_organisation)
    try:
        actions.change_person(
            found,
            name=told["name"],
            organisation=form.body,
            leads=leads,
            role=Role(told["role"]),
            actor=actor,
        )
    except RefusedError as refusal:
        form.add_error("role", refusal.message)
        return _form(request, form, found)
    messages.success(request, _("已保存。"))
    return redirect("accounts:person", pk=pk)


@takes_only_form
@requires_keeper_of_people
def disable(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Keep a person out."""
    actor = signed_in(request)
    try:
        actions.disable(_found(actor, pk), actor=actor)
    except RefusedError as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _("账户已停用：不能登录，密钥也不再有效。"))
    return redirect("accounts:person", pk=pk)


@takes_only_form
@requires_keeper_of_people
def enable(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Let a person in again."""
    actor = signed_in(request)
    actions.enable(_found(actor, pk), actor=actor)
    messages.success(request, _("账户已恢复。"))
    return redirect("accounts:person", pk=pk)


@takes_only_form
@requires_keeper_of_people
def invite_again(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Make a new link by which a person sets a password; the one before no longer holds."""
    actor = signed_in(request)
    try:
        _invite(request, _found(actor, pk), actor)
    except RefusedError as refusal:
        messages.error(request, refusal.message)
    return redirect("accounts:person", pk=pk)


def _found(actor: Person, pk: int) -> Person:
    found = queries.looked_after_by(actor).filter(pk=pk).first()
    if found is None:
        raise Http404(_("没有这个人，或者不由您管理。"))
    return found


def _filled(person: Person, actor: Person) -> PersonForm:
    return PersonForm(
        actor=actor,
        initial={
            "name": person.name,
            "role": person.role,
            "organisation": person.organisation_id,
            "leads": person.leads_organisation,
        },
    )


def _invite(request: HttpRequest, person: Person, actor: Person) -> None:
    """Make the link, keep it for the next page, and mail it where mail leaves the machine."""
    token = invite(person, actor=actor)
    link = request.build_absolute_uri(reverse("accounts:invitation", args=[token]))
    shown_once.keep(request, f"invitation.{person.pk}", link)
    if not settings.MAIL_IS_SENT:
        return
    if send_invitation(person.email, link, name=person.name, days=DAYS):
        shown_once.keep(request, f"mailed.{person.pk}", person.email)
    else:
        messages.error(request, _("邮件没有寄出，邮件服务器没有收下。请把链接转交给本人。"))


def _form(request: HttpRequest, form: PersonForm, person: Person | None) -> HttpResponse:
    actor = signed_in(request)
    context = {
        "form": form,
        "person": person,
        "role": ROLE[Role(person.role)] if person else "",
        "may_change": person is None or looks_after(actor, person),
        "roles": [(ROLE[role], MAY[role]) for role in Role],
        "link": shown_once.take(request, f"invitation.{person.pk}") if person else "",
        "days": DAYS,
        "mailed": shown_once.take(request, f"mailed.{person.pk}") if person else "",
        "mail_is_sent": settings.MAIL_IS_SENT,
    }
    faulty = form.is_bound and not form.is_valid()
    status = HTTPStatus.UNPROCESSABLE_ENTITY if faulty else HTTPStatus.OK
    answer = render(request, "accounts/person.html", context, status=status)
    if context["link"]:
        add_never_cache_headers(answer)
    return answer
