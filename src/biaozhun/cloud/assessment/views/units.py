"""One unit in an assessment: its own score, and the review."""

from collections.abc import Mapping
from http import HTTPStatus

import msgspec
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.assessment.actions import assessing
from biaozhun.cloud.assessment.actions.assessing import Review
from biaozhun.cloud.assessment.forms import CommentForm
from biaozhun.cloud.assessment.models import Assessee
from biaozhun.cloud.assessment.queries.ranking import own_faults, performance_of, scheme_of
from biaozhun.cloud.assessment.wording import REFUSED, VALUE_FAULT
from biaozhun.cloud.cases.actions import Acting, StepRefusedError
from biaozhun.cloud.cases.views import reason_asked, say
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.organisations.permissions import is_authority, roles_at, sees_unit
from biaozhun.cloud.ui.reading import takes_form, takes_only_form
from biaozhun.core.assessment import UnitScore, read_values, score

Faults = Mapping[str, str]


@takes_form
@requires(Role.READER)
def own_score(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What a unit says of itself; the authority sees its review beside it."""
    held, roles = _held(request, pk)
    if request.method != "POST":
        return _page(request, held, roles)
    if not roles:
        raise PermissionDenied(_("只有本单位的人员能自评。"))
    return _fill(request, held, roles)


def _fill(request: HttpRequest, held: Assessee, roles: frozenset[str]) -> HttpResponseBase:
    """Keep what was typed, and hand it in where that was asked for and nothing is wrong.

    What can no longer be kept is shown again, so that nobody loses what they typed.
    """
    own, proofs = _typed(request, held, "v"), _typed(request, held, "e")
    by = Acting(person=signed_in(request), roles=roles, at=now())
    try:
        held = assessing.keep_own(held.pk, own, proofs, by=by)
    except StepRefusedError as refused:
        for code in refused.refusal.codes:
            messages.error(request, str(REFUSED[code]))
        held, roles = _held(request, held.pk)
        labels = {one.key: one.label for one in scheme_of(held.assessment).indicators}
        typed = [(labels[key], own.get(key, ""), proofs.get(key, "")) for key in labels]
        lost = tuple((label, f"{value} {proof}".strip()) for label, value, proof in typed)
        return _page(request, held, roles, Refused(lost=lost))
    if request.POST.get("action") != "submit":
        messages.success(request, _("已经暂存，还没有提交。"))
    elif faults := own_faults(held):
        return _page(request, held, roles, Refused(own=faults))
    else:
        done = _("自评已经提交。")
        say(request, lambda: assessing.submit(held.pk, by=by), done=done, refused=REFUSED)
    return redirect("assessment:assessee", pk=held.pk)


def _typed(request: HttpRequest, held: Assessee, sign: str) -> dict[str, str]:
    """What was typed for each indicator: its value (``v``) or its proof (``e``)."""
    keys = [indicator.key for indicator in scheme_of(held.assessment).indicators]
    return {key: typed for key in keys if (typed := clean(request.POST.get(f"{sign}-{key}", "")))}


class Refused(msgspec.Struct, frozen=True, kw_only=True):
    """What could not be taken, so that the page shows it again.

    Attributes:
        own: what is wrong with values of the unit, by key.
        review: what is wrong with values of the review, by key.
        said: the review as typed.
        lost: values of the unit that are not kept, with the names of their indicators.
    """

    own: Faults = {}
    review: Faults = {}
    said: Review | None = None
    lost: tuple[tuple[str, str], ...] = ()


def _page(
    request: HttpRequest, held: Assessee, roles: frozenset[str], refused: Refused | None = None
) -> HttpResponseBase:
    scheme = scheme_of(held.assessment)
    is_open = held.assessment.state == "open"
    shows_review = is_authority(signed_in(request)) or held.assessment.state == "published"
    scored = score(scheme, performance_of(scheme, held))
    shown = refused or Refused()
    kept = Review(
        values=held.own | held.reviewed,
        evidenced=held.evidenced,
        vetoes=held.vetoes,
        comment=held.comment,
    )
    review = shown.said or kept
    context = {
        "assessee": held,
        "lines": _lines(held, review, scored, shown),
        "vetoes": [(veto, veto.key in review.vetoes) for veto in scheme.vetoes],
        "comment": review.comment,
        "comment_wrong": VALUE_FAULT.get(shown.review.get("comment", "")),
        "scored": scored if shows_review and held.state == "reviewed" else None,
        "may_fill": bool(roles) and held.is_waited_for and is_open,
        "may_review": "authority" in roles and is_open,
        "refused": refused,
        "on": today(),
    }
    status = HTTPStatus.OK
    if refused:
        status = HTTPStatus.CONFLICT if refused.lost else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "assessment/unit.html", context, status=status)


def _lines(
    held: Assessee, review: Review, scored: UnitScore, shown: Refused
) -> list[dict[str, object]]:
    """A line an indicator: what the unit says, what the review says, what is wrong with either."""
    indicators = scheme_of(held.assessment).indicators
    return [
        {
            "indicator": indicator,
            "own": held.own.get(indicator.key, ""),
            "evidence": held.evidence.get(indicator.key, ""),
            "reviewed": review.values.get(indicator.key, ""),
            "evidenced": indicator.key in review.evidenced,
            "part": part,
            "own_wrong": VALUE_FAULT.get(shown.own.get(indicator.key, "")),
            "wrong": VALUE_FAULT.get(shown.review.get(indicator.key, "")),
        }
        for indicator, part in zip(indicators, scored.parts, strict=True)
    ]


@takes_only_form
@requires(Role.OPERATOR)
def review(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write down the values that count."""
    held, roles = _held(request, pk)
    scheme, values = scheme_of(held.assessment), _typed(request, held, "v")
    form = CommentForm(request.POST)
    said = Review(
        values=values,
        evidenced=list(_typed(request, held, "e")),
        vetoes=[veto.key for veto in scheme.vetoes if request.POST.get(f"x-{veto.key}")],
        comment=form.cleaned_data["comment"] if form.is_valid() else clean(request.POST["comment"]),
    )
    wrong = {fault.key: fault.code for fault in read_values(scheme, values).wrong}
    if not form.is_valid():
        wrong["comment"] = "comment_wrong"
    if wrong:
        return _page(request, held, roles, Refused(said=said, review=wrong))
    by = Acting(person=signed_in(request), roles=roles, at=now())
    done = _("复核已经记下。")
    say(request, lambda: assessing.review(held.pk, said, by=by), done=done, refused=REFUSED)
    return redirect("assessment:assessee", pk=pk)


@takes_only_form
@requires(Role.OPERATOR)
def send_back(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Let the unit mend what it said."""
    held, roles = _held(request, pk)
    reason = reason_asked(request)
    by = Acting(person=signed_in(request), roles=roles, at=now())
    say(
        request,
        lambda: assessing.send_back(held.pk, reason=reason, by=by),
        done=_("已经退回。"),
        refused=REFUSED,
    )
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
    if not sees_unit(person, held.organisation_id):
        raise PermissionDenied(_("这是别的单位的自评。"))
    return held, roles_at(person, held.organisation_id)
