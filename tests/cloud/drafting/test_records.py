"""Team, timetable, patents and changes: who may, what is refused, what follows."""

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.cases.models import Period
from biaozhun.cloud.drafting.actions import team
from biaozhun.cloud.drafting.actions.changes import Asked, Decided, ask_change, step_change
from biaozhun.cloud.drafting.actions.patents import Disclosed, disclose_patent, handle_patent
from biaozhun.cloud.drafting.actions.timetable import Planned, proposed, set_timetable
from biaozhun.cloud.drafting.change_life import CHANGE
from biaozhun.cloud.drafting.errors import DraftingRefusedError
from biaozhun.cloud.drafting.models import Change, PatentDisclosure, Project
from biaozhun.cloud.drafting.queries.documents import documents_of
from biaozhun.cloud.drafting.queries.facts import facts_of
from biaozhun.cloud.drafting.wording.records import CHANGE_KIND, CHANGE_STATE, LICENCE
from biaozhun.cloud.foundation.clock import set_to
from biaozhun.cloud.messaging.models import Notice
from tests.cloud.drafting.conftest import DAY, NOON, As, Cast
from tests.factories.drafting import LEADER, paper_of
from tests.factories.plans import unit_of


def names(project: Project) -> list[str]:
    """The drafting units in the order printed."""
    return list(project.units.order_by("position").values_list("name", flat=True))


def test_units_are_named_moved_and_known_by_their_names(project: Project, cast: Cast) -> None:
    """A unit on record is linked, one that is not stands by its name; order is kept."""
    unit_of("江原大学公共卫生学院")
    team.set_units(project, ["江原大学公共卫生学院", LEADER, "某某公司"], actor=cast.officer)
    first, second, third = project.units.order_by("position")
    assert (first.organisation is None, second.organisation is None) == (False, False)
    assert third.organisation is None
    team.move_unit(project, third.pk, -1, actor=cast.officer)
    assert names(project) == ["江原大学公共卫生学院", "某某公司", LEADER]
    team.move_unit(project, project.units.order_by("position")[0].pk, -1, actor=cast.officer)
    team.move_unit(project, 10**6, 1, actor=cast.officer)
    assert names(project) == ["江原大学公共卫生学院", "某某公司", LEADER]


@pytest.mark.parametrize(
    ("named", "code"),
    [([], "units_missing"), (["", " "], "units_missing"), (["甲", "甲"], "unit_named_twice")],
)
def test_units_that_cannot_stand_are_refused(
    project: Project, cast: Cast, named: list[str], code: str
) -> None:
    """The old ones stay."""
    before = names(project)
    with pytest.raises(DraftingRefusedError) as error:
        team.set_units(project, named, actor=cast.officer)
    assert (error.value.code, names(project)) == (code, before)


def test_the_team_is_named_in_order_and_new_accounts_are_told(project: Project, cast: Cast) -> None:
    """An account joins and sees the project; saved again nobody is told twice."""
    people = [
        team.Drafter(name="李明", role="lead", email=cast.nobody.email.upper()),
        team.Drafter(name="王芳", email="nobody-there@example.org"),
    ]
    team.set_team(project, people, actor=cast.officer, at=NOON)
    team.set_team(project, people, actor=cast.officer, at=NOON)
    told = Notice.objects.filter(kind="drafting.invited")
    assert [one.person for one in told] == [cast.nobody]
    second = project.team.order_by("position")[1]
    team.move_member(project, second.pk, -1, actor=cast.officer)
    assert [one.name for one in project.team.order_by("position")] == ["王芳", "李明"]


