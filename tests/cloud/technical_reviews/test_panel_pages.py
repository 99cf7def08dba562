"""The pages of a panel: seats, pool, draw, invitation, and what everybody sees."""

import json

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.committees.models import Expert, ExpertConflict
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.technical_reviews.actions.answering import answer_invitation
from biaozhun.cloud.technical_reviews.actions.drawing import draw, set_aside, set_seats
from biaozhun.cloud.technical_reviews.actions.reviewing import step_review
from biaozhun.cloud.technical_reviews.actions.sitting import enter_presence
from biaozhun.cloud.technical_reviews.models import Draw, Review
from biaozhun.cloud.technical_reviews.queries.panel import SeatTold
from biaozhun.core.reviewing import read_published
from tests.cloud.technical_reviews.conftest import As, Cast
from tests.cloud.technical_reviews.making import AT, bank, prepared
from tests.factories.drafting import LEADER

SEVEN = ("user", "testing", "research", "consumer", "producer", "public", "operator")


@pytest.fixture
def review(orphan: Project, experts: list[Expert], cast: Cast) -> Review:
    """A panel's review with its seats and a bank to draw from."""
    assert len(experts) == 8
    made = prepared(orphan, cast.officer)
    set_seats(made, [SeatTold(one, ("03.080",)) for one in SEVEN], actor=cast.officer)
    return made


@pytest.fixture
def drawn(review: Review, cast: Cast) -> Draw:
    """The same, drawn."""
    return draw(review, actor=cast.officer, at=AT)


def test_the_rules_propose_the_seats(orphan: Project, cast: Cast, browser: As) -> None:
    """Seven seats of a province in the field of the project; what is saved is what is read."""
    review = prepared(orphan, cast.officer)
    page = f"/desk/technical-reviews/{review.pk}/panel/seats"
    client = browser(cast.officer)
    form = client.get(page).context["form"]
    proposed = {name: field.initial for name, field in form.fields.items()}
    assert [proposed[f"interest_{n}"] for n in range(1, 10)] == [
        *("user", "testing", "research", "testing", "producer", "public", "operator"),
        *("", ""),
    ]
    assert proposed["fields_1"] == "、".join(orphan.ics)
    wrong = client.post(page, {"interest_1": "user", "fields_1": "99.999"})
    assert wrong.status_code == 422
    assert "99.999" in wrong.content.decode()
    sent = {"interest_1": "user", "fields_1": "03.080", "interest_2": "", "interest_3": "testing"}
    assert client.post(page, sent).status_code == 302
    told = review.seats.values_list("position", "interest", "fields")
    assert list(told) == [(1, "user", ["03.080"]), (2, "testing", [])]


def test_names_are_the_desks_until_the_review_is_concluded(
    drawn: Draw, cast: Cast, browser: As
) -> None:
    """Strangers, drafters, department and the drawn get 404 for the panel; nobody gets the file."""
    pk = drawn.review_id
    assert browser(cast.officer).get(f"/desk/technical-reviews/{pk}/panel").status_code == 200
    expert = drawn.reviewers.first()
    assert expert is not None
    for person in (cast.stranger, cast.drafter, cast.department, expert.person):
        for name in ("panel", "panel/pool", "panel/seats"):
            found = browser(person).get(f"/desk/technical-reviews/{pk}/{name}")
            assert (name, found.status_code) == (name, 404)
    for person in (None, cast.officer):
        file = browser(person).get(f"/technical-reviews/{pk}/draws/1.json")
        assert file.status_code == 404


def test_the_department_reads_no_names_of_the_panel_on_the_page_of_the_review(
    drawn: Draw, cast: Cast, browser: As
) -> None:
    """Who applied for the standard learns who reviews it with the conclusion, the desk at once."""
    names = list(drawn.reviewers.values_list("name", flat=True))
    address = f"/desk/technical-reviews/{drawn.review_id}"
    read = browser(cast.department).get(address).content.decode()
    assert [name for name in names if name in read] == []
    assert "审查有结论以前，专家名单不公开。" in read
    kept = browser(cast.officer).get(address).content.decode()
    assert [name for name in names if name not in kept] == []
    Review.objects.filter(pk=drawn.review_id).update(state="concluded", conclusion="passed")
    later = browser(cast.department).get(address).content.decode()
    assert [name for name in names if name not in later] == []


