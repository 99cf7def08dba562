"""Bad input is normal input: kept, named, escaped, or refused; and nothing typed is lost."""

import io
from http import HTTPStatus

import pytest
from django.test import Client
from docx import Document
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.cases.actions import Acting
from biaozhun.cloud.rounds.actions.returns import keep, submit
from biaozhun.cloud.rounds.actions.rounds import open_round, step
from biaozhun.cloud.rounds.models import Return, Round, Scheme
from biaozhun.cloud.rounds.queries.answers import together
from tests.cloud.rounds.conftest import NOON, TODAY

AUTHORITY = frozenset({"authority"})
FAULTY = HTTPStatus.UNPROCESSABLE_ENTITY


def handed_in(one: Return, person: Person, **answers: str) -> None:
    """A return with these answers, handed in."""
    by = Acting(person=person, roles=frozenset({"unit"}), at=NOON)
    keep(one.pk, answers, by=by)
    submit(one.pk, by=by)


def published(asked: Round, officer: Person) -> None:
    """The round, closed and published."""
    for action in ("close", "publish"):
        step(asked, action, reason="", by=Acting(officer, AUTHORITY, NOON))


def test_a_text_that_is_too_long_is_kept_whole_and_named(
    browser: Client, mine: Return, clerk: Person
) -> None:
    """Nothing is cut off behind the back of who typed it."""
    browser.force_login(clerk)
    text = "长" * 5001
    page = browser.post(
        f"/rounds/returns/{mine.pk}", {"action": "submit", "made": "1", "said": text}
    )
    assert page.status_code == FAULTY
    assert "太长了，最多 5000 字。" in page.content.decode()
    mine.refresh_from_db()
    assert (mine.state, mine.answers["said"]) == ("asked", text)


def test_what_comes_after_the_round_was_closed_is_shown_again(
    browser: Client, asked: Round, mine: Return, clerk: Person, officer: Person
) -> None:
    """It is not kept, and can be copied from the page that says so."""
    step(asked, "close", reason="", by=Acting(officer, AUTHORITY, NOON))
    browser.force_login(clerk)
    page = browser.post(f"/rounds/returns/{mine.pk}", {"action": "submit", "said": "写了半天<b>"})
    assert page.status_code == HTTPStatus.CONFLICT
    text = page.content.decode()
    assert "这一轮已经截止。" in text
    assert "<dt>问题</dt><dd>写了半天&lt;b&gt;</dd>" in text
    mine.refresh_from_db()
    assert mine.answers == {}


def test_null_characters_are_not_kept(browser: Client, mine: Return, clerk: Person) -> None:
    """PostgreSQL keeps none in JSON; the rest of the text stays."""
    browser.force_login(clerk)
    browser.post(f"/rounds/returns/{mine.pk}", {"action": "keep", "said": "人手\x00不足"})
    mine.refresh_from_db()
    assert mine.answers["said"] == "人手不足"


def test_the_officer_finds_every_return_from_the_round(
    browser: Client, asked: Round, mine: Return, officer: Person
) -> None:
    """Each unit is linked; who has nobody registered is marked, since no notice reaches it."""
    browser.force_login(officer)
    text = browser.get(f"/rounds/{asked.pk}").content.decode()
    assert f'<a href="/rounds/returns/{mine.pk}">甲局</a></th>' in text
    assert text.count("没有登记人员，收不到通知") == 1


def test_the_public_takes_away_sums_and_no_forms(
    browser: Client, asked: Round, mine: Return, clerk: Person, officer: Person
) -> None:
    """Neither in the table nor in the workbook stands what one unit answered."""
    handed_in(mine, clerk, made="3", how="好")
    published(asked, officer)
    address = f"/rounds/{asked.pk}"
    table = b"".join(browser.get(f"{address}?format=csv").streaming_content).decode("utf-8-sig")
    assert table.splitlines()[:2] == [
        "填报项,已填单位,结果",
        "发布标准（项）,1,合计 3，平均 3，最低 3，最高 3",
    ]
    book = load_workbook(io.BytesIO(browser.get(f"{address}?format=xlsx").content))
    assert book.sheetnames == ["汇总", "初步分析"]


