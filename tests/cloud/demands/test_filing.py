"""Both doors: who comes in, what waits to be looked over, and what keeps machines out."""

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.demands.guarding import LATEST, SOONEST, fault_of, new_form
from biaozhun.cloud.demands.limits import AN_HOUR
from biaozhun.cloud.demands.models import Contact, Demand, Entry, Suggestion
from biaozhun.cloud.demands.views.receipts import COOKIE
from biaozhun.cloud.messaging.models import Notice
from tests.cloud.demands.conftest import (
    ELEVATOR,
    NOW,
    As,
    Filed,
    filled,
    filled_suggestion,
)


def test_a_demand_without_an_account_waits_and_nobody_reads_it(
    browser: As, officer: Person
) -> None:
    """It leads to a receipt; list, page, feed and tables stay empty; the officer is told."""
    anybody = browser(None)
    answer = anybody.post("/demands/new", filled(name="李女士", contact="13800000000"))
    made = Demand.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, "/receipts?filed=1")
    assert (made.state, made.published, made.filer) == ("filed", None, None)
    assert anybody.get(f"/demands/{made.pk}").status_code == 404
    for address in ("/demands", "/demands?format=csv", "/demands/feed.atom"):
        page = anybody.get(address)
        told = b"".join(page.streaming_content) if page.streaming else page.content
        assert (page.status_code, ELEVATOR in told.decode()) == (200, False), address
    assert [one.person for one in Notice.objects.all()] == [officer]
    assert Contact.objects.get().contact == "13800000000"


def test_a_demand_with_an_account_is_open_at_once(browser: As, citizen: Person) -> None:
    """It is public, in its filer's list, and kept without a receipt or a contact."""
    answer = browser(citizen).post("/demands/new", filled(contact="13800000000"))
    made = Demand.objects.get()
    assert answer["Location"] == f"/demands/{made.pk}"
    assert (made.state, made.receipt, made.filer) == ("open", None, citizen)
    assert Contact.objects.count() == 0
    page = browser(None).get(f"/demands/{made.pk}").content.decode()
    assert (ELEVATOR in page, "citizen" in page) == (True, False)
    assert ELEVATOR in browser(citizen).get("/demands/mine").content.decode()


def test_the_journal_holds_nothing_that_a_filer_wrote(browser: As, db: None) -> None:  # noqa: ARG001  -- the database is what it writes to
    """Neither title nor contact, for the journal is kept for years and both may name people."""
    browser(None).post("/demands/new", filled(name="李女士", contact="13800000000"))
    told = str([(one.kind, one.facts) for one in Event.objects.all()])
    assert "demands.demand_filed" in told
    assert all(word not in told for word in (ELEVATOR, "李女士", "13800000000"))


def test_a_form_sent_twice_stands_once_with_one_receipt(browser: As, db: None) -> None:  # noqa: ARG001  -- likewise
    """Two clicks, or a page sent again; another title by the same form is another demand."""
    anybody, told = browser(None), filled()
    codes = [anybody.post("/demands/new", told).cookies[COOKIE].value for _ in range(2)]
    other = anybody.post("/demands/new", told | {"title": "直播带货售后服务规范"})
    assert (Demand.objects.count(), codes[0] == codes[1]) == (2, True)
    assert other.cookies[COOKIE].value != codes[0]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"website": "http://spam.example"}, "请勿填写"),
        ({"form": new_form(NOW)}, "提交得太快了"),
        ({"form": new_form(NOW - 2 * LATEST)}, "打开得太久了"),
        ({"form": "made up"}, "打开得太久了"),
        ({"form": ""}, "打开得太久了"),
        ({"title": ""}, "这个字段是必填项"),
        ({"text": "\x00"}, "空字符"),
        ({"level": "galactic"}, "galactic"),
        ({"division": "99"}, "99"),
        ({"ics": "what"}, "认不出这个 ICS 分类号"),
        ({"title": "长" * 201}, "200"),
    ],
)
@pytest.mark.django_db
def test_what_cannot_be_taken_is_named_and_nothing_is_lost(
    browser: As, wrong: dict[str, str], words: str
) -> None:
    """422 with the reason; the text that was typed stands in the form again; nothing is filed."""
    answer = browser(None).post("/demands/new", filled(text="保留这一句") | wrong)
    page = answer.content.decode()
    assert (answer.status_code, words in page, Demand.objects.count()) == (422, True, 0)
    typed = answer.context["form"]["text"].value()
    assert typed == wrong.get("text", "保留这一句")


@pytest.mark.django_db
def test_a_form_that_is_too_old_comes_back_ready_to_be_sent(browser: As) -> None:
    """With a new word of when it was made, so that the second time it is taken."""
    answer = browser(None).post("/demands/new", filled(form="made up"))
    form = answer.context["form"]["form"].value()
    assert fault_of(form, NOW + SOONEST + dt.timedelta(seconds=1)) == ""