def test_the_seals_are_everybodys_at_once(drawn: Draw, browser: As) -> None:
    """Project page and draw page show both seals; neither seed, nor number, nor name."""
    names = list(drawn.reviewers.values_list("name", flat=True))
    for page in (
        f"/technical-reviews/{drawn.review_id}/draws",
        f"/projects/{drawn.review.project_id}",
    ):
        text = browser().get(page).content.decode()
        assert (drawn.seed_hash in text, drawn.pool_hash in text) == (True, True)
        assert drawn.seed not in text
        assert [one for one in names if one in text] == []


def test_a_concluded_review_publishes_what_anybody_can_draw_again(
    drawn: Draw, cast: Cast, browser: As
) -> None:
    """Seed, pool, result; names of who agreed and of who came; the page says that it agrees."""
    first, second = drawn.reviewers.order_by("seat__position")[:2]
    assert first.person is not None
    assert second.expert is not None
    answer_invitation(first, accepts=True, actor=first.person, at=AT)
    Expert.objects.filter(pk=second.expert.pk).update(is_public=True)
    Review.objects.filter(pk=drawn.review_id).update(state="concluded", conclusion="passed")
    text = browser().get(f"/technical-reviews/{drawn.review_id}/draws").content.decode()
    told = {one.name for one in drawn.reviewers.all() if one.name in text}
    assert told == {first.name, second.name}
    assert drawn.seed in text
    assert "重新计算的结果与公布的一致" in text
    file = browser(cast.stranger).get(f"/technical-reviews/{drawn.review_id}/draws/1.json")
    assert read_published(file.content.decode()).whole is True
    assert json.loads(file.content)["pool"] == drawn.pool["paper"]
    assert [one.name for one in Expert.objects.all() if one.name in file.content.decode()] == []


def test_a_result_that_was_changed_afterwards_is_found_out_on_the_page(
    drawn: Draw, browser: As
) -> None:
    """Somebody else on a seat, and the page says that it does not agree."""
    drawn.result[0]["drawn"] = drawn.result[1]["drawn"]
    drawn.save()
    Review.objects.filter(pk=drawn.review_id).update(state="concluded", conclusion="passed")
    text = browser().get(f"/technical-reviews/{drawn.review_id}/draws").content.decode()
    assert "重新计算的结果与公布的不一致：抽出的人不同。" in "".join(text.split())


def test_draws_of_a_cancelled_review_stay_to_be_seen(drawn: Draw, cast: Cast, browser: As) -> None:
    """Cancelling is no way to draw again unseen: its seals stay, its names are not published."""
    set_aside(drawn.review, "席位有误", actor=cast.officer, at=AT)
    Review.objects.filter(pk=drawn.review_id).update(state="cancelled")
    text = browser().get(f"/projects/{drawn.review.project_id}").content.decode()
    assert (drawn.seed_hash in text, "已作废" in text) == (True, True)
    page = browser().get(f"/technical-reviews/{drawn.review_id}/draws").content.decode()
    assert ("席位有误" in page, drawn.seed in page) == (True, False)


def test_drawing_twice_by_a_second_click_draws_once(
    review: Review, cast: Cast, browser: As
) -> None:
    """The second click is answered with what to do instead."""
    client = browser(cast.officer)
    page = f"/desk/technical-reviews/{review.pk}/panel"
    for _click in range(2):
        assert client.post(f"{page}/draw").status_code == 302
    text = client.get(page).content.decode()
    assert "专家组已经抽取。要改席位或重新抽取，请先写明理由" in text
    assert Draw.objects.count() == 1
    empty = client.post(f"{page}/set-aside", {"reason": ""})
    assert (empty.status_code, Draw.objects.filter(set_aside=None).count()) == (422, 1)


