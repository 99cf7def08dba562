"""A library with an index, which the overlap search of the applications asks."""

from pathlib import Path

import pytest
from django.conf import settings

from biaozhun.cloud.catalogue.indexing import build_anew
from tests.factories.catalogue import edition_of, record_of, source_of


@pytest.fixture(autouse=True)
def library(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # noqa: ARG001  -- the database is what it writes to
    """One real standard, and the index in a folder of the test."""
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    record_of(edition_of("GB/T 22291-2017", title_zh="白茶"), source_of("own", rank=10))
    build_anew()
