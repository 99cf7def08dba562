"""What is carried through here is not stated besides, and its steps are taken in its case."""

import datetime as dt
from collections.abc import Callable
from http import HTTPStatus

import pytest

from biaozhun.cloud.consultations.actions.opening import ConsultationStep, step_consultation
from biaozhun.cloud.drafting.actions.proceedings import Conclusion, conclude_proceeding
from biaozhun.cloud.drafting.errors import DraftingRefusedError
from biaozhun.cloud.drafting.models import Proceeding, Project
from biaozhun.cloud.drafting.queries.page import project_at
from biaozhun.cloud.drafting.queries.steps import steps_ahead
from biaozhun.cloud.hearings.actions.deciding import decide_need
from biaozhun.cloud.hearings.actions.preparing import prepare
from biaozhun.cloud.hearings.actions.stepping import HearingStep, step_hearing
from biaozhun.cloud.hearings.errors import HearingRefusedError
from biaozhun.cloud.technical_reviews.actions.checking import answer_check, ask_for_check
from biaozhun.cloud.technical_reviews.actions.reviewing import ReviewStep, step_review
from biaozhun.cloud.technical_reviews.models import Review
from tests.cloud.consultations import making as consulting
from tests.cloud.drafting.conftest import As, Cast
from tests.cloud.hearings import making as hearing
from tests.cloud.technical_reviews import making as reviewing
from tests.factories.drafting import held

REASON = "改为线下办理。"
REFUSED = "这件事正在本平台办理，不能另外登记。"
Over = Callable[[], object]


def _people(cast: Cast) -> consulting.Cast:
    """The same people as the tests of consultations name them."""
    told = {"officer": cast.officer, "department": cast.department, "secretary": cast.secretary}
    others = {"drafter": cast.drafter, "citizen": cast.nobody, "stranger": cast.stranger}
    return consulting.Cast(**told, **others)


def consulted(cast: Cast) -> tuple[Project, Over]:
    """A project with a round of consultation that is prepared, and how it is dropped."""
    people = _people(cast)
    project = consulting.drafted(people)
    made, at = consulting.prepared(project, people), consulting.at(consulting.OPENS)
    step = ConsultationStep(reason=REASON)
    return project, lambda: step_consultation(made, "drop", step, actor=cast.officer, at=at)


def checked(cast: Cast) -> tuple[Project, Over]:
    """A project whose department was asked to check it, and how it answers."""
    project, at = reviewing.handed_in(handler=cast.officer), reviewing.AT
    check = ask_for_check(project, actor=cast.officer, at=at)
    return project, lambda: answer_check(check, "pass_check", "同意", actor=cast.department, at=at)


def under_review(cast: Cast) -> Review:
    """A review that is prepared."""
    project, agree = checked(cast)
    agree()
    return reviewing.prepared(project, cast.officer)


def reviewed(cast: Cast) -> tuple[Project, Over]:
    """A project with a review that is prepared, and how it is cancelled."""
    made, step = under_review(cast), ReviewStep(reason=REASON)
    return made.project, lambda: step_review(
        made, "cancel", step, actor=cast.officer, at=reviewing.AT
    )


def heard(cast: Cast) -> tuple[Project, Over]:
    """A project with a hearing that is announced, and how it is cancelled."""
    made, step = hearing.announced(cast.officer), HearingStep(reason=REASON)
    return made.project, lambda: step_hearing(
        made, "cancel", step, actor=cast.officer, at=hearing.AT
    )


@pytest.mark.parametrize(
    ("kind", "words", "begun"),
    [
        ("consultation", "征求意见", consulted),
        ("department_check", "行业主管部门审核", checked),
        ("technical_review", "技术审查", reviewed),
        ("hearing", "听证", heard),
    ],
)
def test_what_runs_here_is_not_stated_until_it_is_over(
    kind: str,
    words: str,
    begun: Callable[[Cast], tuple[Project, Over]],
    cast: Cast,
    browser: As,
) -> None:
    """It is not offered and, sent all the same, refused with advice; afterwards it is taken."""
    project, over = begun(cast)
    address = f"/projects/{project.pk}/proceedings/new"
    told = {"kind": kind, "began": "2026-05-01", "ended": "2026-06-05", "outcome": "done"}
    officer = browser(cast.officer)
    offer = f'<option value="{kind}"'
    page = officer.get(address).content.decode()
    assert (offer in page, f"正在本平台办理的不在这里登记：{words}。" in page) == (False, True)
    answer = officer.post(address, told)
    assert answer.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert REFUSED in answer.content.decode()
    stated = Proceeding.objects.filter(project=project, kind=kind, stated_by=cast.officer)
    assert not stated.exists()
    over()
    page = officer.get(address).content.decode()
    assert (offer in page, "正在本平台办理的不在这里登记" in page) == (True, False)
    assert officer.post(address, told).status_code == HTTPStatus.FOUND
    assert stated.get().outcome == "done"


