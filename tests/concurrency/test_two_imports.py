"""Two imports that bring editions of one standard at once know of each other's."""

import datetime as dt
import threading

import pytest
from django.db import connection, transaction

from biaozhun.cloud.catalogue.actions.sources import SourceDescription, register_source
from biaozhun.cloud.catalogue.actions.storing import Incoming, store
from biaozhun.cloud.catalogue.models import Edition, ImportRun
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.search.models import Outbox
from biaozhun.core.bibliography import BibliographicRecord

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

DAY = dt.date(2026, 7, 1)
UNTIL_IT_WAITS = 0.3  # seconds; long enough for the second to meet the first


def bring(name: str, **facts: str) -> None:
    """One row of a source, in a transaction of its own."""
    source = register_source(SourceDescription(slug=name))
    run = ImportRun.objects.create(source=source, file_name=name, seen=DAY, started=now())
    record = BibliographicRecord(**facts)  # type: ignore[arg-type]  # texts only
    row = Incoming(position=1, raw=repr(facts), record=record, seen=DAY)
    store([row], run, {})


def at_once(first: dict[str, str], second: dict[str, str]) -> None:
    """The second begins while the first has written and not committed."""
    written = threading.Event()
    failed: list[BaseException] = []

    def begin_second() -> None:
        written.wait()
        try:
            with transaction.atomic():
                bring("b", **second)
        except BaseException as error:  # noqa: BLE001  -- raised in the thread that waits
            failed.append(error)
        finally:
            connection.close()

    other = threading.Thread(target=begin_second)
    other.start()
    with transaction.atomic():
        bring("a", **first)
        written.set()
        other.join(UNTIL_IT_WAITS)
        assert other.is_alive()
    other.join()
    assert failed == []


def test_an_edition_is_merged_from_the_rows_of_both() -> None:
    """What only the first source says is not lost with the row of the second."""
    at_once(
        {"number": "GB/T 7-2020", "title_zh": "某物"}, {"number": "GB/T 7-2020", "title_en": "Some"}
    )
    edition = Edition.objects.get()
    assert (edition.title_zh, edition.title_en) == ("某物", "Some")


def test_the_index_looks_again_at_the_edition_of_the_other() -> None:
    """A newer edition may end the older one, whichever import brings it."""
    at_once({"number": "GB/T 7-2010"}, {"number": "GB/T 7-2020"})
    older = Edition.objects.get(year=2010).id
    assert Outbox.objects.filter(document_id=older).count() == 2