def test_what_is_not_handed_in_is_in_no_table(
    browser: Client, asked: Round, mine: Return, clerk: Person, officer: Person
) -> None:
    """A draft is not yet an answer, not even for the authority's table."""
    by = Acting(person=clerk, roles=frozenset({"unit"}), at=NOON)
    keep(mine.pk, {"made": "77"}, by=by)
    browser.force_login(officer)
    answer = browser.get(f"/rounds/{asked.pk}?format=csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[2] == "甲局,未报,,,,"


def test_the_official_paper_is_chinese_for_every_reader(
    browser: Client, asked: Round, mine: Return, clerk: Person, officer: Person
) -> None:
    """Its sums are not told in the language of the pages."""
    handed_in(mine, clerk, made="3")
    browser.force_login(officer)
    content = browser.get(f"/rounds/{asked.pk}?format=docx", headers={"accept-language": "en"})
    paper = Document(io.BytesIO(content.content))
    assert paper.paragraphs[0].text == "标准化季报（2026年第2季度）汇总"
    assert paper.tables[0].rows[1].cells[2].text == "合计 3，平均 3，最低 3，最高 3"


def test_the_day_of_an_answer_is_the_day_here(
    browser: Client, asked: Round, mine: Return, officer: Person
) -> None:
    """Handed in at one at night in Beijing, it stands under that day, not the one before in UTC."""
    night = NOON.replace(day=2, hour=17)
    Return.objects.filter(pk=mine.pk).update(state="accepted", submitted=night)
    browser.force_login(officer)
    answer = browser.get(f"/rounds/{asked.pk}?format=csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[2].split(",")[:3] == ["甲局", "已通过", "2026-07-03"]


def test_a_question_that_became_another_is_not_compared(
    asked: Round, mine: Return, clerk: Person, officer: Person
) -> None:
    """A count of last quarter says nothing of an amount of this one, though the key stayed."""
    handed_in(mine, clerk, made="900")
    scheme = asked.scheme
    scheme.fields = [{"key": "made", "label": "投入", "kind": "number", "unit": "万元"}]
    scheme.save()
    later = NOON.replace(month=10)
    following = open_round(scheme, day=TODAY.replace(month=10), actor=officer, at=later)
    assert following is not None
    handed_in(following.returns.get(organisation=mine.organisation), clerk, made="1")
    assert together(following).remarks == ()


@pytest.mark.parametrize(
    "change",
    [
        {"q-TOTAL_FORMS": "99999"},
        {"q-TOTAL_FORMS": "x"},
        {"q-TOTAL_FORMS": "-1"},
        {"q-0-kind": "money"},
        {"q-0-kind": "choice", "q-0-choices": "一、一"},
        {"q-0-key": "action"},
        {"q-0-key": '"><b>'},
        {"q-0-least": "5", "q-0-most": "1", "q-0-kind": "number"},
        {"q-0-least": "1e400"},
        {"q-0-label": "a\x00b"},
        {"days": "1e9"},
        {"days": "-3"},
        {"rhythm": "daily"},
        {"title": "长" * 201},
        {"addressees": "99999999999999999999"},
        {"addressees": "x"},
        {"plan": "99999999999999999999"},
    ],
)
def test_a_form_that_was_tampered_with_is_refused(
    change: dict[str, str], browser: Client, officer: Person, unit: Organisation
) -> None:
    """Each is refused with the form, and nothing is kept."""
    browser.force_login(officer)
    data: dict[str, object] = {
        "title": "季报",
        "rhythm": "once",
        "days": "5",
        "addressees": [unit.pk],
        "q-TOTAL_FORMS": "1",
        "q-INITIAL_FORMS": "0",
        "q-0-label": "数",
        "q-0-kind": "count",
    }
    page = browser.post("/rounds/schemes/new", data | change)
    assert page.status_code == FAULTY
    assert not Scheme.objects.exists()


def test_a_form_whose_rows_cannot_be_counted_says_so(
    browser: Client, officer: Person, unit: Organisation
) -> None:
    """Without the counts of the rows there is a sentence, not a page without a word."""
    browser.force_login(officer)
    data = {"title": "季报", "rhythm": "once", "days": "5", "addressees": [unit.pk]}
    page = browser.post("/rounds/schemes/new", data)
    assert page.status_code == FAULTY
    assert 'role="alert"' in page.content.decode()


@pytest.mark.parametrize(
    "path", ["{round}/step", "{round}/chase", "{round}/comment", "schemes/{scheme}/open"]
)
def test_buttons_are_no_addresses_to_read(
    path: str, browser: Client, asked: Round, officer: Person
) -> None:
    """A crawler that follows them changes nothing."""
    browser.force_login(officer)
    address = "/rounds/" + path.format(round=asked.pk, scheme=asked.scheme_id)
    assert browser.get(address).status_code == HTTPStatus.METHOD_NOT_ALLOWED


@pytest.mark.parametrize(
    "change", [{"action": "burn"}, {"reason": "长" * 2001}, {"reason": "\x00"}]
)
def test_a_step_no_button_asks_for_is_refused_on_a_page(
    change: dict[str, str], browser: Client, mine: Return, officer: Person
) -> None:
    """It says that the request cannot be taken, and nothing is done."""
    browser.force_login(officer)
    sent = {"action": "excuse", "reason": "无此项工作"} | change
    page = browser.post(f"/rounds/returns/{mine.pk}/judge", sent)
    assert page.status_code == HTTPStatus.BAD_REQUEST
    assert "<h1>" in page.content.decode()
    mine.refresh_from_db()
    assert mine.state == "asked"


def test_opening_twice_opens_once(browser: Client, scheme: Scheme, officer: Person) -> None:
    """A second press says why nothing came of it."""
    browser.force_login(officer)
    scheme.rhythm = "once"
    scheme.save()
    address = f"/rounds/schemes/{scheme.pk}/open"
    browser.post(address)
    page = browser.post(address, follow=True)
    assert "没有发起：这一时期已经发起过，或者没有报送单位。" in page.content.decode()
    assert Round.objects.count() == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12)
@given(
    typed=st.fixed_dictionaries({key: st.text(max_size=40) for key in ("made", "how", "said")}),
    action=st.sampled_from(["submit", "keep", "", "<b>"]),
)
def test_whatever_is_typed_there_is_a_page(
    typed: dict[str, str], action: str, browser: Client, mine: Return, clerk: Person
) -> None:
    """Kept, refused, or told that it came too late; never an error of the service."""
    browser.force_login(clerk)
    address = f"/rounds/returns/{mine.pk}"
    page = browser.post(address, typed | {"action": action})
    assert page.status_code in {HTTPStatus.FOUND, FAULTY, HTTPStatus.CONFLICT}
    assert browser.get(address).status_code == HTTPStatus.OK
