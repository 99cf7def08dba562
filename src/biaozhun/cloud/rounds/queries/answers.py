"""The answers of a round, read by its form and brought together."""

from collections.abc import Iterable

import msgspec

from biaozhun.cloud.rounds.models import Return, Round, Scheme
from biaozhun.core.questionnaire import (
    Consolidation,
    Field,
    Questionnaire,
    Remark,
    UnitAnswers,
    compare,
    consolidate,
    read_answers,
)

GIVEN = ("submitted", "accepted")


def questionnaire_of(asked: Round | Scheme) -> Questionnaire:
    """The form of a scheme or of a round."""
    return Questionnaire(msgspec.convert(asked.fields, tuple[Field, ...], strict=False))


def answers_of(asked: Round, returns: Iterable[Return]) -> list[UnitAnswers]:
    """What the units said that have handed in, in the order given."""
    form = questionnaire_of(asked)
    return [
        UnitAnswers(one.organisation.name, read_answers(form, one.answers).values)
        for one in returns
        if one.state in GIVEN
    ]


class Together(msgspec.Struct, frozen=True):
    """A round brought together: its form, sums, and what the rules noticed."""

    form: Questionnaire
    whole: Consolidation
    remarks: tuple[Remark, ...]


def together(asked: Round) -> Together:
    """Bring a round together and compare it with the one before; three questions at most."""
    returns = list(asked.returns.select_related("organisation"))
    answers = answers_of(asked, returns)
    former = former_round(asked)
    before = answers_of(former, former.returns.select_related("organisation")) if former else []
    form = questionnaire_of(asked)
    counted = sum(one.state != "excused" for one in returns)
    whole = consolidate(form, answers, asked=counted)
    asked_before = questionnaire_of(former) if former else None
    return Together(form, whole, compare(form, answers, before, asked_before))


def former_round(asked: Round) -> Round | None:
    """The round of the same scheme that opened before."""
    rounds = Round.objects.filter(scheme_id=asked.scheme_id, opened__lt=asked.opened)
    return rounds.order_by("-opened", "-pk").first()
