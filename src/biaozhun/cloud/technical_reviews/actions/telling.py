"""Telling those who review, and those who wait for it, what happens; in their own languages."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.drafting.actions.telling import officers_of, others, parties_of
from biaozhun.cloud.messaging.message import Message
from biaozhun.cloud.plans.actions.telling import people_of, tell_each
from biaozhun.cloud.technical_reviews.models import DepartmentCheck, Review
from biaozhun.cloud.technical_reviews.queries.facts import is_here, reviewers_of
from biaozhun.cloud.technical_reviews.wording import CONCLUSION, FORM


def tell_of_check(check: DepartmentCheck) -> None:
    """The people of the department are asked to check."""

    def message() -> Message:
        return Message(
            kind="technical_reviews.check_asked",
            subject=_("请审核送审稿：{title}").format(title=check.project.title),
            text=check.project.plan_number,
            address=f"/desk/checks/{check.pk}",
            key=f"check:{check.pk}",
        )

    tell_each(people_of([check.department_id]), message)


def tell_of_answer(check: DepartmentCheck, actor: Person | None) -> None:
    """Who asked for a check learns what came of it; the drafters where it is sent back."""
    people = {one.pk: one for one in officers_of(check.project)}
    if check.state == "sent_back":
        people |= {one.pk: one for one in parties_of(check.project)}

    def message() -> Message:
        passed = check.state == "passed"
        words = _("行业主管部门审核同意：{title}") if passed else _("行业主管部门退回：{title}")
        return Message(
            kind="technical_reviews.check_answered",
            subject=words.format(title=check.project.title),
            text=check.opinion,
            address=f"/projects/{check.project_id}",
            key=f"check-answered:{check.pk}",
        )

    tell_each(others(people.values(), actor), message)


def reviewing_people(review: Review) -> list[Person]:
    """Everybody with an account who belongs to a review; two questions."""
    here = [one for one in reviewers_of(review) if is_here(review, one)]
    keys = {one.person_id for one in here if one.person_id is not None}
    found = Person.objects.filter(pk__in=keys, is_active=True)
    return list(found.order_by("pk"))


def invite(review: Review, *, key: str) -> None:
    """Everybody who reviews learns when, where and how.

    Args:
        review: which one.
        key: tells one invitation from the next, where it is put off or held again.
    """

    def message() -> Message:
        return Message(
            kind="technical_reviews.invited",
            subject=_("请参加技术审查：{title}").format(title=review.project.title),
            text=when_and_where(review),
            address=f"/desk/my-reviews/{review.pk}",
            key=f"review:{review.pk}:invited:{key}",
        )

    tell_each(reviewing_people(review), message)


def when_and_where(review: Review) -> str:
    """Form, days and place in a sentence."""
    if review.day is None:
        return str(FORM[review.form])
    first = review.day.isoformat()
    if review.form == Review.Form.BALLOT and review.closes is not None:
        days = _("{first}至{last}").format(first=first, last=review.closes.isoformat())
    else:
        days = first
    return " · ".join(part for part in (str(FORM[review.form]), days, review.place) if part)


def tell_reviewers(
    review: Review, people: Iterable[Person], *, step: str, reason: str = ""
) -> None:
    """Those who review learn of a step: voting began, it was put off, it is held again.

    Args:
        review: which one.
        people: who is told.
        step: what happened.
        reason: as it was written; where there is none, form, days and place are told.
    """

    def message() -> Message:
        words = {
            "begin": _("请表决：{title}"),
            "repeat": _("重新组织审查：{title}"),
            "postpone": _("审查改期：{title}"),
            "cancel": _("审查取消：{title}"),
            "papers": _("审查材料已发出：{title}"),
        }
        return Message(
            kind="technical_reviews.review_moved",
            subject=words[step].format(title=review.project.title),
            text=reason or when_and_where(review),
            address=f"/desk/my-reviews/{review.pk}",
            key=f"review:{review.pk}:{step}:{review.state_since.isoformat()}",
        )

    tell_each(people, message)


def tell_of_conclusion(review: Review, actor: Person | None) -> None:
    """Those who reviewed learn how it ended; the parties are told of the project's own step."""

    def message() -> Message:
        return Message(
            kind="technical_reviews.concluded",
            subject=_("审查结论为“{conclusion}”：{title}").format(
                conclusion=CONCLUSION[review.conclusion], title=review.project.title
            ),
            text=review.conclusion_text,
            address=f"/technical-reviews/{review.pk}",
            key=f"review:{review.pk}:concluded",
        )

    tell_each(others(reviewing_people(review), actor), message)
