"""A keeper of the register, a law with a text, and a small catalogue."""

import datetime as dt

import pytest
from django.test import Client

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.laws.actions import reading
from biaozhun.cloud.laws.actions.registering import add_law
from biaozhun.cloud.laws.files import pasted
from biaozhun.cloud.laws.models import Law, LawVersion
from tests.factories.catalogue import edition_of

DAY = dt.date(2026, 11, 22)
MODULES = (
    *("views.public", "views.drafting", "views.keeping", "views.linking", "views.confirming"),
    *("views.arranging", "panels", "listeners", "tasks"),
)
TEXT = """某省室内空气管理办法
第一章 总则
第一条 为了保护健康，制定本办法。
第二条 室内装修材料应当符合 GB 18580-2017 第4章的规定。
第二章 检测
第三条 检测可以采用《室内空气质量标准》（GB/T 18883）；其他方法同等有效的，也可以采用。
第四条 本办法自2020年3月1日起施行。
"""


@pytest.fixture(autouse=True)
def fixed_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Status is told for one day, whatever day the tests run on."""
    for module in MODULES:
        monkeypatch.setattr(f"biaozhun.cloud.laws.{module}.today", lambda: DAY)


def person(role: Role, **more: object) -> Person:
    """Somebody with a role."""
    return Person.objects.create_user(
        f"{role}{Person.objects.count()}@example.org", name=f"某{role.label}", role=role, **more
    )


def signed_in(someone: Person) -> Client:
    """A browser in which somebody is signed in, reading Simplified Chinese."""
    client = Client(headers={"accept-language": "zh-CN"})
    client.force_login(someone, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


@pytest.fixture
def keeper(db: None) -> Person:  # noqa: ARG001  -- the database is what it writes to
    """A cataloguer."""
    return person(Role.CATALOGUER)


@pytest.fixture
def desk(keeper: Person) -> Client:
    """A cataloguer's browser."""
    return signed_in(keeper)


@pytest.fixture
def client() -> Client:
    """A reader of Simplified Chinese who is not signed in."""
    return Client(headers={"accept-language": "zh-CN"})


def law_of(title: str = "某省室内空气管理办法", **facts: object) -> Law:
    """A law of the register; dates may be given as ISO text."""
    told: dict[str, object] = {"kind": "local_rule", "issuer": "某省人民政府", **facts}
    for name in ("adopted", "published", "in_force", "abolished"):
        if isinstance(value := told.get(name), str):
            told[name] = dt.date.fromisoformat(value)
    return add_law({"title": title, **told}, actor=None)


@pytest.fixture
def catalogue(db: None) -> None:  # noqa: ARG001  -- likewise
    """The two standards that the law cites, in force."""
    edition_of("GB 18580-2017", title_zh="甲醛释放限量", in_force="2018-05-01")
    edition_of("GB/T 18883-2002", title_zh="室内空气质量标准", in_force="2003-03-01")


@pytest.fixture
def law(catalogue: None) -> Law:  # noqa: ARG001  -- likewise
    """A local rule in force since March 2020."""
    return law_of(number="省令第9号", region="33", published="2020-01-16", in_force="2020-03-01")


@pytest.fixture
def version(law: Law, keeper: Person) -> LawVersion:
    """Its text, with two citations that wait."""
    return reading.take_text(
        law, pasted(TEXT), since=dt.date(2020, 3, 1), name="办法.txt", actor=keeper, today=DAY
    )
