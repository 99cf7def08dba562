"""A panel by lot: seats, pool, draw, stand-ins, and what is refused."""

import json

import pytest

from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.committees.models import Expert, ExpertConflict, ExpertEvent
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.messaging.models import Notice
from biaozhun.cloud.technical_reviews.actions.answering import Conflict, answer_invitation
from biaozhun.cloud.technical_reviews.actions.drawing import (
    draw,
    replace,
    set_aside,
    set_seats,
)
from biaozhun.cloud.technical_reviews.errors import ReviewRefusedError
from biaozhun.cloud.technical_reviews.models import Draw, Review
from biaozhun.cloud.technical_reviews.queries.panel import SeatTold
from biaozhun.cloud.technical_reviews.queries.pool import name_of, pool_of
from biaozhun.core.reviewing import digest_of, lot_of, written
from biaozhun.core.reviewing import draw as draw_lot
from tests.cloud.technical_reviews.conftest import Cast
from tests.cloud.technical_reviews.making import AT, DAY, bank, checked, handed_in, prepared, signed
from tests.factories.drafting import LEADER

SEVEN = ("user", "testing", "research", "consumer", "producer", "public", "operator")


def seated(project: Project, cast: Cast, interests: tuple[str, ...] = SEVEN) -> Review:
    """A panel's review with its seats."""
    review = prepared(project, cast.officer)
    set_seats(review, [SeatTold(one, ("03.080",)) for one in interests], actor=cast.officer)
    return review


def another(cast: Cast) -> Project:
    """A further project of the same department for a panel."""
    project = handed_in(serial=3, handler=cast.officer, committee=None)
    checked(project, cast.officer, cast.department)
    return project


def reasons(review: Review) -> dict[str, tuple[str, ...]]:
    """Of everybody who is passed over, why."""
    return {one.name: told for one, told in pool_of(review, DAY).passed_over}


@pytest.mark.usefixtures("experts")
def test_a_draw_can_be_drawn_again_from_what_was_sealed(orphan: Project, cast: Cast) -> None:
    """The seals fit seed and pool, and the lot of the core gives the same panel."""
    review = seated(orphan, cast)
    made = draw(review, actor=cast.officer, at=AT)
    assert digest_of(made.seed) == made.seed_hash
    assert digest_of(written(made.pool["paper"])) == made.pool_hash
    again = draw_lot(made.seed, lot_of(made.pool["paper"]))
    told = [(one.position, one.drawn, list(one.order)) for one in again.seats]
    assert [(one["position"], one["drawn"], one["order"]) for one in made.result] == told
    sitting = review.reviewers.order_by("seat__position")
    assert [name_of(one.expert_id) for one in sitting if one.expert_id] == list(again.people)
    assert [one.interest for one in sitting] == list(SEVEN)


@pytest.mark.usefixtures("experts")
def test_the_seals_are_public_at_once_and_nothing_else(orphan: Project, cast: Cast) -> None:
    """The event of the draw names both seals; neither seed, nor numbers, nor names."""
    review = seated(orphan, cast)
    made = draw(review, actor=cast.officer, at=AT)
    event = Event.objects.get(kind="technical_reviews.panel_drawn")
    assert event.facts == {
        "project": orphan.plan_number,
        "draw": 1,
        "seats": 7,
        "drawn": 7,
        "seed_hash": made.seed_hash,
        "pool_hash": made.pool_hash,
        "visibility": "public",
    }
    paper = json.dumps(made.pool["paper"], ensure_ascii=False)
    assert [
        one.name for one in Expert.objects.all() if one.name in paper or one.unit in paper
    ] == []


@pytest.mark.usefixtures("experts")
def test_who_was_drawn_is_asked_and_finds_it_in_the_own_log(orphan: Project, cast: Cast) -> None:
    """Seven notices, seven entries in the bank."""
    review = seated(orphan, cast)
    draw(review, actor=cast.officer, at=AT)
    assert Notice.objects.filter(kind="technical_reviews.drawn").count() == 7
    told = ExpertEvent.objects.filter(kind="drew", subject=review.case_subject)
    assert set(told.values_list("expert_id", flat=True)) == set(
        review.reviewers.values_list("expert_id", flat=True)
    )


