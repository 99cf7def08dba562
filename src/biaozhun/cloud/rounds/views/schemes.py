"""What is asked of whom: pages of the authority."""

import tomllib
from functools import cache
from http import HTTPStatus
from importlib.resources import files

import msgspec
from django.contrib import messages
from django.db.models import Count
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.rounds.actions.rounds import open_round
from biaozhun.cloud.rounds.actions.schemes import SchemeOrder, keep_scheme
from biaozhun.cloud.rounds.forms import (
    FieldForms,
    SchemeForm,
    fault_words,
    initial_rows,
    questionnaire_from,
)
from biaozhun.cloud.rounds.models import Scheme
from biaozhun.cloud.rounds.queries.answers import questionnaire_of
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.core.questionnaire import Field, FormError


@only_read
@requires(Role.OPERATOR)
def listing(request: HttpRequest) -> HttpResponseBase:
    """All schemes, with how many rounds each had."""
    schemes = Scheme.objects.annotate(
        units=Count("addressees", distinct=True), asked=Count("rounds", distinct=True)
    )
    return render(request, "rounds/schemes.html", {"schemes": schemes})


@takes_form
@requires(Role.OPERATOR)
def new(request: HttpRequest) -> HttpResponseBase:
    """Set a scheme up, empty or from the form for the six steps."""
    preset = six_steps() if request.GET.get("preset") == "six_steps" else ()
    return _edit(request, None, preset)


@takes_form
@requires(Role.OPERATOR)
def change(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One scheme: its questions, units and rounds."""
    held = _held(pk)
    return _edit(request, held, questionnaire_of(held).fields)


@takes_only_form
@requires(Role.OPERATOR)
def open_now(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Open a round today."""
    opened = open_round(_held(pk), day=today(), actor=signed_in(request), at=now())
    if opened is None:
        messages.error(request, _("没有发起：这一时期已经发起过，或者没有报送单位。"))
        return redirect("rounds:scheme", pk=pk)
    messages.success(request, _("已经发起；登记了人员的单位收到了通知。"))
    return redirect("rounds:round", pk=opened.pk)


@cache
def six_steps() -> tuple[Field, ...]:
    """The shipped form for 制定—实施—推广—统计—评估—分析."""
    text = files("biaozhun.cloud.rounds").joinpath("presets/six_steps.toml").read_text("utf-8")
    return msgspec.convert(tomllib.loads(text)["fields"], tuple[Field, ...])


def _held(pk: int) -> Scheme:
    held = Scheme.objects.filter(pk=min(pk, LARGEST_ID)).first()
    if held is None:
        raise Http404(_("没有这项报送。"))
    return held


def _edit(request: HttpRequest, held: Scheme | None, asked: tuple[Field, ...]) -> HttpResponseBase:
    form = SchemeForm(request.POST or None, initial=_initial(held))
    rows = FieldForms(request.POST or None, initial=initial_rows(asked), prefix="q")
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        told = form.cleaned_data
        try:
            questionnaire = questionnaire_from(rows.cleaned_data)
        except FormError as error:
            form.add_error(None, fault_words(error))
        else:
            order = SchemeOrder(
                **{**told, "addressees": list(told["addressees"])}, questionnaire=questionnaire
            )
            scheme = keep_scheme(order, actor=signed_in(request), at=now(), held=held)
            messages.success(request, _("已经保存；正在报送的各轮不受影响。"))
            return redirect("rounds:scheme", pk=scheme.pk)
    rounds = held.rounds.all() if held else ()
    context = {"form": form, "rows": rows, "scheme": held, "rounds": rounds}
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    return render(request, "rounds/scheme.html", context, status=status)


def _initial(held: Scheme | None) -> dict[str, object]:
    if held is None:
        return {}
    kept = ("title", "purpose", "plan", "rhythm", "days", "is_active")
    return {name: getattr(held, name) for name in kept} | {"addressees": held.addressees.all()}
