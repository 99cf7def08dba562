"""Who is what to a check and to a review, and who may see what of them."""

from typing import Final

from django.db.models import Q

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.drafting import permissions as drafting
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.organisations.permissions import is_authority
from biaozhun.cloud.technical_reviews.models import DepartmentCheck, Review, Reviewer

GONE: Final = (Reviewer.Status.DECLINED, Reviewer.Status.REPLACED)


def roles_in(person: Person | None, review: Review) -> frozenset[str]:
    """What somebody is to a review: ``desk``, ``department``, ``reviewer``, ``party``.

    The secretariat of a committee keeps no review of what it drafts itself.
    """
    if person is None or not person.is_active:
        return frozenset()
    found = set(desk_roles(person, review.project, route=review.route))
    if sits_in(person, review):
        found.add("reviewer")
    return frozenset(found)


def desk_roles(person: Person | None, project: Project, *, route: str) -> frozenset[str]:
    """What somebody is to the reviews of a project, sitting in them aside."""
    roles = drafting.roles_in(person, project)
    keeps = drafting.DECIDES | ({"committee"} if route == Review.Route.COMMITTEE else set())
    found = set()
    if roles & drafting.DECIDES or (roles & keeps and "drafter" not in roles):
        found.add("desk")
    if "department" in roles:
        found.add("department")
    if roles:
        found.add("party")
    return frozenset(found)


def sits_in(person: Person, review: Review) -> bool:
    """Whether somebody is asked to review, and did not say no."""
    if review.route == Review.Route.COMMITTEE:
        gone: tuple[str, ...] = (Reviewer.Status.REPLACED,)
    else:
        gone = GONE
    return review.reviewers.filter(person=person).exclude(status__in=gone).exists()


def names_sealed(review: Review, roles: frozenset[str]) -> bool:
    """Whether the names of a panel are not for who is this to it.

    Who was drawn was promised that the desk alone knows it before the review is concluded.
    """
    is_panel = review.route == Review.Route.PANEL
    return is_panel and "desk" not in roles and review.state != "concluded"


def roles_in_check(person: Person | None, check: DepartmentCheck) -> frozenset[str]:
    """What somebody is to a check: ``department`` checks; ``desk`` asked for it."""
    if person is None or not person.is_active:
        return frozenset()
    unit = person.organisation_id
    told = {
        "department": unit is not None and unit == check.department_id,
        "desk": bool(drafting.roles_in(person, check.project) & drafting.DECIDES),
    }
    return frozenset(role for role, holds in told.items() if holds)


def reviews_kept_by(person: Person) -> Q:
    """Of reviews: those somebody keeps."""
    if not person.is_active:
        return Q(pk=None)
    unit = person.organisation_id
    own = Q(project__handler=person)
    if unit is not None:
        own |= Q(route=Review.Route.COMMITTEE, project__committee__secretariat=unit)
    if not is_authority(person):
        return own
    return Q() if unit is None else own | Q(project__authority=unit)