@pytest.mark.django_db
def test_only_so_many_are_filed_in_an_hour(browser: As) -> None:
    """One more from the same address is refused (429), and what was typed is kept."""
    anybody = browser(None)
    for place in range(AN_HOUR):
        told = filled(title=f"完全不同的需求{place}", seen="1")
        assert anybody.post("/demands/new", told).status_code == 302
    answer = anybody.post("/demands/new", filled(title="再来一条", seen="1"))
    assert (answer.status_code, "再来一条" in answer.content.decode()) == (429, True)
    assert Demand.objects.count() == AN_HOUR


def test_what_others_said_alike_is_shown_once_before_it_is_filed(
    browser: As, demand: Filed, citizen: Person
) -> None:
    """The first time the near ones with support; sent again, it is filed."""
    demand(citizen)
    anybody, told = browser(None), filled(title="老旧小区加装电梯服务规范")
    shown = anybody.post("/demands/new", told)
    assert (shown.status_code, Demand.objects.count()) == (200, 1)
    assert ELEVATOR in shown.content.decode()
    kept = {name: shown.context["form"][name].value() for name in told}
    assert kept == told
    again = told | {"seen": shown.context["form"]["seen"].value()}
    assert anybody.post("/demands/new", again).status_code == 302
    assert Demand.objects.count() == 2


def test_alike_demands_are_found_in_any_writing(
    browser: As, demand: Filed, citizen: Person
) -> None:
    """Traditional characters say the same; what waits to be looked over is hidden."""
    demand(citizen)
    demand(title="加装电梯的老旧小区的秘密")
    page = browser(None).get("/demands/similar", {"title": "老舊小區加裝電梯"}).content.decode()
    assert (ELEVATOR in page, "秘密" in page) == (True, False)
    assert browser(None).get("/demands/similar", {"title": "养老"}).content.strip() == b""


def test_a_suggestion_to_a_department_goes_there_from_an_account(
    browser: As, citizen: Person, housing: Organisation, clerk: Person
) -> None:
    """Received and handed on at once; the department is told."""
    told = filled_suggestion(department=str(housing.pk))
    browser(citizen).post("/suggestions/new", told)
    made = Suggestion.objects.get()
    assert (made.state, made.department) == ("with_department", housing)
    assert Notice.objects.filter(person=clerk).count() == 1
    actions = Entry.objects.values_list("action", flat=True)
    assert list(actions) == ["file", "receive", "forward"]


def test_a_suggestion_without_an_account_waits_also_for_the_department(
    browser: As, housing: Organisation, clerk: Person
) -> None:
    """Until an officer looked at it, the department it is addressed to does not see it."""
    browser(None).post("/suggestions/new", filled_suggestion(department=str(housing.pk)))
    made = Suggestion.objects.get()
    assert (made.state, made.department) == ("filed", housing)
    assert browser(clerk).get(f"/desk/suggestions/{made.pk}").status_code == 404
    assert made.title not in browser(clerk).get("/desk/suggestions").content.decode()


def test_a_suggestion_begins_with_the_demand_it_grows_out_of(
    browser: As, demand: Filed, citizen: Person
) -> None:
    """Title, reason and known standards are filled in; a demand that is not public is no origin."""
    told, hidden = demand(citizen), demand(title="还没有公开的需求")
    page = browser(None).get(f"/suggestions/new?demand={told.pk}").content.decode()
    assert (ELEVATOR in page, "去年三次停运" in page) == (True, True)
    other = browser(None).get(f"/suggestions/new?demand={hidden.pk}").content.decode()
    assert "还没有公开的需求" not in other
    browser(None).post(f"/suggestions/new?demand={told.pk}", filled_suggestion())
    assert Suggestion.objects.get().demand == told


def test_departments_of_other_levels_are_not_offered(browser: As, housing: Organisation) -> None:
    """Those of the authority's level are, and those that are abolished are not."""
    page = browser(None).get("/suggestions/new").content.decode()
    assert housing.name in page
    refused = browser(None).post("/suggestions/new", filled_suggestion(department="999"))
    assert (refused.status_code, Suggestion.objects.count()) == (422, 0)


_VALUES = st.one_of(
    st.text(max_size=40), st.sampled_from(["\x00", "9" * 400, "-1", "44", "<b>", "=1+1", ""])
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(
    told=st.dictionaries(
        st.sampled_from(
            ["title", "text", "field", "ics", "division", "form", "seen", "department"]
        ),
        _VALUES,
    ),
    place=st.sampled_from(["/demands/new", "/suggestions/new?demand=1"]),
)
@pytest.mark.django_db
def test_no_form_fails_on_what_is_sent(told: dict[str, Any], place: str) -> None:
    """Whatever stands in the fields, the answer is a page and not a failure."""
    assert Client().post(place, told).status_code in {200, 302, 422, 429}
