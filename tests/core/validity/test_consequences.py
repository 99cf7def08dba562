"""What follows from each outcome for each who cites."""

import datetime as dt
import itertools

import pytest

from biaozhun.core.number import parse
from biaozhun.core.validity import (
    RULES,
    Answer,
    Asked,
    Citing,
    Consequence,
    Outcome,
    ValidityRule,
    consequence_of,
    consequence_rules,
    rule_for,
)

ON = dt.date(2024, 1, 1)
LATER = dt.date(2024, 7, 1)
DATED = Asked(text="GB 1-2000", number=parse("GB 1-2000"))
UNDATED = Asked(text="GB 1", number=parse("GB 1"))
C = Consequence
R, K, P, L = Citing.REFERENCE, Citing.CONTRACT, Citing.PRODUCT, Citing.LAW


def answer(
    outcome: Outcome,
    *,
    mandatory: bool | None = None,
    certain: bool = True,
    until: dt.date | None = None,
) -> Answer:
    """An answer as far as the table looks at it."""
    return Answer(
        outcome=outcome,
        consequence=C.CHECK,
        rule=ValidityRule.DATED_EDITION,
        reason="-",
        certain=certain,
        mandatory=mandatory,
        may_follow_until=until,
    )


@pytest.mark.parametrize(
    ("outcome", "asked", "mandatory", "expected"),
    [
        (Outcome.IN_FORCE, DATED, True, {R: C.NONE, K: C.NONE, P: C.NONE, L: C.NONE}),
        (Outcome.UPCOMING, DATED, None, {R: C.WAIT, K: C.WAIT, P: C.WAIT, L: C.WAIT}),
        (
            Outcome.REPLACED,
            DATED,
            True,
            {R: C.REVIEW, K: C.CHANGE, P: C.CHANGE, L: C.TELL_ISSUER},
        ),
        (
            Outcome.REPLACED,
            DATED,
            False,
            {R: C.REVIEW, K: C.AGREE, P: C.CHANGE, L: C.TELL_ISSUER},
        ),
        (
            Outcome.REPLACED,
            UNDATED,
            False,
            {R: C.CHANGE, K: C.AGREE, P: C.CHANGE, L: C.TELL_ISSUER},
        ),
        (
            Outcome.WITHDRAWN,
            DATED,
            True,
            {R: C.REVIEW, K: C.AGREE, P: C.CHANGE, L: C.TELL_ISSUER},
        ),
        (
            Outcome.WITHDRAWN,
            UNDATED,
            None,
            {R: C.CHANGE, K: C.AGREE, P: C.CHANGE, L: C.TELL_ISSUER},
        ),
        (
            Outcome.PARTLY_REPLACED,
            DATED,
            None,
            {R: C.REVIEW, K: C.AGREE, P: C.CHECK, L: C.TELL_ISSUER},
        ),
        (
            Outcome.RENUMBERED,
            DATED,
            None,
            {R: C.REVIEW, K: C.REVIEW, P: C.CHANGE, L: C.TELL_ISSUER},
        ),
        (
            Outcome.SUSPENDED,
            DATED,
            None,
            {R: C.REVIEW, K: C.AGREE, P: C.CHECK, L: C.TELL_ISSUER},
        ),
        (
            Outcome.CLAUSES_WITHDRAWN,
            DATED,
            True,
            {R: C.REVIEW, K: C.CHANGE, P: C.CHECK, L: C.TELL_ISSUER},
        ),
        (Outcome.NOT_HELD, DATED, None, dict.fromkeys(Citing, C.CHECK)),
        (Outcome.UNKNOWN, DATED, None, dict.fromkeys(Citing, C.CHECK)),
        (Outcome.EDITION_UNKNOWN, DATED, None, dict.fromkeys(Citing, C.CHECK)),
        (Outcome.AMBIGUOUS, DATED, None, dict.fromkeys(Citing, C.CHECK)),
        (Outcome.TITLE_MISMATCH, DATED, None, dict.fromkeys(Citing, C.CHECK)),
        (Outcome.NO_SUCH_NUMBER, DATED, None, dict.fromkeys(Citing, C.CORRECT)),
        (Outcome.MALFORMED, DATED, None, dict.fromkeys(Citing, C.CORRECT)),
    ],
)
def test_what_follows(
    outcome: Outcome,
    asked: Asked,
    expected: dict[Citing, Consequence],
    *,
    mandatory: bool | None,
) -> None:
    """The table of what follows, by who cites."""
    found = answer(outcome, mandatory=mandatory)
    assert {who: consequence_of(found, asked, who, on=ON) for who in Citing} == expected


def test_every_case_has_a_rule_and_every_rule_a_case() -> None:
    """No situation falls through the table, and no row of it stands behind one that hides it."""
    met = set()
    for outcome, asked, citing, mandatory, until, certain in itertools.product(
        Outcome, (DATED, UNDATED), Citing, (True, False, None), (None, LATER), (True, False)
    ):
        found = answer(outcome, mandatory=mandatory, certain=certain, until=until)
        met.add(rule_for(found, asked, citing, on=ON))
    assert met == set(consequence_rules())


@pytest.mark.parametrize("outcome", [Outcome.IN_FORCE, Outcome.UPCOMING])
def test_between_publication_and_entry_into_force_either_may_be_followed(outcome: Outcome) -> None:
    """Until the day the new one is in force, not on it; by a rule that is no read law."""
    found = answer(outcome, until=LATER)
    rule = rule_for(found, DATED, P, on=ON)
    assert (rule.consequence, rule.confidence) == (C.EITHER, "V2")
    assert consequence_of(found, DATED, P, on=LATER) is not C.EITHER


def test_a_dated_normative_reference_to_a_replaced_edition_is_no_error() -> None:
    """It means that edition: review is advised, however mandatory or doubtful."""
    for mandatory, certain in itertools.product((True, False, None), (True, False)):
        found = answer(Outcome.REPLACED, mandatory=mandatory, certain=certain)
        assert consequence_of(found, DATED, R, on=ON) is C.REVIEW


@pytest.mark.parametrize("citing", Citing)
@pytest.mark.parametrize("outcome", Outcome)
def test_nothing_is_to_be_changed_or_told_on_a_doubt(outcome: Outcome, citing: Citing) -> None:
    """What is not certain is looked into first, before a text is changed or its issuer told."""
    for asked, mandatory in itertools.product((DATED, UNDATED), (True, False, None)):
        found = answer(outcome, mandatory=mandatory, certain=False)
        follows = consequence_of(found, asked, citing, on=ON)
        assert follows not in (C.NONE, C.CHANGE)
        assert follows is not C.TELL_ISSUER or outcome in (
            Outcome.PARTLY_REPLACED,
            Outcome.SUSPENDED,
        )


def test_only_what_was_read_in_the_primary_text_is_shown_as_law() -> None:
    """Rows marked V name the Law itself; the tags are the four that are defined."""
    rules = consequence_rules()
    assert {rule.confidence for rule in rules} <= {"V", "V2", "K"}
    assert all(rule.basis for rule in rules)
    assert {rule.basis.split("§")[0] for rule in rules if rule.confidence == "V"} == {"标准化法 "}


def test_the_codes_of_the_rules_are_stable_words() -> None:
    """Each rule has a code of its own, a meaning and a basis; the set has name and version."""
    assert RULES == "biaozhun-validity 1"
    assert all(rule.meaning and rule.basis for rule in ValidityRule)
    assert len({rule.meaning for rule in ValidityRule}) == len(ValidityRule)
