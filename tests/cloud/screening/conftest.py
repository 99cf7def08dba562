"""A small library, projects and a source of proposals to be near to."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.catalogue.indexing import build_anew
from biaozhun.cloud.screening import candidates
from biaozhun.cloud.screening.candidates import Candidate
from tests.factories.catalogue import edition_of, record_of, relation_of, source_of

TODAY = dt.date(2026, 11, 22)


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The index lies in a folder of the test."""
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)


@pytest.fixture(autouse=True)
def on_this_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """Screening believes it is a fixed day."""
    monkeypatch.setattr("biaozhun.cloud.screening.queries.screening.today", lambda: TODAY)


@pytest.fixture
def catalogue(db: None) -> None:  # noqa: ARG001  -- the database is what it writes to
    """Standards on tea and on roads of several levels, one of them replaced."""
    source = source_of("own", rank=10)
    facts = {"published": "2020-01-01", "in_force": "2020-07-01"}
    for number, title in (
        ("GB/T 32743-2016", "白茶加工技术规范"),
        ("GB/T 22291-2017", "白茶"),
        ("DB35/T 1896-2020", "福建省白茶加工技术规程"),
        ("DB44/T 100-2020", "广东省白茶加工技术规程"),
        ("DB35/T 200-2020", "绿茶加工技术规程"),
        ("JTG 5110-2023", "公路养护技术标准"),
    ):
        record_of(edition_of(number, title_zh=title, ics=["67.140.10"], **facts), source)
    old = edition_of("DB33/T 50-2010", title_zh="白茶加工技术规程", in_force="2010-07-01")
    new = edition_of("DB33/T 50-2020", title_zh="白茶初加工技术规程", **facts)
    record_of(old, source)
    record_of(new, source)
    relation_of(new, "replaces", old.number)
    build_anew()


@pytest.fixture
def own_source() -> Iterator[None]:
    """Two suggestions, one of which only the office may know of."""

    def given(authority: Organisation | None) -> list[Candidate]:
        assert authority is None
        told = {"kind": "suggestion", "title": "白茶加工技术规程", "address": "/suggestions/1"}
        return [
            Candidate(key="demands.suggestion:1", state="已受理", **told),
            Candidate(key="demands.suggestion:2", state="待受理", is_public=False, **told),
        ]

    before = dict(candidates.SOURCES)
    candidates.SOURCES.clear()
    candidates.register(given)
    yield
    candidates.SOURCES.clear()
    candidates.SOURCES.update(before)
