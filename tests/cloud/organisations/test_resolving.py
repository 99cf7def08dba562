"""Whom the names in policy texts mean, on a day."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.organisations.actions.naming import add_name, change_name, learn, remove_name
from biaozhun.cloud.organisations.listeners import name_all
from biaozhun.cloud.organisations.models import (
    Body,
    Collective,
    Membership,
    OrganisationName,
    OrganisationPlace,
)
from biaozhun.cloud.organisations.queries import below
from biaozhun.cloud.organisations.queries.resolving import Resolution, resolve
from biaozhun.core.unit_names import collective_key
from tests.cloud.organisations.conftest import Unit, day

pytestmark = pytest.mark.django_db
TODAY = dt.date(2026, 11, 23)


def one(name: str, on: dt.date = TODAY) -> tuple[str, list[str], list[str]]:
    """How a name resolves, to whom, and who is offered instead."""
    found = resolve([name], on)[name]
    return (
        found.how,
        [body.name for body in found.organisations],
        [body.name for body in found.candidates],
    )


@pytest.mark.parametrize(
    "name",
    [
        "浙江省科学技术厅",
        "浙江省科學技術廳",
        "浙江省科学技术厅等部门",
        "浙江省科技厅",
        "省科技廳",
        "省科技厅等",
        " 省 科技厅",
        "科技厅",
    ],
)
def test_customary_forms_mean_the_unit_they_shorten(unit: Unit, name: str) -> None:
    """In both scripts, with and without place and level; nothing has to be entered for them."""
    unit("浙江省科学技术厅", level="province")
    assert one(name) == ("name", ["浙江省科学技术厅"], [])


@pytest.mark.parametrize("name", ["市科委", "上海市科委", "上海市科学技术委员会"])
def test_a_committee_is_found_by_its_short_name(unit: Unit, name: str) -> None:
    """科学技术委员会, 科技委 and 科委 are one form; another city's does not come in its way."""
    unit("上海市科学技术委员会", level="province")
    unit("上海市科协", level="province")
    assert one(name)[1] == ["上海市科学技术委员会"]


def test_a_short_form_of_several_units_is_offered_not_guessed(unit: Unit) -> None:
    """Two cities have one: both are candidates; with its place the name is certain."""
    unit("杭州市市场监督管理局", level="city")
    unit("宁波市市场监督管理局", level="city")
    assert one("市市场监管局") == ("none", [], ["杭州市市场监督管理局", "宁波市市场监督管理局"])
    assert one("宁波市市场监管局")[1] == ["宁波市市场监督管理局"]


def test_a_name_with_a_place_never_means_the_unit_of_another(unit: Unit) -> None:
    """A unit on record without a place is offered at most."""
    unit("江苏省财政厅", level="province")
    unit("省商务厅", level="province")
    assert one("浙江省财政厅") == ("none", [], [])
    assert one("浙江省商务厅") == ("none", [], ["省商务厅"])
    assert one("省商务厅") == ("name", ["省商务厅"], [])


def test_a_name_that_ended_leads_to_whom_followed(unit: Unit) -> None:
    """质监局 until the reform, its successor from then on; a chain of successors to its end."""
    last = unit("浙江省市场监督管理局", since=day("2018-10-25"), level="province")
    old = unit(
        "浙江省质量技术监督局",
        until=day("2018-10-24"),
        successor=last,
        level="province",
    )
    unit("浙江省技术监督局", until=day("2000-01-01"), successor=old, level="province")
    assert one("省质监局", day("2016-07-01")) == ("name", ["浙江省质量技术监督局"], [])
    assert one("省质监局", day("2018-10-24")) == ("name", ["浙江省质量技术监督局"], [])
    assert one("省质监局", day("2018-10-25")) == ("successor", ["浙江省市场监督管理局"], [])
    assert one("省技术监督局") == ("successor", ["浙江省市场监督管理局"], [])
    assert one("省市场监管局", day("2016-07-01")) == ("none", [], ["浙江省市场监督管理局"])


