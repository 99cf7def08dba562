"""Sources: what is told of them, how late they are, changing and removing them."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.catalogue.models import Source
from biaozhun.cloud.desk.actions import sources as actions
from biaozhun.cloud.desk.actions.sources import KeepersSourceError, SourceInWorkError
from biaozhun.cloud.desk.forms.telling import NewSourceForm, ReasonForm, SourceForm
from biaozhun.cloud.desk.queries import sources as queries
from biaozhun.cloud.desk.wording import fault
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.ui.reading import only_read, takes_form
from biaozhun.core.bibliography import OPERATOR


@only_read
@requires(Role.OPERATOR)
def sources(request: HttpRequest) -> HttpResponse:
    """Every source, the strongest first."""
    return render(request, "desk/sources.html", {"found": queries.kept_sources(today())})


def _held(slug: str) -> Source:
    found = queries.source_named(slug)
    if found is None:
        raise Http404(_("没有这个来源。"))
    return found


@takes_form
@requires(Role.OPERATOR)
def new_source(request: HttpRequest) -> HttpResponse:
    """Register a source."""
    form = NewSourceForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        told = {name: said[name] for name in actions.TOLD}
        made = actions.add_source(said["slug"], told, by=signed_in(request))
        messages.success(request, _("来源“{title}”已登记。").format(title=made.title))
        return redirect("desk:source", made.slug)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return render(request, "desk/new_source.html", {"form": form}, status=status)


@takes_form
@requires(Role.OPERATOR)
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """One source, what is told of it, and the work on it."""
    held = _held(slug)
    told = {name: getattr(held, name) for name in actions.TOLD}
    form = SourceForm(request.POST if request.method == "POST" else None, initial=told)
    if request.method == "POST" and form.is_valid():
        return _change(request, held, form)
    context = {
        "source": held,
        "of_keepers": held.slug == OPERATOR,
        "form": form,
        "consequences": queries.consequences(held),
        "works": queries.works(slug),
        "runs": queries.runs(held),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return render(request, "desk/source.html", context, status=status)


def _change(request: HttpRequest, held: Source, form: SourceForm) -> HttpResponse:
    said = form.cleaned_data
    told = {name: said[name] for name in actions.TOLD}
    try:
        work = actions.change_source(held, told, reason=said["reason"], by=signed_in(request))
    except (KeepersSourceError, SourceInWorkError) as error:
        messages.error(request, fault(error.code))
    else:
        merged = _("已保存；它的版本正在后台按新的先后次序重新合并。")
        messages.success(request, merged if work else _("已保存。"))
    return redirect("desk:source", held.slug)


@takes_form
@requires(Role.OPERATOR)
def remove(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask a second time, with the consequences counted, then remove in the background."""
    held = _held(slug)
    if held.slug == OPERATOR:
        messages.error(request, fault(KeepersSourceError.default_code))
        return redirect("desk:source", slug)
    form = ReasonForm(request.POST if request.method == "POST" else None, slug=slug)
    if request.method == "POST" and form.is_valid():
        try:
            reason = form.cleaned_data["reason"]
            actions.order_removal(held, reason=reason, by=signed_in(request))
        except (KeepersSourceError, SourceInWorkError) as error:
            messages.error(request, fault(error.code))
        else:
            messages.success(request, _("来源正在后台移除。"))
        return redirect("desk:source", slug)
    context = {"source": held, "form": form, "consequences": queries.consequences(held)}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return render(request, "desk/remove_source.html", context, status=status)
