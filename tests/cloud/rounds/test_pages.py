"""The pages of rounds: filled in by units, run by the authority, refused to others."""

import io
from http import HTTPStatus

import pytest
from django.test import Client
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from pytest_django import DjangoAssertNumQueries

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.rounds.models import Return, Round, Scheme

OK, FOUND, FORBIDDEN, NOT_FOUND = (
    HTTPStatus.OK,
    HTTPStatus.FOUND,
    HTTPStatus.FORBIDDEN,
    HTTPStatus.NOT_FOUND,
)


def test_a_unit_fills_in_its_form_and_hands_it_in(
    browser: Client, mine: Return, clerk: Person
) -> None:
    """Wrong first: kept, named at its field, not handed in; then right."""
    browser.force_login(clerk)
    address = f"/rounds/returns/{mine.pk}"
    wrong = browser.post(address, {"action": "submit", "made": "-3", "said": "人手不足"})
    assert wrong.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    text = wrong.content.decode()
    assert "小于允许的最小值。" in text
    assert "人手不足</textarea>" in text
    done = browser.post(address, {"action": "submit", "made": "3", "said": "人手不足"})
    assert done.status_code == FOUND
    mine.refresh_from_db()
    assert (mine.state, mine.answers["made"]) == ("submitted", "3")


def test_what_is_kept_is_not_handed_in(browser: Client, mine: Return, clerk: Person) -> None:
    """The unit goes on another day."""
    browser.force_login(clerk)
    browser.post(f"/rounds/returns/{mine.pk}", {"action": "keep", "said": "写了一半"})
    mine.refresh_from_db()
    assert (mine.state, mine.answers) == ("asked", {"made": "", "how": "", "said": "写了一半"})


def test_another_units_return_is_refused(browser: Client, mine: Return, stranger: Person) -> None:
    """Neither read nor filled in, and nothing is changed."""
    browser.force_login(stranger)
    address = f"/rounds/returns/{mine.pk}"
    assert browser.get(address).status_code == FORBIDDEN
    assert browser.post(address, {"action": "submit", "made": "9"}).status_code == FORBIDDEN
    mine.refresh_from_db()
    assert mine.answers == {}


def test_who_is_above_reads_and_does_not_fill_in(
    browser: Client, mine: Return, unit: Organisation
) -> None:
    """A district sees what its offices return."""
    above = Organisation.objects.create(name="某区")
    unit.parent = above
    unit.save()
    browser.force_login(Person.objects.create_user("d@example.org", name="区", organisation=above))
    address = f"/rounds/returns/{mine.pk}"
    assert browser.get(address).status_code == OK
    assert browser.post(address, {"action": "keep", "made": "1"}).status_code == FORBIDDEN


@pytest.mark.parametrize(
    "address",
    [
        "schemes",
        "schemes/new",
        "schemes/{scheme}",
        "{round}/step",
        "{round}/chase",
        "{round}/comment",
    ],
)
def test_running_rounds_is_for_the_authority(
    address: str, browser: Client, asked: Round, clerk: Person
) -> None:
    """A unit is refused; who is not signed in is asked to sign in."""
    path = "/rounds/" + address.format(scheme=asked.scheme_id, round=asked.pk)
    ask = browser.post if "{round}" in address else browser.get
    assert ask(path).status_code == FOUND
    browser.force_login(clerk)
    assert ask(path).status_code == FORBIDDEN


def test_a_round_is_public_once_it_is_published(
    browser: Client, asked: Round, mine: Return, officer: Person
) -> None:
    """Before, nobody outside knows of it; after, everybody reads the sums and not the answers."""
    address = f"/rounds/{asked.pk}"
    assert browser.get(address).status_code == NOT_FOUND
    browser.force_login(officer)
    for action in ("close", "publish"):
        browser.post(f"{address}/step", {"action": action})
    browser.logout()
    page = browser.get(address)
    assert page.status_code == OK
    assert "应报 2 个单位，已报 0 个" in page.content.decode()
    assert f"/rounds/returns/{mine.pk}" not in page.content.decode()


def test_a_step_that_is_refused_says_why(browser: Client, asked: Round, officer: Person) -> None:
    """Publishing what is still open is refused in words; an unknown step is a bad request."""
    browser.force_login(officer)
    address = f"/rounds/{asked.pk}/step"
    page = browser.post(address, {"action": "publish"}, follow=True)
    assert "现在的状态不能这样做；可能别人刚刚处理过。" in page.content.decode()
    assert browser.post(address, {"action": "burn"}).status_code == HTTPStatus.BAD_REQUEST