def test_a_former_name_of_a_unit_that_still_exists_is_told_as_such(
    unit: Unit, officer: Person
) -> None:
    """The same body under a new name."""
    body = unit("上海市卫生健康委员会", level="province")
    add_name(body, "上海市卫生和计划生育委员会", until=day("2018-11-29"), actor=officer)
    assert one("市卫生计生委") == ("former", ["上海市卫生健康委员会"], [])
    assert one("市卫生计生委", day("2018-01-01"))[0] == "alias"


def test_a_name_is_whose_it_is_on_the_day(unit: Unit, officer: Person) -> None:
    """A name that went from one unit to another means each in its time."""
    first, second = unit("甲中心"), unit("乙中心")
    add_name(first, "标准馆", until=day("2019-12-31"), actor=officer)
    add_name(second, "标准馆", since=day("2020-01-01"), actor=officer)
    assert one("标准馆", day("2019-06-01")) == ("alias", ["甲中心"], [])
    assert one("标准馆", day("2020-06-01")) == ("alias", ["乙中心"], [])


def test_a_unit_that_ended_without_a_successor_is_only_offered(unit: Unit) -> None:
    """So is one whose successors lead in a circle, which no page lets happen."""
    gone = unit("省综治办", until=day("2018-12-31"))
    assert one("省综治办") == ("none", [], ["省综治办"])
    other = unit("省维稳办", until=day("2018-12-31"), successor=gone)
    OrganisationPlace.objects.filter(organisation=gone).update(successor=other)
    assert one("省综治办") == ("none", [], ["省综治办"])


def test_two_names_of_one_body_lead_to_it(unit: Unit, officer: Person) -> None:
    """Whole, then outside and inside the bracket; sides that disagree are offered."""
    water = unit("上海市水务局", level="province")
    assert one("市水务局(市海洋局)") == ("name", ["上海市水务局"], [])
    assert one("市海洋局（市水务局）") == ("name", ["上海市水务局"], [])
    add_name(water, "市海洋局", actor=officer)
    assert one("市水务局(市海洋局)") == ("name", ["上海市水务局"], [])
    assert one("市海洋局") == ("alias", ["上海市水务局"], [])
    unit("上海市海事局", level="province")
    assert one("市水务局(市海事局)") == ("none", [], ["上海市水务局", "上海市海事局"])


def test_an_unknown_name_is_learnt_from_an_officer(unit: Unit, officer: Person) -> None:
    """Once told, it is known; told again, nothing is added; each is an event."""
    body = unit("中国人民银行浙江省分行")
    assert one("人行杭州中心支行") == ("none", [], [])
    learnt = learn("人行杭州中心支行", body, until=day("2023-08-17"), actor=officer)
    assert learn("人行杭州中心支行", body, until=day("2023-08-17"), actor=officer) == learnt
    assert one("人行杭州中心支行", day("2016-01-01"))[1] == ["中国人民银行浙江省分行"]
    event = Event.objects.get()
    assert (event.kind, event.facts) == (
        "organisations.name_added",
        {"name": "人行杭州中心支行", "since": "", "until": "2023-08-17", "basis": ""},
    )


def test_a_name_is_corrected_and_taken_back(unit: Unit, officer: Person) -> None:
    """The keys it is found by change with it; saving the same again is no event."""
    row = add_name(unit("甲院"), "标准院", actor=officer)
    for _ in range(2):
        change_name(row, name="质标院", since=None, until=None, basis="批复", actor=officer)
        row.refresh_from_db()
    assert one("标准院")[1] == []
    assert one("质标院")[1] == ["甲院"]
    remove_name(row, actor=officer)
    assert one("质标院")[1] == []
    kinds = Event.objects.order_by("id").values_list("kind", flat=True)
    assert list(kinds) == [
        "organisations.name_added",
        "organisations.name_changed",
        "organisations.name_removed",
    ]


