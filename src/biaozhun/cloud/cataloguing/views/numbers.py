"""Numbers read as others: two that are one publication, rows wrongly joined."""

from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.catalogue.actions import numbers as actions
from biaozhun.cloud.catalogue.actions.numbers import NumberDecisionError
from biaozhun.cloud.catalogue.models import NumberDecision
from biaozhun.cloud.catalogue.queries.addresses import edition_at
from biaozhun.cloud.catalogue.queries.edition import values_of
from biaozhun.cloud.cataloguing import tasks
from biaozhun.cloud.cataloguing.forms.numbers import MergeForm, PartForm
from biaozhun.cloud.cataloguing.queries import deciding as queries
from biaozhun.cloud.cataloguing.queries.deciding import MergePreview
from biaozhun.cloud.cataloguing.views.answering import answered
from biaozhun.cloud.cataloguing.wording import fault
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import takes_form, takes_only_form
from biaozhun.cloud.ui.tables import csv_file

_HEADER = (
    *("id", "from_slug", "to_number", "source", "row", "reason", "person", "since", "until"),
    "withdrawn_by",
)


@takes_form
@requires(Role.CATALOGUER)
def numbers(request: HttpRequest) -> HttpResponseBase:
    """The decisions, and a merge that is looked at before it is made."""
    if request.GET.get("format") == "csv":
        return csv_file("numbers", _rows())
    asked = request.GET.get("from", "")[:190]
    form = MergeForm(
        request.POST if request.method == "POST" else None,
        initial={"from_number": "" if "\x00" in asked else asked},
    )
    preview: MergePreview | None = None
    if request.method == "POST" and form.is_valid():
        try:
            preview = _look(form)
            if request.POST.get("do") == "merge":
                return _merge(request, form)
        except NumberDecisionError as error:
            form.add_error(None, fault(error.code))
    found = queries.number_decisions(page_asked(request.GET))
    context = {"found": found, "form": form, "preview": preview, **pages(found)}
    status = 200 if preview else answered(request)
    return render(request, "cataloguing/numbers.html", context, status=status)


def _look(form: MergeForm) -> MergePreview:
    own = actions.number_meant(form.cleaned_data["from_number"])
    target = actions.number_meant(form.cleaned_data["to_number"])
    actions.check_merge(own.slug, target)
    return queries.merge_preview(own.slug, target.slug)


def _merge(request: HttpRequest, form: MergeForm) -> HttpResponse:
    own = actions.number_meant(form.cleaned_data["from_number"])
    decision = actions.merge_numbers(
        own.slug,
        form.cleaned_data["to_number"],
        reason=form.cleaned_data["reason"],
        actor=signed_in(request),
        ordered=_follow_later,
    )
    said = _("已合并；{number} 的地址从此指向 {to}。")
    messages.success(request, said.format(number=own.canonical, to=decision.to_number))
    return redirect("cataloguing:numbers")


def _follow_later(decision: NumberDecision) -> None:
    tasks.follow_number.later(decision.pk)


@takes_form
@requires(Role.CATALOGUER)
def part(request: HttpRequest, slug: str) -> HttpResponse:
    """The rows of an edition; those chosen are read as another number."""
    edition = edition_at(slug)
    if edition is None:
        raise Http404(_("没有收录这个版本。"))
    rows = queries.rows_of(edition)
    chosen = [row for row in rows if str(row.pk) in request.POST.getlist("row")]
    form = PartForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.part_rows(
                edition,
                chosen,
                form.cleaned_data["to_number"],
                reason=form.cleaned_data["reason"],
                actor=signed_in(request),
            )
        except NumberDecisionError as error:
            form.add_error(None, fault(error.code))
        else:
            messages.success(request, _("选中的行已读作另一编号，此后的导入也照办。"))
            return redirect("cataloguing:numbers")
    context = {
        "edition": edition,
        "rows": [(row, values_of(row.raw), row in chosen) for row in rows],
        "form": form,
    }
    return render(request, "cataloguing/part.html", context, status=answered(request))


@takes_only_form
@requires(Role.CATALOGUER)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """End a decision; its rows return to their own number."""
    decision = queries.number_decision_with(pk)
    if decision is None:
        raise Http404(_("没有这项决定。"))
    actions.take_back(decision, actor=signed_in(request), ordered=_follow_later)
    messages.success(request, _("已撤回；各行回到自己的编号。"))
    return redirect("cataloguing:numbers")


def _rows() -> Iterator[tuple[object, ...]]:
    yield _HEADER
    for row in NumberDecision.objects.order_by("-id").iterator(1000):
        yield tuple(getattr(row, "pk" if name == "id" else name) for name in _HEADER)