def test_everybody_who_is_passed_over_is_told_why(
    orphan: Project, experts: list[Expert], cast: Cast
) -> None:
    """Drafting unit, team, conflict, suspension, end of admission, field, interest: by name."""
    testing, research, consumer, producer, operator, _user, _public, _colleague = experts
    conflict = {"reason": "持股", "declared": DAY, "unit": f" {LEADER}"}
    ExpertConflict.objects.create(expert=testing, **{**conflict, "unit": LEADER})
    Expert.objects.filter(pk=research.pk).update(state="suspended")
    Expert.objects.filter(pk=consumer.pk).update(until=DAY.replace(year=2025))
    orphan.team.create(position=2, name=producer.name, unit=producer.unit, person=producer.person)
    operator.field_rows.all().delete()
    review = seated(orphan, cast, ("user", "testing", "research"))
    assert reasons(review) == {
        "甄一": ("conflict",),
        "甄二": ("suspended",),
        "甄三": ("not_admitted",),
        "甄四": ("team",),
        "甄五": ("field",),
        "甄七": ("interest",),
        "甄八": ("drafting_unit",),
    }


def test_a_conflict_that_ended_or_is_with_others_passes_nobody_over(
    orphan: Project, experts: list[Expert], cast: Cast
) -> None:
    """Only what stands on the day, and with who drafts, counts."""
    before = DAY.replace(month=1)
    ended = {"expert": experts[0], "reason": "曾任职", "declared": before, "until": before}
    ExpertConflict.objects.create(unit=LEADER, **ended)
    ExpertConflict.objects.create(
        expert=experts[1], unit="与此无关的单位", reason="任职", declared=before
    )
    review = seated(orphan, cast)
    assert set(reasons(review)) == {"甄八"}


def test_a_seat_without_a_candidate_is_said_and_nothing_is_drawn(
    orphan: Project, experts: list[Expert], cast: Cast
) -> None:
    """The seat is named; no seed was made, nobody asked."""
    Expert.objects.filter(pk=experts[6].pk).update(state="suspended")
    review = seated(orphan, cast)
    with pytest.raises(ReviewRefusedError) as caught:
        draw(review, actor=cast.officer, at=AT)
    assert (caught.value.code, caught.value.fragment) == ("pool_too_small", "6")
    assert (Draw.objects.count(), review.reviewers.count()) == (0, 0)


@pytest.mark.usefixtures("experts")
def test_nothing_is_drawn_twice_silently(orphan: Project, cast: Cast) -> None:
    """A second draw is refused; set aside with a reason, the first stays beside it on record."""
    review = seated(orphan, cast)
    first = draw(review, actor=cast.officer, at=AT)
    with pytest.raises(ReviewRefusedError, match="Refused") as caught:
        draw(review, actor=cast.officer, at=AT)
    assert caught.value.code == "drawn_already"
    with pytest.raises(ReviewRefusedError) as silent:
        set_aside(review, "  ", actor=cast.officer, at=AT)
    assert (silent.value.code, silent.value.field) == ("reason_missing", "reason")
    with pytest.raises(ReviewRefusedError) as changed:
        set_seats(review, [SeatTold("user")], actor=cast.officer)
    assert changed.value.code == "drawn_already"
    set_aside(review, "第3席的专业领域设置有误", actor=cast.officer, at=AT)
    second = draw(review, actor=cast.officer, at=AT)
    first.refresh_from_db()
    assert (first.number, first.set_aside_reason) == (1, "第3席的专业领域设置有误")
    assert (second.number, second.set_aside) == (2, None)
    assert second.seed != first.seed
    kept = review.reviewers.order_by("draw__number").values_list("draw__number", "status")
    assert list(kept) == [(1, "replaced")] * 7 + [(2, "asked")] * 7


