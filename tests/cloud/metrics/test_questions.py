"""Questions of departments: who keeps them, when they are answered, and what a report is."""

import datetime as dt
import hashlib

import pytest
from django.test import Client

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.metrics.actions.answering import answer_due
from biaozhun.cloud.metrics.models import FigureReport, SavedQuestion, Schedule
from biaozhun.cloud.metrics.schedule import first_due, next_due
from tests.factories.catalogue import edition_of

TODAY = dt.date(2026, 11, 22)
NOW = dt.datetime(2026, 11, 22, 4, tzinfo=dt.UTC)
ASKED = "/metrics/catalogue.published/keep?years=2016-2020&level=local"


@pytest.fixture(autouse=True)
def on_this_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages believe it is a fixed day."""
    for module in ("views.public", "views.questions"):
        monkeypatch.setattr(f"biaozhun.cloud.metrics.{module}.today", lambda: TODAY)


@pytest.fixture
def people(db: None) -> dict[str, Person]:  # noqa: ARG001  -- the database is what it writes to
    """Two departments, somebody without one, an operator."""
    one, other = (Organisation.objects.create(name=name) for name in ("甲局", "乙局"))
    make = Person.objects.create_user
    return {
        "own": make("a@example.org", name="甲", organisation=one),
        "colleague": make("b@example.org", name="丙", organisation=one),
        "other": make("c@example.org", name="乙", organisation=other),
        "nobody": make("d@example.org", name="丁"),
        "operator": make("e@example.org", name="操作员", role=Role.OPERATOR),
    }


@pytest.fixture
def question(people: dict[str, Person], client: Client) -> SavedQuestion:
    """A question that one department keeps, answered every quarter."""
    edition_of("DB44/T 1-2017", title_zh="甲", published="2017-01-01", in_force="2017-02-01")
    client.force_login(people["own"])
    answer = client.post(ASKED, {"title": "本省地方标准", "schedule": "quarterly"})
    kept = SavedQuestion.objects.get()
    assert answer.status_code == 302
    assert answer["Location"] == f"/metrics/questions/{kept.pk}"
    client.logout()
    return kept


@pytest.mark.parametrize(
    ("schedule", "day", "due", "after"),
    [
        (Schedule.MONTHLY, "2026-11-22", "2026-11-30", "2026-12-31"),
        (Schedule.MONTHLY, "2028-01-31", "2028-01-31", "2028-02-29"),
        (Schedule.QUARTERLY, "2026-11-22", "2026-12-31", "2027-03-31"),
        (Schedule.QUARTERLY, "2026-04-01", "2026-06-30", "2026-09-30"),
        (Schedule.YEARLY, "2026-01-01", "2026-12-31", "2027-12-31"),
    ],
)
def test_reports_are_of_the_last_days_of_periods(
    schedule: Schedule, day: str, due: str, after: str
) -> None:
    """Of the month, the quarter or the year that runs, and then of the next."""
    first = first_due(schedule, dt.date.fromisoformat(day))
    assert first == dt.date.fromisoformat(due)
    assert next_due(schedule, first) == dt.date.fromisoformat(after)


def test_what_is_kept_is_what_was_asked(question: SavedQuestion) -> None:
    """Metric and arguments as in the address, for the department of who kept it, in the journal."""
    assert question.key == "catalogue.published"
    assert question.arguments == {"years": "2016-2020", "level": "local"}
    assert str(question.organisation) == "甲局"
    assert question.due == dt.date(2026, 12, 31)
    event = Event.objects.get(kind="metrics.question_kept")
    assert event.facts == {
        "title": "本省地方标准",
        "metric": "catalogue.published",
        "arguments": "years=2016-2020&level=local",
        "schedule": "quarterly",
    }


@pytest.mark.parametrize(
    ("who", "listed", "status"),
    [("colleague", 1, 200), ("operator", 1, 200), ("other", 0, 403), ("nobody", 0, 403)],
)
def test_a_question_is_seen_by_its_department_and_operators(
    question: SavedQuestion,
    people: dict[str, Person],
    client: Client,
    *,
    who: str,
    listed: int,
    status: int,
) -> None:
    """Others neither find it in their list nor open it nor stop it."""
    client.force_login(people[who])
    text = client.get("/metrics/questions").content.decode()
    assert text.count("本省地方标准") == listed
    page = f"/metrics/questions/{question.pk}"
    assert client.get(page).status_code == status
    assert client.post(f"{page}/stop").status_code == (302 if status == 200 else 403)
    question.refresh_from_db()
    assert (question.stopped is not None) == (status == 200)


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("get", "/metrics/questions"),
        ("get", "/metrics/questions/1"),
        ("post", "/metrics/questions/1/stop"),
        ("get", ASKED),
        ("post", ASKED),
    ],
)
@pytest.mark.django_db
def test_who_is_not_signed_in_is_asked_to(client: Client, method: str, address: str) -> None:
    """Nothing is kept or told."""
    answer = getattr(client, method)(address)
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login")


def test_who_has_no_department_keeps_nothing(people: dict[str, Person], client: Client) -> None:
    """The form is refused, and so is what is sent to it."""
    client.force_login(people["nobody"])
    assert client.get(ASKED).status_code == 403
    told = {"title": "甲", "schedule": "monthly"}
    assert client.post(ASKED, told).status_code == 403
    assert SavedQuestion.objects.count() == 0


def test_what_cannot_be_asked_is_not_kept(people: dict[str, Person], client: Client) -> None:
    """Unknown metric, a value that is none, an unknown schedule, no title."""
    client.force_login(people["own"])
    assert client.get("/metrics/nowhere.nothing/keep").status_code == 404
    assert client.get("/metrics/catalogue.published/keep?level=x").status_code == 302
    wrong = client.post(ASKED, {"title": "", "schedule": "hourly"})
    assert wrong.status_code == 422
    assert SavedQuestion.objects.count() == 0


def test_a_report_is_made_when_its_period_is_over(question: SavedQuestion) -> None:
    """Not before; every one a sleeping server missed; none twice."""
    assert answer_due(dt.date(2026, 12, 31), at=NOW) == 0
    assert answer_due(dt.date(2027, 7, 1), at=NOW) == 3
    assert answer_due(dt.date(2027, 7, 1), at=NOW) == 0
    made = list(FigureReport.objects.order_by("number"))
    assert [report.number for report in made] == [f"BZM-2026-00000{n}" for n in (1, 2, 3)]
    assert [str(report.as_of) for report in made] == ["2026-12-31", "2027-03-31", "2027-06-30"]
    assert [report.value for report in made] == [1, 1, 1]
    question.refresh_from_db()
    assert question.due == dt.date(2027, 9, 30)


def test_a_report_is_public_and_stays(question: SavedQuestion, client: Client) -> None:
    """What is published later changes neither its figure nor its rows nor their checksum."""
    answer_due(dt.date(2027, 1, 1), at=NOW)
    edition_of("DB44/T 2-2018", published="2018-01-01", in_force="2018-02-01")
    number = FigureReport.objects.get().number
    text = client.get(f"/metrics/reports/{number}").content.decode()
    rows = client.get(f"/metrics/reports/{number}/rows.csv")
    assert "<strong>1</strong>" in text
    assert "甲局" in text
    assert hashlib.sha256(rows.content).hexdigest() in text
    assert rows.content.decode() == (
        "text,day,address\nDB44/T 1-2017 甲,2017-01-01,/standards/DB44/T-1-2017\n"
    )
    assert client.get("/metrics/reports/BZM-1").status_code == 404
    assert client.get("/metrics/reports/%00").status_code == 404
    assert question.reports.count() == 1


def test_what_cannot_be_answered_holds_up_no_other(question: SavedQuestion) -> None:
    """A metric that went is noted with the question; the others are answered."""
    gone = SavedQuestion.objects.create(
        title="旧", key="gone.away", schedule="monthly", made=NOW, due=dt.date(2026, 1, 31)
    )
    assert answer_due(dt.date(2027, 1, 1), at=NOW) == 1
    gone.refresh_from_db()
    assert gone.refused == "没有这个指标：gone.away"
    assert question.reports.count() == 1


def test_who_stopped_a_question_gets_no_more_reports(
    question: SavedQuestion, people: dict[str, Person], client: Client
) -> None:
    """And stopping it twice is refused in words."""
    client.force_login(people["own"])
    page = f"/metrics/questions/{question.pk}"
    client.post(f"{page}/stop")
    assert "这个问题已经停止了" in client.post(f"{page}/stop", follow=True).content.decode()
    assert answer_due(dt.date(2027, 1, 1), at=NOW) == 0
