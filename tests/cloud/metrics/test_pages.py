"""The list of figures, the page of each, and the same for programs."""

import csv
import datetime as dt
import io
from pathlib import Path
from typing import Any

import pytest
from django.http import StreamingHttpResponse
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from biaozhun.cloud.catalogue.indexing import build_anew
from biaozhun.cloud.metrics.registry import metrics
from tests.factories.catalogue import edition_of

TODAY = dt.date(2026, 11, 22)


@pytest.fixture(autouse=True)
def on_this_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages believe it is a fixed day."""
    for module in ("views.public", "api"):
        monkeypatch.setattr(f"biaozhun.cloud.metrics.{module}.today", lambda: TODAY)


@pytest.fixture
def published(db: None) -> None:  # noqa: ARG001  -- the database is what it writes to
    """Sixty local standards of Guangdong, one a month from 2016 on, one named like a formula."""
    for serial in range(60):
        day = dt.date(2016 + serial // 12, serial % 12 + 1, 1)
        title = "=1+1" if serial == 0 else f"地方标准{serial}"
        edition_of(f"DB44/T {serial + 1}-{day.year}", title_zh=title, published=day, in_force=day)
    build_anew()


@pytest.mark.django_db
def test_every_figure_is_listed_with_how_it_is_worked_out(client: Client) -> None:
    """Words, meaning, formula and a link to its page."""
    text = client.get("/metrics").content.decode()
    for one in metrics():
        assert f'href="/metrics/{one.key}"' in text
        assert str(one.words) in text
        assert str(one.meaning) in text
        assert str(one.formula) in text


@pytest.mark.usefixtures("published")
def test_a_figure_is_said_in_a_sentence_with_its_series_and_its_rows(client: Client) -> None:
    """The value, what it was at the end of each year, and fifty of the rows with their pages."""
    answer = client.get("/metrics/catalogue.published?years=2016-2019&division=44")
    text = answer.content.decode()
    assert answer.status_code == 200
    assert "<strong>48</strong>" in text
    assert "年份 2016-2019" in text
    assert "广东省 (44)" in text
    assert text.count('<td class="nowrap"><time') == 48
    assert '<polyline class="chart-line"' in text
    series = text.partition('<table class="series">')[2].partition("</table>")[0]
    assert series.count("<tr><th scope") == 12  # the heading, ten year ends and the day itself
    assert "style=" not in text
    assert "<script>" not in text


@pytest.mark.usefixtures("published")
def test_as_of_a_day_what_came_later_does_not_count(client: Client) -> None:
    """The address is the state of the page; rows go on on the next page."""
    early = client.get("/metrics/catalogue.published?as_of=2017-06-30").content.decode()
    assert "<strong>18</strong>" in early
    second = client.get("/metrics/catalogue.published?page=2").content.decode()
    assert second.count('<td class="nowrap"><time') == 10


@pytest.mark.usefixtures("published")
def test_the_rows_are_a_table_without_formulas(client: Client) -> None:
    """All of them, newest first, and no cell that a spreadsheet would run."""
    answer = client.get("/metrics/catalogue.published?format=csv")
    assert isinstance(answer, StreamingHttpResponse)
    text = b"".join(answer).decode("utf-8-sig")  # type: ignore[arg-type]  # a synchronous stream
    rows = list(csv.reader(io.StringIO(text)))
    assert len(rows) == 61
    assert rows[1] == ["DB44/T 60-2020 地方标准59", "2020-12-01", "/standards/DB44/T-60-2020"]


@pytest.mark.usefixtures("published")
@pytest.mark.parametrize(
    ("address", "status", "said"),
    [
        ("/metrics/nowhere.nothing", 404, "没有这个指标"),
        ("/metrics/catalogue.published?years=2020-2016", 422, "“2020-2016”不是这个参数能用的值"),
        ("/metrics/catalogue.published?colour=red", 422, "没有“colour”这个参数"),
        ("/metrics/catalogue.drafted", 200, "起草单位"),
        ("/metrics/catalogue.drafted?unit=&level=", 422, "还要填一个参数"),
        ("/metrics/catalogue.published?as_of=gestern", 200, "“gestern”不是一个日期"),
        ("/metrics/catalogue.published?as_of=2999-01-01", 200, "只能统计到今天为止的日期"),
    ],
)
def test_what_cannot_be_asked_is_said(client: Client, address: str, status: int, said: str) -> None:
    """In a sentence, with the form below it; a page opened with nothing is no mistake."""
    answer = client.get(address)
    assert answer.status_code == status
    assert said in answer.content.decode()


@pytest.mark.django_db
def test_without_an_index_it_is_said_that_it_cannot_be_told(
    client: Client,
    settings: Any,
    tmp_path: Path,
) -> None:
    """No figure is made up, and the page stands."""
    settings.DATA_DIR = tmp_path
    text = client.get("/metrics/catalogue.in_force").content.decode()
    assert "检索索引尚未建立" in text
    assert "<strong>不详</strong>" in text


@pytest.mark.usefixtures("published")
def test_programs_get_the_same_figure(client: Client) -> None:
    """With its series and a stretch of its rows."""
    told = client.get(
        "/api/v1/metrics/catalogue.published"
        "?years=2016-2017&as_of=2017-06-30&years_back=1&first=1&limit=1"
    ).json()
    assert told == {
        "key": "catalogue.published",
        "arguments": {"years": "2016-2017"},
        "as_of": "2017-06-30",
        "value": "18",
        "part": None,
        "whole": None,
        "unit": "项",
        "note": "",
        "page": "/metrics/catalogue.published?years=2016-2017&as_of=2017-06-30",
        "row_count": 18,
        "rows": [
            {
                "text": "DB44/T 17-2017 地方标准16",
                "address": "/standards/DB44/T-17-2017",
                "day": "2017-05-01",
            }
        ],
        "series": [{"day": "2016-12-31", "value": "12"}, {"day": "2017-06-30", "value": "18"}],
    }
    listed = client.get("/api/v1/metrics").json()["items"]
    assert [one["key"] for one in listed] == [one.key for one in metrics()]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("address", "status", "code"),
    [
        ("/api/v1/metrics/nowhere.nothing", 404, "metric_unknown"),
        ("/api/v1/metrics/catalogue.published?x=1", 422, "metric_parameter_unknown"),
        ("/api/v1/metrics/catalogue.published?level=x", 422, "metric_parameter_invalid"),
        ("/api/v1/metrics/catalogue.drafted", 422, "metric_parameter_missing"),
        ("/api/v1/metrics/catalogue.published?as_of=2999-01-01", 422, "parameter_invalid"),
        ("/api/v1/metrics/catalogue.published?limit=9999", 422, "parameter_invalid"),
    ],
)
def test_programs_are_refused_with_a_code(
    client: Client, address: str, status: int, code: str
) -> None:
    """In the one shape of an error."""
    answer = client.get(address)
    assert answer.status_code == status
    assert answer.json()["code"] == code


class Addresses(TestCase):
    """No address fails, whatever stands in it."""

    @given(
        key=st.sampled_from([one.key for one in metrics()]),
        asked=st.dictionaries(
            st.sampled_from(
                ["as_of", "page", "by", "format", "years", "level", "division", "issuer", "code"]
            ),
            st.text() | st.integers().map(str) | st.just("\x00") | st.dates().map(str),
        ),
    )
    def test_a_figure_is_told_or_refused(self, key: str, asked: dict[str, str]) -> None:
        """A page or a refusal, and nothing else."""
        asked.pop("format", None)
        assert self.client.get(f"/metrics/{key}", asked).status_code in {200, 422}
        assert self.client.get(f"/api/v1/metrics/{key}", asked).status_code in {200, 422}