@pytest.mark.usefixtures("experts")
def test_who_may_not_draw_is_refused(orphan: Project, project: Project, cast: Cast) -> None:
    """Strangers, drafters and the department draw nothing; a committee has no panel to draw."""
    review = seated(orphan, cast)
    for person in (cast.stranger, cast.drafter, cast.department):
        with pytest.raises(ReviewRefusedError) as caught:
            draw(review, actor=person, at=AT)
        assert caught.value.code == "not_for_you"
    with pytest.raises(ReviewRefusedError) as other:
        set_seats(prepared(project, cast.officer), [SeatTold("user")], actor=cast.officer)
    assert other.value.code == "no_panel"


def test_who_declines_is_followed_by_the_next_of_the_sealed_order(
    orphan: Project, experts: list[Expert], cast: Cast
) -> None:
    """Of two candidates the other one follows; after that the seat is empty, the desk told."""
    bank(orphan.authority, (("甄九", "江原省计量院", "testing"),))
    review = seated(orphan, cast)
    made = draw(review, actor=cast.officer, at=AT)
    order = next(one["order"] for one in made.result if one["position"] == 2)
    first = review.reviewers.get(seat__position=2)
    assert first.person is not None
    follows = answer_invitation(first, accepts=False, reason="出国", actor=first.person, at=AT)
    assert follows is not None
    assert [name_of(one.expert_id or 0) for one in (first, follows)] == order
    assert follows.person is not None
    none = answer_invitation(follows, accepts=False, reason="住院", actor=follows.person, at=AT)
    assert none is None
    assert review.reviewers.filter(seat__position=2, status="declined").count() == 2
    assert Notice.objects.filter(kind="technical_reviews.seat_empty").count() == 1
    refused = ExpertEvent.objects.filter(kind="refused").values_list("expert__name", "text")
    assert sorted(refused) == sorted([(first.name, "出国"), (follows.name, "住院")])
    assert len(experts) == 8


def test_a_declared_conflict_stands_in_the_bank_and_the_seat_goes_on(
    orphan: Project, experts: list[Expert], cast: Cast
) -> None:
    """Who declares it does not review, here or in another draw; with acceptance it is refused."""
    bank(orphan.authority, (("甄九", "江原省计量院", "user"),))
    review = seated(orphan, cast)
    draw(review, actor=cast.officer, at=AT)
    one = review.reviewers.get(seat__position=1)
    assert one.person is not None
    told = Conflict(LEADER, "担任顾问")
    with pytest.raises(ReviewRefusedError) as both:
        answer_invitation(one, accepts=True, conflict=told, actor=one.person, at=AT)
    assert both.value.code == "conflicted_reviewer"
    follows = answer_invitation(one, accepts=False, conflict=told, actor=one.person, at=AT)
    one.refresh_from_db()
    assert (one.status, one.conflict, one.votes) == ("declined", f"{LEADER}：担任顾问", False)
    assert follows is not None
    assert {one.name, follows.name} == {"甄六", "甄九"}
    declared = ExpertConflict.objects.get()
    assert (declared.unit, declared.reason, declared.by) == (LEADER, "担任顾问", one.person)
    assert reasons(review)[one.name] == ("conflict", "gone")
    assert len(experts) == 8


@pytest.mark.usefixtures("experts")
def test_answers_are_ones_own_and_come_in_time(orphan: Project, cast: Cast) -> None:
    """Another's is refused, so is one after the seat was given away; a late one still counts."""
    review = seated(orphan, cast)
    draw(review, actor=cast.officer, at=AT)
    one, other = review.reviewers.order_by("seat__position")[:2]
    assert one.person is not None
    assert other.person is not None
    with pytest.raises(ReviewRefusedError) as stranger:
        answer_invitation(one, accepts=True, actor=other.person, at=AT)
    with pytest.raises(ReviewRefusedError) as silent:
        answer_invitation(one, accepts=False, actor=one.person, at=AT)
    late = AT.replace(year=2027)
    answer_invitation(one, accepts=True, actor=one.person, at=late)
    replace(other, reason="逾期未答复", actor=cast.officer, at=AT)
    with pytest.raises(ReviewRefusedError) as gone:
        answer_invitation(other, accepts=True, actor=other.person, at=AT)
    one.refresh_from_db()
    codes = [caught.value.code for caught in (stranger, silent, gone)]
    assert codes == ["not_for_you", "reason_missing", "left_already"]
    assert (one.status, one.answered) == ("accepted", late)


