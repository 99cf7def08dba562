"""Opening a round, closing it, making it public."""

import datetime as dt

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import Acting, take
from biaozhun.cloud.messaging.message import Message
from biaozhun.cloud.plans.actions.telling import people_of, tell_each
from biaozhun.cloud.rounds.life import RoundFacts
from biaozhun.cloud.rounds.models import Return, Round, Scheme
from biaozhun.cloud.rounds.wording import period_words
from biaozhun.core.questionnaire import Rhythm, period_before


@transaction.atomic
def open_round(
    scheme: Scheme, *, day: dt.date, actor: Person | None, at: dt.datetime
) -> Round | None:
    """Ask every addressee; None where this period was asked for already or nobody is addressed.

    The day of opening does not count among the days units have.
    """
    scheme = Scheme.objects.select_for_update().get(pk=scheme.pk)
    period = period_before(Rhythm(scheme.rhythm), day)
    code = period.code if period else day.isoformat()
    units = list(scheme.addressees.all())
    if not units or scheme.rounds.filter(period=code).exists():
        return None
    opened = Round.objects.create(
        scheme=scheme,
        period=code,
        since=period.since if period else None,
        until=period.until if period else None,
        due=day + dt.timedelta(days=scheme.days),
        fields=scheme.fields,
        opened=at,
        opened_by=actor,
        state_since=at,
    )
    asked = [Return(round=opened, organisation=unit, state_since=at) for unit in units]
    Return.objects.bulk_create(asked, batch_size=500)
    facts = {"title": scheme.title, "period": code, "units": len(units), "due": str(opened.due)}
    record("rounds.round_open", subject=opened.case_subject, actor=actor, facts=facts)
    for one in opened.returns.select_related("organisation", "round__scheme"):
        ask(one)
    return opened


def ask(one: Return, *, occasion: str = "opened") -> int:
    """Tell the people of a unit that an answer is waited for; how many were told."""
    return tell_each(people_of([one.organisation_id]), lambda: _message(one, occasion))


def _message(one: Return, occasion: str) -> Message:
    facts = {"title": one.round.scheme.title, "period": period_words(one.round.period)}
    subject = _("请报送：{title}（{period}）").format(**facts)
    text = _("请在 {day} 前报送。").format(day=one.round.due.isoformat())
    return Message(
        kind="rounds.asked",
        subject=subject[:200],
        text=text,
        address=reverse("rounds:return", args=[one.pk]),
        key=f"rounds:{one.pk}:{occasion}",
    )


@transaction.atomic
def step(asked: Round, action: str, *, reason: str, by: Acting) -> None:
    """Close a round, reopen it, publish it, or take it back.

    Raises:
        StepRefusedError: something stands against it.
    """
    told = {"reason": reason} if reason else {}
    take(asked, action, by=by, facts=RoundFacts(reason=reason), told=told)


@transaction.atomic
def comment(asked: Round, text: str, *, actor: Person) -> None:
    """Say something of the answers; it is printed with them."""
    before, asked.comment = asked.comment, text
    asked.save(update_fields=["comment"])
    facts = {"before": before[:500], "after": text[:500]}
    record("rounds.round_commented", subject=asked.case_subject, actor=actor, facts=facts)
