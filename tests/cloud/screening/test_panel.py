"""A change of title or scope is decided beside a screening of what is wanted."""

import pytest
from django.test import Client

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.drafting.actions.changes import Asked, ask_change
from biaozhun.cloud.drafting.models import Change, Project
from biaozhun.cloud.foundation.clock import now
from tests.factories.drafting import AUTHORITY, project_of, somebody


@pytest.fixture
def officer(db: None) -> Person:  # noqa: ARG001  -- the database is what it writes to
    """An officer of the authority that decides."""
    return somebody("承办", AUTHORITY, Role.OPERATOR)


@pytest.fixture
def project(officer: Person) -> Project:
    """A project on tea."""
    department: Organisation = project_of(9).department
    return project_of(title="茶叶加工规范", department=department, handler=officer)


def decision_page(project: Project, officer: Person, kind: str, wanted: str) -> str:
    """The page on which a change is granted."""
    asked = Asked(kind=Change.Kind(kind), wanted=wanted, reason="论证意见")
    made = ask_change(project, asked, actor=officer, at=now())
    client = Client()
    client.force_login(somebody("同事", AUTHORITY, Role.OPERATOR))
    page = client.get(f"/projects/{project.pk}/changes/{made.pk}/grant")
    assert page.status_code == 200
    return page.content.decode()


@pytest.mark.usefixtures("catalogue")
def test_the_wanted_title_is_screened(project: Project, officer: Person) -> None:
    """What is near to the new title stands there; the project itself does not."""
    page = decision_page(project, officer, "title", "白茶加工技术规程")
    assert ('id="screening"' in page, "白茶加工技术规范" in page) == (True, True)
    assert project.plan_number not in page.split('id="screening"', 1)[1]


@pytest.mark.usefixtures("catalogue")
def test_the_wanted_scope_is_screened(project: Project, officer: Person) -> None:
    """A sentence that has no place in a standard is quoted from the new scope."""
    page = decision_page(project, officer, "scope", "未取得生产许可证的企业不得销售茶叶。")
    panel = page.split('id="screening"', 1)[1]
    assert ("<blockquote" in panel, "<mark>" in panel) == (True, True)


def test_other_changes_are_not_screened(project: Project, officer: Person) -> None:
    """Whether a project ends has nothing to do with what is near to it."""
    assert 'id="screening"' not in decision_page(project, officer, "deadline", "2027-12-31")


def test_without_an_index_the_decision_goes_on(project: Project, officer: Person) -> None:
    """The page says that it cannot be screened now."""
    page = decision_page(project, officer, "title", "白茶加工技术规程")
    assert "现在不能查新" in page.split('id="screening"', 1)[1]
