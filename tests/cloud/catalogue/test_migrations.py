"""A library that an earlier release filled comes to the present schema with every row."""

from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

pytestmark = pytest.mark.django_db(transaction=True)

FIRST = [("catalogue", "0001_catalogue")]
DAY = "2026-07-01"


@pytest.fixture
def first_release() -> Any:
    """The models of the first schema; the present one is put back afterwards.

    With it that of every slice: those that build on the catalogue's went with it.
    """
    executor = MigrationExecutor(connection)
    present = executor.loader.graph.leaf_nodes()
    executor.migrate(FIRST)
    yield MigrationExecutor(connection).loader.project_state(FIRST).apps.get_model
    MigrationExecutor(connection).migrate(present)


def test_what_is_held_stays(first_release: Any) -> None:
    """Editions get an empty list of natures, kept rows stay each with its edition and source."""

    def make(name: str, **facts: Any) -> Any:
        return first_release("catalogue", name).objects.create(**facts)

    source = make("Source", slug="own", title="own")
    run = make("ImportRun", source=source, file_name="a", seen=DAY, started=f"{DAY} 00:00+00:00")
    standard = make("Standard", slug="GB/T-1", number="GB/T 1", family="national", code="GB/T")
    for year in (2010, 2020):
        edition = make(
            "Edition",
            standard=standard,
            slug=f"GB/T-1-{year}",
            number=f"GB/T 1-{year}",
            first_recorded=DAY,
        )
        make(
            "SourceRecord",
            source=source,
            digest=f"{year}",
            edition=edition,
            position=year,
            raw=f"第{year}行",
            facts="{}",
            first_seen=DAY,
            last_seen=DAY,
            run=run,
        )
    executor = MigrationExecutor(connection)
    leaves = [key for key in executor.loader.graph.leaf_nodes() if key[0] == "catalogue"]
    executor.migrate(leaves)
    now = MigrationExecutor(connection).loader.project_state(leaves).apps.get_model
    rows = now("catalogue", "SourceRecord").objects.order_by("position")
    told = rows.values_list("edition__slug", "edition__natures", "source__slug", "raw")
    assert list(told) == [
        ("GB/T-1-2010", [], "own", "第2010行"),
        ("GB/T-1-2020", [], "own", "第2020行"),
    ]
    entries = now("catalogue", "EditionChange").objects.order_by("sequence")
    assert list(entries.values_list("sequence", "slug", "gone")) == [
        (1, "GB/T-1-2010", False),
        (2, "GB/T-1-2020", False),
    ]
