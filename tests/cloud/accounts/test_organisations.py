"""Organisations: entered, corrected, above and below each other, and never in a circle."""

import re

import pytest
from pytest_django import DjangoAssertNumQueries

from biaozhun.cloud.accounts.actions.organisations import (
    add_organisation,
    change_organisation,
)
from biaozhun.cloud.accounts.errors import (
    CreditCodeTakenError,
    NameTakenError,
    OrganisationTakenError,
)
from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.audit.models import Event
from tests.cloud.accounts.conftest import As, Make

pytestmark = pytest.mark.django_db
CODE = "91350100M000100Y43"


def test_an_organisation_is_entered_and_corrected(administrator: Person, signed_in_as: As) -> None:
    """Its code in the one spelling; each change an event; saving the same again is none."""
    browser = signed_in_as(administrator)
    told = {"name": "示范省标准馆", "credit_code": f" {CODE.lower()} ", "parent": ""}
    assert browser.post("/desk/organisations/add", told).status_code == 302
    body = Organisation.objects.get()
    assert (body.name, body.credit_code) == ("示范省标准馆", CODE)
    for _ in range(2):
        place = f"/desk/organisations/{body.pk}"
        assert browser.post(place, told | {"name": "示范省图书馆"}).status_code == 302
    events = Event.objects.filter(kind__startswith="accounts.organisation").order_by("id")
    assert [(event.kind, event.facts) for event in events] == [
        ("accounts.organisation_added", {}),
        (
            "accounts.organisation_changed",
            {"before": ["示范省标准馆", CODE, ""], "after": ["示范省图书馆", CODE, ""]},
        ),
    ]


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("name", "甲院", "已经有同名的组织。"),
        ("credit_code", CODE, "已经有组织登记了这个代码。"),
        ("credit_code", "123", "统一社会信用代码应为 18 位。"),
        ("credit_code", f"{CODE[:-1]}4", "统一社会信用代码的最后一位与前面不符"),
        ("credit_code", f"{CODE[:-1]}I", "不可能的字符：I（第 18 位）"),
        ("parent", "999", "选择一个有效的选项"),
    ],
)
def test_a_faulty_form_says_what_is_wrong(
    field: str, value: str, fault: str, administrator: Person, signed_in_as: As
) -> None:
    """Beside the field; nothing is entered."""
    Organisation.objects.create(name="甲院", credit_code=CODE)
    told = {"name": "乙院", "credit_code": "", "parent": "", field: value}
    answer = signed_in_as(administrator).post("/desk/organisations/add", told)
    assert answer.status_code == 422
    assert fault in answer.content.decode()
    assert Organisation.objects.count() == 1


def test_organisations_never_form_a_circle(administrator: Person, signed_in_as: As) -> None:
    """Neither under itself nor under its own parts; moving sideways works."""
    top = Organisation.objects.create(name="上")
    middle = Organisation.objects.create(name="中", parent=top)
    bottom = Organisation.objects.create(name="下", parent=middle)
    browser = signed_in_as(administrator)
    for below in (top, middle, bottom):
        answer = browser.post(
            f"/desk/organisations/{top.pk}", {"name": "上", "credit_code": "", "parent": below.pk}
        )
        assert answer.status_code == 422
        assert "一个组织不能隶属于自己或自己的下级。" in answer.content.decode()
    moved = {"name": "下", "credit_code": "", "parent": top.pk}
    assert browser.post(f"/desk/organisations/{bottom.pk}", moved).status_code == 302
    bottom.refresh_from_db()
    assert (bottom.parent, Organisation.objects.get(pk=top.pk).parent) == (top, None)


def test_the_list_counts_people_at_a_fixed_price(
    administrator: Person,
    make: Make,
    signed_in_as: As,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    """Session, person, count, rows: four, with one row or with twenty."""
    browser = signed_in_as(administrator)
    first = Organisation.objects.create(name="甲院", credit_code=CODE)
    make("a", organisation=first)
    make("b", organisation=first)
    with django_assert_num_queries(4):
        page = browser.get("/desk/organisations").content.decode()
    assert re.findall(r'organisation=\d+">(\d+)</a>', page) == ["2"]
    for serial in range(20):
        Organisation.objects.create(name=f"乙院{serial}", parent=first)
    with django_assert_num_queries(4):
        browser.get("/desk/organisations")
    assert "甲院" in browser.get("/desk/organisations", {"q": CODE[:6].lower()}).content.decode()
    assert "没有符合的组织" in browser.get("/desk/organisations?q=龘").content.decode()
    answer = browser.get("/desk/organisations?format=csv&q=甲")
    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]  # it streams
    assert lines == ["\ufeffname,credit_code,parent,people", f"甲院,{CODE},,2"]


@pytest.mark.parametrize("role", [Role.READER, Role.CATALOGUER, Role.OPERATOR])
def test_organisations_are_for_administrators(role: Role, make: Make, signed_in_as: As) -> None:
    """Reading and writing alike."""
    browser = signed_in_as(make("other", role))
    for address in ("/desk/organisations", "/desk/organisations/add", "/desk/organisations/1"):
        assert browser.get(address).status_code == 403
        assert browser.post(address, {"name": "x"}).status_code in (403, 405)


@pytest.mark.parametrize(
    ("name", "code", "error"),
    [("甲院", "", NameTakenError), ("乙院", CODE, CreditCodeTakenError)],
)
def test_who_comes_second_is_refused_by_the_database(
    name: str, code: str, error: type[OrganisationTakenError], administrator: Person
) -> None:
    """Past the form, which found nothing a moment ago: added or corrected, nothing is written."""
    Organisation.objects.create(name="甲院", credit_code=CODE)
    other = Organisation.objects.create(name="丙院")
    with pytest.raises(error) as added:
        add_organisation(name, credit_code=code, parent=None, actor=administrator)
    with pytest.raises(error):
        change_organisation(other, name=name, credit_code=code, parent=None, actor=administrator)
    assert added.value.field in ("name", "credit_code")
    assert list(Organisation.objects.values_list("name", flat=True)) == ["丙院", "甲院"]
    assert Event.objects.count() == 0
