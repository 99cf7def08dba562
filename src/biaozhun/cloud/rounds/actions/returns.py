"""What a unit returns, and what the authority makes of it."""

import datetime as dt
from collections.abc import Callable, Mapping

from django.db import transaction
from django.db.models import Q

from biaozhun.cloud.cases.actions import Acting, lock, take
from biaozhun.cloud.rounds.actions.rounds import ask
from biaozhun.cloud.rounds.life import RoundFacts
from biaozhun.cloud.rounds.models import Chase, Return, Round
from biaozhun.cloud.rounds.queries.answers import questionnaire_of
from biaozhun.core.questionnaire import LONGEST, read_answers

BEFORE, BEHIND = (3, 0), (1, 7)  # days before and behind the last day on which is chased
WAITED_FOR = ("asked", "returned")
Act = Callable[[], object]


@transaction.atomic
def keep(pk: int, typed: Mapping[str, str]) -> Return:
    """Keep what was typed so far; faults and all, nothing is lost."""
    held = lock(Return, pk)
    keys = {field.key for field in questionnaire_of(held.round).fields}
    held.answers = {key: typed[key][:LONGEST] for key in keys & set(typed)}
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
    """Remind the silent of the open rounds on their days; how many units were told today."""
    wanted = {f"before_{n}": day + dt.timedelta(days=n) for n in BEFORE}
    wanted |= {f"late_{n}": day - dt.timedelta(days=n) for n in BEHIND}
    told = 0
    for occasion, due in wanted.items():
        silent = Return.objects.filter(
            Q(round__state="open"), round__due=due, state__in=WAITED_FOR
        ).exclude(chases__occasion=occasion)
        for one in silent.select_related("round__scheme"):
            told += _chase(one, occasion, at)
    return told


def chase_now(asked: Round, day: dt.date, *, at: dt.datetime) -> int:
    """Remind everybody silent in a round today; a second time on one day tells nobody again."""
    occasion = f"by_hand_{day.isoformat()}"
    silent = asked.returns.filter(state__in=WAITED_FOR).exclude(chases__occasion=occasion)
    return sum(_chase(one, occasion, at) for one in silent.select_related("round__scheme"))


@transaction.atomic
def _chase(one: Return, occasion: str, at: dt.datetime) -> int:
    _, is_first = Chase.objects.get_or_create(asked=one, occasion=occasion, defaults={"told": at})
    if is_first:
        ask(one, occasion=occasion)
    return int(is_first)