def test_an_expert_answers_on_the_own_page(drawn: Draw, cast: Cast, browser: As) -> None:
    """Yes; then a conflict: who declares it is out, and the seat has somebody else or nobody."""
    one = drawn.reviewers.get(seat__position=1)
    page = f"/desk/my-reviews/{drawn.review_id}/invitation"
    client = browser(one.person)
    assert "没有给您的邀请" in browser(cast.stranger).get(page).content.decode()
    assert client.post(page, {"answer": "decline"}).status_code == 422
    assert client.post(page, {"answer": "accept"}).status_code == 302
    one.refresh_from_db()
    assert one.status == "accepted"
    stepping_aside = {"answer": "conflict", "unit": LEADER, "conflict": "持有股份"}
    assert client.post(page, stepping_aside).status_code == 302
    one.refresh_from_db()
    assert (one.status, one.reason) == ("declined", f"{LEADER}：持有股份")
    assert ExpertConflict.objects.filter(expert=one.expert, unit=LEADER).count() == 1
    assert "您不参加这次审查" in client.get(page).content.decode()


def test_an_expert_with_a_conflict_is_not_convened(drawn: Draw, cast: Cast, browser: As) -> None:
    """A conflict that came to light after the draw stands against convening, until replaced."""
    one = drawn.reviewers.get(seat__position=1)
    assert one.expert is not None
    bank(drawn.review.project.authority, (("甄九", "江原省计量院", "user"),))
    ExpertConflict.objects.create(
        expert=one.expert, unit=LEADER, reason="近亲属任职", declared=AT.date()
    )
    client = browser(cast.officer)
    page = f"/desk/technical-reviews/{drawn.review_id}"
    refused = client.post(f"{page}/convene")
    assert refused.status_code == 422
    assert "有参加表决的人声明了利益冲突" in refused.content.decode()
    client.post(f"{page}/panel/people/{one.pk}/replace", {"reason": "有利益关系"})
    one.refresh_from_db()
    assert one.status == "replaced"


def test_nobody_is_seated_by_hand(drawn: Draw, cast: Cast, browser: As) -> None:
    """What is sent besides the reason names nobody: the order that was sealed decides."""
    one = drawn.reviewers.get(seat__position=2)
    colleague = Expert.objects.get(name="甄八")
    client = browser(cast.officer)
    page = f"/desk/technical-reviews/{drawn.review_id}/panel"
    told = {"reason": "出差", "expert": colleague.pk, "reviewer": colleague.pk}
    client.post(f"{page}/people/{one.pk}/replace", told)
    assert drawn.reviewers.filter(expert=colleague).count() == 0
    assert "候选专家已经用完" in client.get(page).content.decode()


def test_the_panel_asks_the_same_questions_however_large_bank_and_panel_are(
    review: Review, cast: Cast, browser: As
) -> None:
    """The same number with 8 and with 38 experts."""
    client = browser(cast.officer)
    page = f"/desk/technical-reviews/{review.pk}/panel"
    client.get(page)
    cache.clear()
    with CaptureQueriesContext(connection) as few:
        client.get(page)
    bank(review.project.authority, tuple((f"专{n}", f"单位{n}", "user") for n in range(30)))
    cache.clear()
    with CaptureQueriesContext(connection) as many:
        client.get(page)
    assert len(many) == len(few)


def test_an_expert_with_a_conflict_does_not_begin(drawn: Draw, cast: Cast) -> None:
    """Drawn, accepted and convened; a conflict that is declared then stands against beginning."""
    for one in drawn.reviewers.select_related("person"):
        assert one.person is not None
        answer_invitation(one, accepts=True, actor=one.person, at=AT)
    review = drawn.review
    step_review(review, "convene", actor=cast.officer, at=AT)
    enter_presence(
        review, {one.pk: True for one in review.reviewers.all()}, actor=cast.officer, at=AT
    )
    one = review.reviewers.get(seat__position=2)
    assert one.expert is not None
    conflict = ExpertConflict.objects.create(
        expert=one.expert, unit=LEADER, reason="持股", declared=AT.date()
    )
    with pytest.raises(StepRefusedError) as caught:
        step_review(review, "begin", actor=cast.officer, at=AT)
    assert caught.value.refusal.codes == ("conflicted_reviewer",)
    conflict.delete()
    step_review(review, "begin", actor=cast.officer, at=AT)
    assert review.state == "voting"
