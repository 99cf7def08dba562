"""Assessments: set up, run, and published with their ranks."""

from http import HTTPStatus

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.accounts.permissions import person_of, requires, signed_in
from biaozhun.cloud.assessment import exports
from biaozhun.cloud.assessment.actions import assessing
from biaozhun.cloud.assessment.actions.assessing import AssessmentFixedError, AssessmentOrder
from biaozhun.cloud.assessment.forms import (
    AssessmentForm,
    IndicatorForms,
    fault_words,
    initial_rows,
    scheme_from,
)
from biaozhun.cloud.assessment.models import Assessee, Assessment
from biaozhun.cloud.assessment.queries.ranking import Ranking, ranking, scheme_of
from biaozhun.cloud.assessment.wording import REFUSED
from biaozhun.cloud.cases.actions import Acting
from biaozhun.cloud.cases.views import say, step_asked
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.organisations.permissions import is_authority, units_seen
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form
from biaozhun.cloud.ui.tables import csv_file
from biaozhun.core.assessment import SchemeError

PAGE = 50
STEPS = ("open", "publish", "take_back", "drop")


@only_read
def listing(request: HttpRequest) -> HttpResponseBase:
    """Published assessments for everybody; those under way for who takes part in them."""
    page = Paginator(_seen(person_of(request)), PAGE).get_page(page_asked(request.GET))
    context = {"assessments": page, "assesses": is_authority(person_of(request)), **pages(page)}
    return render(request, "assessment/assessments.html", context)


def _seen(person: Person | None) -> QuerySet[Assessment]:
    found = Assessment.objects.annotate(units=Count("assessees")).order_by("-year", "-pk")
    if is_authority(person):
        return found
    own = Assessment.objects.filter(assessees__organisation_id__in=units_seen(person))
    open_own = Q(pk__in=own.values("pk"), state="open")
    return found.filter(Q(state="published") | open_own)


@takes_form
@requires(Role.OPERATOR)
def new(request: HttpRequest) -> HttpResponseBase:
    """Set an assessment up."""
    return _edit(request, None)


@takes_form
@requires(Role.OPERATOR)
def change(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Change one that is not open yet."""
    return _edit(request, _held(pk))


def _edit(request: HttpRequest, held: Assessment | None) -> HttpResponseBase:
    asked = scheme_of(held).indicators if held else ()
    form = AssessmentForm(request.POST or None, initial=_initial(held))
    rows = IndicatorForms(request.POST or None, initial=initial_rows(asked), prefix="i")
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        told = form.cleaned_data
        try:
            scheme = scheme_from(rows.cleaned_data, told.pop("vetoes"), told.pop("grades"))
            order = AssessmentOrder(**{**told, "units": list(told["units"])}, scheme=scheme)
            kept = assessing.keep_assessment(order, actor=signed_in(request), at=now(), held=held)
        except (SchemeError, AssessmentFixedError) as error:
            form.add_error(None, fault_words(error))
        else:
            messages.success(request, _("已经保存。"))
            return redirect("assessment:assessment", pk=kept.pk)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"form": form, "rows": rows, "assessment": held}
    return render(request, "assessment/scheme.html", context, status=status)


def _initial(held: Assessment | None) -> dict[str, object]:
    if held is None:
        return {"year": today().year, "grades": "优秀：90\n良好：80\n合格：60"}
    scheme = scheme_of(held)
    return {
        "title": held.title,
        "year": held.year,
        "purpose": held.purpose,
        "due": held.due,
        "units": [one.organisation_id for one in held.assessees.all()],
        "vetoes": "\n".join(veto.label for veto in scheme.vetoes),
        "grades": "\n".join(f"{grade.label}：{grade.least}" for grade in scheme.grades),
    }


@only_read
def one(request: HttpRequest, pk: int) -> HttpResponseBase:
    """An assessment: scheme, units, and once published its ranks with the formula."""
    held, person = _held(pk), person_of(request)
    assessees = list(held.assessees.select_related("organisation"))
    seen = units_seen(person)
    if held.state != "published" and not is_authority(person):
        if not any(one.organisation_id in seen for one in assessees):
            if person is None:
                raise Http404(_("没有这次考核。"))
            raise PermissionDenied
        assessees = [one for one in assessees if one.organisation_id in seen]
    shows_ranks = held.state == "published" or is_authority(person)
    found = ranking(held, assessees) if shows_ranks else None
    if found is not None and request.GET.get("format"):
        return _file(held, request.GET["format"], assessees, found)
    scheme = scheme_of(held)
    context = {
        "assessment": held,
        "scheme": scheme,
        "assessees": assessees,
        "ranking": found,
        "labels": {indicator.key: indicator.label for indicator in scheme.indicators},
        "assesses": is_authority(person),
        "seen": seen,
        "on": today(),
    }
    return render(request, "assessment/assessment.html", context)


def _file(
    held: Assessment, wanted: str, assessees: list[Assessee], found: Ranking
) -> HttpResponseBase:
    name = f"assessment-{held.pk}"
    if wanted == "csv":
        return csv_file(name, exports.rows(held, found))
    if wanted == "json":
        headers = {"Content-Disposition": f'attachment; filename="{name}.json"'}
        told = exports.as_json(held, assessees, found)
        return HttpResponse(told, content_type="application/json", headers=headers)
    raise Http404(_("没有这种格式。"))


@takes_only_form
@requires(Role.OPERATOR)
def step(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Open, publish, take back or drop."""
    action, reason = step_asked(request, STEPS)
    held = _held(pk)
    by = Acting(person=signed_in(request), roles=frozenset({"authority"}), at=now())
    say(
        request,
        lambda: assessing.step(held.pk, action, reason=reason, by=by),
        done=_("已经记下。"),
        refused=REFUSED,
    )
    return redirect("assessment:assessment", pk=pk)


def _held(pk: int) -> Assessment:
    held = Assessment.objects.filter(pk=min(pk, LARGEST_ID)).first()
    if held is None:
        raise Http404(_("没有这次考核。"))
    return held
