"""The board, the public clock, the panels, the figures."""

import csv
import datetime as dt
import io
import re
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.clocks.queries.averages import averages
from biaozhun.cloud.metrics.registry import Arguments, metric
from tests.cloud.clocks.making import DAY, done
from tests.factories.drafting import DEPARTMENT, LEADER, project_of, somebody
from tests.factories.plans import unit_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("day")]
QUICK = (dt.date(2025, 1, 6), dt.date(2025, 7, 5))
SLOW = (dt.date(2024, 3, 1), dt.date(2025, 6, 4))


def _table(answer: object) -> list[list[str]]:
    text = b"".join(answer.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.reader(io.StringIO(text)))


def _questions(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def test_a_board_shows_somebody_the_own_projects_alone(client: Client, officer: Person) -> None:
    """An officer those of the authority, a department and a drafter their own, others none."""
    own = project_of(1, title="本部门的标准", department=unit_of(DEPARTMENT))
    other = project_of(2, title="别家的标准", department=unit_of("江原省水利厅"), units=("水利院",))

    def titles(person: Person) -> set[str]:
        client.force_login(person)
        rows = _table(client.get("/desk/clocks?format=csv"))
        return {row[1] for row in rows[1:]}

    assert client.get("/desk/clocks").status_code == 302
    assert titles(officer) == {own.title, other.title}
    assert titles(somebody("部门", DEPARTMENT)) == {own.title}
    assert titles(somebody("起草", LEADER)) == {own.title}
    assert titles(somebody("路人", "江原省交通运输厅")) == set()
    assert titles(somebody("散户", None)) == set()


def test_a_board_asks_no_more_for_eight_projects_than_for_two(
    client: Client, officer: Person
) -> None:
    """The board, the public page and the desk."""
    client.force_login(officer)
    for serial in (1, 2):
        project_of(serial, handler=officer)
    done(20, *QUICK)
    addresses = ("/desk/clocks", "/clocks", "/clocks?format=csv")
    few = [_questions(client, address) for address in addresses]
    for serial in range(3, 9):
        project_of(serial, handler=officer)
    done(21, *SLOW)
    assert [_questions(client, address) for address in addresses] == few


def test_a_board_is_taken_away_as_a_workbook(client: Client, officer: Person) -> None:
    """What is late first, with days as days."""
    client.force_login(officer)
    project_of(1)
    late = project_of(2, deadline=dt.date(2026, 6, 1))
    answer = client.get("/desk/clocks?format=xlsx")
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[1][0] == late.plan_number
    assert rows[1][11] == "计划完成时限"
    assert str(rows[1][12])[:10] == "2026-06-01"
    assert rows[1][13] == 19
    assert len(rows) == 3


def test_everybody_reads_offices_and_nobody_reads_persons(client: Client, officer: Person) -> None:
    """The officer's name stands on the page for who works on the project, and nowhere else."""
    made = project_of(handler=officer, title="公共场所规范")
    type(made).objects.filter(pk=made.pk).update(state="reported")
    public = client.get("/clocks").content.decode()
    assert "公共场所规范" in public
    assert "受理报批材料" in public
    page = client.get(f"/projects/{made.pk}").content.decode()
    assert "现由谁办" in page
    assert officer.name not in public + page
    client.force_login(officer)
    panel = client.get(f"/projects/{made.pk}").content.decode()
    assert officer.name in panel.partition('id="clock"')[2].partition("</section>")[0]


def test_the_panel_says_why_nothing_is_forecast(client: Client) -> None:
    """With two projects of the past."""
    done(1, *QUICK)
    made = project_of(3)
    page = client.get(f"/projects/{made.pk}").content.decode()
    assert "走完这一阶段并已发布的项目还不到 20 个，不作预测。" in page


def test_twenty_finished_projects_make_a_forecast(client: Client) -> None:
    """All of them took 180 days from the plan: of one planned 110 days ago 70 are left."""
    for serial in range(1, 21):
        done(serial, *QUICK)
    made = project_of(30)
    page = re.sub(r"<[^>]+>", "", client.get(f"/projects/{made.pk}").content.decode())
    assert "约 2026-08-29，五次里有四次在 2026-08-29 至 2026-08-29 之间" in page
    assert "这是按所有的 20 个已发布项目推算的，不是承诺。" in page


def test_averages_count_only_projects_whose_days_are_known() -> None:
    """180 and 460 days, half within a year; what was taken over without its days is left out."""
    done(1, *QUICK)
    slow = done(2, *SLOW, department=unit_of("江原省水利厅"), taken_over=True)
    unknown = done(3, *SLOW)
    type(unknown).objects.filter(pk=unknown.pk).update(planned=None)
    told = averages(DAY)
    assert told.all is not None
    total = told.all.total
    assert (total.n, total.mean, total.share, total.is_small) == (2, 320, Decimal("50.0"), True)
    assert (told.unknown, told.taken_over) == (1, 1)
    assert [(one.key, one.total.n) for one in told.groups["year"]] == [("2025", 2)]
    by_department = {one.name: one.total.mean for one in told.groups["department"]}
    assert by_department == {DEPARTMENT: 180, slow.department.name: 460}


def test_targets_bind_to_the_mean_and_to_the_share() -> None:
    """In months, and in per cent; as of a day before the second announcement the first alone."""
    done(1, *SLOW)
    done(2, *QUICK)
    asked = Arguments({"years": "2025"})
    duration, share = metric("clocks.duration"), metric("clocks.within_a_year")
    assert duration.figure(asked, DAY).value == Decimal("10.5")
    found = share.figure(asked, DAY)
    assert (found.value, found.part, found.whole, found.rows.count()) == (Decimal("50.0"), 1, 2, 1)
    days = [dt.date(2025, 6, 30), DAY]
    assert duration.series(asked, days) == [Decimal("15.1"), Decimal("10.5")]
    assert share.series(asked, days) == [Decimal("0.0"), Decimal("50.0")]
    assert duration.figure(Arguments({"years": "2024"}), DAY).value is None


def test_the_public_pages_say_when_there_is_nothing(client: Client) -> None:
    """And show a line for each group when there is."""
    assert (
        "还没有立项日期和发布日期都知道的项目，算不出平均。"
        in client.get("/clocks").content.decode()
    )
    assert "没有在办的项目" in client.get("/clocks").content.decode()
    done(1, *QUICK)
    rows = _table(client.get("/clocks/averages?format=csv"))
    assert [row[:4] for row in rows[1:3]] == [
        ["全部", "", "1", "180.0"],
        ["发布年份", "2025", "1", "180.0"],
    ]