def test_a_round_stated_before_stays_as_it_is_while_a_review_runs_here(cast: Cast) -> None:
    """It cannot be brought up to passed beside the review."""
    project, agree = checked(cast)
    agree()
    held(project, "technical_review", "")
    reviewing.prepared(project, cast.officer)
    stated = project.proceedings.get(kind="technical_review")
    told = Conclusion(ended=dt.date(2026, 6, 5), outcome="passed")
    with pytest.raises(DraftingRefusedError) as refused:
        conclude_proceeding(stated, told, actor=cast.officer)
    assert (refused.value.code, refused.value.fragment) == ("case_running", "technical_review")
    stated.refresh_from_db()
    assert stated.outcome == ""


def test_the_steps_of_a_review_are_taken_in_its_case(cast: Cast, browser: As) -> None:
    """The project leads who may take them there; drafters are not led where they may not go."""
    made = under_review(cast)
    address = f"/desk/technical-reviews/{made.pk}"
    found = project_at(made.project_id)
    assert found is not None
    doors = {one.action: one.door for one in steps_ahead(found, frozenset(), reviewing.DAY)}
    assert doors == {"begin_review": address, "return_submission": "", "terminate": ""}
    step = f"/projects/{made.project_id}/steps/begin_review"
    for answer in (browser(cast.officer).get(step), browser(cast.officer).post(step)):
        assert (answer.status_code, answer.headers["Location"]) == (HTTPStatus.FOUND, address)
    made.project.refresh_from_db()
    assert made.project.state == "submitted"
    link = f'<a href="{address}">打开办理页面，这一步在那里一起办</a>'
    shown = {
        one.name: link in browser(one).get(f"/projects/{made.project_id}").content.decode()
        for one in (cast.officer, cast.secretary, cast.department, cast.drafter)
    }
    assert shown == {"承办": True, "秘书": True, "卫健": False, "起草": False}
    step_review(made, "cancel", ReviewStep(reason=REASON), actor=cast.officer, at=reviewing.AT)
    assert browser(cast.officer).get(step).status_code == HTTPStatus.OK


def test_no_further_round_begins_beside_one_that_is_not_settled(cast: Cast) -> None:
    """The step that consults once more leads to the round whose comments are being answered."""
    people = _people(cast)
    project = consulting.drafted(people)
    made = consulting.closed(consulting.opened(project, people))
    found = project_at(project.pk)
    assert found is not None
    doors = {one.action: one.door for one in steps_ahead(found, frozenset(), reviewing.DAY)}
    assert (found.state, doors["consult"]) == ("settling", f"/consultations/{made.pk}")


def test_a_hearing_that_was_decided_on_here_may_be_held_on_paper(cast: Cast, browser: As) -> None:
    """Stated, it takes the place of the decision; none is prepared unless it is decided anew."""
    project = hearing.drafting_project()
    decide_need(project, hearing.NEEDED, actor=cast.officer, at=hearing.AT)
    page = f"/projects/{project.pk}"
    assert "筹备听证" in browser(cast.officer).get(page).content.decode()
    held(project, "hearing")
    assert "筹备听证" not in browser(cast.officer).get(page).content.decode()
    with pytest.raises(HearingRefusedError) as refused:
        prepare(project, hearing.NOTICE, actor=cast.officer, at=hearing.AT)
    assert refused.value.code == "stated_since"
    decide_need(project, hearing.NEEDED, actor=cast.officer, at=hearing.HELD)
    made = prepare(project, hearing.NOTICE, actor=cast.officer, at=hearing.HELD)
    assert made.proceeding.round == 3  # decided, stated, decided anew
