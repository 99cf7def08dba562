"""A consultation from its preparation to its settlement, together with its project."""

import datetime as dt

import pytest

from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.consultations.actions.opening import ConsultationStep, step_consultation
from biaozhun.cloud.consultations.errors import ConsultationRefusedError
from biaozhun.cloud.consultations.models import Consultation
from biaozhun.cloud.consultations.queries.passages import passages_of
from biaozhun.cloud.drafting.models import Project
from tests.cloud.consultations.making import (
    AREA,
    CLOSES,
    DRAFT,
    OPENS,
    SENTENCE,
    Cast,
    at,
    closed,
    commented,
    new_draft,
    opened,
    prepared,
)

NONE = ConsultationStep()


def refused(
    consultation: Consultation, action: str, told: ConsultationStep, **by: object
) -> set[str]:
    """The codes a step is refused with."""
    with pytest.raises(StepRefusedError) as caught:
        step_consultation(consultation, action, told, **by)  # type: ignore[arg-type]
    return set(caught.value.refusal.codes)


def test_opening_makes_draft_and_note_public_and_moves_the_project(
    project: Project, cast: Cast
) -> None:
    """One click: the consultation is open, the project consulted on, the papers are public."""
    made = opened(project, cast)
    project.refresh_from_db()
    assert (made.state, project.state) == ("open", "consulting")
    assert (made.opens, made.closes) == (OPENS, CLOSES)
    assert made.proceeding is not None
    round_of = made.proceeding
    assert (round_of.began, round_of.ended, round_of.outcome) == (OPENS, CLOSES, "")
    shown = project.documents.filter(is_public=True).values_list("kind", flat=True)
    assert sorted(shown) == ["draft_for_comment", "explanatory_note"]


def test_a_draft_gives_passages_with_ids_labels_and_places(consultation: Consultation) -> None:
    """Headings, paragraphs, notes, items and captions, each with the id of its node."""
    found = {one.id: one for one in passages_of(consultation.draft)}
    assert found[AREA].text.startswith(SENTENCE)
    assert (found["4.1"].label, found["4.1"].text, found["4.1"].level) == ("4.1", "面积", 2)
    assert (found["4.1-note1"].kind, found["4.2-i1"].label) == ("note", "a)")
    assert (found["figure-1"].label, found["figure-1"].text) == ("图1", "标识示意")


def test_a_round_has_an_end_after_today_and_a_text(project: Project, cast: Cast) -> None:
    """Without a last day to come it does not open."""
    made = prepared(project, cast)
    by = {"actor": cast.officer, "at": at(OPENS)}
    assert refused(made, "open", NONE, **by) == {"last_day_missing"}
    assert refused(made, "open", ConsultationStep(closes=OPENS), **by) == {"last_day_missing"}


def test_the_calendar_closes_after_the_last_day_only(consultation: Consultation) -> None:
    """On the last day comments come in; the day after the project goes on to their handling."""
    last = {"actor": None, "at": at(CLOSES, 15)}
    assert refused(consultation, "close", NONE, **last) == {"not_over"}
    closed(consultation)
    assert (consultation.state, consultation.project.state) == ("closed", "settling")


def test_a_further_round_waits_for_the_one_before(
    consultation: Consultation, project: Project, cast: Cast
) -> None:
    """Nothing is prepared while a round is open or its comments are not settled."""
    for _ in range(2):
        with pytest.raises(ConsultationRefusedError) as caught:
            prepared(project, cast)
        project.refresh_from_db()
        assert caught.value.code in {"round_unfinished", "not_this_stage"}
        if consultation.state == "open":
            closed(consultation)
    settle = ConsultationStep(summary="没有收到意见。")
    after = at(CLOSES + dt.timedelta(days=3))
    step_consultation(consultation, "settle", settle, actor=cast.officer, at=after)
    project.refresh_from_db()
    assert prepared(project, cast).round == 2


def test_another_text_begins_the_period_anew(
    consultation: Consultation, project: Project, cast: Cast
) -> None:
    """The days count from the new text; the comment stays, the period broken off is kept."""
    comment = commented(consultation, passage=AREA)
    day = dt.date(2026, 6, 20)
    made = new_draft(project, DRAFT.replace("10平方米", "12平方米"), on=day)
    told = ConsultationStep(reason="面积有改动", closes=dt.date(2026, 7, 25))
    step_consultation(consultation, "restart", told, actor=cast.officer, at=at(day))
    assert (consultation.draft, consultation.opens) == (made, day)
    before = consultation.restarts.get()
    assert (before.opened, before.closed) == (OPENS, CLOSES)
    assert comment.document_id == before.before_id
    assert consultation.proceeding is not None
    assert (consultation.proceeding.began, consultation.proceeding.draft) == (day, made)
    assert made.__class__.objects.get(pk=made.pk).is_public


def test_the_same_bytes_are_no_other_text(
    consultation: Consultation, project: Project, cast: Cast
) -> None:
    """Uploaded again under another name after a third version, the text is still the same."""
    day = dt.date(2026, 6, 20)
    new_draft(project, DRAFT + "另一稿。", on=day)
    new_draft(project, DRAFT, on=day)
    told = ConsultationStep(reason="更换", closes=dt.date(2026, 7, 30))
    by = {"actor": cast.officer, "at": at(day)}
    assert refused(consultation, "restart", told, **by) == {"same_text"}