def test_the_authority_takes_a_round_away_in_three_forms(
    browser: Client, asked: Round, mine: Return, officer: Person
) -> None:
    """Workbook, table and official document hold the same answers; other forms there are none."""
    Return.objects.filter(pk=mine.pk).update(answers={"made": "3", "how": "好"}, state="submitted")
    browser.force_login(officer)
    address = f"/rounds/{asked.pk}"
    book = load_workbook(io.BytesIO(browser.get(f"{address}?format=xlsx").content))
    assert [cell.value for cell in book["各单位"][3]] == [
        "甲局",
        "已报，待审",
        None,
        "3",
        "好",
        None,
    ]
    assert [cell.value for cell in book["汇总"][2]] == [
        "发布标准（项）",
        "1",
        "合计 3，平均 3，最低 3，最高 3",
    ]
    lines = b"".join(browser.get(f"{address}?format=csv").streaming_content).decode("utf-8-sig")
    assert lines.splitlines()[2] == "甲局,已报，待审,,3,好,"
    paper = Document(io.BytesIO(browser.get(f"{address}?format=docx").content))
    assert paper.paragraphs[0].text == "标准化季报（2026年第2季度）汇总"
    assert browser.get(f"{address}?format=exe").status_code == NOT_FOUND


def test_a_scheme_is_set_up_from_the_form_of_the_six_steps(
    browser: Client, officer: Person, unit: Organisation
) -> None:
    """The preset fills the rows; saving keeps the questions under their steps."""
    browser.force_login(officer)
    page = browser.get("/rounds/schemes/new?preset=six_steps")
    rows = page.context["rows"]
    data = {
        "title": "六步报告",
        "rhythm": "half_year",
        "days": "15",
        "addressees": [unit.pk],
        "is_active": "on",
        "q-TOTAL_FORMS": str(rows.total_form_count()),
        "q-INITIAL_FORMS": str(rows.initial_form_count()),
    }
    for place, row in enumerate(rows.initial):
        data |= {f"q-{place}-{key}": "" if value is None else value for key, value in row.items()}
    extra = len(rows.initial)
    data |= {
        f"q-{extra}-label": "新问题",
        f"q-{extra}-kind": "choice",
        f"q-{extra}-choices": "甲、乙",
    }
    for place in range(extra + 1, rows.total_form_count()):
        data[f"q-{place}-kind"] = "text"
    saved = browser.post("/rounds/schemes/new", data)
    assert saved.status_code == FOUND
    scheme = Scheme.objects.get()
    assert list(dict.fromkeys(field.get("step", "") for field in scheme.fields)) == [
        "制定",
        "实施",
        "推广",
        "统计",
        "评估",
        "分析",
        "",
    ]
    assert scheme.fields[-1] == {
        "key": "q1",
        "label": "新问题",
        "kind": "choice",
        "choices": ["甲", "乙"],
    }


def test_a_scheme_that_asks_nothing_is_refused_with_its_reason(
    browser: Client, officer: Person, unit: Organisation
) -> None:
    """What was typed stays; nothing is saved."""
    browser.force_login(officer)
    data = {"title": "空表", "rhythm": "once", "days": "5", "addressees": [unit.pk]}
    data |= {"q-TOTAL_FORMS": "1", "q-INITIAL_FORMS": "0", "q-0-kind": "text"}
    page = browser.post("/rounds/schemes/new", data)
    assert page.status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    assert "至少要有一项。" in page.content.decode()
    assert not Scheme.objects.exists()


def test_lists_ask_the_database_the_same_however_long(
    browser: Client,
    asked: Round,
    officer: Person,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    """Twenty more rounds cost no question more."""
    browser.force_login(officer)
    browser.get("/rounds")
    with django_assert_max_num_queries(12) as first:
        browser.get("/rounds")
    for n in range(20):
        Round.objects.create(
            scheme=asked.scheme,
            period=f"{1990 + n}",
            due=asked.due,
            fields=[],
            opened=asked.opened,
            state_since=asked.opened,
        )
    with django_assert_max_num_queries(len(first)):
        browser.get("/rounds")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25)
@given(page=st.text(max_size=30), wanted=st.text(max_size=10), pk=st.integers(0, 10**30))
def test_no_address_breaks_a_page(
    page: str, wanted: str, pk: int, browser: Client, asked: Round, officer: Person
) -> None:
    """Whatever stands in the address, there is a page or a plain refusal."""
    browser.force_login(officer)
    for address in ("/rounds", f"/rounds/{asked.pk}", f"/rounds/{pk}", f"/rounds/returns/{pk}"):
        answer = browser.get(address, {"page": page, "format": wanted})
        assert answer.status_code in {OK, NOT_FOUND}
