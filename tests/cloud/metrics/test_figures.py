"""Figures of every slice: what counts on which day, and that the rows behind them are as many."""

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.adoption.models import Assessment
from biaozhun.cloud.catalogue.indexing import build_anew
from biaozhun.cloud.catalogue.models import Announcement, Document, Filing
from biaozhun.cloud.exchange.models import Agreement, ExchangeRun, Partner
from biaozhun.cloud.holdings.models import Copy, Loan
from biaozhun.cloud.metrics.arguments import read_arguments
from biaozhun.cloud.metrics.queries.figures import (
    asked,
    figure_asked,
    rows_behind,
    series_asked,
    year_ends,
)
from biaozhun.cloud.metrics.registry import MetricError, metric, metrics
from biaozhun.cloud.texts.models import Text
from biaozhun.cloud.validity.models import Report
from tests.factories.catalogue import NOON, edition_of, record_of, relation_of, source_of
from tests.factories.making_of_standards import one_of_everything

TODAY = dt.date(2026, 11, 22)
NEEDED = {"reviews.overdue": {"code": "DB44/T"}, "catalogue.drafted": {"unit": "深圳"}}
ASKED = [pytest.param(one.key, NEEDED.get(one.key, {}), id=one.key) for one in metrics()]


@pytest.fixture
def records(db: None) -> None:  # noqa: ARG001  -- the database is what it writes to
    """Something of everything a metric counts, and beside each something it must not count."""
    older = edition_of("GB/T 1-2010", title_zh="旧", published="2010-03-01", in_force="2010-06-01")
    newer = edition_of(
        "GB/T 1-2018",
        title_zh="新",
        published="2018-03-01",
        in_force="2018-06-01",
        drafting_units=["深圳市标准技术研究院"],
    )
    relation_of(newer, "replaces", older.number)
    relation_of(newer, "corresponds", "ISO 1:2016", degree="IDT")
    mandatory = edition_of(
        "GB 2-2019", title_zh="强制", published="2019-03-01", in_force="2019-06-01"
    )
    relation_of(mandatory, "corresponds", "ISO 2:2016", degree="NEQ")
    local = edition_of(
        "DB44/T 3-2016", title_zh="地方", published="2016-03-01", in_force="2016-06-01"
    )
    edition_of("DB4403/T 4-2020", title_zh="市", published="2020-03-01", in_force="2020-06-01")
    edition_of(
        "DB44/T 5-2009",
        published="2009-03-01",
        in_force="2009-06-01",
        withdrawn="2019-01-01",
        reviewed="2015-01-01",
    )
    edition_of("GB/T 9-2018", published="2018-03-01", in_force="2018-06-01", invented=True)
    Document.objects.create(edition=newer, kind="text", language="zh", reading="open")
    Document.objects.create(edition=local, kind="text", language="zh", reading="closed")
    record_of(newer, source_of("held"))
    source_of("never-read")
    Announcement.objects.create(
        slug="a", issuer="市监总局", number="1 号", date=dt.date(2018, 3, 1), kind="publish"
    )
    Filing.objects.create(edition=local, number="50000-2016", date=dt.date(2016, 4, 1))
    Filing.objects.create(edition=local, number="50001-2016")
    _upper(newer.slug)
    one_of_everything()
    build_anew()


