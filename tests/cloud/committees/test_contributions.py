"""Contributions: recorded, corrected, withdrawn, cited, verified, counted."""

import datetime as dt

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.committees.actions.contributions import (
    correct_contribution,
    digest_of,
    withdraw_contribution,
)
from biaozhun.cloud.committees.errors import RefusedError
from biaozhun.cloud.committees.models import Contribution
from biaozhun.cloud.committees.queries import contributions_of
from biaozhun.cloud.committees.queries.contributions import Wanted, verdict, years
from biaozhun.cloud.metrics.registry import Arguments, metric
from tests.cloud.committees.conftest import AT, LONG_TITLE, TODAY, As, Recorded
from tests.factories.catalogue import edition_of

FORM = {
    "number": "gbt 35273-2020",
    "kind": "revision",
    "party": "unit",
    "name": "虚省大学",
    "position": "3",
    "share": "part",
    "evidence": "标准前言",
}


def test_who_drafted_a_standard_is_recorded_in_the_printed_order(recorded: Recorded) -> None:
    """Units and people, the first of each leading; what is said twice stands once."""
    recorded(units=["甲所", " 乙所 ", "甲所", ""])
    found = contributions_of("DB99/T-1-2024")
    assert [(one.party, one.name, one.unit, one.position, one.share) for one in found] == [
        ("unit", "甲所", "", 1, "lead"),
        ("unit", "乙所", "", 2, "part"),
        ("person", "陈专家", "虚省大学", 1, "lead"),
        ("person", "李秘", "", 2, "part"),
    ]
    assert len({one.code for one in found}) == 4


def test_recording_again_corrects_and_keeps(recorded: Recorded) -> None:
    """Codes stay for ever; what changed has a new digest and the old one still verifies."""
    first = recorded()
    again = recorded(units=["虚省大学", "虚省标准化研究院"])
    assert {one.code for one in first} == {one.code for one in again}
    lead = Contribution.objects.get(name="虚省大学", party="unit")
    assert (lead.position, lead.share, lead.versions.count()) == (1, "lead", 2)
    assert Contribution.objects.get(name="李秘").versions.count() == 1


def test_an_unknown_level_is_no_level(recorded: Recorded) -> None:
    """No category falls through to another."""
    with pytest.raises(ValueError, match="provincial"):
        recorded(level="provincial")
    assert not Contribution.objects.exists()


def test_the_digest_is_of_what_the_entry_says(recorded: Recorded) -> None:
    """Each field it says changes it; where it comes from does not."""
    entry = recorded()[0]
    held = digest_of(entry)
    for field, value in (
        ("number", "X"), ("title", "X"), ("name", "X"), ("unit", "X"), ("position", 9),
        ("share", "part"), ("kind", "revision"), ("year", 1999), ("level", "national"),
    ):  # fmt: skip
        kept = getattr(entry, field)
        setattr(entry, field, value)
        assert digest_of(entry) != held, field
        setattr(entry, field, kept)
    entry.source, entry.evidence = "别处", "别的"
    assert digest_of(entry) == held


def test_a_certificate_is_verified(recorded: Recorded, officer: Person) -> None:
    """Agrees; agreed once, after a correction; withdrawn; never said; not there."""
    entry = recorded()[0]
    printed = entry.digest[:16]

    def outcome(code: str, digest: str) -> str:
        return verdict(code, digest).outcome

    spaced = " ".join(printed[n : n + 4] for n in range(0, 16, 4)).upper()
    assert outcome(f" {entry.code.lower()} ", spaced) == "agrees"
    assert outcome(entry.code, printed[:-1] + ("0" if printed[-1] != "0" else "1")) == "differs"
    assert outcome(entry.code, printed[:11]) == "differs"
    assert outcome("ZZZZZZZZZZ", printed) == "unknown"
    correct_contribution(entry.pk, {"position": 2, "share": "part"}, actor=officer)
    assert outcome(entry.code, printed) == "changed"
    withdraw_contribution(entry.pk, "登记错了", actor=officer, at=AT)
    assert outcome(entry.code, printed) == "withdrawn"


