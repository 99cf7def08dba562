"""Pages of units and collectives: who may, what is shown, what is refused."""

import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.organisations.models import (
    Collective,
    OrganisationName,
    OrganisationPlace,
    UnitImport,
)
from tests.cloud.organisations.conftest import As, Unit, day

pytestmark = pytest.mark.django_db
CODE = "91350100M000100Y43"
UNIT = {
    "name": "浙江省市场监督管理局",
    "level": "province",
    "kind": "department",
    "division": "33",
    "parent": "",
    "credit_code": f" {CODE.lower()}",
    "since": "2018-10-25",
    "is_authority": "on",
}
KEEPERS = [
    "/organisations/new",
    "/organisations/import",
    "/organisations/imports/{run}",
    "/organisations/{unit}/change",
    "/organisations/{unit}/rename",
    "/organisations/{unit}/end",
    "/organisations/{unit}/names/new",
    "/organisations/{unit}/names/{name}",
    "/organisations/collectives/new",
    "/organisations/collectives/{collective}/change",
]
BUTTONS = [
    "/organisations/{unit}/names/{name}/remove",
    "/organisations/collectives/{collective}/remove",
]


@pytest.fixture
def ids(unit: Unit) -> dict[str, int]:
    """One of each to ask for."""
    made = unit("省标准院", level="province", kind="institution")
    run = UnitImport.objects.create(
        name="x", made="2026-01-01T00:00Z", added=0, changed=0, unchanged=0
    )
    return {
        "unit": made.pk,
        "name": made.names.get().pk,
        "collective": Collective.objects.create(name="各局", folded="各局", kind="department").pk,
        "run": run.pk,
    }


@pytest.mark.parametrize("address", KEEPERS + BUTTONS)
def test_keeping_is_for_operators(address: str, ids: dict[str, int], browser: As) -> None:
    """Nobody signed in is asked to, a cataloguer is refused; nothing changes."""
    place = address.format(**ids)
    lower = Person.objects.create_user("c@example.org", name="李", role=Role.CATALOGUER)
    ask = "post" if address in BUTTONS else "get"
    nobody = getattr(browser(), ask)(place)
    assert nobody.headers["Location"].startswith("/account/login?next=")
    assert getattr(browser(lower), ask)(place).status_code == 403
    assert browser(lower).post(place, UNIT).status_code in (403, 405)
    assert not Event.objects.filter(kind__startswith="organisations.").exists()


@pytest.mark.parametrize("address", KEEPERS)
def test_the_forms_open_to_an_operator(address: str, ids: dict[str, int], desk: Client) -> None:
    """Each with a heading of its own."""
    answer = desk.get(address.format(**ids))
    assert (answer.status_code, answer.content.decode().count("<h1")) == (200, 1)


@pytest.mark.parametrize(
    "address",
    [
        "/organisations/{n}",
        "/organisations/{n}/change",
        "/organisations/{unit}/names/{n}",
        "/organisations/collectives/{n}",
        "/organisations/imports/{n}",
    ],
)
@pytest.mark.parametrize("n", [987654, 10**30])
def test_what_is_not_there_is_not_found(
    address: str, n: int, ids: dict[str, int], desk: Client
) -> None:
    """However large the number."""
    assert desk.get(address.format(n=n, **ids)).status_code == 404


def test_a_unit_is_registered_with_its_place(desk: Client, unit: Unit) -> None:
    """Its code in the one spelling; name and place in the journal; shown on its page."""
    parent = unit("浙江省人民政府", level="province", kind="government")
    answer = desk.post("/organisations/new", UNIT | {"parent": str(parent.pk)})
    made = Organisation.objects.get(name=UNIT["name"])
    assert answer.headers["Location"] == f"/organisations/{made.pk}"
    place = made.place
    assert (made.credit_code, made.parent, place.level, place.kind, place.division) == (
        *(CODE, parent),
        *("province", "department", "33"),
    )
    assert (place.is_authority, place.since) == (True, day("2018-10-25"))
    kinds = Event.objects.order_by("id").values_list("kind", flat=True)
    assert list(kinds) == ["accounts.organisation_added", "organisations.unit_placed"]
    page = desk.get(f"/organisations/{made.pk}").content.decode()
    assert "省级" in page
    assert CODE in page
    assert f'/organisations/{parent.pk}">浙江省人民政府</a>' in page


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("name", "", "这个字段是必填项。"),
        ("name", "省标准院", "已经有同名的组织。"),
        ("credit_code", CODE[:-1] + "5", "最后一位与前面不符"),
        ("credit_code", "12", "应为 18 位"),
        ("credit_code", CODE[:-1] + "I", "第 18 位不可能是“I”"),
        ("division", "331", "2、4 或 6 位数字"),
        ("division", "３３", "2、4 或 6 位数字"),
        ("division", "9901", "没有以 99 开头的行政区划代码"),
        ("kind", "palace", "选择一个有效的选项"),
        ("parent", "99999999", "选择一个有效的选项"),
        ("since", "2018-02-30", "输入一个有效的日期"),
        ("since", "0001-01-01", "1900 到 2200 年"),
    ],
)
def test_a_faulty_form_says_what_is_wrong_and_keeps_what_was_written(
    field: str, value: str, fault: str, ids: dict[str, int], desk: Client
) -> None:
    """Beside the field; nothing is registered."""
    assert ids
    answer = desk.post("/organisations/new", UNIT | {field: value})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert fault in page
    assert UNIT["name"] in page or field == "name"
    assert Organisation.objects.count() == 1


