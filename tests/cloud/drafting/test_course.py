"""The course of a project: every step, what stands against it, and who is told."""

import datetime as dt

import pytest

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.drafting.actions.stepping import step_project
from biaozhun.cloud.drafting.life import PROJECT
from biaozhun.cloud.drafting.models import PatentDisclosure, Project
from biaozhun.cloud.drafting.queries.facts import Elsewhere
from biaozhun.cloud.messaging.models import Notice
from tests.cloud.drafting.conftest import NOON, Cast
from tests.factories.drafting import held, paper_of, project_of

CHAIN = Elsewhere(roles=frozenset({"chain"}), has_power=True, is_approved=True)
ANNOUNCED = Elsewhere(roles=frozenset({"announcement"}))


def refused(project: Project, action: str, actor: Person | None, **told: object) -> set[str]:
    """Everything that stands against a step."""
    before = project.state
    with pytest.raises(StepRefusedError) as error:
        step_project(project, action, actor=actor, at=NOON, **told)  # type: ignore[arg-type]  # named
    project.refresh_from_db()
    assert project.state == before
    return set(error.value.refusal.codes)


def step(project: Project, action: str, actor: Person | None, **told: object) -> str:
    """Take a step; the state it leads to."""
    step_project(project, action, actor=actor, at=NOON, **told)  # type: ignore[arg-type]  # named
    return project.state


def test_a_project_goes_from_the_plan_to_its_text(project: Project, cast: Cast) -> None:
    """Every step is taken by who may take it, once everything it asks for is there."""
    assert step(project, "start", cast.drafter) == "drafting"
    draft = paper_of(project, "draft_for_comment")
    note = paper_of(project, "explanatory_note")
    assert note.accompanies == draft
    assert step(project, "consult", cast.department) == "consulting"
    held(project, "consultation")
    assert step(project, "close_consultation", cast.secretary) == "settling"
    paper_of(project, "comment_table")
    paper_of(project, "draft_for_review")
    paper_of(project, "explanatory_note", "送审稿编制说明")
    assert step(project, "submit", cast.drafter) == "submitted"
    held(project, "department_check", "passed")
    assert step(project, "begin_review", cast.secretary) == "reviewing"
    held(project, "technical_review", "passed")
    paper_of(project, "review_minutes")
    assert step(project, "pass_review", cast.secretary) == "reviewed"
    for kind in ("draft_for_approval", "review_opinions", "approval_letter"):
        paper_of(project, kind)
    paper_of(project, "explanatory_note", "报批稿编制说明")
    assert step(project, "report", cast.drafter) == "reported"
    assert step(project, "examine", cast.officer) == "examining"
    assert step(project, "approve", None, elsewhere=CHAIN) == "approved"
    assert step(project, "announce", None, elsewhere=ANNOUNCED) == "announced"
    paper_of(project, "standard_text")
    assert step(project, "publish", cast.officer) == "published"
    assert project.documents.get(kind="standard_text").is_public
    taken = Event.objects.filter(subject=project.case_subject, kind__startswith="drafting.project_")
    assert taken.count() == 12  # the opening and eleven steps


def test_every_step_of_the_table_is_refused_to_a_stranger(project: Project, cast: Cast) -> None:
    """From every state, whoever has nothing to do with a project takes no step of it."""
    for row in PROJECT.transitions:
        for state in row.sources:
            Project.objects.filter(pk=project.pk).update(state=state)
            project.refresh_from_db()
            assert "not_for_you" in refused(project, row.action, cast.stranger, reason="理由")


@pytest.mark.parametrize(
    ("state", "action", "codes"),
    [
        ("drafting", "consult", {"note_not_current", "document_missing"}),
        ("consulting", "close_consultation", {"not_consulted"}),
        ("settling", "submit", {"note_not_current", "document_missing"}),
        ("submitted", "return_submission", {"reason_missing"}),
        ("submitted", "begin_review", {"department_check_missing"}),
        ("reviewing", "pass_review", {"review_not_passed", "document_missing"}),
        ("reviewing", "revise", {"review_without_conclusion", "document_missing"}),
        ("reviewed", "report", {"note_not_current", "document_missing"}),
        ("reported", "return_report", {"reason_missing"}),
        ("announced", "publish", {"document_missing"}),
        ("drafting", "terminate", {"reason_missing", "document_missing"}),
        ("published", "start", {"not_from_here"}),
    ],
)
def test_a_step_that_lacks_something_says_everything_it_lacks(
    project: Project, cast: Cast, state: str, action: str, codes: set[str]
) -> None:
    """Nothing changes, and all of it is named at once."""
    Project.objects.filter(pk=project.pk).update(state=state)
    project.refresh_from_db()
    assert refused(project, action, cast.officer) == codes


