"""One unit in an assessment: its own score, and the review."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.assessment.actions import assessing
from biaozhun.cloud.assessment.forms import ReasonForm
from biaozhun.cloud.assessment.models import Assessee
from biaozhun.cloud.assessment.permissions import is_authority, roles_at, units_seen
from biaozhun.cloud.assessment.queries.ranking import performance_of, scheme_of
from biaozhun.cloud.assessment.views.saying import say
from biaozhun.cloud.cases.actions import Acting
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.ui.reading import takes_form, takes_only_form
from biaozhun.core.assessment import score

LONGEST = 500  # characters of a value or a proof
LONGEST_COMMENT = 4_000


@takes_form
@requires(Role.READER)
def own_score(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What a unit says of itself; the authority sees its review beside it."""
    held, roles = _held(request, pk)
    may_fill = (
        bool(roles) and held.state in {"asked", "returned"} and held.assessment.state == "open"
    )
    if request.method == "POST":
        if not may_fill:
            raise PermissionDenied(_("现在不能填报。"))
        _keep(request, held, roles)
        return redirect("assessment:assessee", pk=held.pk)
    shows_review = is_authority(signed_in(request)) or held.assessment.state == "published"
    scheme = scheme_of(held.assessment)
    scored = score(scheme, performance_of(held))
    context = {
        "assessee": held,
        "lines": [
            {
                "indicator": indicator,
                "own": held.own.get(indicator.key, ""),
                "evidence": held.evidence.get(indicator.key, ""),
                "reviewed": held.reviewed.get(indicator.key, held.own.get(indicator.key, "")),
                "evidenced": indicator.key in held.evidenced,
                "part": part,
            }
            for indicator, part in zip(scheme.indicators, scored.parts, strict=True)
        ],
        "vetoes": [(veto, veto.key in held.vetoes) for veto in scheme.vetoes],
        "scored": scored if shows_review and held.state == "reviewed" else None,
        "may_fill": may_fill,
        "may_review": "authority" in roles and held.assessment.state == "open",
        "on": today(),
    }
    return render(request, "assessment/unit.html", context)


def _keep(request: HttpRequest, held: Assessee, roles: frozenset[str]) -> None:
    typed = {key: value[:LONGEST] for key, value in request.POST.items() if isinstance(value, str)}
    own = {key.removeprefix("v-"): value for key, value in typed.items() if key.startswith("v-")}
    proof = {key.removeprefix("e-"): value for key, value in typed.items() if key.startswith("e-")}
    assessing.keep_own(held.pk, own, proof)
    if request.POST.get("action") != "submit":
        messages.success(request, _("已经暂存，还没有提交。"))
        return
    by = Acting(person=signed_in(request), roles=roles, at=now())
    say(request, lambda: assessing.submit(held.pk, by=by), _("自评已经提交。"))


@takes_only_form
@requires(Role.OPERATOR)
def review(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write down the values that count."""
    held, roles = _held(request, pk)
    scheme = scheme_of(held.assessment)
    keys = [indicator.key for indicator in scheme.indicators]
    said = assessing.Review(
        values={k: v for k in keys if (v := request.POST.get(f"v-{k}", "").strip()[:LONGEST])},
        evidenced=[key for key in keys if request.POST.get(f"e-{key}")],
        vetoes=[veto.key for veto in scheme.vetoes if request.POST.get(f"x-{veto.key}")],
        comment=request.POST.get("comment", "")[:LONGEST_COMMENT],
    )
    by = Acting(person=signed_in(request), roles=roles, at=now())
    say(request, lambda: assessing.review(held.pk, said, by=by), _("复核已经记下。"))
    return redirect("assessment:assessee", pk=pk)


@takes_only_form
@requires(Role.OPERATOR)
def send_back(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Let the unit mend what it said."""
    held, roles = _held(request, pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    by = Acting(person=signed_in(request), roles=roles, at=now())
    say(request, lambda: assessing.send_back(held.pk, reason=form.cleaned_data["reason"], by=by))
    return redirect("assessment:assessee", pk=pk)


def _held(request: HttpRequest, pk: int) -> tuple[Assessee, frozenset[str]]:
    """A unit in an assessment, and what the person is to it.

    Raises:
        Http404: there is none, or its assessment is not open yet.
        PermissionDenied: it is another unit.
    """
    found = Assessee.objects.select_related("assessment", "organisation")
    held = found.filter(pk=min(pk, LARGEST_ID)).first()
    person = signed_in(request)
    if held is None or (held.assessment.state == "draft" and not is_authority(person)):
        raise Http404(_("没有这份自评。"))
    if not is_authority(person) and held.organisation_id not in units_seen(person):
        raise PermissionDenied(_("这是别的单位的自评。"))
    return held, roles_at(person, held.organisation_id)
