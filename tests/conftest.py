"""What every test may use."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker

# What lands must not hang on luck: a run draws the same examples every time, and no test fails
# because the machine had other things to do. `make explore` draws others, and many of them.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile(
    "explore", max_examples=3_000, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("repeatable")

DATABASE = os.environ.get("BIAOZHUN_DATABASE_URL", "")
ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data beside the project; tests that need it skip where it is absent."""
    folder = Path(os.environ.get("BIAOZHUN_SHARED", ROOT.parent / "shared"))
    if not (folder / "data").is_dir():
        pytest.skip(f"real data not found at {folder} (set BIAOZHUN_SHARED)")
    return folder


@pytest.fixture(scope="session")
def template(django_db_blocker: "DjangoDbBlocker") -> None:
    """On PostgreSQL databases are copies of an empty one, which the migrations made once."""
    if DATABASE.startswith("postgres"):
        from tests.databases import use_template  # noqa: PLC0415  -- the core is tried without Django

        with django_db_blocker.unblock():
            use_template(DATABASE)


@pytest.fixture(scope="session")
def django_db_setup(
    template: None,  # noqa: ARG001  -- before the next
    django_db_setup: None,  # noqa: ARG001  -- it makes the database
    django_db_blocker: "DjangoDbBlocker",
) -> None:
    """The database of the tests is what the migrations make, without running them each time."""
    if not DATABASE.startswith("postgres"):
        from tests.databases import fill_from_file  # noqa: PLC0415  -- likewise

        with django_db_blocker.unblock():
            fill_from_file()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Take out what says nothing on the database of this run."""
    says = _asks_what_may_differ if DATABASE.startswith("postgres") else _holds_on_sqlite
    kept: dict[bool, list[pytest.Item]] = {True: [], False: []}
    for item in items:
        kept[says(item)].append(item)
    items[:], elsewhere = kept[True], kept[False]
    config.hook.pytest_deselected(items=elsewhere)


def _holds_on_sqlite(item: pytest.Item) -> bool:
    return item.get_closest_marker("postgresql") is None


def _asks_what_may_differ(item: pytest.Item) -> bool:
    return _asks_database(item) and item.get_closest_marker("once") is None


def _asks_database(item: pytest.Item) -> bool:
    """Whether a test has anything to do with a database."""
    fixtures = getattr(item, "fixturenames", ())
    is_marked = item.get_closest_marker("django_db") or item.get_closest_marker("postgresql")
    is_journey = item.get_closest_marker("journey")
    return bool(is_marked or is_journey or {"db", "transactional_db"} & set(fixtures))