@pytest.mark.parametrize("name", ["各区县政府", "各区、县人民政府", "各区縣政府", "各区县政府等"])
def test_a_collective_means_all_of_its_level_and_kind(unit: Unit, name: str) -> None:
    """Those that exist on the day, and no zone: it is a unit but no government."""
    Collective.objects.create(
        name="各区县政府",
        folded=collective_key("各区县政府"),
        levels=["district"],
        kind="government",
    )
    unit("浦东新区人民政府", level="district", kind="government")
    unit("闸北区人民政府", level="district", kind="government", until=day("2015-11-03"))
    unit("上海市人民政府", level="province", kind="government")
    unit("虹桥商务区管委会", level="district", kind="zone")
    assert one(name) == ("collective", ["浦东新区人民政府"], [])
    assert one(name, day("2015-01-01"))[1] == ["浦东新区人民政府", "闸北区人民政府"]


def test_a_collective_of_a_body_means_who_sits_in_it_on_the_day(unit: Unit) -> None:
    """By the days of the seats; who was succeeded is found as the successor, each once."""
    body = Body.objects.create(name="市标准化工作联席会议", form=Body.Form.JOINT_CONFERENCE)
    named = Collective.objects.create(
        name="联席会议各成员单位", folded="联席会议各成员单位", body=body
    )
    market = unit("市市场监管局", since=day("2018-11-01"))
    quality = unit("市质监局", until=day("2018-10-31"), successor=market)
    trade = unit("市工商局", until=day("2018-10-31"), successor=market)
    left = unit("市旅游局")
    Membership.objects.create(body=body, organisation=quality)
    Membership.objects.create(body=body, organisation=trade)
    Membership.objects.create(body=body, organisation=left, until=day("2017-12-31"))
    Membership.objects.create(body=body, person="王市长", seat="chair")
    found = resolve([named.name], TODAY)[named.name]
    assert [one.name for one in found.organisations] == ["市市场监管局"]
    assert found.collective == named
    assert one(named.name, day("2017-06-01"))[1] == ["市质监局", "市工商局", "市旅游局"]


def test_many_names_cost_as_much_as_one(
    unit: Unit, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Collectives, names, successors, who they are, their spans; with a collective two more."""
    heir = unit("新局", since=day("2019-01-01"))
    unit("旧局", until=day("2018-12-31"), successor=heir)
    names = ["旧局", *[f"第{n}局" for n in range(40)]]
    for name in names[1:]:
        unit(name)
    Collective.objects.create(name="各局", folded="各局", kind="department")
    with django_assert_num_queries(5):
        resolve(names[:1], TODAY)
    with django_assert_num_queries(5):
        found = resolve(names, TODAY)
    assert {one.how for one in found.values()} == {"successor", "name"}
    with django_assert_num_queries(6):
        resolve([*names, "各局"], TODAY)
    with django_assert_num_queries(0):
        assert resolve([], TODAY) == {}


def test_whoever_registers_an_organisation_it_is_found() -> None:
    """Made or renamed by the pages of accounts; those from before are named when tables change."""
    body = Organisation.objects.create(name="省财政厅")
    body.name = "浙江省财政厅"
    body.save()
    body.save()
    assert list(body.names.values_list("name", flat=True)) == ["浙江省财政厅", "省财政厅"]
    OrganisationName.objects.all().delete()
    assert one("浙江省财政厅")[1] == []
    name_all()
    name_all()
    assert one("浙江省财政厅")[1] == ["浙江省财政厅"]
    assert OrganisationName.objects.count() == 1


def test_what_is_below_is_told_at_one_question(
    unit: Unit, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Parts of parts too, the organisation itself not."""
    top = unit("市政府")
    middle = [unit(f"区{n}", parent=top) for n in range(3)]
    low = unit("街道", parent=middle[0])
    with django_assert_num_queries(1):
        assert below(top) == {*(one.pk for one in middle), low.pk}
    assert below(low) == set()


class TestAnyName(TestCase):
    """Whatever a text writes."""

    @given(st.lists(st.text(st.characters(), max_size=300), max_size=5))
    def test_any_text_is_answered(self, names: list[str]) -> None:
        """Nothing is on record, so nothing is found and nothing is offered."""
        assert resolve(names, TODAY) == {name: Resolution(name=name) for name in names}
