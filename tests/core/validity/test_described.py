"""The page about answers says what the code does."""

import datetime as dt
from pathlib import Path

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
)

PAGE = Path(__file__).resolve().parents[3] / "docs/validity.md"
ON = dt.date(2024, 1, 1)
DATED = Asked(text="GB 1-2000", number=parse("GB 1-2000"))
UNDATED = Asked(text="GB 1", number=parse("GB 1"))

# (words of the page, outcome, citation, mandatory, choice)
ROWS = (
    ("`in-force`", Outcome.IN_FORCE, DATED, None, False),
    ("`in-force`, the new edition published", Outcome.IN_FORCE, DATED, None, True),
    ("`upcoming`", Outcome.UPCOMING, DATED, None, False),
    ("`upcoming`, the old edition in force", Outcome.UPCOMING, DATED, None, True),
    ("`replaced`, dated, mandatory", Outcome.REPLACED, DATED, True, False),
    ("`replaced`, dated", Outcome.REPLACED, DATED, None, False),
    ("`replaced`, undated, mandatory", Outcome.REPLACED, UNDATED, True, False),
    ("`replaced`, undated", Outcome.REPLACED, UNDATED, None, False),
    ("`partly-replaced`", Outcome.PARTLY_REPLACED, DATED, None, False),
    ("`withdrawn`, dated", Outcome.WITHDRAWN, DATED, None, False),
    ("`withdrawn`, undated", Outcome.WITHDRAWN, UNDATED, None, False),
    ("`suspended`", Outcome.SUSPENDED, DATED, None, False),
    ("`renumbered`", Outcome.RENUMBERED, DATED, None, False),
    ("`clauses-withdrawn`, mandatory", Outcome.CLAUSES_WITHDRAWN, DATED, True, False),
    ("`clauses-withdrawn`", Outcome.CLAUSES_WITHDRAWN, DATED, None, False),
    ("`unknown`", Outcome.UNKNOWN, DATED, None, False),
    ("`edition-unknown`", Outcome.EDITION_UNKNOWN, DATED, None, False),
    ("`not-held`", Outcome.NOT_HELD, DATED, None, False),
    ("`ambiguous`", Outcome.AMBIGUOUS, DATED, None, False),
    ("`title-mismatch`", Outcome.TITLE_MISMATCH, DATED, None, False),
    ("`no-such-number`", Outcome.NO_SUCH_NUMBER, DATED, None, False),
    ("`malformed`", Outcome.MALFORMED, DATED, None, False),
)


def line(
    words: str, outcome: Outcome, asked: Asked, *, mandatory: bool | None, choice: bool
) -> str:
    """A line of the table of consequences as the code would write it."""
    answer = Answer(
        outcome=outcome,
        consequence=Consequence.CHECK,
        rule=ValidityRule.DATED_EDITION,
        reason="-",
        certain=True,
        mandatory=mandatory,
        may_follow_until=dt.date(2024, 7, 1) if choice else None,
    )
    cells = [consequence_of(answer, asked, citing, on=ON) for citing in Citing]
    return f"| {words} | {' | '.join(cells)} |"


def test_the_page_lists_every_rule() -> None:
    """Each rule with its code, its meaning and what it rests on, in the order of the code."""
    table = "\n".join(f"| `{rule}` | {rule.meaning} | {rule.basis} |" for rule in ValidityRule)
    assert table in PAGE.read_text(encoding="utf-8")


def test_the_page_tells_what_follows() -> None:
    """The table of consequences for each outcome and who cites."""
    table = "\n".join(
        line(*row, mandatory=mandatory, choice=choice) for *row, mandatory, choice in ROWS
    )
    assert table in PAGE.read_text(encoding="utf-8")
    assert {row[1] for row in ROWS} == set(Outcome)


def test_the_page_names_the_set_of_rules() -> None:
    """Reports name the set by this name and version."""
    assert f"`{RULES}`" in PAGE.read_text(encoding="utf-8")
