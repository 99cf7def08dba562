"""Filing: a city's with its province and then the nation, a province's with the nation."""

import datetime as dt
from decimal import Decimal

import pytest

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.cases.models import Period
from biaozhun.cloud.catalogue.models import Announcement as HeldAnnouncement
from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.models import Filing as HeldFiling
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.issuing.actions import composing, filing
from biaozhun.cloud.issuing.actions.filing import Accepted
from biaozhun.cloud.issuing.actions.publishing import issue
from biaozhun.cloud.issuing.errors import IssuingRefusedError
from biaozhun.cloud.issuing.metrics import _average
from biaozhun.cloud.issuing.models import DisclosureRule, Filing
from biaozhun.cloud.issuing.queries.disclosure import disclosure_of
from biaozhun.cloud.issuing.queries.report import report
from biaozhun.cloud.messaging.models import Notice
from biaozhun.cloud.metrics.registry import Arguments, metric
from tests.cloud.issuing.making import AT, DAY, House, approved, house, put_document
from tests.factories.catalogue import edition_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def province(db: None) -> House:  # noqa: ARG001  -- the database is what it writes to
    """The authority of a province."""
    return house()


def announced(own: House, **told: object) -> Project:
    """A standard that went out, with its text on the project."""
    project = approved(own, **told)
    put_document(project, "standard_text", b"x", "text.docx")
    fields = {"title": "公告", "day": DAY, "in_force": DAY + dt.timedelta(days=60)}
    clerk = own.people["handler"]
    made = composing.compose(own.authority, fields, [project], actor=clerk, at=AT)
    composing.sign(made, actor=own.people["director"], at=AT)
    issue(made, actor=clerk, at=AT)
    project.refresh_from_db()
    return project


def test_a_city_files_with_its_province_which_files_with_the_nation(province: House) -> None:
    """Each with its own rule; the province takes in what the city hands in."""
    city = house("示范市市场监督管理局", level="city", division="440300")
    announced(city)
    first = Filing.objects.get()
    assert (first.filed_with, first.rule, first.recipient) == (
        "province",
        "T-04",
        province.authority,
    )
    clerk, above = city.people["handler"], province.people["handler"]
    with pytest.raises(StepRefusedError) as refused:
        filing.submit([first], actor=above, at=AT)
    assert refused.value.refusal.codes == ("not_for_you",)
    filing.submit([first], actor=clerk, at=AT, batch="第1批")
    with pytest.raises(StepRefusedError) as refused:
        filing.accept(first, Accepted(number="粤备1"), actor=clerk, at=AT)
    assert refused.value.refusal.codes == ("not_for_you",)
    with pytest.raises(StepRefusedError) as refused:
        filing.send_back(first, "", actor=above, at=AT)
    assert refused.value.refusal.codes == ("reason_missing",)
    filing.send_back(first, "缺编制说明", actor=above, at=AT)
    first.refresh_from_db()
    assert (first.state, first.note) == ("returned", "缺编制说明")
    filing.submit([first], actor=clerk, at=AT)
    filing.accept(first, Accepted(number="粤备1"), actor=above, at=AT)
    second = Filing.objects.get(filed_with="nation")
    assert (second.filer, second.rule, second.state) == (province.authority, "T-03", "prepared")
    assert Notice.objects.filter(kind="issuing.filing_moved").exists()


def test_the_filing_number_stands_on_the_edition(province: House) -> None:
    """With the announcement that lists it; nothing else of the edition changes."""
    project = announced(province)
    held = Filing.objects.get()
    clerk = province.people["handler"]
    filing.submit([held], actor=clerk, at=AT)
    with pytest.raises(StepRefusedError) as refused:
        filing.accept(held, Accepted(number=" "), actor=clerk, at=AT)
    assert refused.value.refusal.codes == ("number_missing",)
    answer = Accepted(
        number="98765-2026", announcement="2026年第11号", announcement_day=dt.date(2026, 11, 20)
    )
    filing.accept(held, answer, actor=clerk, at=AT + dt.timedelta(days=20))
    edition = Edition.objects.get()
    assert (edition.filing_number, edition.title_zh) == ("98765-2026", project.title)
    kept = HeldFiling.objects.get()
    assert (kept.number, kept.date) == ("98765-2026", dt.date(2026, 11, 20))
    assert HeldAnnouncement.objects.get(kind="filing").number == "2026年第11号"


def test_an_authority_gives_a_filing_number_once(province: House) -> None:
    """What another standard bears is refused by name; nothing of the step is left."""
    announced(province)
    announced(province)
    first, second = Filing.objects.order_by("pk")
    clerk = province.people["handler"]
    filing.submit([first, second], actor=clerk, at=AT)
    filing.accept(first, Accepted(number="98765-2026"), actor=clerk, at=AT)
    with pytest.raises(IssuingRefusedError) as refused:
        filing.accept(second, Accepted(number=" 98765-2026 "), actor=clerk, at=AT)
    assert (refused.value.code, refused.value.field) == ("filing_number_taken", "number")
    second.refresh_from_db()
    assert (second.state, second.filing_number) == ("submitted", "")
    filing.accept(second, Accepted(number="98766-2026"), actor=clerk, at=AT)
    city = house("示范市市场监督管理局", level="city", division="440300")
    announced(city)
    third = Filing.objects.get(filed_with="province")
    filing.submit([third], actor=city.people["handler"], at=AT)
    filing.accept(third, Accepted(number="98765-2026"), actor=clerk, at=AT)
    assert Filing.objects.filter(filing_number="98765-2026").count() == 2


