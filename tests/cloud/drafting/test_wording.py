"""Whatever a table of the slice asks for is said in words: missing, there, or only advised."""

import datetime as dt
from typing import Any

import pytest

from biaozhun.cloud.drafting import wording
from biaozhun.cloud.drafting.actions.proceedings import record_proceeding
from biaozhun.cloud.drafting.call_life import APPLICATION, CALL
from biaozhun.cloud.drafting.change_life import CHANGE
from biaozhun.cloud.drafting.life import PROJECT
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.queries.steps import CASES, TOLD_ELSEWHERE, steps_ahead
from biaozhun.cloud.drafting.wording.refusals import ADVICE, MET, REFUSAL
from biaozhun.core.lifecycle import Machine
from tests.cloud.drafting.conftest import NOON, As, Cast
from tests.factories.drafting import paper_of

MACHINES = (PROJECT, CHANGE, CALL, APPLICATION)


@pytest.mark.parametrize("machine", MACHINES, ids=lambda one: one.name)
def test_every_guard_and_limit_is_said_in_words(machine: Machine[Any]) -> None:
    """A limit that nobody signed is advice, a signed one refuses: both have a sentence."""
    guards = {one.code for row in machine.transitions for one in row.guards}
    limits = {one.code for row in machine.transitions for one in row.limits}
    assert (guards | limits) - set(REFUSAL) == set()
    assert limits - set(ADVICE) == set()


def test_what_is_there_is_said_in_words() -> None:
    """Each guard and limit of a step that the page of a project lists has a word for being met."""
    rows = [one for one in PROJECT.transitions if not one.action.startswith("take_over_as_")]
    asked = {one.code for row in rows for one in (*row.guards, *row.limits)}
    assert asked - TOLD_ELSEWHERE - {"reason_missing"} - set(MET) == set()


def test_every_step_state_role_and_document_has_words() -> None:
    """Nothing of the table of projects is shown by its code."""
    rows = PROJECT.transitions
    assert {one.action for one in rows} - set(wording.ACTION) == set()
    assert set(PROJECT.states) - set(wording.STATE) == set()
    assert {role for one in rows for role in one.roles} - CASES - set(wording.ROLE) == set()
    assert {kind for one in rows for kind in one.documents} - set(wording.DOCUMENT) == set()


@pytest.mark.parametrize("days", [5, 40])
def test_a_limit_is_told_as_met_only_where_it_holds(
    project: Project, cast: Cast, days: int
) -> None:
    """A consultation that was too short by an unsigned rule is not called long enough."""
    project.state = "consulting"
    project.save()
    began = dt.date(2026, 4, 1)
    told = {"note": "", "papers": (), "origin": "stated", "actor": cast.officer, "at": NOON}
    ended = began + dt.timedelta(days)
    record_proceeding(project, "consultation", began=began, ended=ended, outcome="done", **told)
    for on in (ended, NOON.date()):
        (close,) = steps_ahead(project, frozenset({"handler"}), on)[:1]
        met = {one.code for one in close.met}
        assert ("consulted_too_short" in met) == (days >= 30)


def test_a_reader_of_english_chooses_the_draft_in_english(
    project: Project, cast: Cast, browser: As
) -> None:
    """The drafts a note may travel with, and the column of projects, are named in English."""
    paper_of(project, "draft_for_comment")
    client = browser(cast.drafter)
    told = {"headers": {"accept-language": "en"}}
    form = client.get(f"/projects/{project.pk}/documents/new", **told).content.decode()
    assert ("the newest draft" in form, "draft for comments, version 1" in form) == (True, True)
    page = client.get("/desk/projects", **told).content.decode()
    assert '<th scope="col">Project</th>' in page
