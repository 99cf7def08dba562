"""Votes that stand, papers that prove them, and what is counted of a panel by its units."""

import datetime as dt

import pytest
from msgspec import structs

from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.committees.models import Expert
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.form_templates.actions.filling import Filled
from biaozhun.cloud.rules.models import RuleSignature
from biaozhun.cloud.technical_reviews.actions import papers
from biaozhun.cloud.technical_reviews.actions.concluding import Concluded, write_conclusion
from biaozhun.cloud.technical_reviews.actions.papers import MADE, bring_minutes, make_papers
from biaozhun.cloud.technical_reviews.actions.reviewing import (
    ReviewStep,
    send_papers,
    step_review,
)
from biaozhun.cloud.technical_reviews.actions.sitting import enter_presence
from biaozhun.cloud.technical_reviews.actions.voting import Said
from biaozhun.cloud.technical_reviews.actions.voting import cast as give
from biaozhun.cloud.technical_reviews.errors import ReviewRefusedError
from biaozhun.cloud.technical_reviews.models import Reviewer
from biaozhun.cloud.technical_reviews.queries.facts import review_facts, tally_of
from tests.cloud.technical_reviews.conftest import Cast
from tests.cloud.technical_reviews.making import (
    AT,
    DAY,
    all_for,
    prepared,
    signed,
    vote,
    voting,
)
from tests.cloud.technical_reviews.test_committee import YES, count, refused
from tests.factories.drafting import paper_of, written_later


def test_votes_that_were_enough_are_not_taken_anew(project: Project, cast: Cast) -> None:
    """With a quorum that binds the desk concludes; with one that does not the counts are kept."""
    review = voting(prepared(project, cast.officer), cast.officer)
    all_for(review, cast.officer, but={"沈厂": "against", "陆商": "abstain"})
    count(review, cast)
    again = ReviewStep(reason="结果不理想")
    signed(project.authority, "Q-06", "2/3")
    assert refused(review, "repeat", cast, again) == ["votes_stand"]
    RuleSignature.objects.all().delete()
    advice = step_review(review, "repeat", again, actor=cast.officer, at=AT).advice
    assert [one.subject for one in advice] == ["Q-06"]
    kept = Event.objects.get(kind="technical_reviews.review_repeat").facts
    assert {name: kept[name] for name in ("in_favour", "against", "abstained")} == {
        "in_favour": 4,
        "against": 1,
        "abstained": 1,
    }


def test_a_member_who_comes_late_does_not_wipe_out_a_vote(project: Project, cast: Cast) -> None:
    """Once the alternate voted the seat is the alternate's; the vote is counted."""
    review = voting(prepared(project, cast.officer), cast.officer, away=("袁检",))
    vote(review, cast.officer, 袁替="against")
    member = review.reviewers.get(name="袁检")
    with pytest.raises(ReviewRefusedError) as late:
        enter_presence(review, {member.pk: True}, actor=cast.officer, at=AT)
    assert (late.value.code, late.value.fragment) == ("voted_already", "袁替")
    assert tally_of(review).against == 1


def test_a_ballot_does_not_begin_behind_its_last_day(project: Project, cast: Cast) -> None:
    """On the last day it does; after it nobody could vote any more."""
    last = DAY + dt.timedelta(days=2)
    review = prepared(project, cast.officer, "ballot", closes=last)
    send_papers(review, DAY - dt.timedelta(days=10), actor=cast.officer, at=AT)
    step_review(review, "convene", actor=cast.officer, at=AT)
    with pytest.raises(StepRefusedError) as late:
        step_review(review, "begin", actor=cast.officer, at=AT + dt.timedelta(days=3))
    assert late.value.refusal.codes == ("ballot_over",)
    step_review(review, "begin", actor=cast.officer, at=AT + dt.timedelta(days=2))
    assert review.state == "voting"


def test_words_of_a_vote_against_fall_with_it(project: Project, cast: Cast) -> None:
    """Who votes for it in the end dissents no longer, whatever the form still held."""
    review = voting(prepared(project, cast.officer), cast.officer)
    one = review.reviewers.select_related("person").get(name="方主任")
    assert one.person is not None
    for said in (Said(vote="against", dissent="指标偏低"), Said(vote="for", dissent="指标偏低")):
        give(one, said, actor=one.person, at=AT)
    one.refresh_from_db()
    assert (one.vote, one.dissent) == ("for", "")


def test_papers_of_an_earlier_round_prove_nothing_of_this_one(project: Project, cast: Cast) -> None:
    """Minutes are brought for the second round; list and vote sheet of the first stay there."""
    for kind in ("reviewer_list", "ballot"):
        paper_of(project, kind, at=AT - dt.timedelta(days=90))
    review = voting(prepared(project, cast.officer), cast.officer)
    all_for(review, cast.officer)
    count(review, cast)
    write_conclusion(
        review, Concluded(conclusion="passed", text="通过", answers=YES), actor=cast.officer
    )
    minutes = bring_minutes(review, ("纪要.pdf", b"%PDF-1.4"), actor=cast.officer, at=AT)
    step_review(review, "conclude", actor=cast.officer, at=AT)
    assert list(project.proceedings.get(kind="technical_review").papers.all()) == [minutes]


def test_papers_asked_for_twice_are_made_once(
    project: Project, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only the times in the files differ: no further version; of another conclusion there is."""
    review = voting(prepared(project, cast.officer), cast.officer)
    all_for(review, cast.officer)
    count(review, cast)
    told = Concluded(conclusion="passed", text="通过", answers=YES)
    write_conclusion(review, told, actor=cast.officer)
    first = make_papers(review, actor=cast.officer, at=AT)
    again = {MADE[one.kind]: Filled(one.name, written_later(one)) for one in first}
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(papers, "filled", lambda form, *_told: again[form])
        assert make_papers(review, actor=cast.officer, at=AT) == first
    assert Event.objects.filter(kind="technical_reviews.papers_made").count() == 1
    write_conclusion(review, structs.replace(told, text="一致通过"), actor=cast.officer)
    versions = [one.version for one in make_papers(review, actor=cast.officer, at=AT)]
    assert versions == [2, 1, 1]


def test_one_unit_is_one_unit_however_it_is_written(
    orphan: Project, experts: list[Expert], cast: Cast
) -> None:
    """By its entry in the register or by its name alone: two of three."""
    review = prepared(orphan, cast.officer)
    unit = experts[0].organisation
    assert unit is not None
    for name, of, text in (
        ("甲", unit, ""),
        ("乙", None, unit.name),
        ("丙", None, "江原大学"),
    ):
        Reviewer.objects.create(
            review=review, name=name, organisation=of, unit=text, interest="testing"
        )
    assert str(review_facts(review, on=DAY).largest_unit)[:4] == "0.66"
