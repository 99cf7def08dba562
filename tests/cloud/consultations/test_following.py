"""Comments keep their place in later drafts; what was accepted but not done is pointed out."""

import datetime as dt
from http import HTTPStatus

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from biaozhun.cloud.consultations.actions.answering import decide
from biaozhun.cloud.consultations.actions.following import correct, follow_into
from biaozhun.cloud.consultations.errors import ConsultationRefusedError
from biaozhun.cloud.consultations.models import Comment, CommentPlace, Consultation
from biaozhun.cloud.consultations.queries.following import (
    counts_in,
    followed,
    later_drafts,
    places_in,
)
from biaozhun.cloud.consultations.queries.passages import passages_of
from biaozhun.cloud.consultations.tasks import read_draft
from biaozhun.cloud.drafting.models import ProjectDocument
from tests.cloud.consultations.conftest import As
from tests.cloud.consultations.making import AREA, DRAFT, SENTENCE, Cast, at, commented
from tests.factories.drafting import paper_of

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 6, 12)
LATER = dt.date(2026, 8, 3)
SECOND = "每层至少设置一间。"
NEXT = DRAFT.replace("不应小于10平方米", "不宜小于12平方米").replace(
    "门锁；\nb) 洗手台。", "门锁。"
)


def passage(document: ProjectDocument, words: str) -> str:
    """The id of the passage that holds some words."""
    return next(one.id for one in passages_of(document) if words in one.text)


@pytest.fixture
def later(consultation: Consultation, cast: Cast) -> ProjectDocument:
    """A draft for review in which one sentence is reworded, one item gone, the rest as it was.

    Comments: 1 on the sentence, 2 on the one behind it, 3 on the item, 4 on the whole draft.
    """
    draft = consultation.draft
    commented(consultation, "改为12平方米", passage=AREA, start=0, end=len(SENTENCE))
    span = {"start": len(SENTENCE), "end": len(SENTENCE) + len(SECOND)}
    commented(consultation, "每层两间", passage=AREA, **span)
    commented(consultation, "洗手台另列", passage=passage(draft, "洗手台"))
    commented(consultation, "整体很好")
    rows = list(consultation.comments.order_by("number"))
    decide(rows, "accepted", "", actor=cast.officer, at=at(DAY))
    made = paper_of(consultation.project, "draft_for_review", NEXT, at=at(LATER))
    read_draft(made.pk)
    return made


def outcomes(consultation: Consultation, document: ProjectDocument) -> dict[int, str]:
    """What became of each comment's place."""
    rows = places_in(consultation, document)
    return {one.comment.number: one.outcome for one in rows}


def test_reading_a_later_draft_finds_the_places_again(
    consultation: Consultation, later: ProjectDocument
) -> None:
    """Reworded, kept, gone; what is about the whole draft has no place."""
    assert outcomes(consultation, later) == {1: "reworded", 2: "kept", 3: "gone"}
    assert later_drafts(consultation) == [later]
    first = followed(list(places_in(consultation, later)[:1]), later)[0]
    assert first.said.startswith("母婴室的使用面积不宜小于12平方米")
    assert first.clause == "4.1"


def test_what_was_accepted_and_reads_as_before_is_pointed_out(
    consultation: Consultation, later: ProjectDocument
) -> None:
    """The second sentence was to be changed and was not."""
    counts = counts_in(consultation, later)
    assert counts == {"kept": 1, "moved": 0, "reworded": 1, "gone": 1, "undone": 1}
    rows = followed(list(places_in(consultation, later)), later)
    assert [row.comment.number for row in rows if row.is_undone] == [2]


def test_a_place_put_right_by_hand_stays(
    consultation: Consultation, later: ProjectDocument, cast: Cast
) -> None:
    """Found again as often as one likes; each comment has one place in a version."""
    third = consultation.comments.get(number=3)
    there = passage(later, "门锁")
    correct(third, later, "reworded", there, actor=cast.drafter)
    assert follow_into(later) == 3
    place = CommentPlace.objects.get(comment=third, document=later)
    assert (place.outcome, place.passage, place.set_by) == ("reworded", there, cast.drafter)
    assert follow_into(consultation.draft) == 0


def test_a_correction_is_refused_to_strangers_and_where_there_is_no_such_place(
    consultation: Consultation, later: ProjectDocument, cast: Cast
) -> None:
    """Each with its code."""
    third = consultation.comments.get(number=3)
    for actor, outcome, where, code in (
        (cast.stranger, "gone", "", "not_for_you"),
        (cast.officer, "vanished", "", "unknown_outcome"),
        (cast.officer, "kept", "99.9", "unknown_passage"),
    ):
        with pytest.raises(ConsultationRefusedError) as refused:
            correct(third, later, outcome, where, actor=actor)
        assert refused.value.code == code


def test_the_page_shows_each_comment_at_its_place_and_takes_corrections(
    consultation: Consultation, later: ProjectDocument, cast: Cast, browser: As
) -> None:
    """Filtered by what became of them; put right by a form; nothing for strangers."""
    client = browser(cast.drafter)
    here = f"/desk/consultations/{consultation.pk}/drafts/{later.pk}"
    for query, numbers in (("", [1, 2, 3]), ("?outcome=gone", [3]), ("?outcome=undone", [2])):
        rows = client.get(here + query).context["rows"]
        assert [row.comment.number for row in rows] == numbers
    assert "1 条采纳的意见，原文没有改动" in client.get(here).content.decode()
    form = f"{here}/comments/3"
    wrong = client.post(form, {"outcome": "kept", "passage": ""})
    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    told = {"outcome": "moved", "passage": passage(later, "门锁")}
    assert client.post(form, told)["Location"] == f"{here}#comment-3"
    assert outcomes(consultation, later)[3] == "moved"
    assert browser(cast.stranger).get(here).status_code == HTTPStatus.FORBIDDEN
    other = f"/desk/consultations/{consultation.pk}/drafts/{consultation.draft_id}"
    assert client.get(other).status_code == HTTPStatus.NOT_FOUND


def test_the_page_asks_as_often_for_eight_as_for_three(
    consultation: Consultation, later: ProjectDocument, cast: Cast, browser: As
) -> None:
    """A constant number of questions."""
    client = browser(cast.officer)
    here = f"/desk/consultations/{consultation.pk}/drafts/{later.pk}"

    def questions() -> int:
        with CaptureQueriesContext(connection) as asked:
            client.get(here)
        return len(asked)

    few = questions()
    for n in range(5):
        commented(consultation, f"第{n}点补充", passage=AREA, person=cast.citizen)
    assert follow_into(later) == 8
    assert questions() == few


def test_drafters_do_not_find_what_was_kept_back_in_a_later_draft(
    consultation: Consultation, later: ProjectDocument
) -> None:
    """The desk still does; the figures of each agree with the list."""
    Comment.objects.filter(consultation=consultation, number=2).update(state="withheld")
    drafter = frozenset({"drafter"})
    assert [one.comment.number for one in places_in(consultation, later)] == [1, 2, 3]
    assert [one.comment.number for one in places_in(consultation, later, drafter)] == [1, 3]
    assert counts_in(consultation, later, drafter)["kept"] == 0
    assert counts_in(consultation, later)["kept"] == 1
