"""A small library that the pages, the queries and the API are tried on."""

import datetime as dt
from collections.abc import Callable, Iterator

import pytest
from django.db.models.signals import post_init
from django.utils import translation

from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.audit.wording import fact_name, kinds
from biaozhun.cloud.catalogue.indexing import build_anew
from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.coverage import _KEPT, _counted
from biaozhun.cloud.catalogue.queries.recent import _lists
from biaozhun.cloud.validity.queries import coverage as searched
from biaozhun.cloud.validity.queries import holdings
from tests.factories.catalogue import conflict_of, edition_of, record_of, relation_of, source_of

TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> dt.date:
    """A fixed day for every view and every page, whatever day the tests run on."""
    for module in ("catalogue.views", "catalogue.api.asking", "ui.context"):
        monkeypatch.setattr(f"biaozhun.cloud.{module}.today", lambda: TODAY)
    return TODAY


def forget() -> None:
    """Drop what was counted for a state of the library."""
    _counted.cache_clear()
    _KEPT.forget()
    _lists.cache_clear()
    holdings.forget()
    searched.forget()


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """What was counted for the library of another test is forgotten."""
    forget()


@pytest.fixture(autouse=True)
def in_chinese() -> Iterator[None]:
    """Tests begin in the source language, whatever the one before chose."""
    with translation.override("zh-hans"):
        yield


@pytest.fixture(autouse=True)
def every_fact_has_words() -> Iterator[None]:
    """Whatever any test writes in the journal, the journal's page names in words.

    Kinds that no slice registered, and keys that are no identifiers of ours, are a test's own.
    """
    registered = dict(kinds())
    wordless: set[tuple[str, str]] = set()

    def look(instance: Event, **_: object) -> None:
        if instance.kind not in registered:
            return
        keys = [key for key in _keys(instance.facts) if key.isascii()]
        with translation.override("zh-hans"):  # an English word may be spelled as its key
            wordless.update(
                (instance.kind, key) for key in keys if key == fact_name(instance.kind, key)
            )

    post_init.connect(look, sender=Event)
    yield
    post_init.disconnect(look, sender=Event)
    assert wordless == set()


def _keys(value: object) -> list[str]:
    """The keys of a value and of the values it is made of, as far as they have names."""
    if not isinstance(value, dict):
        return []
    return [*value, *(key for part in value.values() for key in _keys(part))]


Library = Callable[[int], list[Edition]]


@pytest.fixture
def library(db: None) -> Library:  # noqa: ARG001  -- the database is what it writes to
    """Make a number of standards with two editions each, a source, a conflict, and the index."""

    def made(count: int) -> list[Edition]:
        strong, weak = source_of("strong", rank=10), source_of("weak", rank=50)
        newest = []
        for serial in range(1, count + 1):
            old = edition_of(
                f"GB/T {serial}-2009", title_zh=f"食品 第{serial}部分", in_force="2010-01-01"
            )
            new = edition_of(
                f"GB/T {serial}-2020",
                title_zh=f"食品安全 第{serial}部分",
                title_en=f"Food, part {serial}",
                published="2026-06-01",
                in_force="2026-07-01",
                issuing_body="国家标准化管理委员会",
                ics=["67.040"],
                tags=["S143"],
            )
            relation_of(new, "replaces", old.number)
            relation_of(new, "cites", "GB 2760-2024")
            relation_of(new, "corresponds", "ISO 9001:2015", degree="IDT")
            record_of(new, strong, title="食品")
            record_of(new, weak, title="食品")
            conflict_of(new, "in_force", "2026-07-01", "2026-08-01")
            newest.append(new)
        build_anew()
        return newest

    return made
