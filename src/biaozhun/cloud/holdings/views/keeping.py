"""Places, licences and goals: each a list with a form below it."""

from collections.abc import Mapping

import msgspec
from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.holdings.actions import keeping
from biaozhun.cloud.holdings.forms.keeping import GoalForm, LicenceForm, PlaceForm
from biaozhun.cloud.holdings.lifecycle import RefusedError
from biaozhun.cloud.holdings.models import Goal, Licence, Place
from biaozhun.cloud.holdings.queries.stock import LARGEST_ID
from biaozhun.cloud.holdings.views.answering import faulty
from biaozhun.cloud.holdings.wording import refusal
from biaozhun.cloud.ui.reading import takes_form, takes_only_form

KeptForm = PlaceForm | LicenceForm | GoalForm


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """One of the three kinds of things kept; ``name`` is also the name of its address."""

    name: str
    heading: Promise | str
    lead: Promise | str
    model: type[Place] | type[Licence] | type[Goal]
    form: type[PlaceForm] | type[LicenceForm] | type[GoalForm]


KINDS: Mapping[str, Kind] = {
    "places": Kind(
        name="places",
        heading=gettext_lazy("馆藏地"),
        lead=gettext_lazy("馆室、架位和在线地址；批量录入时用代码指称。"),
        model=Place,
        form=PlaceForm,
    ),
    "licences": Kind(
        name="licences",
        heading=gettext_lazy("许可"),
        lead=gettext_lazy("馆藏按什么条件可以阅读：购入、订阅、开放获取或交换，席位和期限。"),
        model=Licence,
        form=LicenceForm,
    ),
    "goals": Kind(
        name="goals",
        heading=gettext_lazy("目标"),
        lead=gettext_lazy("规划要求到某年达到的数量；公开页上与实时数字对照。"),
        model=Goal,
        form=GoalForm,
    ),
}


@takes_form
@requires(Role.CATALOGUER)
def listing(request: HttpRequest, kind: str) -> HttpResponse:
    """What there is of a kind, and a form for one more."""
    kept = KINDS[kind]
    if request.method != "POST":
        return render(request, "holdings/kept.html", _context(kept, kept.form()))
    form = kept.form(request.POST)
    if not form.is_valid():
        return faulty(request, "holdings/kept.html", _context(kept, form))
    return _keep(request, kept, form)


@takes_form
@requires(Role.CATALOGUER)
def one(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Change one of a kind."""
    kept = KINDS[kind]
    thing = _thing(kept, pk)
    if request.method != "POST":
        form = kept.form(instance=thing)
        return render(
            request, "holdings/kept_one.html", {"kind": kept, "form": form, "thing": thing}
        )
    form = kept.form(request.POST, instance=thing)
    if not form.is_valid():
        return faulty(
            request, "holdings/kept_one.html", {"kind": kept, "form": form, "thing": thing}
        )
    return _keep(request, kept, form)


@takes_only_form
@requires(Role.CATALOGUER)
def drop(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Remove one of a kind that nothing names any more."""
    kept = KINDS[kind]
    if keeping.drop(_thing(kept, pk), actor=signed_in(request)):
        messages.success(request, _("已删除。"))
    else:
        messages.error(request, _("还有馆藏在用它，不能删除。"))
    return HttpResponseRedirect(reverse(f"holdings:{kept.name}"))


def _keep(request: HttpRequest, kept: Kind, form: KeptForm) -> HttpResponse:
    thing = form.save(commit=False)
    try:
        keeping.keep(thing, actor=signed_in(request))
    except RefusedError as refused:
        form.add_error(None, refusal(refused))
        is_one = form.instance.pk is not None
        template = "holdings/kept_one.html" if is_one else "holdings/kept.html"
        context = {"kind": kept, "form": form, "thing": thing} if is_one else _context(kept, form)
        return faulty(request, template, context)
    messages.success(request, _("已保存。"))
    return HttpResponseRedirect(reverse(f"holdings:{kept.name}"))


def _thing(kept: Kind, pk: int) -> Place | Licence | Goal:
    thing = kept.model.objects.filter(pk=min(pk, LARGEST_ID)).first()
    if thing is None:
        raise Http404(_("没有这一项。"))
    return thing


def _context(kept: Kind, form: forms.BaseForm) -> dict[str, object]:
    return {"kind": kept, "form": form, "things": kept.model.objects.all()}
