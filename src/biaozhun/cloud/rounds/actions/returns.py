"""What a unit returns, and what the authority makes of it."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction

from biaozhun.cloud.cases.actions import Acting, StepRefusedError, lock, take
from biaozhun.cloud.rounds.actions.rounds import ask
from biaozhun.cloud.rounds.life import RETURN, WAITED_FOR, RoundFacts
from biaozhun.cloud.rounds.models import Chase, Return, Round
from biaozhun.cloud.rounds.queries.answers import questionnaire_of
from biaozhun.core.lifecycle import Refusal, decide
from biaozhun.core.questionnaire import read_answers

BEFORE, BEHIND = (3, 0), (1, 7)  # days before and behind the last day on which is chased


@transaction.atomic
def keep(pk: int, typed: Mapping[str, str], *, by: Acting) -> Return:
    """Keep what was typed so far; faults and all, nothing is lost.

    Raises:
        StepRefusedError: it could not be handed in either, since it is handed in already, the
            round is closed, or it is another unit's.
    """
    held = lock(Return, pk)
    facts = RoundFacts(is_open=held.round.state == "open")
    answer = decide(RETURN, state=held.state, action="submit", roles=by.roles, facts=facts)
    if isinstance(answer, Refusal):
        raise StepRefusedError(answer)
    keys = {field.key for field in questionnaire_of(held.round).fields}
    held.answers = {key: typed[key] for key in keys & set(typed)}
    held.save(update_fields=["answers"])
    return held


@transaction.atomic
def submit(pk: int, *, by: Acting) -> Return:
    """Hand in what was kept.

    Raises:
        StepRefusedError: the round is closed, or an answer is wrong.
    """
    held = lock(Return, pk)
    faults = read_answers(questionnaire_of(held.round), held.answers).faults
    facts = RoundFacts(is_open=held.round.state == "open", faults=len(faults))
    take(held, "submit", by=by, facts=facts)
    held.submitted, held.submitted_by, held.reason = by.at, by.person, ""
    held.save(update_fields=["submitted", "submitted_by", "reason"])
    return held


@transaction.atomic
def judge(pk: int, action: str, *, reason: str, by: Acting) -> Return:
    """Accept what was returned, send it back, excuse the unit or ask it again.

    Raises:
        StepRefusedError: something stands against it.
    """
    held = lock(Return, pk)
    facts = RoundFacts(reason=reason, is_open=held.round.state == "open")
    take(held, action, by=by, facts=facts, told={"reason": reason} if reason else None)
    held.reason = reason
    held.save(update_fields=["reason"])
    if action in {"send_back", "ask_again"}:
        ask(held, occasion=f"{action}:{by.at.isoformat()}")
    return held


def chase(day: dt.date, *, at: dt.datetime) -> int:
    """Remind the silent of the open rounds on their days; how many units were reached today."""
    wanted = {f"before_{n}": day + dt.timedelta(days=n) for n in BEFORE}
    wanted |= {f"late_{n}": day - dt.timedelta(days=n) for n in BEHIND}
    reached = 0
    for occasion, due in wanted.items():
        silent = Return.objects.filter(
            round__state="open", round__due=due, state__in=WAITED_FOR
        ).exclude(chases__occasion=occasion)
        for one in silent.select_related("round__scheme"):
            reached += _chase(one, occasion, at)
    return reached


def chase_now(asked: Round, day: dt.date, *, at: dt.datetime) -> int:
    """Remind everybody silent in a round today, and how many units were reached.

    A second time on one day tells nobody again.
    """
    occasion = f"by_hand_{day.isoformat()}"
    silent = asked.returns.filter(state__in=WAITED_FOR).exclude(chases__occasion=occasion)
    return sum(_chase(one, occasion, at) for one in silent.select_related("round__scheme"))


@transaction.atomic
def _chase(one: Return, occasion: str, at: dt.datetime) -> int:
    """1 where people of the unit were told; 0 where it has none, or was told before."""
    _, is_first = Chase.objects.get_or_create(asked=one, occasion=occasion, defaults={"told": at})
    return int(is_first and ask(one, occasion=occasion) > 0)
