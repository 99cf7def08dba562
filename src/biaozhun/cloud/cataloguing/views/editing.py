"""An edition in a keeper's hands: every field with its sources, stated anew with a reason."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.catalogue.actions import deciding
from biaozhun.cloud.catalogue.actions.deciding import StatementRefusedError
from biaozhun.cloud.catalogue.queries.addresses import edition_at, moved_to
from biaozhun.cloud.cataloguing.forms.editing import EditForm
from biaozhun.cloud.cataloguing.forms.numbers import NumberForm
from biaozhun.cloud.cataloguing.queries.editing import known, statement_row
from biaozhun.cloud.cataloguing.views.answering import answered, refuse
from biaozhun.cloud.cataloguing.wording import RELATION
from biaozhun.cloud.ui.reading import takes_form, takes_only_form
from biaozhun.core.number import NumberError, parse, parse_slug


@takes_form
@requires(Role.CATALOGUER)
def find(request: HttpRequest) -> HttpResponse:
    """Which edition: one that is held, or one that is to be entered by hand."""
    form = NumberForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("cataloguing:edit", parse(form.cleaned_data["number"]).slug)
        except NumberError:
            form.add_error("number", _("这不是标准编号。写法如 GB/T 1.1-2020。"))
    context = {"form": form}
    return render(request, "cataloguing/find.html", context, status=answered(request))


@takes_form
@requires(Role.CATALOGUER)
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """The form of one edition."""
    edition = edition_at(slug)
    if edition is None:
        if home := moved_to(slug):
            return redirect("cataloguing:edit", home)
        number = _number(slug)
    else:
        number = edition.number
    suggested = request.GET.get("relation", "")
    form = EditForm(
        request.POST if request.method == "POST" else None,
        edition=edition,
        suggested=suggested if suggested in list(RELATION) else "",
    )
    if request.method == "POST" and form.is_valid():
        try:
            deciding.state(number, form.statement(), actor=signed_in(request))
        except StatementRefusedError as error:
            refuse(request, error)
        else:
            messages.success(request, _("已核定；版本已按此重新合并。"))
            return redirect("cataloguing:edit", slug)
    found = known(edition, slug)
    context = {
        "known": found,
        "edition": edition,
        "number": number,
        "slug": slug,
        "form": form,
        "rows": [(field, form[field.name]) for field in found.fields],
    }
    return render(request, "cataloguing/edit.html", context, status=answered(request))


def _number(slug: str) -> str:
    """The number of an address that nothing is held under; it must be that of an edition."""
    try:
        number = parse_slug(slug)
    except NumberError as error:
        raise Http404(_("这不是标准编号。")) from error
    if number.slug != slug or number.year is None:
        raise Http404(_("请写出版本的编号，带年份。"))
    return number.canonical


@takes_only_form
@requires(Role.CATALOGUER)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one statement back."""
    row = statement_row(pk)
    if row is None:  # the button pressed twice, or somebody else was first
        messages.warning(request, _("没有这项核定，或者已经撤回。"))
        return redirect("cataloguing:find")
    slug = row.edition.slug
    deciding.withdraw([row], actor=signed_in(request))
    messages.success(request, _("已撤回；各项按来源重新合并。"))
    return redirect("cataloguing:edit", slug)
