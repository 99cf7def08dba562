"""Officers state, end, sign and take back."""

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.rules.actions import signing, stating
from biaozhun.cloud.rules.forms.asking import procedure_asked, rules_asked
from biaozhun.cloud.rules.forms.keeping import EndForm, RevokeForm, SignForm, StateForm
from biaozhun.cloud.rules.permissions import KEEPS_RULES
from biaozhun.cloud.rules.queries import held_for, rules_for
from biaozhun.cloud.rules.queries.history import history as queried
from biaozhun.cloud.rules.queries.listing import (
    authorities_of,
    overridden,
    override_at,
    sections,
)
from biaozhun.cloud.rules.views.frame import done, form_page, kept_authority
from biaozhun.cloud.rules.wording import PROCEDURE, bound, named
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form
from biaozhun.core.lifecycle.rules import Applied, Procedure, Rule, model_rules, written


@only_read
@requires(KEEPS_RULES)
def limits(request: HttpRequest) -> HttpResponseBase:
    """The rules of an authority with what an officer may do about each."""
    offered = authorities_of(signed_in(request))
    wanted = rules_asked(request.GET, offered, today(), [])
    context: dict[str, object] = {
        "wanted": wanted,
        "authorities": offered,
        "procedures": PROCEDURE,
    }
    if wanted.authority is not None:
        held = held_for(wanted.authority, procedure=wanted.procedure, on=today())
        unheld = [rule for key, rule in sorted(model_rules().items()) if key not in held.rules]
        context |= {
            "sections": sections(held.rules.values()),
            "ignored": held.ignored,
            "own": overridden(wanted.authority, wanted.procedure),
            "unheld": unheld,
            "unsigned": sum(not one.binding for one in held.rules.values()),
        }
    return render(request, "rules/desk/limits.html", context)


@only_read
@requires(KEEPS_RULES)
def history(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What was stated and signed for an authority."""
    authority = kept_authority(request, pk)
    page = queried(authority, page_asked(request.GET))
    context = {"authority": authority, "entries": list(page), **pages(page)}
    return render(request, "rules/desk/history.html", context)


@takes_form
@requires(KEEPS_RULES)
def state(request: HttpRequest, pk: int, rule: str) -> HttpResponseBase:
    """State a rule of the region, stricter than the law above it."""
    authority, model = kept_authority(request, pk), _model(rule)
    way = procedure_asked(request.GET)
    form = StateForm(request.POST or None, initial={"since": today().isoformat()})

    def act() -> None:
        told = stating.Statement(rule=rule, procedure=way, **form.cleaned_data)
        stating.state_rule(authority, told, actor=signed_in(request), at=now())

    if form.is_valid() and done(form, act):
        return _saved(request, authority, way)
    held = rules_for(authority, procedure=way, on=today()).get(rule)
    title = _("规定本地区的“{name}”").format(name=named(model))
    return form_page(
        request,
        form,
        title=title,
        back=_back(authority, way),
        more={"held": held, "model": model, "authority": authority, "procedure": way},
    )


@takes_form
@requires(KEEPS_RULES)
def end(request: HttpRequest, pk: int, rule: str) -> HttpResponseBase:
    """Let a rule of the region end."""
    authority, model = kept_authority(request, pk), _model(rule)
    way = procedure_asked(request.GET)
    row = override_at(authority, way, rule)
    if row is None:
        raise Http404(_("本地区没有这样的规定。"))
    form = EndForm(request.POST or None, initial={"until": today().isoformat()})

    def act() -> None:
        stating.end_rule(row, form.cleaned_data["until"], actor=signed_in(request))

    if form.is_valid() and done(form, act):
        return _saved(request, authority, way)
    title = _("终止本地区的“{name}”").format(name=named(model))
    held = rules_for(authority, procedure=way, on=today()).get(rule)
    more = {"held": held, "authority": authority, "procedure": way}
    return form_page(
        request, form, title=title, back=_back(authority, way), button=_("终止"), more=more
    )


@takes_form
@requires(KEEPS_RULES)
def sign(request: HttpRequest, pk: int, rule: str) -> HttpResponseBase:
    """Sign a rule after comparing it with the official text."""
    authority, way = kept_authority(request, pk), procedure_asked(request.GET)
    held = _held(authority, way, rule)
    form = SignForm(request.POST or None, initial={**_seen(held), "day": today().isoformat()})

    def act() -> None:
        told = form.cleaned_data
        comparison = signing.Comparison(
            rule=rule,
            procedure=way,
            level=told["level"],
            value=told["value"],
            text=told["text"],
            day=told["day"],
        )
        signing.sign_rule(authority, comparison, actor=signed_in(request), at=now(), on=today())

    if form.is_valid() and done(form, act):
        return _saved(request, authority, way)
    more = {"held": held, "authority": authority, "procedure": way, "model": model_rules()[rule]}
    return form_page(
        request,
        form,
        title=_("核对签署“{name}”").format(name=f"{named(held)} {bound(held)}"),
        back=_back(authority, way),
        button=_("签署"),
        more={**more, "signs": True},
    )


@takes_form
@requires(KEEPS_RULES)
def revoke(request: HttpRequest, pk: int, rule: str) -> HttpResponseBase:
    """Take the word on a rule back."""
    authority, way = kept_authority(request, pk), procedure_asked(request.GET)
    held = _held(authority, way, rule)
    form = RevokeForm(request.POST or None, initial=_seen(held))

    def act() -> None:
        told = form.cleaned_data
        comparison = signing.Comparison(
            rule=rule,
            procedure=way,
            level=told["level"],
            value=told["value"],
            text="",
            day=today(),
        )
        signing.revoke_signature(
            authority, comparison, told["reason"], actor=signed_in(request), at=now()
        )

    if form.is_valid() and done(form, act):
        return _saved(request, authority, way)
    return form_page(
        request,
        form,
        title=_("撤回“{name}”的签署").format(name=f"{named(held)} {bound(held)}"),
        back=_back(authority, way),
        button=_("撤回"),
        more={"held": held, "authority": authority, "procedure": way},
    )


def _seen(held: Applied) -> dict[str, str]:
    """What of a rule an officer has in view while signing."""
    return {"value": written(held.value), "level": held.level}


def _model(rule: str) -> Rule:
    found = model_rules().get(rule)
    if found is None:
        raise Http404(_("没有这条规则。"))
    return found


def _held(authority: Organisation, way: Procedure, rule: str) -> Applied:
    found = rules_for(authority, procedure=way, on=today()).get(rule)
    if found is None:
        raise Http404(_("本地区不适用这条规则。"))
    return found


def _back(authority: Organisation, way: Procedure) -> str:
    return f"{reverse('rules:limits')}?authority={authority.pk}&procedure={way}"


def _saved(request: HttpRequest, authority: Organisation, way: Procedure) -> HttpResponseBase:
    messages.success(request, _("已保存。"))
    return redirect(_back(authority, way))