def form_of(prefix: str, *rows: dict[str, str]) -> dict[str, str]:
    """Lines as a page sends them."""
    sent = {f"{prefix}-TOTAL_FORMS": str(len(rows)), f"{prefix}-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        sent |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
    return sent


def test_the_pages_of_team_units_and_charge(project: Project, cast: Cast, browser: As) -> None:
    """Drafters keep the team; units and the officer in charge are the authority's."""
    at = f"/projects/{project.pk}"
    row = {"name": "李明", "unit": LEADER, "role": "lead", "work": "", "email": "不是邮箱"}
    drafter, officer = browser(cast.drafter), browser(cast.officer)
    assert drafter.post(f"{at}/team", form_of("m", row)).status_code == 422
    assert drafter.post(f"{at}/team", form_of("m", row | {"email": ""})).status_code == 302
    assert drafter.post(f"{at}/team", {}).status_code == 422
    assert [one.name for one in project.team.all()] == ["李明"]
    for page in ("units", "charge"):
        assert drafter.get(f"{at}/{page}").status_code == 403
        assert officer.get(f"{at}/{page}").status_code == 200
    assert officer.post(f"{at}/units", {"units": "甲\n甲"}).status_code == 422
    assert officer.post(f"{at}/units", {"units": "甲\n乙"}).status_code == 302
    second = project.units.get(name="乙")
    moved = {"unit": second.pk, "by": "up"}
    drafter.post(f"{at}/team/move", moved)
    assert names(project) == ["甲", "乙"]
    officer.post(f"{at}/team/move", moved)
    assert names(project) == ["乙", "甲"]
    watcher = unit_of("江原省民政厅")
    sent = {"handler": cast.colleague.pk, "watchers": [watcher.pk], "committee": ""}
    assert officer.post(f"{at}/charge", sent).status_code == 302
    project.refresh_from_db()
    assert (project.handler, project.committee) == (cast.colleague, None)
    strange = {"handler": cast.stranger.pk}
    assert officer.post(f"{at}/charge", strange).status_code == 422


def test_a_timetable_is_proposed_between_plan_and_deadline() -> None:
    """In the order of the course, the last day being the deadline; a year without one."""
    began, end = dt.date(2026, 3, 2), dt.date(2027, 3, 2)
    lines = proposed(began, end)
    days = [one.planned for one in lines]
    assert days == sorted(days, key=lambda day: day or began)
    assert days[-1] == end
    assert proposed(began, None) == lines
    assert proposed(end, began)[-1].planned == dt.date(2028, 3, 1)


def test_a_timetable_is_set_and_moves_on_with_the_steps(
    project: Project, cast: Cast, browser: As
) -> None:
    """A kind stands in it once; a step marks what it reaches."""
    with pytest.raises(DraftingRefusedError) as twice:
        set_timetable(project, [Planned(kind="team"), Planned(kind="team")], actor=cast.officer)
    with pytest.raises(DraftingRefusedError) as untitled:
        set_timetable(project, [Planned(kind="other")], actor=cast.officer)
    assert (twice.value.code, untitled.value.code) == ("milestone_twice", "title_missing")
    rows = [{"kind": "team", "planned": "2026-04-01"}, {"kind": "other", "title": "试验"}]
    address = f"/projects/{project.pk}/timetable"
    assert browser(cast.stranger).get(address).status_code == 403
    client = browser(cast.drafter)
    assert client.get(address).status_code == 200
    assert client.post(address, form_of("t", rows[0], rows[0])).status_code == 422
    assert client.post(address, form_of("t", *rows)).status_code == 302
    client.post(f"/projects/{project.pk}/steps/start", {"reason": ""})
    assert project.milestones.get(kind="team").done is not None
    assert project.milestones.get(kind="other").done is None


def disclosed(project: Project, cast: Cast, **told: Any) -> PatentDisclosure:
    """A patent made known."""
    fields = {"number": "ZL202110000001.0", "holder": "某公司", "declared_by": LEADER, **told}
    return disclose_patent(project, Disclosed(**fields), actor=cast.drafter, at=NOON)


def test_a_refused_licence_stands_in_the_way_until_it_is_dealt_with(
    project: Project, cast: Cast
) -> None:
    """The officer in charge is told; a handling without a word is refused, as is one of nothing."""
    patent = disclosed(project, cast, licence="refused")
    assert facts_of(project, documents_of(project), today=DAY).refused_patents == 1
    assert Notice.objects.get(kind="drafting.patent_disclosed").person == cast.officer
    with pytest.raises(DraftingRefusedError) as silent:
        handle_patent(patent, " ", actor=cast.officer, at=NOON)
    handle_patent(patent, "已改写 5.2", actor=cast.officer, at=NOON)
    assert facts_of(project, documents_of(project), today=DAY).refused_patents == 0
    with pytest.raises(DraftingRefusedError) as willing:
        handle_patent(disclosed(project, cast, licence="free"), "无", actor=cast.officer, at=NOON)
    assert (silent.value.code, willing.value.code) == ("handling_missing", "patent_not_refused")


def test_patents_are_made_known_on_pages_and_found_in_the_public_list(
    project: Project, cast: Cast, browser: As
) -> None:
    """With a statement as a paper of the project; a new answer of the holder opens it again."""
    at = f"/projects/{project.pk}/patents"
    sent = {
        "number": "CN202210000002.X",
        "holder": "江原大学",
        "licence": "refused",
        "declared_by": LEADER,
        "essential": "yes",
        "file": SimpleUploadedFile("声明.txt", b"x"),
    }
    assert browser(cast.stranger).post(f"{at}/new", sent).status_code == 403
    assert browser(cast.drafter).post(f"{at}/new", {}).status_code == 422
    sent["file"] = SimpleUploadedFile("声明.txt", b"x")
    assert browser(cast.drafter).post(f"{at}/new", sent).status_code == 302
    made = PatentDisclosure.objects.get()
    assert made.statement is not None
    assert (made.statement.kind, made.essential) == ("patent_statement", True)
    assert browser(cast.drafter).get(f"{at}/{made.pk}").status_code == 200
    handling = {"handling": "已处理"}
    assert browser(cast.drafter).post(f"{at}/{made.pk}/handling", handling).status_code == 403
    assert browser(cast.officer).post(f"{at}/{made.pk}/handling", handling).status_code == 302
    sent |= {"licence": "free", "file": ""}
    assert browser(cast.drafter).post(f"{at}/{made.pk}", sent).status_code == 302
    made.refresh_from_db()
    assert (made.handled, made.licence) == (None, "free")
    assert browser(cast.officer).get(f"{at}/{10**30}").status_code == 404
    found = browser().get("/projects/patents?q=江原大学&licence=free").content.decode()
    assert "CN202210000002.X" in found
    assert (
        "CN202210000002.X" not in browser().get("/projects/patents?licence=fair").content.decode()
    )


def asked(project: Project, cast: Cast, kind: str, wanted: str = "") -> Change:
    """A change that a drafter asks for."""
    told = Asked(kind=kind, wanted=wanted, reason="理由")
    return ask_change(project, told, actor=cast.drafter, at=NOON)


GRANTED = Decided(text="同意", paper_number="江市监标函〔2026〕3号")


@pytest.mark.parametrize(
    ("kind", "wanted", "field", "value"),
    [
        ("deadline", "2027-09-02", "deadline", dt.date(2027, 9, 2)),
        ("title", "新名称", "title", "新名称"),
        ("scope", "新范围", "scope", "新范围"),
    ],
)
def test_a_granted_change_is_applied_and_its_past_is_kept(
    project: Project, cast: Cast, kind: str, wanted: str, field: str, value: object
) -> None:
    """The project is as granted; the change knows what it was; everybody is told."""
    before = str(getattr(project, field) or "")
    change = asked(project, cast, kind, wanted)
    step_change(change, "grant", GRANTED, actor=cast.officer, at=NOON)
    project.refresh_from_db()
    change.refresh_from_db()
    assert getattr(project, field) == value
    assert (change.state, change.before, change.decided_by) == ("granted", before, cast.officer)
    event = Event.objects.get(kind="drafting.change_applied")
    assert (event.subject, event.facts["after"]) == (project.case_subject, wanted)
    told = {one.person for one in Notice.objects.filter(kind="drafting.change_decided")}
    assert cast.drafter in told
    assert cast.officer not in told


def test_units_change_by_a_granted_change(project: Project, cast: Cast) -> None:
    """All of them, in the order asked for."""
    change = asked(project, cast, "units", "甲\n\n 乙 ")
    step_change(change, "grant", GRANTED, actor=cast.officer, at=NOON)
    assert names(project) == ["甲", "乙"]


def test_the_end_of_a_project_needs_the_paper_itself(project: Project, cast: Cast) -> None:
    """A number alone is refused by the project's own gate, and then nothing has changed."""
    change = asked(project, cast, "terminate")
    with pytest.raises(StepRefusedError) as error:
        step_change(change, "grant", GRANTED, actor=cast.officer, at=NOON)
    assert error.value.refusal.codes == ("document_missing",)
    change.refresh_from_db()
    assert change.state == "asked"
    paper = Decided(paper_number="江市监标函〔2026〕3号", upload=("决定.txt", b"x"))
    step_change(change, "grant", paper, actor=cast.officer, at=NOON)
    project.refresh_from_db()
    assert (project.state, project.ended_from) == ("terminated", "planned")


@pytest.mark.parametrize(
    ("kind", "wanted", "code"),
    [
        ("deadline", "明年", "change_unreadable"),
        ("deadline", "2027-03-02", "change_nothing"),
        ("title", " ", "change_unreadable"),
        ("procedure", "priority", "procedure_by_channel"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(
    project: Project, cast: Cast, kind: str, wanted: str, code: str
) -> None:
    """Nothing is kept of it."""
    with pytest.raises(DraftingRefusedError) as error:
        asked(project, cast, kind, wanted)
    assert error.value.code == code
    assert not Change.objects.exists()


def test_a_change_is_asked_for_once_and_not_of_a_closed_project(
    project: Project, cast: Cast
) -> None:
    """While one waits no other of its kind is taken."""
    asked(project, cast, "title", "甲")
    with pytest.raises(DraftingRefusedError) as waits:
        asked(project, cast, "title", "乙")
    Project.objects.filter(pk=project.pk).update(state="published")
    with pytest.raises(DraftingRefusedError) as closed:
        asked(project, cast, "scope", "乙")
    assert (waits.value.code, closed.value.code) == ("change_waits", "project_closed")


def refused(change: Change, action: str, told: Decided, actor: Any) -> set[str]:
    """Everything that stands against a step of a change."""
    with pytest.raises(StepRefusedError) as error:
        step_change(change, action, told, actor=actor, at=NOON)
    return set(error.value.refusal.codes)


def test_what_stands_against_a_decision_is_said_together(project: Project, cast: Cast) -> None:
    """Role, paper, reason, one's own request, a project that is over."""
    change = asked(project, cast, "title", "甲")
    assert refused(change, "grant", Decided(), cast.drafter) == {
        "not_for_you",
        "decision_paper_missing",
        "own_request",
    }
    assert refused(change, "refuse", Decided(), cast.officer) == {"reason_missing"}
    assert refused(change, "take_back", Decided(), cast.officer) == {"not_for_you"}
    Project.objects.filter(pk=project.pk).update(state="published")
    assert refused(change, "grant", GRANTED, cast.officer) == {"project_closed"}
    step_change(change, "take_back", Decided(), actor=cast.drafter, at=NOON)
    assert refused(change, "grant", GRANTED, cast.officer) == {
        "not_from_here",
    }


def test_changes_are_asked_for_and_decided_on_pages(
    project: Project, cast: Cast, browser: As
) -> None:
    """A second extension is granted with a word of warning; strangers see no form."""
    at = f"/projects/{project.pk}/changes"
    drafter, officer = browser(cast.drafter), browser(cast.officer)
    sent = {"kind": "deadline", "deadline": "2027-06-01", "reason": "试验"}
    assert browser(cast.watcher).get(f"{at}/new").status_code == 403
    assert drafter.post(f"{at}/new", sent | {"deadline": ""}).status_code == 422
    assert drafter.post(f"{at}/new", sent).status_code == 302
    made = Change.objects.get()
    assert drafter.get(f"{at}/{made.pk}/grant").status_code == 403
    assert officer.get(f"{at}/{made.pk}/nothing").status_code == 404
    assert officer.get(f"{at}/{made.pk}/grant").status_code == 200
    assert officer.post(f"{at}/{made.pk}/grant", {"text": ""}).status_code == 422
    assert officer.post(f"{at}/{made.pk}/grant", {"paper_number": "3号"}).status_code == 302
    assert "只延期一次" in drafter.get(f"{at}/new").content.decode()
    drafter.post(f"{at}/new", sent | {"deadline": "2027-12-01"})
    second = Change.objects.get(state="asked")
    assert "只延期一次" in officer.get(f"{at}/{second.pk}/grant").content.decode()
    assert drafter.post(f"{at}/{second.pk}/take-back").status_code == 302
    second.refresh_from_db()
    assert second.state == "taken_back"
    public = browser().get(f"/projects/{project.pk}").content.decode()
    assert ("2027-06-01" in public, "2027-12-01" in public) == (True, False)


def test_every_code_of_changes_and_patents_has_words() -> None:
    """No page fails on one."""
    assert set(CHANGE_STATE) == set(CHANGE.states)
    assert set(CHANGE_KIND) == set(Change.Kind)
    assert set(LICENCE) == set(PatentDisclosure.Licence)


def test_a_decision_paper_lies_on_the_project(project: Project, cast: Cast) -> None:
    """It is kept as a document of its kind beside what lay there."""
    paper_of(project, "outline")
    change = asked(project, cast, "title", "甲")
    told = Decided(upload=("决定.txt", b"x"))
    step_change(change, "grant", told, actor=cast.officer, at=NOON)
    change.refresh_from_db()
    assert change.paper is not None
    assert change.paper.kind == "decision"


def test_nothing_is_added_to_a_project_that_is_over(
    project: Project, cast: Cast, browser: As
) -> None:
    """Each is refused by code and on its page; a form of filing and a decision may come late."""
    Project.objects.filter(pk=project.pk).update(state="published")
    people = [team.Drafter(name="甲")]
    lines = [Planned(kind="team", planned=DAY)]
    unit = project.units.order_by("position")[1].pk
    for act in (
        lambda: team.set_units(project, ["某某公司"], actor=cast.officer),
        lambda: team.move_unit(project, unit, -1, actor=cast.officer),
        lambda: team.set_team(project, people, actor=cast.officer, at=NOON),
        lambda: set_timetable(project, lines, actor=cast.officer),
        lambda: team.set_charge(
            project, handler=None, committee=None, watchers=[], actor=cast.officer
        ),
        lambda: paper_of(project, "draft_for_comment"),
    ):
        with pytest.raises(DraftingRefusedError) as error:
            act()
        assert error.value.code == "project_over"
    for kind in ("filing_form", "patent_statement", "decision"):
        assert paper_of(project, kind).version == 1
    assert project.documents.count() == 3
    desk, address = browser(cast.officer), f"/projects/{project.pk}"
    page = desk.get(address).content.decode()
    for place in ("documents/new", "team", "units", "charge", "timetable", "team/move"):
        assert f'{address}/{place}"' not in page
    sent = {
        "team": {"m-TOTAL_FORMS": "1", "m-INITIAL_FORMS": "0", "m-0-name": "甲"},
        "units": {"units": "某某公司"},
        "charge": {"handler": "", "committee": "", "watchers": []},
        "documents/new": {
            "kind": "draft_for_comment",
            "file": SimpleUploadedFile("x.txt", b"x"),
        },
    }
    for place, told in sent.items():
        answer = desk.post(f"{address}/{place}", told)
        assert answer.status_code == 422, place
        assert "项目已经发布或结束" in answer.content.decode()


def test_an_announced_project_still_takes_its_text(project: Project, cast: Cast) -> None:
    """Nothing of the plan changes, and who is in charge may."""
    Project.objects.filter(pk=project.pk).update(state="announced")
    assert paper_of(project, "standard_text").version == 1
    team.set_charge(
        project, handler=cast.colleague, committee=None, watchers=[], actor=cast.officer
    )
    project.refresh_from_db()
    assert project.handler == cast.colleague
    with pytest.raises(DraftingRefusedError) as error:
        team.set_units(project, ["某某公司"], actor=cast.officer)
    assert error.value.code == "project_over"


def test_running_periods_stand_on_the_page(project: Project, cast: Cast, browser: As) -> None:
    """Those of law for everybody, those of the stages for who works on it; what ended is gone."""
    subject = project.case_subject
    Period.objects.filter(subject=subject).delete()
    for rule, direction, due, ended in (
        ("T-01", "at_least", dt.date(2026, 7, 20), None),
        ("P-30", "at_most", dt.date(2026, 6, 10), None),
        ("P-20", "at_most", dt.date(2026, 6, 1), dt.date(2026, 5, 1)),
    ):
        Period.objects.create(
            subject=subject,
            rule=rule,
            direction=direction,
            began=dt.date(2026, 5, 1),
            due=due,
            promised=True,
            binding=False,
            ended=ended,
        )
    with set_to(NOON):
        public, inner = (
            browser(who).get(f"/projects/{project.pk}").content.decode()
            for who in (None, cast.drafter)
        )
    assert ("公开征求意见</dt>" in public, "征求意见阶段</dt>" in public) == (True, False)
    assert "还有 30 天" in public
    assert "已逾期 10 天" in inner
    assert "起草阶段</dt>" not in inner
