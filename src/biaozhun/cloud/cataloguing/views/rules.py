"""Rules on which source is believed: listed, looked at before, made, withdrawn."""

from collections.abc import Iterator

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.catalogue.actions import ruling
from biaozhun.cloud.catalogue.actions.ruling import RulePreview, RuleRefusedError
from biaozhun.cloud.cataloguing import tasks
from biaozhun.cloud.cataloguing.forms.numbers import RuleForm
from biaozhun.cloud.cataloguing.queries import deciding as queries
from biaozhun.cloud.cataloguing.views.answering import answered
from biaozhun.cloud.cataloguing.wording import fault
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import takes_form, takes_only_form
from biaozhun.cloud.ui.tables import csv_file

_HEADER = (
    *("id", "field", "preferred", "over", "prefix", "reason", "person", "since", "until"),
    "withdrawn_by",
)


@takes_form
@requires(Role.CATALOGUER)
def rules(request: HttpRequest) -> HttpResponseBase:
    """The rules with what they decide; a new one is looked at before it is made."""
    if request.GET.get("format") == "csv":
        return csv_file("rules", _rows())
    told = queries.sources()
    form = RuleForm(
        request.POST if request.method == "POST" else None,
        sources=told,
        initial={
            name: value
            for name in ("field", "preferred", "over", "code")
            if (value := request.GET.get(name, "")) and "\x00" not in value
        },
    )
    preview: RulePreview | None = None
    if request.method == "POST" and form.is_valid():
        try:
            if request.POST.get("do") == "make":
                return _make(request, form)
            preview = ruling.preview(form.rule())
        except RuleRefusedError as error:
            form.add_error(None, fault(error.code))
    found = queries.rules(page_asked(request.GET))
    context = {"found": found, "form": form, "preview": preview, **pages(found.page)}
    status = 200 if preview else answered(request)
    return render(request, "cataloguing/rules.html", context, status=status)


def _make(request: HttpRequest, form: RuleForm) -> HttpResponse:
    with transaction.atomic():
        rule = ruling.make_rule(form.rule(), actor=signed_in(request))
        tasks.follow.later(rule.pk)
    messages.success(request, _("规则已生效；馆藏正在后台按它重新合并，此后的导入也照办。"))
    return redirect("cataloguing:rules")


@takes_only_form
@requires(Role.CATALOGUER)
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """End a rule; what it decided goes back to the sources."""
    rule = queries.rule_with(pk)
    if rule is None:
        raise Http404(_("没有这条规则。"))
    with transaction.atomic():
        if rule.until is None:
            ruling.withdraw_rule(rule, actor=signed_in(request))
            tasks.follow.later(rule.pk)
    messages.success(request, _("规则已撤回；它核定过的版本正在后台重新合并。"))
    return redirect("cataloguing:rules")


def _rows() -> Iterator[tuple[object, ...]]:
    yield _HEADER
    for rule in queries.all_rules().iterator(1000):
        yield tuple(getattr(rule, "pk" if name == "id" else name) for name in _HEADER)