def test_approval_asks_for_power_chain_review_patents_and_changes(
    project: Project, cast: Cast
) -> None:
    """The last gate names all that is open, each by its own code."""
    held(project, "consultation", open_items=2)
    held(project, "hearing", outcome="")
    project.patents.create(
        number="ZL202110000001.0",
        holder="江原医疗器械有限公司",
        licence=PatentDisclosure.Licence.REFUSED,
        declared_by="起草组",
        added=NOON,
    )
    project.changes.create(
        kind="deadline", wanted="2027-06-30", reason="试验", asked=NOON, state_since=NOON
    )
    Project.objects.filter(pk=project.pk).update(state="examining")
    project.refresh_from_db()
    elsewhere = Elsewhere(roles=frozenset({"chain"}), open_objections=1)
    assert refused(project, "approve", cast.officer, elsewhere=elsewhere) == {
        "chain_not_complete",
        "no_issuing_power",
        "open_comments",
        "hearing_open",
        "review_not_passed",
        "open_objections",
        "open_changes",
        "patent_refused",
    }


def test_a_project_without_units_is_not_begun(cast: Cast) -> None:
    """Somebody has to draft."""
    assert refused(project_of(2, units=()), "start", cast.officer) == {"no_drafting_unit"}


def test_a_note_of_an_older_draft_does_not_travel_with_the_new_one(
    project: Project, cast: Cast
) -> None:
    """A newer draft asks for a note of its own."""
    step(project, "start", cast.drafter)
    paper_of(project, "draft_for_comment")
    paper_of(project, "explanatory_note")
    paper_of(project, "draft_for_comment", "改过的", at=NOON + dt.timedelta(hours=1))
    assert refused(project, "consult", cast.officer) == {"note_not_current"}


def test_a_step_is_told_to_who_takes_part_once_and_not_to_who_took_it(
    project: Project, cast: Cast
) -> None:
    """Department, units, secretariat, officer in charge and member departments; nobody else."""
    step(project, "start", cast.drafter)
    told = Notice.objects.filter(kind="drafting.project_moved")
    people = {cast.department, cast.secretary, cast.officer, cast.watcher}
    assert {one.person for one in told} == people
    notice = told.first()
    assert notice is not None
    assert notice.subject == f"{project.title}：开始起草"
    assert notice.address == f"/projects/{project.pk}"


def test_a_step_that_only_parties_see_is_not_told_to_member_departments(
    project: Project, cast: Cast
) -> None:
    """What is sent back is between those who take part."""
    Project.objects.filter(pk=project.pk).update(state="submitted")
    project.refresh_from_db()
    step(project, "return_submission", cast.officer, reason="缺试验报告")
    told = Notice.objects.filter(kind="drafting.project_moved")
    assert {one.person for one in told} == {cast.department, cast.secretary, cast.drafter}
    assert all("缺试验报告" in one.text for one in told)


def test_a_consultation_shows_its_papers_to_everybody(project: Project, cast: Cast) -> None:
    """The draft and its note are public from that step on, the rest stays with those who work."""
    step(project, "start", cast.drafter)
    for kind in ("draft_for_comment", "explanatory_note", "test_report"):
        paper_of(project, kind)
    step(project, "consult", cast.officer)
    public = project.documents.filter(is_public=True).values_list("kind", flat=True)
    assert set(public) == {"draft_for_comment", "explanatory_note"}


def test_a_terminated_project_keeps_the_state_it_ended_in(project: Project, cast: Cast) -> None:
    """What became of it is told with where it stood."""
    step(project, "start", cast.drafter)
    paper_of(project, "decision")
    step(project, "terminate", cast.officer, reason="政策调整")
    assert (project.state, project.ended_from) == ("terminated", "drafting")
