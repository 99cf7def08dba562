"""Telling experts that they were drawn, and the desk what they answered; each in their tongue."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.drafting.actions.telling import officers_of
from biaozhun.cloud.messaging.message import Message
from biaozhun.cloud.plans.actions.telling import tell_each
from biaozhun.cloud.technical_reviews.models import Review, Reviewer, Seat


def tell_of_draw(one: Reviewer) -> None:
    """Who was drawn is asked whether to come, where there is an account."""

    def message() -> Message:
        title = one.review.project.title
        return Message(
            kind="technical_reviews.drawn",
            subject=_("您被抽取为审查专家：{title}").format(title=title),
            text=_("请最迟在{day}答复是否参加；有利益关系的，请声明并回避。").format(
                day=one.answer_by.isoformat() if one.answer_by else ""
            ),
            address=f"/desk/my-reviews/{one.review_id}/invitation",
            key=f"reviewer:{one.pk}:drawn",
        )

    if one.person is not None:
        tell_each([one.person], message)


def tell_that_it_is_off(review: Review, people: Sequence[Reviewer], reason: str) -> None:
    """Who need not come any longer learns it, and why."""
    told = [one.person for one in people if one.person is not None]

    def message() -> Message:
        return Message(
            kind="technical_reviews.not_needed",
            subject=_("不再请您参加审查：{title}").format(title=review.project.title),
            text=reason,
            address=f"/desk/my-reviews/{review.pk}/invitation",
            key=f"review:{review.pk}:off:{'-'.join(str(one.pk) for one in people)}",
        )

    tell_each(told, message)


def tell_of_answer(one: Reviewer, follows: Reviewer | None, actor: Person) -> None:
    """Who keeps the review learns what somebody answered, and who sits there now."""
    people = [each for each in officers_of(one.review.project) if each.pk != actor.pk]

    def message() -> Message:
        accepted = one.status == Reviewer.Status.ACCEPTED
        words = _("{name}答复参加审查：{title}") if accepted else _("{name}不参加审查：{title}")
        text = one.reason
        if follows is not None:
            by = _("已按抽取的顺序由{name}递补。").format(name=follows.name)
            text = "\n".join(part for part in (text, by) if part)
        return Message(
            kind="technical_reviews.answered",
            subject=words.format(name=one.name, title=one.review.project.title),
            text=text,
            address=f"/desk/technical-reviews/{one.review_id}/panel",
            key=f"reviewer:{one.pk}:{one.status}",
        )

    tell_each(people, message)


def tell_of_empty_seat(review: Review, seat: Seat) -> None:
    """Who keeps the review learns that nobody is left for a seat."""

    def message() -> Message:
        return Message(
            kind="technical_reviews.seat_empty",
            subject=_("专家组有一席无人递补：{title}").format(title=review.project.title),
            text=_("第{n}席的候选专家已经用完，请写明理由后重新抽取。").format(n=seat.position),
            address=f"/desk/technical-reviews/{review.pk}/panel",
            key=f"seat:{seat.pk}:empty",
        )

    tell_each(officers_of(review.project), message)
