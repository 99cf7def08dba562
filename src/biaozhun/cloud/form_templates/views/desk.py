"""The desk of forms: what is filled by which template, bringing a new one, looking at it."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.form_templates import registry
from biaozhun.cloud.form_templates.actions.filling import (
    Filled,
    blank,
    content_of,
    sample_values,
    values_of,
)
from biaozhun.cloud.form_templates.actions.templates import bring_template, withdraw_template
from biaozhun.cloud.form_templates.errors import TemplateRefusedError
from biaozhun.cloud.form_templates.files import docx_answer
from biaozhun.cloud.form_templates.forms import TemplateForm
from biaozhun.cloud.form_templates.models import FormTemplate
from biaozhun.cloud.form_templates.permissions import authorities_of, keeps_forms_of
from biaozhun.cloud.form_templates.queries.desk import form_lines, form_page
from biaozhun.cloud.form_templates.registry import PaperForm
from biaozhun.cloud.form_templates.wording import refusal
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.cloud.ui.uploads import takes_files
from biaozhun.core.errors import BiaozhunError
from biaozhun.documents.reports.form_filling import Values, fill
from biaozhun.documents.reports.form_walls import MAX_FORM_BYTES, FormError

FAULTY = HTTPStatus.UNPROCESSABLE_ENTITY


@only_read
@requires(Role.OPERATOR)
def forms(request: HttpRequest) -> HttpResponse:
    """All forms, each with the template that holds today."""
    person = signed_in(request)
    authority = _authority(request, person)
    context = {
        "lines": form_lines(authority, today()),
        "authority": authority,
        "authorities": authorities_of(person),
        "may_choose": person.organisation_id is None,
    }
    return render(request, "form_templates/forms.html", context)


@takes_files(up_to=MAX_FORM_BYTES)
@takes_form
@requires(Role.OPERATOR)
def form(request: HttpRequest, name: str) -> HttpResponse:
    """A form: its fields, its versions, and bringing a new one."""
    paper, person = _form(name), signed_in(request)
    authority = _authority(request, person)
    if request.method != "POST":
        asked = TemplateForm(initial={"valid_from": today()})
        return _page(request, paper, authority, asked)
    asked = TemplateForm(request.POST, request.FILES)
    if asked.is_valid():
        try:
            made = bring_template(name, authority, asked.brought(), actor=person, at=now())
        except (TemplateRefusedError, FormError) as error:
            asked.add_error("file", refusal(error))
        else:
            told = _("第 {version} 版收下了，从 {day} 起使用。请用预览再看一遍。")
            messages.success(request, told.format(version=made.version, day=made.valid_from))
            return redirect(_address(paper, authority))
    return _page(request, paper, authority, asked)


def _page(
    request: HttpRequest, paper: PaperForm, authority: Organisation | None, asked: TemplateForm
) -> HttpResponse:
    person = signed_in(request)
    context = {
        "page": form_page(paper, authority, person, today()),
        "form": asked,
        "on": today(),
        "example": next((one for one in paper.fields if one.rows), None),
        "may_choose": person.organisation_id is None,
    }
    status = FAULTY if asked.is_bound else HTTPStatus.OK
    return render(request, "form_templates/form.html", context, status=status)


@only_read
@requires(Role.OPERATOR)
def default(request: HttpRequest, name: str) -> HttpResponse:  # noqa: ARG001  # the form of a view
    """The default template, to begin with."""
    paper = _form(name)
    return docx_answer(
        Filled(_("{title}（默认模板）.docx").format(title=paper.title), blank(paper))
    )


@only_read
@requires(Role.OPERATOR)
def template(request: HttpRequest, pk: int) -> HttpResponse:
    """A template as it came."""
    found = _template(pk, signed_in(request))
    try:
        return docx_answer(Filled(found.name, content_of(found)))
    except TemplateRefusedError as error:
        messages.error(request, refusal(error))
        return redirect("form_templates:forms")


@only_read
@requires(Role.OPERATOR)
def preview(request: HttpRequest, name: str) -> HttpResponse:
    """A form with samples or with a case in it, by one of its templates."""
    paper, person = _form(name), signed_in(request)
    asked = request.GET.get("template", "")
    template = _template(_id(asked), person) if asked else None
    key = request.GET.get("case", "")
    values = _case(paper, person, _id(key)) if key else sample_values(paper)
    try:
        filled = fill(content_of(template) if template else blank(paper), values)
    except (FormError, TemplateRefusedError) as error:
        messages.error(request, refusal(error))
        return redirect("form_templates:form", name=name)
    return docx_answer(Filled(_("{title}（预览）.docx").format(title=paper.title), filled))


def _case(paper: PaperForm, person: Person, key: int) -> Values:
    """What a case says, to those who may see it.

    Raises:
        Http404: there is no such case, or none may be looked at here.
        PermissionDenied: not for this person.
    """
    if paper.may is None:
        raise Http404(_("没有这个事项。"))
    try:
        if not paper.may(person, key):
            raise PermissionDenied(_("这个事项您看不到。"))
        return values_of(paper, paper.values(key))
    except ObjectDoesNotExist as error:
        raise Http404(_("没有这个事项。")) from error


@takes_only_form
@requires(Role.OPERATOR)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a template hold no more."""
    person = signed_in(request)
    found = _template(pk, person)
    try:
        withdraw_template(pk, request.POST.get("reason", ""), actor=person, at=now())
    except (TemplateRefusedError, FormTemplate.DoesNotExist) as error:
        said = refusal(error) if isinstance(error, BiaozhunError) else _("没有这份模板。")
        messages.error(request, said)
    else:
        messages.success(request, _("已撤回。前一版或默认模板接着使用。"))
    if found.form not in registry.forms():
        return redirect("form_templates:forms")
    return redirect(_address(registry.forms()[found.form], found.authority))


def _address(paper: PaperForm, authority: Organisation | None) -> str:
    address = reverse("form_templates:form", kwargs={"name": paper.name})
    return f"{address}?authority={authority.pk}" if authority else address


def _form(name: str) -> PaperForm:
    if name not in registry.forms():
        raise Http404(_("没有这张表。"))
    return registry.forms()[name]


def _id(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(LARGEST_ID))):
        raise Http404(_("没有这个事项。"))
    return min(int(text), LARGEST_ID)


def _authority(request: HttpRequest, person: Person) -> Organisation | None:
    """Whose templates the page is about: the person's own authority's, or the one asked for.

    Raises:
        Http404: there is no such authority; a template meant for it is not taken for everybody.
    """
    if person.organisation_id is not None:
        return person.organisation
    asked = request.GET.get("authority", "")
    if not asked:
        return None
    found = authorities_of(person).filter(pk=_id(asked)).first()
    if found is None:
        raise Http404(_("没有这个单位。"))
    return found


def _template(pk: int, person: Person) -> FormTemplate:
    """A template that somebody may look at: of the own authority, or for everybody."""
    held = FormTemplate.objects.select_related("authority").filter(pk=min(pk, LARGEST_ID))
    found = held.first()
    if found is None:
        raise Http404(_("没有这份模板。"))
    if found.authority_id is not None and not keeps_forms_of(person, found.authority_id):
        raise PermissionDenied(_("您只能管理自己单位的模板。"))
    return found