@pytest.mark.usefixtures("experts")
def test_answers_are_wanted_before_the_day_of_the_review(orphan: Project, cast: Cast) -> None:
    """Five days, or up to the day before the review; never a day that is over."""
    told = []
    for day in (DAY, DAY.replace(day=25), DAY.replace(day=30)):
        Review.objects.filter(project=orphan).update(state="cancelled")
        review = prepared(orphan, cast.officer, day=day)
        set_seats(review, [SeatTold("user")], actor=cast.officer)
        draw(review, actor=cast.officer, at=AT)
        told.append(review.reviewers.get().answer_by)
    assert told == [DAY, DAY.replace(day=24), DAY.replace(day=28)]


@pytest.mark.usefixtures("experts")
def test_rotation_and_workload_are_respected(orphan: Project, cast: Cast) -> None:
    """Who sat for the last project of the department rests; so does who reviewed six times."""
    bank(orphan.authority, (("甄九", "江原省计量院", "user"),))
    review = seated(orphan, cast, ("user",))
    draw(review, actor=cast.officer, at=AT)
    sat = review.reviewers.get()
    Review.objects.filter(pk=review.pk).update(state="concluded")
    following = seated(another(cast), cast, ("user",))
    assert reasons(following)[sat.name] == ("rotation",)
    assert sat.expert is not None
    for day in range(1, 6):
        ExpertEvent.objects.create(
            expert=sat.expert, kind="attended", day=DAY.replace(day=day), made=AT
        )
    assert reasons(following)[sat.name] == ("rotation", "workload")


@pytest.mark.usefixtures("experts")
def test_a_repeated_review_of_one_project_is_no_further_one_in_a_row(
    orphan: Project, cast: Cast
) -> None:
    """The first panel may see it again; two reviews of one project are one of the two in a row."""
    bank(orphan.authority, (("甄九", "江原省计量院", "user"),))
    for _time in range(2):
        review = seated(orphan, cast, ("user",))
        Expert.objects.exclude(name="甄九").update(state="suspended")
        assert "甄九" not in reasons(review)
        draw(review, actor=cast.officer, at=AT)
        Review.objects.filter(pk=review.pk).update(state="concluded")
    following = seated(another(cast), cast, ("user",))
    assert reasons(following)["甄九"] == ("rotation",)
    signed(orphan.authority, "Q-15", "2")
    assert "甄九" not in reasons(following)


def test_two_of_one_unit_do_not_sit_together(
    orphan: Project, experts: list[Expert], cast: Cast
) -> None:
    """A quarter of seven is one: the seat of the other is filled from another unit, or empty."""
    Expert.objects.filter(pk=experts[1].pk).update(
        organisation=experts[0].organisation, unit="另写的名称"
    )
    review = seated(orphan, cast)
    made = draw(review, actor=cast.officer, at=AT)
    empty = [one["position"] for one in made.result if not one["drawn"]]
    assert empty == [3]
    assert review.reviewers.count() == 6


@pytest.mark.parametrize("size", [3, 40])
@pytest.mark.usefixtures("experts")
def test_the_pool_asks_the_same_questions_however_large_the_bank(
    orphan: Project,
    cast: Cast,
    size: int,
    django_assert_num_queries: "object",
) -> None:
    """Fifteen questions with eleven and with forty-eight experts."""
    people = tuple((f"专{n}", f"单位{n}", "user") for n in range(size))
    bank(orphan.authority, people)
    review = seated(orphan, cast)
    review = Review.objects.select_related("project__authority").get(pk=review.pk)
    with django_assert_num_queries(15):  # type: ignore[operator]  # pytest-django's own
        pool = pool_of(review, DAY)
    assert len(pool.seats[0].experts) == size + 1