def test_a_city_is_not_filed_with_the_nation_before_its_province_took_it_in(
    province: House,
) -> None:
    """The nation's filing comes into being with the province's number, neither before nor twice."""
    city = house("示范市市场监督管理局", level="city", division="440300")
    announced(city)
    first = Filing.objects.get()

    def kinds() -> list[str]:
        return sorted(Filing.objects.values_list("filed_with", flat=True))

    filing.submit([first], actor=city.people["handler"], at=AT)
    assert kinds() == ["province"]
    above = province.people["handler"]
    filing.send_back(first, "缺编制说明", actor=above, at=AT)
    filing.submit([first], actor=city.people["handler"], at=AT)
    assert kinds() == ["province"]
    filing.accept(first, Accepted(number="粤备1"), actor=above, at=AT)
    assert kinds() == ["nation", "province"]
    with pytest.raises(StepRefusedError) as refused:
        filing.accept(first, Accepted(number="粤备2"), actor=above, at=AT)
    assert refused.value.refusal.codes == ("not_from_here",)
    second = Filing.objects.get(filed_with="nation")
    with pytest.raises(StepRefusedError) as refused:
        filing.submit([second], actor=city.people["handler"], at=AT)
    assert refused.value.refusal.codes == ("not_for_you",)


def test_several_are_handed_in_together_or_none(province: House) -> None:
    """One without its text keeps all of them back."""
    one, other = announced(province), announced(province)
    other.documents.filter(kind="standard_text").delete()
    clerk = province.people["handler"]
    both = list(Filing.objects.all())
    with pytest.raises(StepRefusedError) as refused:
        filing.submit(both, actor=clerk, at=AT, batch="第1批")
    assert refused.value.refusal.codes == ("text_missing",)
    assert set(Filing.objects.values_list("state", flat=True)) == {"prepared"}
    filing.submit([Filing.objects.get(project=one)], actor=clerk, at=AT, batch="第1批")
    assert Filing.objects.get(project=one).batch == "第1批"


def test_food_has_a_period_of_its_own(province: House) -> None:
    """Thirty working days with the health authority, where its region has the rule."""
    project = announced(province)
    Project.objects.filter(pk=project.pk).update(regime="food")
    Filing.objects.all().delete()
    project.refresh_from_db()
    made = filing.prepare_filings(project, at=AT)
    assert made is not None
    assert made.rule == "T-07"
    running = Period.objects.filter(subject=project.case_subject, ended=None)
    assert "T-03" not in running.values_list("rule", flat=True)
    assert "T-07" in running.values_list("rule", flat=True)


def test_the_periods_the_announcement_began_end_with_the_filing(province: House) -> None:
    """That of the city when it hands in, that of the nation when it was taken in."""
    project = announced(house("示范市局", level="city", division="440300"))
    clerk = Person.objects.get(name="handler440300")
    first = Filing.objects.get()

    def running() -> set[str]:
        open_ = Period.objects.filter(subject=project.case_subject, ended=None)
        return set(open_.values_list("rule", flat=True)) & {"T-03", "T-04"}

    began = running()
    assert "T-03" in began
    filing.submit([first], actor=clerk, at=AT)
    assert running() == began - {"T-04"}
    above = province.people["handler"]
    filing.accept(first, Accepted(number="粤备1"), actor=above, at=AT)
    second = Filing.objects.get(filed_with="nation")
    filing.submit([second], actor=above, at=AT)
    filing.accept(second, Accepted(number="98765-2026"), actor=above, at=AT)
    assert running() == set()


def test_the_report_counts_by_authority_and_year(province: House) -> None:
    """What is in force, what is on line; an edition of another region is not counted."""
    announced(province)
    edition_of("DB44/T 900-2020", published="2020-05-01", in_force="2020-06-01")
    edition_of("DB44/T 901-2010", in_force="2010-06-01", withdrawn="2015-01-01")
    edition_of("DB11/T 900-2020", published="2020-05-01", in_force="2020-06-01")
    edition_of("DB4403/T 900-2020", published="2020-05-01", in_force="2020-06-01")
    made = report(dt.date(2027, 3, 1))
    lines = [(one.code, one.year, one.in_force, one.online, one.lacking) for one in made.lines]
    assert lines == [("DB44", 2026, 1, 0, 1), ("DB44", 2020, 1, 0, 1)]
    assert made.total.in_force == 2


def test_the_narrowest_rule_of_disclosure_counts(province: House) -> None:
    """Regime and field before regime, regime before field, that before all, the law last."""
    project = approved(province, field="industry")
    assert disclosure_of(project).right == "open"
    for regime, field, right in (
        ("", "", "closed"),
        ("", "industry", "metadata"),
        ("general", "", "closed"),
        ("general", "industry", "open"),
    ):
        DisclosureRule.objects.create(
            authority=province.authority, regime=regime, field=field, right=right, reason="理由"
        )
        assert disclosure_of(project).right == right


def test_figures_count_what_was_issued_and_average_the_days(province: House) -> None:
    """By year, authority and field, as of a day."""
    announced(province, field="industry")
    issued = metric("issuing.issued")
    later = dt.date(2027, 1, 1)
    assert issued.figure(Arguments({"years": "2026", "field": "industry"}), later).value == 1
    assert issued.figure(Arguments({"issuer": "别的"}), later).value == 0
    assert issued.series(Arguments(), [dt.date(2026, 1, 1), later]) == [0, 1]
    days = metric("issuing.approval_days")
    assert days.figure(Arguments(), later).value == Decimal("0.0")
    assert days.series(Arguments(), [dt.date(2026, 1, 1), later]) == [None, Decimal("0.0")]
    assert _average([(AT, AT + dt.timedelta(days=3)), (AT, AT + dt.timedelta(days=4))]) == Decimal(
        "3.5"
    )
