"""Life and links of a law at the desk: amendments, relations, functions, rules."""

from collections.abc import Callable
from http import HTTPStatus

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.laws.actions import basing, registering
from biaozhun.cloud.laws.actions.refusing import RefusedError
from biaozhun.cloud.laws.forms import AmendmentForm, FunctionForm, RelationForm, RuleForm
from biaozhun.cloud.laws.models import Law
from biaozhun.cloud.laws.permissions import KEEPS_LAWS
from biaozhun.cloud.laws.queries import desk
from biaozhun.cloud.laws.queries.page import law_life
from biaozhun.cloud.laws.views.public import found_law
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form

FORMS: dict[str, type[forms.Form]] = {
    "amendment": AmendmentForm,
    "relation": RelationForm,
    "function": FunctionForm,
    "rule": RuleForm,
}


@takes_form
@requires(KEEPS_LAWS)
def life(request: HttpRequest, slug: str) -> HttpResponseBase:
    """What happened to a law, what it does to others, what of the platform rests on it."""
    held = found_law(slug)
    asked = request.POST.get("add", "")
    shown = {
        name: form(request.POST if name == asked else None, auto_id=f"{name}_%s")
        for name, form in FORMS.items()
    }
    if request.method == "POST":
        form = shown.get(asked)
        if form is not None and form.is_valid() and _added(request, held, asked, form):
            messages.success(request, _("已记下。"))
            return redirect("laws:desk_life", slug=held.slug)
    context = {
        "law": held,
        "life": law_life(held),
        "relations": held.relations.select_related("other"),
        "functions": held.functions.all(),
        "rules": held.rule_bases.all(),
        "forms": shown,
        "here": "life",
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return render(request, "laws/desk/life.html", context, status=status)


def _added(request: HttpRequest, law: Law, name: str, form: forms.Form) -> bool:
    """Write it down; a refusal is told by the form."""
    told, actor = form.cleaned_data, signed_in(request)
    try:
        _DOING[name](law, told, actor)
    except RefusedError as refused:
        form.add_error(None, str(refused))
        return False
    return True


def _amend(law: Law, told: dict[str, object], actor: Person) -> None:
    registering.amend(law, **told, actor=actor, today=today())  # type: ignore[arg-type]  # as the form cleaned them


def _relate(law: Law, told: dict[str, object], actor: Person) -> None:
    registering.relate(law, told["kind"], told["other"], actor=actor)  # type: ignore[arg-type]  # likewise


def _govern(law: Law, told: dict[str, object], actor: Person) -> None:
    basing.govern(law, told["function"], told["article"], actor=actor)  # type: ignore[arg-type]  # likewise


def _rest(law: Law, told: dict[str, object], actor: Person) -> None:
    basing.rest_rule(law, told["rule"], told["article"], actor=actor)  # type: ignore[arg-type]  # likewise


_DOING: dict[str, Callable[[Law, dict[str, object], Person], None]] = {
    "amendment": _amend,
    "relation": _relate,
    "function": _govern,
    "rule": _rest,
}


@takes_only_form
@requires(KEEPS_LAWS)
def unlink(request: HttpRequest, slug: str) -> HttpResponseBase:
    """Take back a relation, a function or a rule."""
    held = found_law(slug)
    pk = _pk(request.POST.get("pk", ""))
    actor = signed_in(request)
    match request.POST.get("what", ""):
        case "relation" if relation := held.relations.filter(pk=pk).first():
            registering.unrelate(relation, actor=actor)
        case "function" if link := held.functions.filter(pk=pk).first():
            basing.ungovern(link, actor=actor)
        case "rule" if basis := held.rule_bases.filter(pk=pk).first():
            basing.unrest_rule(basis, actor=actor)
        case _:
            messages.error(request, _("没有这一条。"))
            return redirect("laws:desk_life", slug=held.slug)
    messages.success(request, _("已撤回。"))
    return redirect("laws:desk_life", slug=held.slug)


def _pk(text: str) -> int:
    """An id from a form; 0, which no row has, where it is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 19 else 0


@only_read
@requires(KEEPS_LAWS)
def rules(request: HttpRequest) -> HttpResponseBase:
    """The rules that rest on laws, those to be signed again first."""
    return render(request, "laws/desk/rules.html", {"rules": desk.rules()})


@takes_only_form
@requires(KEEPS_LAWS)
def sign(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say that a rule was compared with the law as it reads now."""
    found = desk.rules().filter(pk=pk).first() if pk <= desk.LARGEST_ID else None
    if found is None:
        messages.error(request, _("没有这条规则。"))
    else:
        try:
            basing.sign_rule(found, actor=signed_in(request), today=today())
        except RefusedError as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("{rule} 已重新签署。").format(rule=found.rule))
    return redirect("laws:desk_rules")