@pytest.mark.parametrize("outcome", ["agrees", "differs", "unknown"])
def test_the_page_that_verifies_says_so_in_a_sentence(recorded: Recorded, outcome: str) -> None:
    """And names nobody where what is printed was never said."""
    entry = recorded()[0]
    code = {"unknown": "ZZZZZZZZZZ"}.get(outcome, entry.code)
    digest = {"differs": "0" * 16}.get(outcome, entry.digest)
    page = Client().get("/contributions/verify", {"code": code, "digest": digest})
    said = {"agrees": "一致：证书上", "differs": "不一致：", "unknown": "没有这个编号"}[outcome]
    assert page.status_code == 200
    assert said in page.content.decode()
    assert (entry.name in page.content.decode()) is (outcome == "agrees")


@pytest.mark.django_db
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(code=st.text(max_size=60), digest=st.text(max_size=300))
def test_nothing_that_is_typed_breaks_the_verification(code: str, digest: str) -> None:
    """Whatever is typed is unknown."""
    assert verdict(code, digest).outcome == "unknown"


def test_an_entry_has_a_lasting_address(recorded: Recorded, officer: Person) -> None:
    """In any letter case, whether the edition is held or not, and after it was withdrawn."""
    entry = recorded()[0]
    address = f"/contributions/{entry.code}"
    page = Client().get(address).content.decode()
    shown = (entry.name, LONG_TITLE, entry.digest[:4], f"testserver{address}")
    assert [told in page for told in shown] == [True] * 4
    lower = Client().get(address.lower())
    assert (lower.status_code, lower["Location"]) == (301, address)
    withdraw_contribution(entry.pk, "登记错了", actor=officer, at=AT)
    assert "不再有效" in Client().get(address).content.decode()
    assert Client().get("/contributions/NOTHINGHERE").status_code == 404
    assert entry.code not in Client().get("/contributions").content.decode()


def test_an_entry_is_entered_on_evidence(browser: As, officer: Person, reader: Person) -> None:
    """Title, day and year come from the catalogue; by the authority alone."""
    edition_of("GB/T 35273-2020", title_zh="个人信息安全规范", published="2020-03-06")
    assert browser(reader).post("/contributions/new", FORM).status_code == 403
    assert browser(officer).post("/contributions/new", FORM).status_code == 302
    entry = Contribution.objects.get()
    assert (entry.number, entry.title, entry.year, entry.origin, entry.share) == (
        "GB/T 35273-2020", "个人信息安全规范", 2020, "stated", "part",
    )  # fmt: skip
    assert str(entry.published) == "2020-03-06"


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"number": "不是编号"}, "认不出这个标准编号"),
        ({"number": "ISO 9001"}, "编号里没有年份"),
        ({"unit": "甲所"}, "主体是单位时，这一项留空"),
        ({"position": "0"}, ""),
        ({"evidence": ""}, ""),
    ],
)
def test_an_entry_that_cannot_be_taken_is_shown_again(
    browser: As, officer: Person, told: dict[str, str], said: str
) -> None:
    """422 with the reason beside the field."""
    answer = browser(officer).post("/contributions/new", FORM | told)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Contribution.objects.exists()


def test_a_correction_never_makes_two_of_one(
    recorded: Recorded, browser: As, officer: Person
) -> None:
    """A name that another entry of the edition bears is refused; so is a withdrawn entry."""
    first, second = recorded()[:2]
    with pytest.raises(RefusedError) as caught:
        correct_contribution(first.pk, {"name": second.name}, actor=officer)
    assert caught.value.field == "name"
    client, address = browser(officer), f"/contributions/{first.code}"
    form = FORM | {"number": first.number, "name": first.name, "position": "5", "share": "lead"}
    assert client.post(f"{address}/change", form).status_code == 302
    first.refresh_from_db()
    assert first.position == 5
    assert client.post(f"{address}/withdraw", {"reason": " "}).status_code == 422
    assert client.post(f"{address}/withdraw", {"reason": "错"}).status_code == 302
    assert client.post(f"{address}/change", form).status_code == 422
    kinds = [one.kind for one in Event.objects.order_by("-pk")[:2]]
    assert kinds == ["committees.contribution_withdrawn", "committees.contribution_corrected"]


