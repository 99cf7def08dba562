"""What an invited person does, and signing in without a mouse."""

import re

import pytest
from playwright.sync_api import expect

from biaozhun.cloud.accounts.actions.invitations import invite
from biaozhun.cloud.accounts.models import Person, Role
from tests.journeys.conftest import PHONE, Visit

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
PASSWORD = "一句好记的话 2026"  # noqa: S105  -- of accounts that live as long as a test


@pytest.fixture
def link() -> str:
    """The address by which a cataloguer comes in for the first time."""
    person = Person.objects.create_user("wang@example.org", name="王编目", role=Role.CATALOGUER)
    return f"/account/invitation/{invite(person, actor=None)}"


@pytest.fixture
def reader() -> Person:
    """A person with a password."""
    return Person.objects.create_user("li@example.org", PASSWORD, name="李读者")


def test_who_is_invited_comes_in_does_what_the_role_may_and_leaves(link: str, visit: Visit) -> None:
    """Password, own account, a desk without the administrators' pages, and out again."""
    page = visit(link, PHONE, script=False)
    expect(page.get_by_role("heading", level=1)).to_have_text("王编目，欢迎")
    page.get_by_label("新密码", exact=True).fill(PASSWORD)
    page.get_by_label("再输入一次新密码").fill(PASSWORD)
    page.get_by_role("button", name="设置密码并登录").click()
    expect(page).to_have_url(re.compile("/account$"))
    expect(page.get_by_role("main")).to_contain_text("编目员")
    assert page.request.get("/desk/people").status == 403
    page.get_by_role("button", name="退出登录").click()
    expect(page.get_by_role("link", name="登录")).to_be_visible()
    page.goto("/account")
    expect(page).to_have_url(re.compile(r"/account/login\?next=/account$"))


def test_signing_in_needs_no_mouse(reader: Person, visit: Visit) -> None:
    """From the head of any page by Tab and Enter to the own account, and nowhere else."""
    page = visit("/coverage")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.className") == "person":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("登录")
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "login":
            break
    page.keyboard.type(reader.email)
    page.keyboard.press("Tab")
    page.keyboard.type("not the password")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("邮箱或密码不对。")
    page.get_by_label("密码").focus()
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/coverage$"))
    expect(page.locator(".person")).to_have_text("李读者")
