"""Tables of units in and out, collectives, and whatever an address or a form may send."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.organisations.models import (
    Body,
    Collective,
    OrganisationPlace,
    UnitImport,
)
from biaozhun.cloud.organisations.tables import MOST_LINES
from tests.cloud.organisations.conftest import As, Unit, day

pytestmark = pytest.mark.django_db
CODE = "91350100M000100Y43"
FIELDS = [
    *("name", "level", "kind", "division", "parent", "credit_code", "since", "until"),
    *("successor", "basis", "levels", "body", "form", "seat", "organisation", "day"),
    *("person", "title", "text", "raised_by", "concerns", "due"),
]


def test_a_table_goes_out_and_comes_in_again_unchanged(unit: Unit, desk: Client) -> None:
    """Export, import: nothing changes; what runs as a formula is guarded on the way."""
    top = unit("省政府", level="province", kind="government", division="33")
    new = unit("省市场监管局", level="province", parent=top, since=day("2018-11-01"))
    unit("省质监局", until=day("2018-10-31"), successor=new)
    answer: Any = desk.get("/organisations?format=csv&on=2018-10-31")
    content = b"".join(answer.streaming_content)
    upload = SimpleUploadedFile("units.csv", content)
    page = desk.post("/organisations/import", {"file": upload}, follow=True).content.decode()
    assert "新增 0 个单位，更改 0 个，没有变动 2 个，退回 0 行" in page


def test_a_table_takes_good_rows_and_tells_the_reason_of_bad_ones(desk: Client) -> None:
    """A superior may stand further down; what waits for each other is refused; download them."""
    rows = [
        "单位名称,级别,类别,区划代码,上级单位,信用代码,成立日期,撤销日期,承接单位,简称,别的",
        f"省商务厅,省级,部门,,省政府,{CODE},2003年3月10日,,,商务厅;外经贸厅,x",
        "省政府,province,政府,33,,,,,,,",
        ",省级,,,,,,,,,",
        "坏层级,天级,,,,,,,,,",
        "坏区划,,,3,,,,,,,",
        f"坏代码,,,,,{CODE[:-1]}9,,,,,",
        f"同代码,,,,,{CODE},,,,,",
        "坏日期,,,,,,2020-02-30,,,,",
        "无上级,,,,没有的厅,,,,,,",
        "甲,,,,乙,,,,,,",
        "乙,,,,甲,,,,,,",
        "某管委会,,功能区,330100,,,,,,,",
        "旧厅,,,,,,2010-01-01,2009-01-01,,,",
        "太早,,,,,,0001-01-01,,,,",
        "太晚,,,,,,,9999-12-31,,,",
        "两可,,,,,,2020111,,,,",
        "无此区划,,,990000,,,,,,,",
        f"长名,,,,,,,,,{'长' * 201},",
    ]
    upload = SimpleUploadedFile("名录.csv", "\n".join(rows).encode("gb18030"))
    answer = desk.post("/organisations/import", {"file": upload})
    run = UnitImport.objects.get()
    assert answer.headers["Location"] == f"/organisations/imports/{run.pk}"
    assert (run.added, run.changed, run.unchanged) == (2, 0, 0)
    assert [(one["line"], one["reason"]) for one in run.rejected] == [
        (4, "缺少“名称”。"),
        (5, "“层级”里的“天级”不认识。"),
        (6, "行政区划代码是 2、4 或 6 位数字。"),
        (7, "统一社会信用代码的最后一位与前面不符，请对照证照核对。"),
        (8, "已经有组织登记了这个代码。"),
        (9, "“成立日期”里的“2020-02-30”不是日期，写成 2020-03-01。"),
        (10, "“上级单位”里的“没有的厅”还没有登记。"),
        (11, "“上级单位”里的“乙”还没有登记。"),
        (12, "“上级单位”里的“甲”还没有登记。"),
        (13, "功能区不是行政区划，没有行政区划代码。"),
        (14, "最后一天不能早于成立的日期。"),
        (15, "请填 1900 到 2200 年之间的日期。"),
        (16, "请填 1900 到 2200 年之间的日期。"),
        (17, "“成立日期”里的“2020111”不是日期，写成 2020-03-01。"),
        (18, "没有以 99 开头的行政区划代码。"),
        (19, f"“{'长' * 20}…”太长，名称最多 200 个字。"),
    ]
    made = Organisation.objects.get(name="省商务厅")
    assert (made.parent.name if made.parent else "") == "省政府"
    assert made.place.since == day("2003-03-10")
    assert sorted(one.name for one in made.names.all()) == ["商务厅", "外经贸厅", "省商务厅"]
    told: Any = desk.get(f"/organisations/imports/{run.pk}?format=csv")
    lines = b"".join(told.streaming_content).decode().splitlines()
    assert lines[1].endswith("缺少“名称”。")
    assert Event.objects.filter(kind="organisations.units_imported").count() == 1
    again = SimpleUploadedFile("b.csv", "\n".join(rows[:3]).encode())
    page = desk.post("/organisations/import", {"file": again}, follow=True).content.decode()
    assert "新增 0 个单位，更改 0 个，没有变动 2 个，退回 0 行" in page


def test_codes_and_days_of_a_table_are_kept_in_one_spelling(desk: Client) -> None:
    """Full-width digits are those of everybody; a day may stand without marks between its parts."""
    rows = "名称,行政区划代码,成立日期\n甲局,３３０１,２００３年３月１０日\n乙局,33,20030310"
    desk.post("/organisations/import", {"file": SimpleUploadedFile("a.csv", rows.encode())})
    places = OrganisationPlace.objects.order_by("pk").values_list("division", "since")
    assert list(places) == [("3301", day("2003-03-10")), ("33", day("2003-03-10"))]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"\x00\x01", "文件读不出来"),
        ("别的,东西\n1,2".encode(), "第一行要写列名"),
        (b"PK\x03\x04 no package", "文件读不出来"),
        (("名称\n" + "甲\n" * (MOST_LINES + 2)).encode(), "一次最多"),
    ],
)
def test_a_file_that_is_no_table_of_units_is_refused(
    content: bytes, fault: str, desk: Client
) -> None:
    """Beside the field, with what to do."""
    upload = SimpleUploadedFile("x.csv", content)
    answer = desk.post("/organisations/import", {"file": upload})
    assert (answer.status_code, fault in answer.content.decode()) == (422, True)
    assert not UnitImport.objects.exists()


def test_a_collective_is_kept_and_shown_with_its_members_on_a_day(
    desk: Client, browser: As, unit: Unit
) -> None:
    """By kind and levels, or by a body; not both; a name once, in whatever spelling."""
    unit("甲区政府", level="district", kind="government")
    unit("乙县政府", level="district", kind="government", until=day("2015-12-31"))
    body = Body.objects.create(name="联席会议", form="joint_conference")
    told = {"name": "各区县政府", "kind": "government", "levels": ["district"], "body": ""}
    both = desk.post("/organisations/collectives/new", told | {"body": str(body.pk)})
    assert "请选一个" in both.content.decode()
    desk.post("/organisations/collectives/new", told)
    made = Collective.objects.get()
    place = f"/organisations/collectives/{made.pk}"
    assert "甲区政府" in browser().get(place).content.decode()
    assert "乙县政府" not in browser().get(place).content.decode()
    assert "乙县政府" in browser().get(f"{place}?on=2015-01-01").content.decode()
    twice = desk.post("/organisations/collectives/new", told | {"name": "各区、县人民政府"})
    assert "已经登记过" in twice.content.decode()
    seats = {"name": "各成员单位", "kind": "", "body": str(body.pk), "levels": ["city"]}
    assert desk.post(f"{place}/change", seats).status_code == 302
    made.refresh_from_db()
    assert (made.folded, made.body, made.levels) == ("各成员单位", body, [])
    assert "这一天没有成员" in browser().get(place).content.decode()
    assert desk.post(f"{place}/remove").status_code == 302
    assert not Collective.objects.exists()


def test_the_list_of_collectives_costs_the_same_however_many(
    unit: Unit, browser: As, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    """Collectives, places, seats, their ends and who they are."""
    body = Body.objects.create(name="联席会议", form="joint_conference")
    unit("甲局")
    Collective.objects.create(name="各局", folded="各局", kind="department")
    Collective.objects.create(name="成员", folded="成员", body=body)
    with django_assert_num_queries(5):
        browser().get("/organisations/collectives")
    for n in range(10):
        Collective.objects.create(name=f"各{n}", folded=f"各{n}", kind="department")
    with django_assert_num_queries(5):
        browser().get("/organisations/collectives")


class TestAnyQuery(TestCase):
    """Whatever an address asks for."""

    @given(
        st.dictionaries(
            st.sampled_from(["q", "on", "level", "kind", "division", "page", "format", "body"]),
            st.text(max_size=40) | st.sampled_from(["csv", "ics", "9" * 400, "0001-01-01", "\0"]),
        )
    )
    def test_every_public_list_answers(self, query: dict[str, str]) -> None:
        """With a page or a table, never with a failure."""
        for place in (
            "/organisations",
            "/organisations/collectives",
            "/bodies",
            "/meetings",
        ):
            assert self.client.get(place, query).status_code == 200

    @settings(max_examples=10)
    @given(
        st.dictionaries(
            st.sampled_from(FIELDS),
            st.text(max_size=20) | st.sampled_from(["\0", "9" * 30, "-1", "government", "3"]),
        )
    )
    def test_every_form_answers(self, told: dict[str, str]) -> None:
        """What is sent is taken or refused, never a failure."""
        person = Person.objects.create_user("f@example.org", name="f", role=Role.OPERATOR)
        unit = Organisation.objects.create(name="甲局")
        body = Body.objects.create(name="联席会议", form="joint_conference")
        self.client.force_login(person)
        for place in (
            "/organisations/new",
            f"/organisations/{unit.pk}/change",
            f"/organisations/{unit.pk}/rename",
            f"/organisations/{unit.pk}/end",
            f"/organisations/{unit.pk}/names/new",
            "/organisations/collectives/new",
            "/bodies/new",
            f"/bodies/{body.pk}/change",
            f"/bodies/{body.pk}/seats/new",
            f"/bodies/{body.pk}/term",
            f"/bodies/{body.pk}/work/new",
            f"/bodies/{body.pk}/meetings/new",
            "/issues/new",
        ):
            assert self.client.post(place, told).status_code in (200, 302, 422), place
