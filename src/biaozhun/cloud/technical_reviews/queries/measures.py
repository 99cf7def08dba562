"""What the rules ask of a review, beside what was measured; each with what it stands on."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

import msgspec

from biaozhun.cloud.rules.queries import rules_for
from biaozhun.cloud.technical_reviews.life import ReviewFacts
from biaozhun.cloud.technical_reviews.models import Review
from biaozhun.core.lifecycle.rules import Applied, share_of

OF_PANEL: Final = ("Q-01", "Q-02", "Q-03", "Q-04", "Q-05")
OF_MEETING: Final = ("Q-06", "Q-07")
OF_BALLOT: Final = ("Q-11", "Q-12", "Q-13")
OF_ALL: Final = ("Q-08", "Q-09", "Q-10")


class Measure(msgspec.Struct, frozen=True, kw_only=True):
    """A rule, and how the review keeps to it.

    Attributes:
        rule: as it holds; ``binding`` where an officer signed it, else it only advises.
        measured: as it is written: ``5/7`` of a share, a number of anything else; empty while
            there is nothing to measure.
        is_met: whether it is kept; ``None`` while there is nothing to measure.
        lacks_holidays: it cannot be counted, as the holidays of a year are not loaded (D-05).
    """

    rule: Applied
    measured: str
    is_met: bool | None
    lacks_holidays: bool = False


def measures_of(review: Review, facts: ReviewFacts) -> list[Measure]:
    """The rules that hold for a review on the day of its facts, as far as they ask it anything."""
    project = review.project
    rules = rules_for(project.authority, procedure=project.procedure, on=facts.today)
    return measured(asked_of(review, facts), facts, rules)


def asked_of(review: Review, facts: ReviewFacts) -> tuple[str, ...]:
    """Which rules ask something of a review now: of votes only what was counted."""
    asked = [*(OF_PANEL if facts.is_panel else ()), "Q-08", "Q-10"]
    if review.state in {"counted", "concluded"}:
        asked += OF_BALLOT if facts.is_ballot else OF_MEETING
        asked.append("Q-09")
    return tuple(sorted(asked))


def measured(
    asked: tuple[str, ...], facts: ReviewFacts, rules: Mapping[str, Applied]
) -> list[Measure]:
    """Each of the rules that holds, with what was measured."""
    found = []
    for name in asked:
        rule, told = rules.get(name), _amount(name, facts)
        if rule is None:
            continue
        is_met = None if told is None else rule.met_by(told[0])
        found.append(
            Measure(
                rule=rule,
                measured="" if told is None else told[1],
                is_met=is_met,
                lacks_holidays=name == "Q-08" and told is None and facts.is_sent,
            )
        )
    return found


def _amount(rule: str, facts: ReviewFacts) -> tuple[Decimal | int, str] | None:
    """What a rule measures, as a number and as it is written; ``None`` where nothing is there."""
    shares = {
        "Q-06": (facts.present, facts.eligible),
        "Q-07": (facts.in_favour, facts.present),
        "Q-11": (facts.voted, facts.eligible),
        "Q-12": (facts.in_favour, facts.voted),
        "Q-13": (facts.against, facts.voted),
    }
    if rule in shares:
        part, whole = shares[rule]
        return (share_of(part, whole), f"{part}/{whole}") if whole else None
    if rule == "Q-05":
        return facts.largest_unit, f"{facts.largest_unit:.0%}"
    numbers = {
        "Q-01": facts.people,
        "Q-02": int(facts.odd),
        "Q-03": facts.users,
        "Q-04": facts.testers,
        "Q-08": facts.days_ahead,
        "Q-09": facts.rounds_before + (facts.conclusion == "revise"),
        "Q-10": facts.drafters,
    }
    told = numbers[rule]
    if rule == "Q-02":
        return int(facts.odd), str(facts.people)
    return None if told is None else (told, str(told))


def day_of_rules(review: Review, today: dt.date) -> dt.date:
    """The day whose rules a review is shown with: of its conclusion, once there is one."""
    proceeding = review.proceeding
    if review.state == "concluded" and proceeding is not None and proceeding.ended:
        return proceeding.ended
    return today