def test_a_zone_is_a_unit_but_no_division(desk: Client) -> None:
    """It has a kind and a level and no code of a division."""
    told = UNIT | {"name": "虹桥国际中央商务区管委会", "kind": "zone", "is_authority": ""}
    refused = desk.post("/organisations/new", told)
    assert "功能区不是行政区划" in refused.content.decode()
    desk.post("/organisations/new", told | {"division": ""})
    assert OrganisationPlace.objects.get().kind == "zone"


def test_a_unit_is_corrected_and_never_part_of_itself(desk: Client, unit: Unit) -> None:
    """Saving the same again is no event; a circle is refused beside its field."""
    top = unit("上")
    low = unit("下", parent=top)
    told = UNIT | {"name": "上", "parent": str(low.pk), "credit_code": ""}
    answer = desk.post(f"/organisations/{top.pk}/change", told)
    assert answer.status_code == 422
    assert "不能隶属于自己" in answer.content.decode()
    for _ in range(2):
        desk.post(f"/organisations/{top.pk}/change", told | {"parent": ""})
    kinds = Event.objects.values_list("kind", flat=True)
    assert list(kinds) == ["organisations.unit_placed"]
    assert OrganisationPlace.objects.get(organisation=top).division == "33"


def test_a_new_name_ends_the_former_which_is_still_known(desk: Client, unit: Unit) -> None:
    """The former ends on the eve; the list finds the unit by either."""
    body = unit("上海市农业委员会", level="province")
    told = {"name": "上海市农业农村委员会", "since": "2018-11-29", "basis": "机构改革方案"}
    page = desk.get(f"/organisations/{body.pk}/rename").content.decode()
    assert "农业农村委员会" in page
    assert "一般知识，待核对" in page
    assert desk.post(f"/organisations/{body.pk}/rename", told).status_code == 302
    rows = OrganisationName.objects.order_by("pk").values_list("name", "since", "until", "basis")
    assert list(rows) == [
        ("上海市农业委员会", None, day("2018-11-28"), ""),
        ("上海市农业农村委员会", day("2018-11-29"), None, "机构改革方案"),
    ]
    body.refresh_from_db()
    assert body.name == "上海市农业农村委员会"
    assert "上海市农业农村委员会" in desk.get("/organisations?q=农业委").content.decode()
    again = desk.post(f"/organisations/{body.pk}/rename", told)
    assert "这就是它现在的名称" in again.content.decode()
    early = told | {"name": "别的委", "since": "2018-11-01"}
    refused = desk.post(f"/organisations/{body.pk}/rename", early)
    assert "在这一天之后才启用" in refused.content.decode()


def test_a_unit_ends_with_a_successor_that_is_suggested(desk: Client, unit: Unit) -> None:
    """The suggestion names the unit on record; a circle of successors is refused."""
    old = unit("浙江省质量技术监督局", level="province")
    new = unit("浙江省市场监督管理局", level="province", since=day("2018-10-25"))
    page = desk.get(f"/organisations/{old.pk}/end").content.decode()
    assert f'名录里可能的承接单位：<a href="/organisations/{new.pk}"' in page
    assert f'名录里可能的前身：<a href="/organisations/{old.pk}"' in (
        desk.get(f"/organisations/{new.pk}/end").content.decode()
    )
    told = {"until": "2018-10-24", "successor": str(new.pk), "basis": "方案"}
    assert desk.post(f"/organisations/{old.pk}/end", told).status_code == 302
    gone = desk.get(f"/organisations/{old.pk}").content.decode()
    assert "这个单位只到" in gone
    assert f'/organisations/{new.pk}">浙江省市场监督管理局' in gone
    assert "承接了谁的职责" in desk.get(f"/organisations/{new.pk}").content.decode()
    for successor, until, fault in [
        (old.pk, "2019-01-01", "承接单位不能是它自己，也不能是由它承接的单位"),
        (new.pk, "2019-01-01", "承接单位不能是它自己"),
        ("", "2018-01-01", "最后一天不能早于成立的日期"),
        (old.pk, "", "就要填最后一天"),
    ]:
        sent = {"until": until, "successor": str(successor)}
        answer = desk.post(f"/organisations/{new.pk}/end", sent)
        assert (answer.status_code, fault in answer.content.decode()) == (422, True)
    assert desk.post(f"/organisations/{old.pk}/end", {"until": ""}).status_code == 302
    assert OrganisationPlace.objects.get(organisation=old).successor is None


