"""What the desk does: replace the text, extend, close, declare changes; and who may not."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.test import Client

from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.cases.models import Period
from biaozhun.cloud.consultations import wording
from biaozhun.cloud.consultations.actions.changing import (
    declare_major_change,
    take_back_major_change,
)
from biaozhun.cloud.consultations.actions.closing import close_over
from biaozhun.cloud.consultations.actions.opening import ConsultationStep, step_consultation
from biaozhun.cloud.consultations.errors import ConsultationRefusedError
from biaozhun.cloud.consultations.life import COMMENT, CONSULTATION
from biaozhun.cloud.consultations.models import Comment, Consultation, Disposition, Letter
from biaozhun.cloud.consultations.wording import answering, refusals
from biaozhun.cloud.drafting.actions.stepping import step_project
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.queries.page import project_at
from biaozhun.cloud.drafting.queries.steps import steps_ahead
from biaozhun.cloud.messaging.models import Notice
from biaozhun.cloud.rules.models import RuleSignature
from tests.cloud.consultations.conftest import As, Clock
from tests.cloud.consultations.making import (
    AREA,
    CLOSES,
    DRAFT,
    OPENS,
    Cast,
    at,
    closed,
    commented,
    new_draft,
    opened,
    prepared,
)

ROOT = Path(wording.__file__).parents[1]
DAY = OPENS + dt.timedelta(days=9)
SETTLED = ConsultationStep(summary="都采纳了。")


@pytest.fixture
def signed(project: Project) -> None:
    """An officer of the region has compared the thirty days with the law and signed them."""
    RuleSignature.objects.create(
        authority=project.authority,
        rule="T-01",
        level="nation",
        value="30",
        text="不少于三十日",
        day=dt.date(2026, 2, 1),
        officer_name="王敏",
        made=at(OPENS),
    )


@pytest.mark.usefixtures("signed")
def test_a_signed_rule_refuses_what_is_a_day_too_short(project: Project, cast: Cast) -> None:
    """29 full days are refused, and nothing has become public; 30 are taken."""
    made = prepared(project, cast)
    short = ConsultationStep(closes=OPENS + dt.timedelta(days=29))
    with pytest.raises(StepRefusedError) as caught:
        step_consultation(made, "open", short, actor=cast.officer, at=at(OPENS))
    project.refresh_from_db()
    assert caught.value.refusal.codes == ("period_too_short",)
    assert (project.state, project.documents.filter(is_public=True).count()) == ("drafting", 0)
    enough = ConsultationStep(closes=OPENS + dt.timedelta(days=30))
    step_consultation(made, "open", enough, actor=cast.officer, at=at(OPENS))
    assert made.state == "open"


def test_an_unsigned_rule_only_reminds(project: Project, cast: Cast) -> None:
    """Opened for ten days, with the advice that it is too short."""
    made = prepared(project, cast)
    told = ConsultationStep(closes=OPENS + dt.timedelta(days=10))
    taken = step_consultation(made, "open", told, actor=cast.officer, at=at(OPENS))
    assert [one.code for one in taken.advice] == ["period_too_short"]


def test_comments_stand_at_their_words_in_the_text_that_replaced_theirs(
    consultation: Consultation, project: Project, cast: Cast, browser: As, clock: Clock
) -> None:
    """Behind a clause that was put in, at the new place; what is gone is listed apart."""
    stays = commented(consultation, "这里太小", passage=AREA)
    gone = commented(consultation, "图看不清", passage="4.2-i1")
    text = DRAFT.replace("4.1 面积", "4.1 选址\n\n母婴室应设在人流集中处。\n\n4.2 面积")
    text = text.replace("4.2 设施", "4.3 设施").replace("a) 门锁；\nb)", "a)")
    new_draft(project, text, on=DAY)
    told = ConsultationStep(reason="补充选址", closes=CLOSES + dt.timedelta(days=14))
    step_consultation(consultation, "restart", told, actor=cast.officer, at=at(DAY))
    clock(at(DAY))
    page = browser().get(f"/consultations/{consultation.pk}").content.decode()
    place = page.index('id="4.2-p1"')
    assert place < page.index(f'id="comment-{stays.number}"') < page.index('id="4.2-note1"')
    assert page.index('id="gone"') < page.index(f'id="comment-{gone.number}"')
    assert "更换了文本，天数重新起算" in page
    period = Period.objects.get(subject=project.case_subject, rule="T-01", ended=None)
    assert period.began == DAY


def test_the_period_is_extended_and_never_shortened(consultation: Consultation, cast: Cast) -> None:
    """Later with a reason, told to who commented; the same day or an earlier one is refused."""
    commented(consultation, person=cast.citizen)
    by = {"actor": cast.department, "at": at(DAY)}
    for closes in (CLOSES, CLOSES - dt.timedelta(days=1)):
        told = ConsultationStep(reason="多听几天", closes=closes)
        with pytest.raises(StepRefusedError) as caught:
            step_consultation(consultation, "extend", told, **by)
        assert caught.value.refusal.codes == ("not_later",)
    later = CLOSES + dt.timedelta(days=7)
    told = ConsultationStep(reason="多听几天", closes=later)
    step_consultation(consultation, "extend", told, **by)
    assert consultation.proceeding is not None
    assert (consultation.closes, consultation.proceeding.ended) == (later, later)
    told_of = Notice.objects.filter(kind="consultations.period_changed")
    assert cast.citizen.pk in set(told_of.values_list("person", flat=True))
    assert cast.department.pk not in set(told_of.values_list("person", flat=True))


def test_the_calendar_closes_all_that_is_over_and_a_refusal_stops_none(
    project: Project, cast: Cast
) -> None:
    """One that its rule, signed afterwards, calls too short stays open for its desk to see to."""
    short = opened(project, cast, closes=OPENS + dt.timedelta(days=5))
    RuleSignature.objects.create(
        authority=project.authority,
        rule="T-01",
        level="nation",
        value="30",
        text="不少于三十日",
        day=dt.date(2026, 2, 1),
        officer_name="王敏",
        made=at(DAY),
    )
    assert close_over(at(DAY)) == []
    short.refresh_from_db()
    assert short.state == "open"
    RuleSignature.objects.all().delete()
    assert close_over(at(OPENS + dt.timedelta(days=5))) == []
    assert close_over(at(DAY)) == [short]


def test_a_major_change_asks_for_a_further_round_until_it_is_taken_back(
    consultation: Consultation, project: Project, cast: Cast
) -> None:
    """The project is not handed in; after the next round opened nothing of the old one changes."""
    closed(consultation)
    declare_major_change(consultation, "删去了面积要求", actor=cast.secretary)
    after = at(CLOSES + dt.timedelta(days=2))
    step_consultation(consultation, "settle", SETTLED, actor=cast.officer, at=after)
    with pytest.raises(StepRefusedError) as caught:
        step_project(project, "submit", actor=cast.drafter, at=after)
    assert "new_round_needed" in caught.value.refusal.codes
    take_back_major_change(consultation, "改回来了", actor=cast.secretary)
    with pytest.raises(StepRefusedError) as caught:
        step_project(project, "submit", actor=cast.drafter, at=after)
    assert "new_round_needed" not in caught.value.refusal.codes
    declare_major_change(consultation, "还是删去", actor=cast.secretary)
    project.refresh_from_db()
    second = prepared(project, cast)
    told = ConsultationStep(closes=CLOSES + dt.timedelta(days=40))
    step_consultation(second, "open", told, actor=cast.officer, at=after)
    assert second.proceeding is not None
    assert (second.round, second.proceeding.round, second.proceeding.asks_again) == (2, 2, False)
    with pytest.raises(ConsultationRefusedError) as late:
        take_back_major_change(consultation, "晚了", actor=cast.secretary)
    assert late.value.code == "handed_in"


def test_what_is_settled_is_taken_up_again_until_the_draft_is_handed_in(
    consultation: Consultation, project: Project, cast: Cast
) -> None:
    """Reopened, the proceeding is unfinished again; after the project moved on it is refused."""
    closed(consultation)
    after = at(CLOSES + dt.timedelta(days=2))
    step_consultation(consultation, "settle", SETTLED, actor=cast.officer, at=after)
    assert consultation.proceeding is not None
    assert consultation.proceeding.outcome == "done"
    why = ConsultationStep(reason="漏了一条")
    step_consultation(consultation, "reopen", why, actor=cast.officer, at=after)
    assert (consultation.state, consultation.proceeding.outcome) == ("closed", "")
    step_consultation(consultation, "settle", SETTLED, actor=cast.officer, at=after)
    Project.objects.filter(pk=project.pk).update(state="submitted")
    with pytest.raises(StepRefusedError) as caught:
        step_consultation(consultation, "reopen", why, actor=cast.officer, at=after)
    assert caught.value.refusal.codes == ("handed_in",)


def test_the_project_leads_to_the_round_that_is_open_and_takes_no_step_beside_it(
    consultation: Consultation, project: Project, cast: Cast, browser: As
) -> None:
    """Its page shows the round; the step to close it is taken there alone."""
    held = project_at(project.pk)
    assert held is not None
    doors = {one.action: one.door for one in steps_ahead(held, frozenset({"handler"}), DAY)}
    place = f"/consultations/{consultation.pk}"
    assert doors == {"close_consultation": place, "terminate": ""}
    officer = browser(cast.officer)
    answer = officer.get(f"/projects/{project.pk}/steps/close_consultation")
    assert (answer.status_code, answer.headers["Location"]) == (302, place)
    page = officer.get(f"/projects/{project.pk}").content.decode()
    assert place in page
    assert f"/desk/consultations/{consultation.pk}" in page
    nobody = browser().get(f"/projects/{project.pk}").content.decode()
    assert place in nobody
    assert f"/desk/consultations/{consultation.pk}" not in nobody


def test_it_is_prepared_looked_over_and_opened_by_its_desk_alone(
    project: Project, cast: Cast, browser: As, clock: Clock
) -> None:
    """From the page of the project; a stranger and a drafter are refused, nobody signs in first."""
    clock(at(OPENS))
    place = f"/desk/consultations/new/{project.pk}"
    told = {"notice": "请提意见", "closes": CLOSES.isoformat(), "moderated": "on"}
    assert browser().get(place).status_code == 302
    for person in (cast.stranger, cast.drafter):
        assert browser(person).post(place, told).status_code == 403
    desk = browser(cast.department)
    assert place in desk.get(f"/projects/{project.pk}").content.decode()
    assert "要满 30 天" in desk.get(place).content.decode()
    assert desk.post(place, {"notice": ""}).status_code == 422
    desk.post(place, told)
    made = Consultation.objects.get()
    assert (made.state, made.moderated, made.closes) == ("preparing", True, CLOSES)
    desk.post(f"/desk/consultations/{made.pk}/change", told | {"notice": "改过的说明"})
    step = f"/desk/consultations/{made.pk}/steps/"
    assert browser(cast.stranger).post(f"{step}open", {"closes": CLOSES}).status_code == 404
    assert browser(cast.drafter).post(f"{step}open", {"closes": CLOSES}).status_code == 403
    assert desk.post(f"{step}open", {"closes": OPENS}).status_code == 422
    desk.post(f"{step}open", {"closes": CLOSES.isoformat()})
    made.refresh_from_db()
    assert (made.state, made.notice) == ("open", "改过的说明")
    assert desk.post(f"{step}settle", {}).status_code == 404  # it has a page of its own
    assert desk.post(f"/desk/consultations/{made.pk}/declare", {"text": "早"}).status_code == 422


def test_what_the_project_lacks_is_named_when_the_round_is_to_open(
    project: Project, cast: Cast, browser: As, clock: Clock
) -> None:
    """Without its note the draft is not put before everybody, and the page says what is missing."""
    clock(at(OPENS))
    made = prepared(project, cast)
    project.documents.filter(kind="explanatory_note").delete()
    place = f"/desk/consultations/{made.pk}/steps/open"
    answer = browser(cast.officer).post(place, {"closes": CLOSES.isoformat()})
    made.refresh_from_db()
    assert (answer.status_code, made.state, made.proceeding) == (422, "preparing", None)
    assert "缺少材料：编制说明。" in answer.content.decode()


def test_the_desk_is_told_on_its_first_page_what_waits_and_what_ends_soon(
    project: Project, cast: Cast, browser: As, clock: Clock
) -> None:
    """Comments to look at, the round with its days left; a stranger sees neither."""
    held = opened(project, cast, moderated=True)
    commented(held)
    clock(at(CLOSES - dt.timedelta(days=3)))

    def desk(person: Client) -> str:
        return person.get("/desk").content.decode()

    mine, other = desk(browser(cast.officer)), desk(browser(cast.stranger))
    assert "1 条意见待审核" in mine
    assert "还剩 4 天" in mine
    assert "条意见待审核" not in other


def test_every_state_step_and_refusal_has_words() -> None:
    """Of both tables, of the choices, and of what actions refuse themselves."""
    assert set(wording.STATE) == set(CONSULTATION.states)
    assert set(wording.ACTION) == {one.action for one in CONSULTATION.transitions}
    assert set(wording.COMMENT_STATE) == set(COMMENT.states)
    assert set(wording.COMMENT_ACTION) == {one.action for one in COMMENT.transitions}
    assert set(wording.KIND) == set(Comment.Kind.values)
    assert set(wording.ORIGIN) == set(Comment.Origin.values)
    assert set(wording.DISPOSITION) == set(Disposition.values)
    assert set(wording.GROUP) == set(Letter.Group.values)
    assert set(wording.REPLY) == set(Letter.Reply.values)
    rows = [*CONSULTATION.transitions, *COMMENT.transitions]
    codes = {guard.code for row in rows for guard in row.guards}
    codes |= {limit.code for row in rows for limit in row.limits}
    codes |= {"not_from_here", "not_for_you"}
    own = ("preparing", "changing", "commenting", "consequences", "opening")
    source = "".join((ROOT / "actions" / f"{name}.py").read_text("utf-8") for name in own)
    raised = set(re.findall(r'ConsultationRefusedError\(\s*"([a-z_]+)"', source))
    assert raised - set(refusals.REFUSAL) == set()
    assert codes - set(refusals.REFUSAL) - set(answering.REFUSAL) == set()
