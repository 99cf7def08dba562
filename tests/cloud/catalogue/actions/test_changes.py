"""The log of changes holds what was written and what went, in the order of the commits."""

import pytest

from biaozhun.cloud.catalogue.actions.removing import remove_source
from biaozhun.cloud.catalogue.models import EditionChange, Source
from biaozhun.cloud.catalogue.queries.changes import changes_since, last_sequence, touched_since
from tests.cloud.catalogue.actions.conftest import DAY, Import, Write
from tests.factories.catalogue import edition_of, relation_of

FIRST = {"number": "GB/T 100-2001", "title_zh": "甲"}
SECOND = {"number": "GB/T 200-2020", "title_zh": "乙"}


def told(after: int = 0) -> list[tuple[str, bool]]:
    """What the log says behind a place."""
    return [(change.slug, change.gone) for change in changes_since(after, limit=100)]


def test_an_import_enters_what_it_writes(take_in: Import, write: Write) -> None:
    """Each edition stands once; one that is written again moves to the end."""
    take_in(write("a.jsonl", [FIRST, SECOND]), "a")
    assert told() == [("GB/T-100-2001", False), ("GB/T-200-2020", False)]
    before = last_sequence()
    take_in(write("b.jsonl", [FIRST | {"title_zh": "丙"}]), "b")
    assert told(before) == [("GB/T-100-2001", False)]
    assert told() == [("GB/T-200-2020", False), ("GB/T-100-2001", False)]


def test_rows_known_already_enter_nothing(take_in: Import, write: Write) -> None:
    """The same file on the same day writes no edition."""
    take_in(write("a.jsonl", [FIRST]), "a")
    before = last_sequence()
    take_in(write("a.jsonl", [FIRST]), "a", seen=DAY)
    assert told(before) == []


def test_what_goes_keeps_its_entry(take_in: Import, write: Write) -> None:
    """An edition that is removed stands as gone; the one another source holds as written."""
    take_in(write("a.jsonl", [FIRST]), "a")
    take_in(write("b.jsonl", [FIRST, SECOND]), "b")
    before = last_sequence()
    remove_source(Source.objects.get(slug="b"))
    assert sorted(told(before)) == [("GB/T-100-2001", False), ("GB/T-200-2020", True)]


@pytest.mark.django_db
def test_the_log_is_read_in_portions() -> None:
    """Going on behind the last entry of a portion gives every entry once; an empty log is 0."""
    assert last_sequence() == 0
    EditionChange.objects.bulk_create(
        EditionChange(sequence=number, slug=f"s{number}", changed="2026-07-01T00:00+00:00")
        for number in (3, 5, 9)
    )
    first = changes_since(0, limit=2)
    assert [change.sequence for change in first] == [3, 5]
    assert [change.sequence for change in changes_since(5, limit=2)] == [9]
    assert last_sequence() == 9


@pytest.mark.django_db
def test_a_change_bears_on_what_it_replaces_and_on_the_standards() -> None:
    """What it merely cites is not touched; a record without number has no standard."""
    new = edition_of("GB/T 200-2020")
    relation_of(new, "replaces", "GB/T 100-2001")
    relation_of(new, "cites", "GB/T 300-2001")
    EditionChange.objects.bulk_create(
        EditionChange(sequence=number, slug=slug, changed=f"2026-07-0{number}T00:00+00:00")
        for number, slug in ((3, new.slug), (5, "@record"), (9, "GB-7-2020"))
    )
    touched = touched_since(0, limit=2)
    assert touched is not None
    assert touched.slugs == {
        *("GB/T-200-2020", "GB/T-200", "GB/T-100-2001", "GB/T-100"),
        "@record",
    }
    assert (touched.first.day, touched.sequence) == (3, 5)
    assert touched_since(9, limit=2) is None
