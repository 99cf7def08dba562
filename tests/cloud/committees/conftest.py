"""Committees, experts, contributions, and people of every part."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.committees.actions.contributions import record_contributions
from biaozhun.cloud.committees.actions.experts import apply, step_expert
from biaozhun.cloud.committees.models import Committee, Contribution, Expert, Member

As = Callable[[Person | None], Client]
TODAY = dt.date(2026, 11, 23)
AT = dt.datetime(2026, 11, 23, 3, 0, tzinfo=dt.UTC)
LONG_TITLE = (
    "信息安全技术 关键信息基础设施安全保护能力评价方法 第3部分：面向工业互联网平台及其供应链的"
    "数据出境安全评估与个人信息匿名化处理技术要求和测试评价方法"
)


@pytest.fixture
def bureau(db: None) -> Organisation:  # noqa: ARG001  -- the database is what it writes to
    """The authority of a province."""
    return Organisation.objects.create(name="虚省市场监督管理局")


@pytest.fixture
def institute(db: None) -> Organisation:  # noqa: ARG001  -- likewise
    """Keeps a secretariat."""
    return Organisation.objects.create(name="虚省标准化研究院")


@pytest.fixture
def officer(bureau: Organisation) -> Person:
    """Somebody of the authority."""
    return Person.objects.create_user(
        "op@example.org", name="王敏", role=Role.OPERATOR, organisation=bureau
    )


@pytest.fixture
def secretary(institute: Organisation) -> Person:
    """Somebody of the secretariat."""
    return Person.objects.create_user("sec@example.org", name="李秘", organisation=institute)


@pytest.fixture
def reader(db: None) -> Person:  # noqa: ARG001  -- likewise
    """Somebody with an account."""
    return Person.objects.create_user("reader@example.org", name="张三")


@pytest.fixture
def browser() -> As:
    """A browser, with somebody signed in or nobody."""

    def made(person: Person | None = None) -> Client:
        client = Client()
        if person:
            client.force_login(person)
        return client

    return made


@pytest.fixture
def committee(bureau: Organisation, institute: Organisation) -> Committee:
    """A committee of the province."""
    return Committee.objects.create(
        code="XU/TC 12",
        name="虚省信息安全标准化技术委员会",
        level="province",
        ics=["35.030"],
        sector="industry",
        division="99",
        authority=bureau,
        secretariat=institute,
        since=dt.date(2020, 1, 1),
    )


Seat = Callable[..., Member]


@pytest.fixture
def seat() -> Seat:
    """Give a seat."""

    def made(committee: Committee, name: str, **told: object) -> Member:
        fields: dict[str, object] = {"unit": f"{name}的单位", "since": dt.date(2024, 1, 1), **told}
        return Member.objects.create(committee=committee, name=name, **fields)

    return made


EXPERT: dict[str, object] = {
    "name": "陈专家",
    "unit": "虚省大学",
    "title": "教授",
    "interest": "research",
    "fields": ["35.030", "35.240.15"],
    "keywords": ["数据安全"],
    "languages": ["英语"],
    "experience": 20,
    "summary": "主持 3 项国家标准",
    "phone": "13800000000",
    "email": "secret@example.org",
    "is_public": True,
}
TERM = {"reason": "符合条件", "since": dt.date(2026, 1, 1), "until": dt.date(2030, 12, 31)}
Bank = Callable[..., Expert]


@pytest.fixture
def bank(officer: Person) -> Bank:
    """Enter an expert and, unless told otherwise, admit them."""

    def made(*, admitted: bool = True, **told: object) -> Expert:
        found = apply({**EXPERT, **told}, actor=officer, own=False, at=AT)
        if admitted:
            step_expert(found, "vet", {}, actor=officer, at=AT)
            step_expert(found, "admit", TERM, actor=officer, at=AT)
        return Expert.objects.get(pk=found.pk)

    return made


Recorded = Callable[..., list[Contribution]]


@pytest.fixture
def recorded(db: None) -> Recorded:  # noqa: ARG001  -- likewise
    """Record who drafted a standard."""

    def made(number: str = "DB99/T 1-2024", **told: object) -> list[Contribution]:
        fields: dict[str, object] = {
            "number": number,
            "title": LONG_TITLE,
            "level": "local",
            "kind": "new",
            "units": ["虚省标准化研究院", "虚省大学"],
            "people": [("陈专家", "虚省大学"), ("李秘", "")],
            "published": dt.date(2024, 5, 1),
            "source": "虚省公告 2024 年第 3 号",
        }
        slug = number.replace(" ", "-")
        return record_contributions(slug, **{**fields, **told})  # type: ignore[arg-type]  # as each test tells

    return made
