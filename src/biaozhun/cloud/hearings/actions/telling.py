"""Telling those concerned; who has no account reads it with the code of the receipt."""

import datetime as dt
from collections.abc import Iterable

from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.drafting.actions.telling import parties_of
from biaozhun.cloud.hearings.models import Hearing, Invitation, Registration
from biaozhun.cloud.hearings.wording import HEARING_ACTION, REGISTRATION_STATE, STAGE
from biaozhun.cloud.messaging.message import Message
from biaozhun.cloud.plans.actions.telling import tell_each

MINE = "/desk/hearings/mine"


def registered(hearing: Hearing) -> list[Person]:
    """Everybody who registered with an account and did not withdraw."""
    rows = hearing.registrations.exclude(state="withdrawn").filter(person__isnull=False)
    return list(Person.objects.filter(pk__in=rows.values("person"), is_active=True).order_by("pk"))


def invited(hearing: Hearing) -> list[Person]:
    """The accounts of the representatives who are invited and did not say no."""
    rows = hearing.invitations.exclude(state__in=("declined", "cancelled"))
    keys = rows.values("representative__person")
    return list(Person.objects.filter(pk__in=keys, is_active=True).order_by("pk"))


def tell_of_hearing(hearing: Hearing, action: str, *, reason: str, at: dt.datetime) -> None:
    """Tell who takes part in the project, registered or is invited.

    Of one that nobody read of yet only the invited have heard.
    """
    people = {one.pk: one for one in invited(hearing)}
    if hearing.announced is not None:
        people |= {one.pk: one for one in parties_of(hearing.project, watchers=True)}
        people |= {one.pk: one for one in registered(hearing)}

    def message() -> Message:
        when = hearing.day.isoformat() if hearing.day else ""
        return Message(
            kind="hearings.hearing_moved",
            subject=_("{step}：{topic}").format(step=HEARING_ACTION[action], topic=hearing.topic),
            text="\n".join(one for one in (when, hearing.place, reason) if one),
            address=f"/hearings/{hearing.pk}" if hearing.announced else MINE,
            key=f"hearing:{hearing.pk}:{action}:{at.isoformat()}",
            happened=hearing.day,
        )

    tell_each(people.values(), message)


def tell_answers(registrations: Iterable[Registration], *, at: dt.datetime) -> None:
    """Tell each of these whether they take part."""
    for one in registrations:
        if one.person is not None and one.person.is_active:
            _tell_answer(one, at)


def _tell_answer(one: Registration, at: dt.datetime) -> None:
    assert one.person is not None  # noqa: S101  -- asked by the caller

    def message() -> Message:
        state = REGISTRATION_STATE[one.state]
        return Message(
            kind="hearings.registration_answered",
            subject=_("听证报名结果：{state}").format(state=state),
            text="\n".join(part for part in (one.hearing.topic, one.reason) if part),
            address=MINE,
            key=f"hearing-registration:{one.pk}:{one.state}:{at.isoformat()}",
        )

    tell_each([one.person], message)


def tell_handled(people: Iterable[Person], *, topic: str, answer: str, key: str) -> None:
    """Tell whose opinion was decided how."""

    def message() -> Message:
        return Message(
            kind="hearings.opinion_answered",
            subject=_("您的意见有了答复：{topic}").format(topic=topic),
            text=answer[:500],
            address=MINE,
            key=key,
        )

    tell_each(people, message)


def tell_invited(invitation: Invitation) -> None:
    """Tell a representative with an account of an invitation."""
    person = invitation.representative.person
    if person is None or not person.is_active:
        return

    def message() -> Message:
        return Message(
            kind="hearings.invited",
            subject=_("邀请您参加{stage}：{title}").format(
                stage=STAGE[invitation.stage], title=invitation.project.title
            ),
            text=invitation.text[:500],
            address=MINE,
            key=f"invitation:{invitation.pk}",
            happened=invitation.day,
        )

    tell_each([person], message)
