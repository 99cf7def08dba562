"""The tables of checks and reviews: every state and action, and words for all they say."""

import re
from itertools import product
from pathlib import Path

import pytest

from biaozhun.cloud import technical_reviews
from biaozhun.cloud.drafting.life import PROJECT
from biaozhun.cloud.technical_reviews import wording
from biaozhun.cloud.technical_reviews.life import CHECK, REVIEW, CheckFacts, ReviewFacts
from biaozhun.cloud.technical_reviews.models import QUESTIONS, Answer, Review, Reviewer
from biaozhun.cloud.technical_reviews.wording.refusals import refused, said
from biaozhun.core.lifecycle import Decision, decide
from biaozhun.documents.reports.form_walls import FormError
from tests.cloud.technical_reviews.making import DAY

FOLDER = Path(technical_reviews.__file__).parent
TAKEN_HERE = ("begin_review", "pass_review", "revise", "terminate", "return_submission")
"""Steps of a project that this slice takes."""
ALL_THERE = ReviewFacts(
    today=DAY,
    reason="理由",
    people=7,
    is_checked=True,
    day=DAY,
    days_ahead=5,
    present=7,
    eligible=7,
    voted=7,
    in_favour=7,
    conclusion="passed",
    has_minutes=True,
)


@pytest.mark.parametrize(
    ("machine", "facts"),
    [(CHECK, CheckFacts(opinion="同意", has_draft=True)), (REVIEW, ALL_THERE)],
    ids=["check", "review"],
)
def test_every_state_and_action_is_legal_or_refused(machine: object, facts: object) -> None:
    """With everything there a step is taken exactly where the table has a row, by its roles."""
    table = machine
    rows = {
        (source, one.action): one
        for one in table.transitions  # type: ignore[attr-defined]  # a machine
        for source in one.sources
    }
    actions = sorted({action for _source, action in rows})
    for state, action in product(sorted(table.states), actions):  # type: ignore[attr-defined]  # likewise
        row = rows.get((state, action))
        told = {
            "roles": row.roles if row else frozenset({"desk", "department", "calendar"}),
            "facts": facts,
        }
        answer = decide(table, state=state, action=action, **told)  # type: ignore[arg-type]  # likewise
        if row is None:
            assert not isinstance(answer, Decision)
            assert answer.codes == ("not_from_here",)
            continue
        assert isinstance(answer, Decision)
        assert answer.target == row.target
        nobody = decide(table, state=state, action=action, roles=frozenset(), facts=facts)  # type: ignore[arg-type]  # likewise
        assert not isinstance(nobody, Decision)
        assert nobody.codes == ("not_for_you",)


def test_every_code_has_words() -> None:
    """Guards, limits, refusals of actions; states, actions, conclusions, questions, votes."""
    rows = [*CHECK.transitions, *REVIEW.transitions]
    rows += [row for row in PROJECT.transitions if row.action in TAKEN_HERE]
    codes = {guard.code for row in rows for guard in row.guards}
    codes |= {limit.code for row in rows for limit in row.limits}
    codes |= {"not_from_here", "not_for_you", "document_missing"}
    source = "".join(path.read_text(encoding="utf-8") for path in FOLDER.rglob("actions/*.py"))
    codes |= set(re.findall(r'ReviewRefusedError\(\s*"([a-z_]+)"', source))
    assert [code for code in sorted(codes) if not refused(code, "甲")] == []
    assert all("{" not in refused(code, "甲") for code in codes)
    told = {
        "states": (set(wording.STATE), set(REVIEW.states)),
        "actions": (set(wording.ACTION), {one.action for one in REVIEW.transitions}),
        "checks": (set(wording.CHECK_STATE), set(CHECK.states)),
        "answers": (set(wording.CHECK_ACTION), {one.action for one in CHECK.transitions}),
        "routes": (set(wording.ROUTE), set(Review.Route.values)),
        "forms": (set(wording.FORM), set(Review.Form.values)),
        "questions": (set(wording.QUESTION), set(QUESTIONS)),
        "findings": (set(wording.FINDING), set(Answer.Finding.values)),
        "votes": (set(wording.VOTE), set(Reviewer.Vote.values)),
        "reviewers": (set(wording.STATUS), set(Reviewer.Status.values)),
    }
    assert {name: said for name, (said, known) in told.items() if said != known} == {}


def test_a_template_that_cannot_be_filled_is_said_in_words() -> None:
    """What the region's own template names wrongly stands in the sentence, not only a code."""
    error = FormError("unknown field", code="unknown_field", fragment="审查组长")
    assert said(error) == ["这张表里没有这个字段：审查组长。请照下面的字段表改。"]
