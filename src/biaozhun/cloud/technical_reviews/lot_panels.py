"""What panels, invitations and opinions show on other pages: review, project, desk."""

from collections.abc import Mapping
from typing import Any, Final

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.accounts.permissions import person_of
from biaozhun.cloud.technical_reviews.models import Review, Reviewer
from biaozhun.cloud.technical_reviews.queries.draws import draws_of_project
from biaozhun.cloud.technical_reviews.queries.opinions import TAKEN, is_secret, may_read
from biaozhun.cloud.ui.panels import Panel, register

_MOST = 5  # invitations on the first page of the desk


def lot(request: HttpRequest, page: Any) -> Mapping[str, object] | None:  # noqa: ANN401, ARG001  -- the page of a review
    """Of a panel: whether it was drawn, with the seals; two questions."""
    review: Review = page.review
    if review.route != Review.Route.PANEL:
        return None
    draws = list(review.draws.order_by("number"))
    is_desk = bool(getattr(page, "is_desk", False))
    if not draws and not is_desk:
        return None
    return {
        "review": review,
        "is_desk": is_desk,
        "draws": draws,
        "draw": next((one for one in draws if one.set_aside is None), None),
        "seats": review.seats.count() if is_desk else 0,
    }


def opinions(request: HttpRequest, page: Any) -> Mapping[str, object] | None:  # noqa: ANN401  -- likewise
    """How many opinions there are, for who reads them."""
    review: Review = page.review
    person = person_of(request)
    if person is None or not may_read(person, review):
        return None
    if review.state in {"preparing", "cancelled"}:
        return None
    found = list(review.opinions.values_list("disposition", "reviewer__person"))
    is_own = getattr(page, "reviewer", None) is not None  # the page of somebody who reviews
    if is_own and is_secret(review):
        found = [one for one in found if one[1] == person.pk]
    return {
        "review": review,
        "count": len(found),
        "open": sum(not disposition for disposition, _by in found),
        "takes": review.state in TAKEN,
    }


def own_invitation(request: HttpRequest, page: Any) -> Mapping[str, object] | None:  # noqa: ANN401, ARG001  -- likewise
    """What somebody who was drawn answered."""
    one: Reviewer = page.reviewer
    return {"one": one, "review": page.review} if one.expert_id is not None else None


def seals(request: HttpRequest, page: Any) -> Mapping[str, object] | None:  # noqa: ANN401, ARG001  -- the page of the drafting slice
    """Every draw of a project with its seals, for everybody at once; one question."""
    draws = draws_of_project(page.project.pk)
    return {"draws": draws} if draws else None


def invitations(request: HttpRequest, person: Any) -> Mapping[str, object] | None:  # noqa: ANN401, ARG001  -- the form of a panel
    """Invitations that wait for somebody's answer; one question."""
    if not isinstance(person, Person):
        return None
    rows = Reviewer.objects.filter(
        person=person,
        expert__isnull=False,
        status=Reviewer.Status.ASKED,
        review__state__in=("preparing", "convened"),
    )
    found = list(rows.select_related("review__project").order_by("answer_by", "pk")[:_MOST])
    return {"invitations": found} if found else None


_PARTS: Final = "technical_reviews/parts"
PANELS: Final = (
    *(
        Panel(
            place=place,
            name="lot",
            heading=_("专家抽取"),
            template=f"{_PARTS}/lot.html",
            context=lot,
            rank=10,
        )
        for place in ("technical_review", "technical_review.public")
    ),
    *(
        Panel(
            place=place,
            name="opinions",
            heading=_("审查意见"),
            template=f"{_PARTS}/opinions_link.html",
            context=opinions,
            rank=30,
        )
        for place in ("technical_review", "my_review")
    ),
    Panel(
        place="my_review",
        name="invitation",
        heading=_("我的答复"),
        template=f"{_PARTS}/own_invitation.html",
        context=own_invitation,
        rank=10,
    ),
    Panel(
        place="project",
        name="panel_draws",
        heading=_("审查专家抽取"),
        template=f"{_PARTS}/seals_of_project.html",
        context=seals,
        rank=61,
    ),
    Panel(
        place="desk",
        name="review_invitations",
        heading=_("等您答复的审查邀请"),
        template=f"{_PARTS}/invitations.html",
        context=invitations,
        rank=13,
    ),
)


def show() -> None:
    """Register them."""
    for panel in PANELS:
        register(panel)
