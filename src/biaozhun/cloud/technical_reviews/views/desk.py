"""Reviews at the desk: prepared, convened, begun, counted, concluded."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.accounts.permissions import requires, signed_in
from biaozhun.cloud.drafting.queries.page import whole_projects
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.technical_reviews.actions import reviewing, sitting
from biaozhun.cloud.technical_reviews.actions.concluding import write_conclusion
from biaozhun.cloud.technical_reviews.actions.reviewing import ReviewStep, step_review
from biaozhun.cloud.technical_reviews.forms.reviewing import (
    ConclusionForm,
    ReasonForm,
    ReviewForm,
    SentForm,
)
from biaozhun.cloud.technical_reviews.life import REVIEW
from biaozhun.cloud.technical_reviews.models import Review
from biaozhun.cloud.technical_reviews.permissions import desk_roles
from biaozhun.cloud.technical_reviews.queries.page import (
    against_step,
    checks_waiting,
    kept,
    review_page,
)
from biaozhun.cloud.technical_reviews.queries.route import route_of
from biaozhun.cloud.technical_reviews.views.frame import (
    FAULTY,
    done,
    form_page,
    found,
    kept_review,
    told,
)
from biaozhun.cloud.technical_reviews.wording import ACTION, ROUTE
from biaozhun.cloud.ui.paging import page_asked, pages
from biaozhun.cloud.ui.panels import filled
from biaozhun.cloud.ui.reading import only_read, takes_form, takes_only_form

DESK = frozenset({"desk"})
READS = frozenset({"desk", "department"})
_PRESENCE = {"yes": True, "no": False, "": None}


@only_read
@requires(Role.READER)
def reviews(request: HttpRequest) -> HttpResponseBase:
    """The reviews somebody keeps, and the checks that wait for the own department."""
    person = signed_in(request)
    page = kept(person, page_asked(request.GET))
    context = {"checks": checks_waiting(person), **pages(page)}
    return render(request, "technical_reviews/desk/reviews.html", context)


@takes_form
@requires(Role.READER)
def prepare(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Prepare the next round of review of a project."""
    project, person, on = found(whole_projects(), pk), signed_in(request), today()
    route = route_of(project, on)
    if "desk" not in desk_roles(person, project, route=route):
        raise PermissionDenied(_("这个项目的审查不由您来组织。"))
    form = ReviewForm(request.POST if request.method == "POST" else None)
    made: list[Review] = []
    if form.is_valid() and done(
        form,
        lambda: made.append(reviewing.prepare(project, form.told(), actor=person, at=now())),
    ):
        messages.success(request, _("审查已准备，接下来发出材料、召集。"))
        return redirect("technical_reviews:review", made[0].pk)
    note = _(
        "项目有归口的技术委员会的，由委员会审查；没有的，由抽取的专家组审查。这一次：{route}。"
    )
    return form_page(
        request,
        form,
        title=_("准备技术审查"),
        back=f"{reverse('drafting:project', args=[pk])}#technical_review",
        more={
            "note": note.format(route=ROUTE[route]),
            "button": _("准备审查"),
            "about": project.title,
        },
    )


@only_read
@requires(Role.READER)
def review(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One review, with everything that was done and may be done next."""
    held, _person, roles = kept_review(request, pk, READS)
    return _page(request, held, roles)


def _page(
    request: HttpRequest,
    held: Review,
    roles: frozenset[str],
    *,
    conclusion: ConclusionForm | None = None,
    papers: SentForm | None = None,
) -> HttpResponseBase:
    page = review_page(held, roles, today())
    writes = page.is_desk and held.state == "counted"
    context = {
        "page": page,
        "review": held,
        "project": held.project,
        "panels": filled("technical_review", request, page),
        "conclusion_form": (conclusion or ConclusionForm.of(held)) if writes else None,
        "sent_form": papers or SentForm(initial={"day": today()}),
    }
    status = 200 if conclusion is None and papers is None else FAULTY
    return render(request, "technical_reviews/desk/review.html", context, status=status)


@takes_form
@requires(Role.READER)
def change(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Say anew how, when and where."""
    held, person, _roles = kept_review(request, pk, DESK)
    initial = {name: getattr(held, name) for name in ("form", "day", "closes", "place", "clerk")}
    form = ReviewForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid() and done(
        form, lambda: reviewing.change_review(held, form.told(), actor=person)
    ):
        messages.success(request, _("已保存。"))
        return redirect("technical_reviews:review", pk)
    back = reverse("technical_reviews:review", args=[pk])
    return form_page(request, form, title=_("修改审查安排"), back=back)


@takes_only_form
@requires(Role.READER)
def papers_sent(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Keep the day on which the papers went out."""
    held, person, roles = kept_review(request, pk, DESK)
    form = SentForm(request.POST)

    def send() -> None:
        reviewing.send_papers(held, form.cleaned_data["day"], actor=person, at=now())

    if form.is_valid() and done(form, send):
        messages.success(request, _("已登记，并通知了审查人员。"))
        return redirect("technical_reviews:review", pk)
    return _page(request, held, roles, papers=form)


@takes_only_form
@requires(Role.READER)
def presence(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Enter who is there."""
    held, person, _roles = kept_review(request, pk, DESK)
    known = held.reviewers.values_list("pk", flat=True)
    said = {
        one: _PRESENCE[request.POST[f"present_{one}"]]
        for one in known
        if request.POST.get(f"present_{one}") in _PRESENCE
    }
    told(
        request,
        lambda: sitting.enter_presence(held, said, actor=person, at=now()),
        _("到会情况已登记。"),
    )
    return redirect(f"{reverse('technical_reviews:review', args=[pk])}#people")


@takes_form
@requires(Role.READER)
def conclusion(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Write the four answers and the conclusion."""
    held, person, roles = kept_review(request, pk, DESK)
    if request.method != "POST":
        return redirect("technical_reviews:review", pk)
    form = ConclusionForm(request.POST)
    if form.is_valid() and done(form, lambda: write_conclusion(held, form.told(), actor=person)):
        messages.success(request, _("已保存；接下来生成或上传审查会议纪要。"))
        return redirect(f"{reverse('technical_reviews:review', args=[pk])}#conclusion")
    return _page(request, held, roles, conclusion=form)


@takes_form
@requires(Role.READER)
def step(request: HttpRequest, pk: int, action: str) -> HttpResponseBase:
    """Take a step; those that need a reason are asked for it on a page of their own."""
    if action not in {one.action for one in REVIEW.transitions}:
        raise Http404(_("没有这一步。"))
    held, person, roles = kept_review(request, pk, DESK)
    against = None if request.method == "POST" else against_step(held, action, roles, today())
    needs_reason = action in {"repeat", "postpone", "cancel"}
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if not needs_reason:
        del form.fields["reason"]
    if action != "conclude" or held.conclusion != "failed":
        del form.fields["ends_project"]
    if form.is_valid() and done(form, _act(held, action, form, person)):
        messages.success(request, _("已办理：{step}").format(step=ACTION[action]))
        return redirect("technical_reviews:review", pk)
    back = reverse("technical_reviews:review", args=[pk])
    more = {"button": ACTION[action], "about": held.project.title, "against": against or ()}
    status = FAULTY if against else None
    return form_page(request, form, title=ACTION[action], back=back, more=more, status=status)


def _act(held: Review, action: str, form: ReasonForm, person: Person) -> Callable[[], object]:
    said = ReviewStep(**form.cleaned_data)
    return lambda: step_review(held, action, said, actor=person, at=now())