def test_a_new_unit_is_offered_its_former_names_and_the_officer_decides(
    desk: Client, browser: As
) -> None:
    """A link to a form filled in; the suggestion writes nothing, and only keepers see it."""
    desk.post("/organisations/new", UNIT)
    made = Organisation.objects.get()
    page = desk.get(f"/organisations/{made.pk}").content.decode()
    assert "登记“浙江省质量技术监督局”为曾用名" in page
    assert "登记“浙江省" not in browser().get(f"/organisations/{made.pk}").content.decode()
    assert [one.name for one in made.names.all()] == [UNIT["name"]]
    query = {"name": "浙江省质量技术监督局", "until": "2018-12-31", "basis": "方案", "since": "\0"}
    form = desk.get(f"/organisations/{made.pk}/names/new", query).content.decode()
    assert 'value="浙江省质量技术监督局"' in form
    assert 'value="2018-12-31"' in form
    broken = desk.get(f"/organisations/{made.pk}/end?successor=x&until=nonsense")
    assert broken.status_code == 200


def test_names_are_added_ended_and_taken_back(desk: Client, unit: Unit) -> None:
    """With days in their order."""
    body = unit("甲院")
    place = f"/organisations/{body.pk}/names"
    wrong = desk.post(f"{place}/new", {"name": "乙", "since": "2020-01-02", "until": "2020-01-01"})
    assert "最后一天不能早于第一天" in wrong.content.decode()
    desk.post(f"{place}/new", {"name": "标准馆"})
    twice = desk.post(f"{place}/new", {"name": "標準館"})
    assert (twice.status_code, "已经登记过了" in twice.content.decode()) == (422, True)
    row = OrganisationName.objects.get(name="标准馆")
    desk.post(f"{place}/{row.pk}", {"name": "标准馆", "until": "2020-12-31"})
    row.refresh_from_db()
    assert row.until == day("2020-12-31")
    assert desk.post(f"{place}/{row.pk}/remove").status_code == 302
    assert [one.name for one in body.names.all()] == ["甲院"]
    other = unit("乙院")
    theirs = other.names.get()
    assert desk.post(f"{place}/{theirs.pk}/remove").status_code == 404


def test_the_register_is_a_tree_on_a_day_at_a_fixed_price(
    unit: Unit, browser: As, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Parts stand below what they are part of, higher levels first; two questions."""
    top = unit("省政府", level="province", kind="government")
    unit("省商务厅", level="province", parent=top)
    unit("市政府", level="city", kind="government", parent=top)
    unit("旧厅", level="province", parent=top, until=day("2000-01-01"))
    Organisation.objects.create(name="无处之厂")
    with django_assert_num_queries(2):
        page = browser().get("/organisations").content.decode()
    found = re.findall(r'class="depth-(\d)"><a href="/organisations/\d+">([^<]+)</a>', page)
    assert found == [("0", "省政府"), ("1", "省商务厅"), ("1", "市政府"), ("0", "无处之厂")]
    for n in range(20):
        unit(f"第{n}局", parent=top)
    with django_assert_num_queries(2):
        page = browser().get("/organisations?on=1999-01-01").content.decode()
    assert "旧厅" in page
    assert "1999-01-01" in page


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=政府", ["市政府", "省政府"]),
        ("kind=zone", ["新区管委会"]),
        ("kind=other", ["无处之厂"]),
        ("level=city", ["市政府", "新区管委会"]),
        ("division=33", ["市政府", "省政府"]),
        ("division=3301", ["市政府"]),
        ("division=x&level=nowhere&kind=none", ["市政府", "新区管委会", "无处之厂", "省政府"]),
        ("q=龘", []),
    ],
)
def test_the_register_is_filtered(query: str, names: list[str], unit: Unit, browser: As) -> None:
    """The table holds the same as the page; nothing found says so."""
    unit("省政府", level="province", kind="government", division="33")
    unit("市政府", level="city", kind="government", division="3301")
    unit("新区管委会", level="city", kind="zone")
    Organisation.objects.create(name="无处之厂")
    answer: Any = browser().get(f"/organisations?format=csv&{query}")
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert sorted(line.split(",")[0] for line in lines[1:]) == names
    page = browser().get(f"/organisations?{query}").content.decode()
    assert ("没有找到" in page) is (not names)


def test_the_public_pages_are_open_and_say_when_they_are_empty(browser: As) -> None:
    """To everybody, without a way to change anything."""
    listed = browser().get("/organisations").content.decode()
    assert "名录还是空的" in listed
    assert "/organisations/new" not in listed
    assert "还没有登记集合名称" in browser().get("/organisations/collectives").content.decode()
