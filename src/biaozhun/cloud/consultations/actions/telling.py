"""Telling authors what came of their comments, drafters what is theirs, the desk what waits."""

import datetime as dt

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.consultations.models import Comment, Consultation
from biaozhun.cloud.consultations.wording import DISPOSITION
from biaozhun.cloud.drafting.actions.telling import officers_of, others
from biaozhun.cloud.messaging.message import Message
from biaozhun.cloud.plans.actions.telling import people_of, tell_each


def tell_author(comment: Comment, *, at: dt.datetime, reason: str = "") -> bool:
    """Tell the author of a comment what was decided, or that it is taken up again.

    Whoever has an account gets a notice, and so do the people of a registered unit that answered
    a letter. Who holds a receipt, or the code of a letter, reads it on its page. A comment that
    came on paper reaches nobody here: ``told_at`` stays empty, and the desk writes to its author.

    Returns:
        Whether the author is told by the platform.
    """
    people = _authors(comment)
    if people:
        tell_each(people, lambda: _message(comment, at, reason))
    is_told = bool(people or comment.receipt or comment.letter_id)
    comment.told_at = at if is_told and comment.state == "decided" else None
    comment.save(update_fields=["told_at"])
    return is_told


def _authors(comment: Comment) -> list[Person]:
    """Who is told by name: the account it came from, the unit that was asked."""
    if comment.person is not None:
        return [comment.person] if comment.person.is_active else []
    letter = comment.letter
    if letter is None or letter.organisation_id is None:
        return []
    return people_of([letter.organisation_id])


def _message(comment: Comment, at: dt.datetime, reason: str) -> Message:
    project = comment.consultation.project
    if comment.state == "decided":
        subject = _("您的第 {number} 号意见：{disposition}").format(
            number=comment.number, disposition=DISPOSITION[comment.decided]
        )
        told = comment.answer
    else:
        subject = _("您的第 {number} 号意见正在重新处理").format(number=comment.number)
        told = reason
    return Message(
        kind="consultations.comment_answered",
        subject=subject,
        text="\n".join(part for part in (project.title, told) if part),
        address=f"/consultations/{comment.consultation_id}/comments/{comment.number}",
        key=f"comment:{comment.pk}:{comment.state}:{at.isoformat()}",
    )


def tell_assigned(
    consultation: Consultation, to: Person, count: int, *, actor: Person, at: dt.datetime
) -> None:
    """Tell somebody that comments wait for a proposal."""

    def message() -> Message:
        words = ngettext("{count} 条意见请您提出处理建议", "{count} 条意见请您提出处理建议", count)
        return Message(
            kind="consultations.comments_assigned",
            subject=words.format(count=count),
            text=consultation.project.title,
            address=f"/desk/consultations/{consultation.pk}?drafter={to.pk}",
            key=f"comments:{consultation.pk}:assigned:{at.isoformat()}",
        )

    tell_each(others([to], actor), message)


def tell_proposed(consultation: Consultation, *, actor: Person, at: dt.datetime) -> None:
    """Tell the officer in charge that proposals wait for a decision, once a day."""

    def message() -> Message:
        return Message(
            kind="consultations.answers_proposed",
            subject=_("有处理建议等待决定"),
            text=consultation.project.title,
            address=f"/desk/consultations/{consultation.pk}?state=proposed",
            key=f"comments:{consultation.pk}:proposed:{at:%Y-%m-%d}",
        )

    tell_each(others(officers_of(consultation.project), actor), message)