def _upper(slug: str) -> None:
    """Copies, texts, reports, agreements, runs, assessments."""
    stock = {"slug": slug, "number": "GB/T 1-2018", "family": "national", "code": "GB/T"}
    kept = Copy.objects.create(
        accession="A1", barcode="1", medium="paper", state="received", sort_key="1", **stock
    )
    dated = {"acquired": dt.date(2020, 1, 1), "acquired_year": 2020}
    Copy.objects.create(
        accession="A2", barcode="2", medium="pdf", state="received", sort_key="2", **stock, **dated
    )
    Copy.objects.create(
        accession="A3", barcode="3", medium="paper", state="lost", sort_key="3", **stock
    )
    reader = Person.objects.create_user("r@example.org", name="读者")
    lent, due = dt.date(2024, 1, 1), dt.date(2024, 2, 1)
    Loan.objects.create(copy=kept, medium="paper", borrower=reader, lent=lent, due=due)
    text = {
        "slug": slug,
        "number": "GB/T 1-2018",
        "form": "file",
        "media_type": "application/pdf",
        "file_name": "a.pdf",
        "digest": "0" * 64,
        "size": 1,
        "has_text_layer": True,
        "level": 1,
        "right": "open",
        "added": NOON,
        "changed": NOON,
    }
    Text.objects.create(**text, state="shown")
    Text.objects.create(**text, state="draft")
    report = {"made": NOON, "on": TODAY, "form": "html", "document_sha256": "0" * 64, "rules": "1"}
    counts = {"in_force": 3, "replaced": 2}
    Report.objects.create(number="BZ-1", sha256="1" * 64, counts=counts, **report)
    Report.objects.create(number="BZ-2", sha256="", counts=counts, **report)
    partner = Partner.objects.create(name="ISO", kind="international")
    begins, ends = dt.date(2020, 1, 1), dt.date(2022, 12, 31)
    Agreement.objects.create(partner=partner, title="甲", direction="in", begins=begins, ends=ends)
    Agreement.objects.create(partner=partner, title="乙", direction="in", begins=begins)
    ExchangeRun.objects.create(direction="in", protocol="bulk", state="done", started=NOON)
    ExchangeRun.objects.create(direction="in", protocol="bulk", state="failed", started=NOON)
    Assessment.objects.create(
        slug=slug,
        number="GB/T 1-2018",
        newer_slug="iso",
        newer_number="ISO 1:2025",
        decision="adopt",
        note="甲",
        assessed=NOON,
    )


@pytest.mark.usefixtures("records")
@pytest.mark.parametrize(("key", "given_"), ASKED)
def test_a_figure_is_the_number_of_rows_behind_it(key: str, given_: dict[str, str]) -> None:
    """A count, or the part of a share, is as many as its rows, of every metric registered."""
    figure = figure_asked(asked(key, given_), TODAY)
    counted = figure.rows.count()
    assert len(figure.rows.stretch(0, 100)) == counted
    assert [*figure.rows.stretch(0, 1), *figure.rows.stretch(1, 100)] == figure.rows.stretch(0, 100)
    if metric(key).counts_rows:
        assert counted == (figure.value if figure.part is None else figure.part)
        assert counted > 0, "nothing is counted: the test would prove nothing"


@pytest.mark.usefixtures("records")
@pytest.mark.parametrize(("key", "given_"), ASKED)
def test_a_series_says_what_the_figure_of_each_day_says(key: str, given_: dict[str, str]) -> None:
    """Many days at once are worked out another way, and come to the same."""
    days = [dt.date(2009, 1, 1), *year_ends(TODAY, 12)]
    question = asked(key, given_)
    assert series_asked(question, days) == [
        (day, figure_asked(question, day).value) for day in days
    ]


