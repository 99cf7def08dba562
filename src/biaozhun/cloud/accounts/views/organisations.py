"""The organisations whose people work here."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts import exports
from biaozhun.cloud.accounts.actions.organisations import add_organisation, change_organisation
from biaozhun.cloud.accounts.errors import CircleError, OrganisationTakenError
from biaozhun.cloud.accounts.forms.asking import text_asked
from biaozhun.cloud.accounts.forms.people import OrganisationForm
from biaozhun.cloud.accounts.models import Organisation, Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.accounts.queries import people as queries
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form


@only_read
@requires(Role.ADMINISTRATOR)
def organisations(request: HttpRequest) -> HttpResponseBase:
    """All organisations with how many people they have; as a table too."""
    text = text_asked(request.GET)
    if request.GET.get("format") == "csv":
        return exports.organisations(queries.every_organisation(text))
    context = {"text": text, **pages(queries.organisations(text, page_asked(request.GET)))}
    return render(request, "accounts/organisations.html", context)


@takes_form
@requires(Role.ADMINISTRATOR)
def add(request: HttpRequest) -> HttpResponseBase:
    """Put an organisation in."""
    form = OrganisationForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return _form(request, form, None)
    try:
        made = add_organisation(actor=signed_in(request), **form.cleaned_data)
    except OrganisationTakenError as refusal:
        form.add_error(refusal.field, refusal.message)
        return _form(request, form, None)
    messages.success(request, _("已登记“{name}”。").format(name=made.name))
    return redirect("accounts:organisations")


@takes_form
@requires(Role.ADMINISTRATOR)
def organisation(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Correct an organisation."""
    found = Organisation.objects.select_related("parent").filter(pk=pk).first()
    if found is None:
        raise Http404(_("没有这个组织。"))
    initial = {"name": found.name, "credit_code": found.credit_code, "parent": found.parent_id}
    form = OrganisationForm(
        request.POST if request.method == "POST" else None, organisation=found, initial=initial
    )
    if request.method != "POST" or not form.is_valid():
        return _form(request, form, found)
    try:
        change_organisation(found, actor=signed_in(request), **form.cleaned_data)
    except CircleError as refusal:
        form.add_error("parent", refusal.message)
        return _form(request, form, found)
    except OrganisationTakenError as refusal:
        form.add_error(refusal.field, refusal.message)
        return _form(request, form, found)
    messages.success(request, _("已保存。"))
    return redirect("accounts:organisation", pk=pk)


def _form(
    request: HttpRequest, form: OrganisationForm, organisation: Organisation | None
) -> HttpResponse:
    faulty = form.is_bound and not form.is_valid()
    return render(
        request,
        "accounts/organisation.html",
        {"form": form, "organisation": organisation},
        status=HTTPStatus.UNPROCESSABLE_ENTITY if faulty else HTTPStatus.OK,
    )
