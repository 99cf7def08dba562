"""Which edition an undated citation means on a day."""

import datetime as dt

import pytest

from biaozhun.core.bibliography import StatusWord
from biaozhun.core.succession import (
    EditionFacts,
    Newest,
    Replacement,
    Rule,
    StatusStatement,
    Timeline,
    amendments_in_force,
    newest_in_force,
    timeline,
)
from biaozhun.core.succession.facts import is_edition_of
from biaozhun.core.succession.newest import year_of

D = dt.date


def edition(key: str, published: dt.date | None, in_force: dt.date | None) -> EditionFacts:
    """An edition of GB/T 1.1 with its days."""
    return EditionFacts(key=key, standard="GB/T-1.1", published=published, in_force=in_force)


OLD = edition("GB/T-1.1-2009", D(2009, 6, 17), D(2010, 1, 1))
NEW = edition("GB/T-1.1-2020", D(2020, 3, 31), D(2020, 10, 1))
LINK = Replacement(
    predecessor=OLD.key, successor=NEW.key, successor_in_force=NEW.in_force, basis="foreword"
)
HELD: list[tuple[EditionFacts | str, Timeline]] = [
    (OLD, timeline(OLD, replaced_by=[LINK])),
    (NEW, timeline(NEW)),
]


@pytest.mark.parametrize(
    ("on", "key", "upcoming"),
    [
        (D(2009, 1, 1), None, ()),
        (D(2009, 7, 1), None, ("GB/T-1.1-2009",)),
        (D(2015, 1, 1), "GB/T-1.1-2009", ()),
        (D(2020, 9, 30), "GB/T-1.1-2009", ("GB/T-1.1-2020",)),
        (D(2020, 10, 1), "GB/T-1.1-2020", ()),
        (D(2026, 1, 1), "GB/T-1.1-2020", ()),
    ],
)
def test_newest_on_each_day(on: dt.date, key: str | None, upcoming: tuple[str, ...]) -> None:
    """The edition changes on the day the newer one enters into force; order does not matter."""
    found = newest_in_force(HELD, on)
    assert (found.key, found.upcoming) == (key, upcoming)
    assert newest_in_force(HELD[::-1], on) == found
    assert found.certain is (key is not None)


def test_no_edition_held() -> None:
    """Of nothing there is no newest edition."""
    assert newest_in_force([], D(2026, 1, 1)) == Newest()


def test_an_older_edition_in_force_beside_it() -> None:
    """Two editions in force: the one that entered into force later is meant, the other named."""
    seen = EditionFacts(
        key=OLD.key,
        standard=OLD.standard,
        published=OLD.published,
        in_force=OLD.in_force,
        statements=(StatusStatement(StatusWord.IN_FORCE, D(2024, 1, 1), "list"),),
    )
    found = newest_in_force([(seen, timeline(seen)), ("GB/T-1.1-2020", HELD[1][1])], D(2026, 1, 1))
    assert (found.key, found.also) == ("GB/T-1.1-2020", ("GB/T-1.1-2009",))


def test_a_newer_edition_of_unknown_status_takes_the_certainty() -> None:
    """The older one in force is named, and the newer one that may be meant instead."""
    undated = edition("GB/T-1.1-2025", D(2025, 3, 1), None)
    found = newest_in_force([*HELD, (undated, timeline(undated))], D(2026, 1, 1))
    assert (found.key, found.undecided) == ("GB/T-1.1-2020", ("GB/T-1.1-2025",))
    assert not found.certain


def test_an_older_edition_of_unknown_status_changes_nothing() -> None:
    """Doubt about an old edition is no doubt about the new one."""
    old = edition("GB/T-1.1-87", None, None)
    found = newest_in_force([*HELD, (old, timeline(old))], D(2026, 1, 1))
    assert (found.key, found.undecided, found.certain) == ("GB/T-1.1-2020", (), True)


def test_why_there_is_none() -> None:
    """The standing of the chosen edition carries the rule by which it holds."""
    found = newest_in_force(HELD, D(2026, 1, 1))
    assert found.standing is not None
    assert found.standing.rule is Rule.START_STATED


def test_amendments_that_apply() -> None:
    """Amendments in force on the day, in the order in which they entered into force."""
    first = EditionFacts(key="GB-1-2000/XG1-2005", standard="GB-1", in_force=D(2005, 1, 1))
    second = EditionFacts(key="GB-1-2000/XG2-2009", standard="GB-1", in_force=D(2009, 1, 1))
    held: list[tuple[EditionFacts | str, Timeline]] = [
        (second, timeline(second)),
        (first, timeline(first)),
    ]
    assert amendments_in_force(held, D(2008, 1, 1)) == (first.key,)
    assert amendments_in_force(held, D(2010, 1, 1)) == (first.key, second.key)


@pytest.mark.parametrize(
    ("key", "year"),
    [
        ("GB/T-1.1-2020", 2020),
        ("GB-1-87", 1987),
        ("ISO-9001:2015", 2015),
        ("T/CSMT", 0),
        ("A-1", 0),
    ],
)
def test_year_of_a_key(key: str, year: int) -> None:
    """Four figures are the year, two a year of the twentieth century, others none."""
    assert year_of(key) == year


@pytest.mark.parametrize(
    ("key", "standard", "is_one"),
    [
        ("GB/T-1-2020", "GB/T-1", True),
        ("GB/T-1.1-2020", "GB/T-1", False),
        ("GB/T-12-2020", "GB/T-1", False),
        ("ISO-9001:2015", "ISO-9001", True),
        ("GB/T-1", "GB/T-1", False),
    ],
)
def test_edition_of_a_standard(key: str, standard: str, *, is_one: bool) -> None:
    """A key is an edition of a standard if a year, and nothing else, stands behind it."""
    assert is_edition_of(key, standard) is is_one


def test_an_old_edition_seen_lately_is_not_the_newest() -> None:
    """That a list still shows it does not make the day of the list its entry into force."""
    seen = (StatusStatement(StatusWord.IN_FORCE, D(2024, 1, 1), "list"),)
    dated = edition(NEW.key, NEW.published, NEW.in_force)
    for published in (OLD.published, None):
        old = EditionFacts(key=OLD.key, standard=OLD.standard, published=published, statements=seen)
        held = [(old.key, timeline(old)), (dated.key, timeline(dated))]
        found = newest_in_force(held, D(2025, 1, 1))
        assert (found.key, found.also) == (NEW.key, (OLD.key,))
