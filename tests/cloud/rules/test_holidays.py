"""A year's holidays are loaded from a form or a table, and counted by."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.cases.actions import begin_period
from biaozhun.cloud.cases.models import Period
from biaozhun.cloud.rules.models import HolidayYear
from biaozhun.cloud.rules.notices import read_days
from biaozhun.cloud.rules.queries import calendar, rules_for
from biaozhun.core.lifecycle.calendar import Holiday
from biaozhun.core.lifecycle.units import Unit

NOTICE = {
    "year": "2027",
    "notice": "国办发明电〔2026〕0号",
    "days": "2027-01-01~2027-01-03,休,元旦\n2027年2月6日，休，春节\n2027/2/20,班,春节\n",
}


def test_a_year_is_loaded_and_counted_by(desk: Client) -> None:
    """Its days stand on a page to be compared with the notice; the journal keeps it."""
    assert desk.post("/desk/holidays", NOTICE).status_code == 302
    known = calendar()
    assert known.is_working(dt.date(2027, 2, 20))
    assert not known.is_working(dt.date(2027, 1, 1))
    assert known.last_day(dt.date(2026, 12, 30), 3, Unit.WORKING_DAYS) == dt.date(2027, 1, 5)
    page = desk.get("/desk/holidays/2027").content.decode()
    assert "2027-02-20" in page
    assert "国办发明电〔2026〕0号" in desk.get("/desk/holidays").content.decode()
    event = Event.objects.get(kind="rules.year_loaded")
    assert event.facts == {"year": 2027, "notice": NOTICE["notice"], "days": 5, "counted": 0}


def test_a_table_is_taken_instead_of_the_field(desk: Client) -> None:
    """With a heading and a mark in front, as spreadsheets write it."""
    body = "\ufeff日期,安排,节日\n2027-01-01,休,元旦\n".encode()
    told = NOTICE | {"days": "", "file": SimpleUploadedFile("2027.csv", body)}
    assert desk.post("/desk/holidays", told).status_code == 302
    assert calendar().off >= {dt.date(2027, 1, 1)}


def test_a_file_that_is_no_text_is_refused(desk: Client) -> None:
    """A NUL, which no database of text takes, and what is no UTF-8."""
    for body in ("2027-01-01,休,元\x00旦\n".encode(), "2027-01-01,休,元旦".encode("utf-16")):
        told = NOTICE | {"days": "", "file": SimpleUploadedFile("2027.csv", body)}
        answer = desk.post("/desk/holidays", told)
        assert (answer.status_code, "文件读不出来" in answer.content.decode()) == (422, True)
    assert not HolidayYear.objects.exists()


def test_a_year_loaded_again_is_told_anew_and_one_taken_down_is_what_was_shipped(
    desk: Client,
) -> None:
    """A slip is mended by loading the year again."""
    desk.post("/desk/holidays", NOTICE)
    desk.post("/desk/holidays", NOTICE | {"days": "2027-05-01,休,劳动节"})
    assert not calendar().is_working(dt.date(2027, 5, 1))
    assert calendar().is_working(dt.date(2027, 1, 1))
    desk.post("/desk/holidays", NOTICE | {"year": "2026", "days": "2026-03-03,休,某节"})
    assert calendar().is_working(dt.date(2026, 2, 18))
    assert desk.post("/desk/holidays/2026/remove").status_code == 302
    assert not calendar().is_working(dt.date(2026, 2, 18))
    assert [one.year for one in HolidayYear.objects.all()] == [2027]
    assert desk.post("/desk/holidays/2026/remove").status_code == 404


def test_a_period_that_could_not_be_promised_is_once_its_year_is_loaded(
    desk: Client, province: Organisation
) -> None:
    """The last day moves past the days off; what was promised before stays."""
    rule = rules_for(province, on=dt.date(2026, 11, 23))["T-02"]
    begin_period("drafting.project:1", rule, dt.date(2026, 12, 14))  # 20 days: 3 January
    begin_period("drafting.project:2", rule, dt.date(2026, 11, 2))
    assert [one.promised for one in Period.objects.order_by("subject")] == [False, True]
    desk.post("/desk/holidays", NOTICE)
    told = [(one.due, one.promised) for one in Period.objects.order_by("subject")]
    assert told == [(dt.date(2027, 1, 4), True), (dt.date(2026, 11, 23), True)]
    assert Event.objects.get(kind="rules.year_loaded").facts["counted"] == 1


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"days": "2026-01-01,休"}, "第 1 行：日期不在 2027 年。"),
        ({"days": "2027-01-01"}, "第 1 行：要写日期和休、班，用逗号分开。"),
        ({"days": "\n2027-01-01,放"}, "第 2 行：第二格要写休或班。"),
        ({"days": "元旦,休"}, "第 1 行：日期读不懂"),
        ({"days": "2027-02-30,休"}, "第 1 行：日期读不懂"),
        ({"days": "2027-01-04,班"}, "第 1 行：补班的日子应当是星期六或星期日。"),
        ({"days": "2027-01-01,休\n2027-01-01,休"}, "第 2 行：有一天已经写过了。"),
        ({"days": "2027-01-02,班"}, "没有一天是休息日。"),
        ({"days": ""}, "请写下安排，或上传一张表。"),
        ({"days": "", "file": SimpleUploadedFile("a.csv", b"\xff\xfe\x00")}, "文件读不出来"),
        ({"year": "1800"}, "确保该值大于或等于2000。"),
        ({"year": "９" * 30}, "确保该值小于或等于2199。"),
        ({"notice": ""}, "这个字段是必填项"),
    ],
)
def test_what_cannot_be_read_is_named_by_its_line(
    desk: Client, told: dict[str, object], sentence: str
) -> None:
    """And nothing is loaded."""
    answer = desk.post("/desk/holidays", NOTICE | told)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not HolidayYear.objects.exists()


def test_a_year_that_is_not_loaded_has_no_page(desk: Client) -> None:
    """Neither has one beyond all calendars."""
    assert desk.get("/desk/holidays/2027").status_code == 404
    assert desk.get(f"/desk/holidays/{'9' * 30}").status_code == 404
    assert desk.post(f"/desk/holidays/{'9' * 30}/remove").status_code == 404


def test_who_may_not_load_a_year_is_refused(client: Client, db: None) -> None:  # noqa: ARG001
    """Nobody, and a cataloguer."""
    assert client.post("/desk/holidays", NOTICE).status_code == 302
    person = Person.objects.create_user("c@example.org", name="陈", role=Role.CATALOGUER)
    client.force_login(person)
    assert client.post("/desk/holidays", NOTICE).status_code == 403
    assert client.post("/desk/holidays/2027/remove").status_code == 403
    assert not HolidayYear.objects.exists()


DAYS = st.dates(dt.date(2027, 1, 1), dt.date(2027, 12, 31))


@given(st.sets(DAYS, min_size=1, max_size=60))
def test_days_written_as_lines_read_back(days: set[dt.date]) -> None:
    """In any order."""
    text = "\n".join(f"{day.isoformat()},休,节" for day in days)
    told = tuple(Holiday(day=day, kind="off", name="节") for day in sorted(days))
    assert read_days(text, 2027) == (told, [])


@given(st.text(max_size=200))
def test_any_text_is_days_or_named_faults(text: str) -> None:
    """Never both, and never an error."""
    days, faults = read_days(text, 2027)
    assert bool(faults) or (bool(days) and all(one.day.year == 2027 for one in days))
