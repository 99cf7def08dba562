"""What an application leaves behind: its suggestion when it ends, a project when it is planned."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.demands.models import Entry, Suggestion
from biaozhun.cloud.proposals.actions.applications import change_application, step_application
from biaozhun.cloud.proposals.actions.arguing import conclude
from biaozhun.cloud.proposals.actions.batches import step_batch
from biaozhun.cloud.proposals.actions.programmes import issue_programme
from tests.factories.proposals import LATER, NOON, batch_with, checked, concluded, submitted


@pytest.fixture
def suggested(department: Organisation, applicant: Person) -> Suggestion:
    """A suggestion that the department has in hand."""
    return Suggestion.objects.create(
        title="母婴室",
        necessity="不够",
        scope="公共场所",
        department=department,
        filer=applicant,
        filed=NOON,
        published=NOON,
        state="with_department",
        state_since=NOON,
    )


@pytest.mark.parametrize("ending", ["withdraw", "decline", "conclude", "left out"])
def test_an_application_that_ends_gives_its_suggestion_back(
    department: Organisation,
    authority: Organisation,
    applicant: Person,
    officer: Person,
    suggested: Suggestion,
    ending: str,
) -> None:
    """Withdrawn, declined by the office or after the argument, or handed in again without it."""
    taken = [("suggestion", suggested.pk, suggested.title)]
    made = submitted(department, authority, applicant, taken=taken)
    suggested.refresh_from_db()
    assert (suggested.state, suggested.application) == ("taken_up", made.case_subject)
    if ending == "left out":
        step_application(made, "send_back", actor=officer, at=NOON, reason="请补正。")
        change_application(made, {"taken": []}, actor=applicant)
        step_application(made, "submit", actor=applicant, at=NOON)
    elif ending == "withdraw":
        step_application(made, "withdraw", actor=applicant, at=NOON, reason="另有国家标准。")
    elif ending == "decline":
        step_application(checked(made, officer), "decline", actor=officer, at=NOON, reason="重复。")
    else:
        batch = batch_with(authority, officer, [checked(made, officer)])
        step_batch(batch, "argue", actor=officer, at=NOON)
        said = {"conclusion": "decline", "reason": "重复。"}
        conclude(made, said, actor=officer, at=NOON)
    suggested.refresh_from_db()
    assert (suggested.state, suggested.application) == ("with_department", "")
    assert Entry.objects.filter(suggestion=suggested).latest("pk").action == "give_back"


def test_the_deadline_counts_by_the_calendar_of_the_installation(
    department: Organisation, authority: Organisation, applicant: Person, officer: Person
) -> None:
    """Holidays that were loaded here are asked for when the last day of a project is counted."""
    batch = concluded(
        batch_with(
            authority, officer, [checked(submitted(department, authority, applicant), officer)]
        ),
        officer,
    )
    step_batch(batch, "skip_notice", actor=officer, at=LATER, reason="急需。")
    told = {"number": "市监标〔2027〕1号", "title": "计划", "day": dt.date(2027, 1, 20), "text": ""}
    with CaptureQueriesContext(connection) as asked:
        issue_programme(batch, told, actor=officer, at=LATER)
    assert any("rules_holidayday" in one["sql"] for one in asked)
