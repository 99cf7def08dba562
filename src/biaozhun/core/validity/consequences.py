"""What follows from an outcome for who cites: a table of rules, the first that fits decides.

The outcome says how a standard stands; the consequence says what to do, and differs by who cites,
whether an edition is named, and whether the standard is mandatory. A normative reference of a year
to an edition that has been replaced is no error: it means that edition.
"""

import datetime as dt
from functools import cache
from typing import Final, NamedTuple

import msgspec

from biaozhun.core.reference import table
from biaozhun.core.validity.answer import Answer, Asked
from biaozhun.core.validity.outcomes import Citing, Consequence, Outcome

_ANSWERS: Final[dict[str, bool | None]] = {"": None, "yes": True, "no": False}


class ConsequenceRule(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the table; ``None`` fits anything.

    Attributes:
        outcome: how what is cited stands.
        dated: whether an edition is named.
        citing: who cites.
        mandatory: whether the edition is mandatory; unknown fits only rows that do not ask.
        choice: whether the old and the new edition may both be followed on the day.
        certain: whether nothing contradicts the outcome.
        consequence: what follows.
        basis: where the rule comes from.
        confidence: ``V`` read in the primary text, ``V2`` in a secondary source, ``K`` advice.
    """

    outcome: Outcome
    dated: bool | None
    citing: Citing | None
    mandatory: bool | None
    choice: bool | None
    certain: bool | None
    consequence: Consequence
    basis: str
    confidence: str


@cache
def consequence_rules() -> tuple[ConsequenceRule, ...]:
    """The rules in their order."""
    return tuple(
        ConsequenceRule(
            outcome=Outcome(row["outcome"]),
            dated=_ANSWERS[row["dated"]],
            citing=Citing(row["citing"]) if row["citing"] else None,
            mandatory=_ANSWERS[row["mandatory"]],
            choice=_ANSWERS[row["choice"]],
            certain=_ANSWERS[row["certain"]],
            consequence=Consequence(row["consequence"]),
            basis=row["basis"],
            confidence=row["confidence"],
        )
        for row in table("consequence_rule")
    )


def consequence_of(answer: Answer, asked: Asked, citing: Citing, *, on: dt.date) -> Consequence:
    """What follows from an answer for who cites; the consequence it bears is not looked at."""
    return rule_for(answer, asked, citing, on=on).consequence


def rule_for(answer: Answer, asked: Asked, citing: Citing, *, on: dt.date) -> ConsequenceRule:
    """The row of the table that decides what follows."""
    until = answer.may_follow_until
    situation = Situation(
        outcome=answer.outcome,
        dated=asked.number is not None and asked.number.year is not None,
        citing=citing,
        mandatory=answer.mandatory,
        choice=until is not None and on < until,
        certain=answer.certain,
    )
    return _first_that_fits(situation)


class Situation(NamedTuple):
    """What a row of the table is compared with."""

    outcome: Outcome
    dated: bool
    citing: Citing
    mandatory: bool | None
    choice: bool
    certain: bool


@cache
def _first_that_fits(situation: Situation) -> ConsequenceRule:
    for rule in consequence_rules():
        row = (rule.outcome, rule.dated, rule.citing, rule.mandatory, rule.choice, rule.certain)
        if all(want is None or want == have for want, have in zip(row, situation, strict=True)):
            return rule
    raise LookupError(f"no rule says what follows from {situation}")  # a test asks for each