def test_what_the_catalogue_says_is_taken_over_after_a_look(browser: As, officer: Person) -> None:
    """Offered by the full name of a unit or by number; taken over once, with its source."""
    edition_of(
        "GB/T 1-2020", title_zh="甲", published="2020-01-01",
        drafting_units=["虚省大学", "乙所"], drafters=["张三"],
    )  # fmt: skip
    edition_of("GB/T 2-2020", title_zh="乙", published="2020-01-01", drafting_units=["虚省大学院"])
    client, address = browser(officer), "/desk/contributions/gather"
    page = client.get(f"{address}?unit=虚省大学").content.decode()
    assert ("GB/T 1-2020" in page, "GB/T 2-2020" in page) == (True, False)
    assert "GB/T 2-2020" in client.get(f"{address}?number=gbt2-2020").content.decode()
    assert "没有找到" in client.get(f"{address}?number=nonsense").content.decode()
    client.post(address, {"slug": ["GB/T-1-2020", "nothing", "\x00"]})
    found = contributions_of("GB/T-1-2020")
    assert [(one.name, one.origin) for one in found] == [
        ("虚省大学", "catalogue"), ("乙所", "catalogue"), ("张三", "catalogue"),
    ]  # fmt: skip
    assert "GB/T 1-2020" not in client.get(f"{address}?unit=虚省大学").content.decode()


def test_pages_of_units_and_people_count_each_standard_once_a_year(recorded: Recorded) -> None:
    """By level and role; entries of others are not there."""
    recorded()
    recorded("GB/T 9-2024", level="national", units=["虚省大学"])
    recorded("GB/T 10-2023", level="national", published=dt.date(2023, 1, 1))
    told = dict(years(Wanted(party="unit", name="虚省大学")))
    counted = {
        year: [(one.level, one.lead, one.part) for one in levels] for year, levels in told.items()
    }
    assert counted == {
        2024: [("national", 1, 0), ("local", 0, 1)],
        2023: [("national", 0, 1)],
    }
    together = dict(years(Wanted()))[2024]
    assert {one.level: one.lead for one in together} == {"national": 1, "local": 1}
    page = Client().get("/contributions/unit", {"name": "虚省大学"})
    assert page.status_code == 200
    assert "陈专家" in page.content.decode()
    person = Client().get("/contributions/person", {"name": "陈专家", "unit": "虚省大学"})
    assert person.status_code == 200
    for query in ({}, {"name": "没有"}, {"name": "虚省大学", "unit": "x"}):
        assert Client().get("/contributions/unit", query).status_code == 404


@pytest.mark.parametrize(
    ("query", "n"),
    [
        ("", 4),
        ("q=虚省大学", 1),
        ("q=db99/t1", 4),
        ("party=person", 2),
        ("level=local", 4),
        ("level=national", 0),
        ("share=lead", 2),
        ("kind=revision", 0),
        ("year=2024", 4),
        ("year=2023", 0),
        ("party=nonsense", 4),
    ],
)
def test_entries_are_found_by_what_is_asked(recorded: Recorded, query: str, n: int) -> None:
    """On the page and in the table alike."""
    recorded()
    table = Client().get(f"/contributions?{query}&format=csv").getvalue().decode()
    assert len(table.splitlines()) == n + 1


def test_figures_count_standards_not_entries(recorded: Recorded, officer: Person) -> None:
    """A standard counts once, by year, level, role and unit; withdrawn entries do not."""
    recorded()
    recorded("GB/T 9-2023", level="national", published=dt.date(2023, 5, 1))
    counted = metric("committees.contributions")

    def value(**asked: str) -> int:
        figure = counted.figure(Arguments(asked), TODAY)
        assert figure.value == figure.rows.count()
        assert len(figure.rows.stretch(0, 9)) == figure.value
        return int(figure.value or 0)

    assert [value(), value(years="2024"), value(level="national"), value(unit="大学")] == [
        2,
        1,
        1,
        2,
    ]
    assert [value(share="lead", unit="研究院"), value(share="lead", party="unit", unit="大学")] == [
        2,
        0,
    ]
    assert counted.series(Arguments({}), [dt.date(2023, 12, 31), TODAY]) == [1, 2]
    for entry in Contribution.objects.filter(slug="DB99/T-1-2024"):
        withdraw_contribution(entry.pk, "错", actor=officer, at=AT)
    assert value() == 1