@pytest.mark.usefixtures("records")
@pytest.mark.parametrize(
    ("key", "given_", "as_of", "value"),
    [
        ("catalogue.published", {"years": "2016-2020"}, TODAY, "4"),
        ("catalogue.published", {"years": "2016-2020"}, dt.date(2018, 12, 31), "2"),
        ("catalogue.published", {"years": "2016-2020", "level": "local"}, TODAY, "2"),
        ("catalogue.published", {"division": "44", "years": "2016-2020"}, TODAY, "2"),
        ("catalogue.published", {"division": "440300"}, TODAY, "1"),
        ("catalogue.published", {"nature": "mandatory"}, TODAY, "1"),
        ("catalogue.in_force", {}, TODAY, "4"),
        ("catalogue.in_force", {}, dt.date(2017, 1, 1), "3"),
        ("catalogue.in_force", {"division": "44"}, TODAY, "2"),
        ("catalogue.mandatory_share", {"level": "national"}, TODAY, "50.0"),
        ("catalogue.withdrawn", {"years": "2019"}, TODAY, "1"),
        ("catalogue.replaced", {"years": "2018"}, TODAY, "1"),
        ("catalogue.adoption_share", {"level": "national", "years": "2016-2020"}, TODAY, "50.0"),
        ("catalogue.adoption_share", {"level": "sector"}, TODAY, None),
        ("catalogue.drafted", {"unit": "深圳"}, TODAY, "1"),
        ("catalogue.drafted", {"unit": "天津"}, TODAY, "0"),
        ("catalogue.held", {}, TODAY, "6"),
        ("catalogue.held", {}, dt.date(2026, 6, 30), "0"),
        ("catalogue.readable_share", {"level": "national"}, TODAY, "33.3"),
        ("catalogue.sources", {}, TODAY, "1"),
        ("catalogue.announcements", {"kind": "withdraw"}, TODAY, "0"),
        ("catalogue.filings", {"division": "44"}, TODAY, "1"),
        ("reviews.overdue", {"code": "DB44/T"}, TODAY, "1"),
        ("holdings.copies", {}, TODAY, "2"),
        ("holdings.copies", {}, dt.date(2019, 12, 31), "1"),
        ("holdings.copies", {"medium": "pdf"}, TODAY, "1"),
        ("holdings.loans", {"years": "2023"}, TODAY, "0"),
        ("texts.shown", {"right": "open"}, TODAY, "1"),
        ("validity.checked", {}, TODAY, "5"),
        ("consultations.held", {}, TODAY, "1"),
        ("consultations.comments", {}, TODAY, "2"),
        ("consultations.answer_days", {}, TODAY, "4"),
        ("exchange.agreements", {}, dt.date(2022, 12, 31), "2"),
        ("exchange.agreements", {}, dt.date(2023, 1, 1), "1"),
    ],
)
def test_what_counts_on_a_day(
    key: str, given_: dict[str, str], as_of: dt.date, value: str | None
) -> None:
    """What is published later, ended, invented or of another kind does not count."""
    assert figure_asked(asked(key, given_), as_of).value == (
        None if value is None else Decimal(value)
    )


@pytest.mark.usefixtures("records")
@pytest.mark.parametrize(("key", "given_"), ASKED)
def test_the_number_of_questions_does_not_grow(
    key: str, given_: dict[str, str], count_queries: Callable[[Callable[[], object]], int]
) -> None:
    """As many for a long series as for a short one, and for many rows as for one."""
    question = asked(key, given_)
    short = count_queries(lambda: series_asked(question, year_ends(TODAY, 1)))
    assert count_queries(lambda: series_asked(question, year_ends(TODAY, 30))) == short
    rows = figure_asked(question, TODAY).rows
    few = count_queries(lambda: rows.stretch(0, 1))
    assert count_queries(lambda: rows.stretch(0, 100)) == few


@pytest.mark.usefixtures("records")
def test_rows_are_counted_once(count_queries: Callable[[Callable[[], object]], int]) -> None:
    """The page and the report of a figure count what it has counted; as many are handed out."""
    question = asked("catalogue.published", {})
    figure = figure_asked(question, TODAY)
    assert count_queries(figure.rows.count) == 0
    assert len(list(rows_behind(figure))) == figure.value


@pytest.mark.parametrize(
    ("key", "given_", "code"),
    [
        ("nowhere.nothing", {}, "metric_unknown"),
        ("catalogue.published", {"colour": "red"}, "metric_parameter_unknown"),
        ("catalogue.published", {"years": "2020-2016"}, "metric_parameter_invalid"),
        ("catalogue.published", {"years": "二〇二〇"}, "metric_parameter_invalid"),
        ("catalogue.published", {"years": "1066"}, "metric_parameter_invalid"),
        ("catalogue.published", {"level": "planet"}, "metric_parameter_invalid"),
        ("catalogue.published", {"division": "99"}, "metric_parameter_invalid"),
        ("catalogue.announcements", {"kind": "party"}, "metric_parameter_invalid"),
        ("catalogue.drafted", {"unit": " \x00 "}, "metric_parameter_missing"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_code(
    key: str, given_: dict[str, str], code: str
) -> None:
    """Unknown keys and parameters, values that are none, and what is missing."""
    with pytest.raises(MetricError) as refused:
        figure_asked(asked(key, given_), TODAY)
    assert refused.value.code == code


@given(st.dictionaries(st.sampled_from(["years", "level", "division", "issuer", "x"]), st.text()))
def test_any_text_is_read_or_refused(told: dict[str, str]) -> None:
    """No value is ever more than a refusal, and what was read is read the same again."""
    published = metric("catalogue.published")
    with suppress(MetricError):
        read = read_arguments(published, told)
        assert read_arguments(published, read.values) == read
