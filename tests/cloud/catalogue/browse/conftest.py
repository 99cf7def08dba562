"""A library to look around in: levels, classes, regions, and a week in which much happened."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from biaozhun.cloud.catalogue.indexing import build_anew
from biaozhun.cloud.catalogue.queries.browse import codes, values
from tests.factories.catalogue import edition_of, relation_of

DAY = dt.date(2026, 11, 18)  # the Wednesday of week 47


@pytest.fixture(autouse=True)
def nothing_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A fixed day, and nothing counted for the library of another test."""
    for cached in (codes._codes, values._counted):
        cached.cache_clear()
    for module in (
        "catalogue.views",
        "catalogue.views.browse",
        "catalogue.views.changes",
        "ui.context",
    ):
        monkeypatch.setattr(f"biaozhun.cloud.{module}.today", lambda: DAY)


@pytest.fixture
def client() -> Client:
    """A reader of Simplified Chinese."""
    return Client(headers={"accept-language": "zh-CN"})


Read = Callable[..., str]


@pytest.fixture
def read(client: Client) -> Read:
    """The page at an address, as one line."""

    def page(address: str, status: int = 200) -> str:
        answer = client.get(address)
        assert answer.status_code == status, address
        return " ".join(answer.content.decode().split())

    return page


@pytest.fixture
def shelf(db: None) -> None:  # noqa: ARG001  -- the database is what it writes to
    """Seven editions and an amendment: two of Guangdong, one replaced and one withdrawn."""
    edition_of("GB/T 1-2010", in_force="2011-01-01", ics=["13.020.10"], ccs=["A12"])
    new = edition_of(
        "GB/T 1-2026",
        published="2026-11-16",
        in_force="2026-11-17",
        ics=["13.020.20"],
        ccs=["A12"],
        issuing_body="国家标准化管理委员会",
        jurisdiction_body="全国标准化技术委员会（TC 286）",
        industry=["1311"],
    )
    relation_of(new, "replaces", "GB/T 1-2010")
    edition_of("GB 2-2020", in_force="2020-01-01", ics=["13.040", "35.999"])
    edition_of("GB/T 3-2015", in_force="2015-06-01", withdrawn="2026-11-20", ics=["13.020"])
    edition_of("DB44/T 4-2026", published="2026-11-01", in_force="2026-12-01", ics=["67"])
    edition_of("DB4403/T 5-2020", published="2020-01-01", in_force="2020-02-01")
    edition_of("ISO/IEC 6:2020", published="2020-01-01", in_force="2020-01-01", committee="JTC 1")
    edition_of("GB 2-2020/XG1-2026", published="2026-11-19", in_force="2026-12-10")
    build_anew()
