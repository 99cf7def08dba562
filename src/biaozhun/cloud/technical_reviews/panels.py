"""What the slice shows on the page of a project and on the first page of the desk."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.accounts.permissions import person_of
from biaozhun.cloud.drafting import doors
from biaozhun.cloud.drafting.models import DocumentKind, Proceeding, Project
from biaozhun.cloud.drafting.permissions import DECIDES
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.technical_reviews import lot_panels
from biaozhun.cloud.technical_reviews.life import RUNNING
from biaozhun.cloud.technical_reviews.models import DepartmentCheck, Review
from biaozhun.cloud.technical_reviews.permissions import desk_roles
from biaozhun.cloud.technical_reviews.queries.mine import reviews_to_vote
from biaozhun.cloud.technical_reviews.queries.page import checks_waiting, latest_check
from biaozhun.cloud.technical_reviews.queries.public import SHOWN
from biaozhun.cloud.technical_reviews.queries.route import route_of
from biaozhun.cloud.ui.panels import Panel, register

_CHECKS = frozenset({"submitted"})
_REVIEWS = frozenset({"submitted", "reviewing"})
_MOST = 5  # of each kind on the first page of the desk


def of_project(request: HttpRequest, page: Any) -> Mapping[str, object] | None:  # noqa: ANN401  -- the page of the drafting slice
    """The department's check and the reviews of a project; at most four questions."""
    project: Project = page.project
    check = latest_check(project)
    reviews = list(project.reviews.order_by("round"))
    person = person_of(request)
    is_desk = "desk" in desk_roles(person, project, route=route_of(project, today()))
    may_ask = bool(page.roles & DECIDES) and _may_ask(page, project, check)
    may_prepare = is_desk and _may_prepare(page, project, reviews)
    shown = [one for one in reviews if is_desk or one.state in SHOWN]
    if not (shown or may_ask or may_prepare or (check is not None and page.roles)):
        return None
    for one in shown:
        one.is_shown = one.state in SHOWN  # type: ignore[attr-defined]  # for the template
    own = person is not None and check is not None and person.organisation_id == check.department_id
    return {
        "project": project,
        "check": check if page.roles else None,
        "check_is_old": check is not None and not _is_of_newest(page, check),
        "opens_check": own or bool(page.roles & DECIDES),
        "reviews": shown,
        "is_desk": is_desk,
        "may_ask": may_ask,
        "may_prepare": may_prepare,
    }


def _is_of_newest(page: Any, check: DepartmentCheck) -> bool:  # noqa: ANN401  -- as above
    """Whether a check is of the newest draft for review."""
    drafts = [one.newest for one in page.papers if one.kind == DocumentKind.DRAFT_FOR_REVIEW]
    return not drafts or drafts[0].pk == check.draft_id


def _is_checked(page: Any) -> bool:  # noqa: ANN401  -- likewise
    """Whether the latest check passed, carried through here or stated."""
    checks = [one for one in page.proceedings if one.kind == "department_check"]
    return bool(checks) and checks[0].outcome == "passed"


def _may_ask(page: Any, project: Project, check: DepartmentCheck | None) -> bool:  # noqa: ANN401  -- likewise
    if project.state not in _CHECKS:
        return False
    if check is not None and check.state == "asked":
        return not _is_of_newest(page, check)
    return not _is_checked(page) or (check is not None and not _is_of_newest(page, check))


def _may_prepare(page: Any, project: Project, reviews: list[Review]) -> bool:  # noqa: ANN401  -- likewise
    """Once the check passed and no other review runs."""
    runs = any(one.state in RUNNING for one in reviews)
    return project.state in _REVIEWS and not runs and _is_checked(page)


def on_desk(request: HttpRequest, person: Any) -> Mapping[str, object] | None:  # noqa: ANN401, ARG001  -- the form of a panel
    """Checks that wait for the own department, and votes that are missing."""
    if not isinstance(person, Person):
        return None
    checks, votes = checks_waiting(person)[:_MOST], reviews_to_vote(person, today())[:_MOST]
    return {"checks": checks, "votes": votes} if checks or votes else None


def _review_of(project: Project) -> str:
    """The desk of the review that runs; empty where none does."""
    held = project.reviews.filter(state__in=RUNNING).first()
    return "" if held is None else reverse("technical_reviews:review", args=[held.pk])


for _step in ("begin_review", "pass_review", "revise"):
    doors.register(_step, _review_of)
doors.register_case(
    Proceeding.Kind.TECHNICAL_REVIEW,
    lambda project: project.reviews.filter(state__in=RUNNING).exists(),
)
doors.register_case(
    Proceeding.Kind.DEPARTMENT_CHECK,
    lambda project: project.checks.filter(state="asked").exists(),
)
register(
    Panel(
        place="project",
        name="technical_review",
        heading=_("主管部门审核和技术审查"),
        template="technical_reviews/parts/project.html",
        context=of_project,
        rank=60,
    )
)
register(
    Panel(
        place="desk",
        name="technical_reviews",
        heading=_("等您审核或表决"),
        template="technical_reviews/parts/desk_panel.html",
        context=on_desk,
        rank=14,
    )
)
lot_panels.show()
