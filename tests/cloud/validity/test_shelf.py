"""The shelf of a check: what stands on it, and how many questions it takes."""

import datetime as dt
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from biaozhun.cloud.catalogue.models import Announcement, NumberDecision, SourceRecord
from biaozhun.cloud.validity.models import ClauseWithdrawal, CompleteHolding
from biaozhun.cloud.validity.queries import holdings
from biaozhun.cloud.validity.queries.shelves import shelf_for
from biaozhun.core.bibliography import Degree, Extent
from biaozhun.core.number import parse
from biaozhun.core.succession import Renumbering, Replacement
from biaozhun.core.validity import AdoptedLink, Asked, Holding, Seen
from biaozhun.core.validity import ClauseWithdrawal as Clauses
from tests.factories.catalogue import DAY, NOON, edition_of, record_of, relation_of, source_of

pytestmark = pytest.mark.django_db

ON = dt.date(2026, 11, 1)


def asked(*numbers: str, all_parts: bool = False) -> list[Asked]:
    """Citations of these numbers."""
    return [Asked(text=text, number=parse(text), all_parts=all_parts) for text in numbers]


def test_an_edition_stands_beside_its_siblings_and_its_sheets() -> None:
    """By the standard, the oldest first; each with its year, its kind and its days."""
    edition_of("GB/T 1-2000", in_force="2000-01-01", title_zh="旧")
    edition_of("GB/T 1-2010", in_force="2010-01-01", title_zh="新", title_en="New")
    edition_of("GB/T 1-2010/XG1-2012", in_force="2012-01-01")
    shelf = shelf_for(asked("GB/T 1-2000"), ON)
    keys = ("GB/T-1-2000", "GB/T-1-2010", "GB/T-1-2010/XG1-2012")
    assert shelf.standards == {"GB/T-1": keys}
    new = shelf.editions["GB/T-1-2010"]
    assert (new.number, new.standard, new.year, new.is_sheet) == (
        "GB/T 1-2010",
        "GB/T-1",
        2010,
        False,
    )
    assert (new.title_zh, new.title_en, new.mandatory) == ("新", "New", False)
    assert new.timeline.start == dt.date(2010, 1, 1)
    assert shelf.editions["GB/T-1-2010/XG1-2012"].is_sheet
    assert shelf.editions["GB/T-1-2000"].timeline.ended_by == ("GB/T-1-2010",)


def test_what_a_later_edition_only_lets_us_guess_is_marked() -> None:
    """Where no source says a word the next edition by its year takes the place, inferred."""
    for year in (2000, 2005, 2010):
        edition_of(f"GB/T 1-{year}", in_force=f"{year}-01-01")
    shelf = shelf_for(asked("GB/T 1"), ON)
    assert {
        slug: [link.successor for link in links]
        for slug, links in shelf.links.items()
        if all(isinstance(link, Replacement) for link in links)
    } == {  # type: ignore[union-attr]  -- they are, as asserted
        "GB/T-1-2000": ["GB/T-1-2005"],
        "GB/T-1-2005": ["GB/T-1-2010"],
    }
    assert [
        link.inferred
        for links in shelf.links.values()
        for link in links
        if isinstance(link, Replacement)
    ] == [True, True]


def test_successors_are_followed_to_the_end_of_the_chain() -> None:
    """Through other numbers, renumberings and families; statements carry extent, day and basis."""
    edition_of("GB 1-1990", in_force="1990-01-01")
    second = edition_of("GB/T 2-2000", in_force="2000-01-01")
    third = edition_of("XF 3-2010", in_force="2010-01-01")
    edition_of("XF 3-2020", in_force="2020-01-01")
    relation_of(
        second, "replaces", "GB 1-1990", extent="partly", date=dt.date(2000, 6, 1), basis="公告"
    )
    relation_of(third, "renumbered_from", "GB/T 2-2000", basis="转号")
    shelf = shelf_for(asked("GB 1-1990"), ON)
    assert shelf.links["GB-1-1990"] == (
        Replacement(
            predecessor="GB-1-1990",
            successor="GB/T-2-2000",
            extent=Extent.PARTLY,
            stated=dt.date(2000, 6, 1),
            successor_in_force=dt.date(2000, 1, 1),
            basis="公告",
        ),
    )
    assert shelf.links["GB/T-2-2000"] == (
        Renumbering(
            former="GB/T-2-2000", latter="XF-3-2010", date=dt.date(2010, 1, 1), basis="转号"
        ),
    )
    assert set(shelf.editions) == {"GB-1-1990", "GB/T-2-2000", "XF-3-2010", "XF-3-2020"}


def test_the_same_serial_of_another_nature_is_kin() -> None:
    """GB 1234 beside GB/T 1234: two standards, both on the shelf."""
    edition_of("GB/T 1234-2010")
    shelf = shelf_for(asked("GB 1234-1999"), ON)
    assert shelf.kin == {"GB-1234": ("GB/T-1234",)}
    assert "GB-1234" not in shelf.standards
    assert shelf.standards["GB/T-1234"] == ("GB/T-1234-2010",)


def test_the_like_serial_of_a_successor_code_is_kin() -> None:
    """XF came after GA; a code that has no such tie is none."""
    edition_of("XF 504-2004")
    edition_of("YY 504-2004")
    assert shelf_for(asked("GA 504"), ON).kin == {"GA-504": ("XF-504",)}


@pytest.mark.parametrize("number", ["SY 503", "SY 503-2004"])
def test_another_prefix_is_kin_by_a_stated_renumbering(number: str) -> None:
    """Where no table knows the codes, a source that says so is enough."""
    relation_of(edition_of("NB 603-2004"), "renumbered_from", "SY 503-2004")
    assert shelf_for(asked(number), ON).kin == {"SY-503": ("NB-603",)}


@pytest.mark.parametrize("number", ["DB32/T 310023", "DB32/T 310023-2024"])
def test_a_number_printed_jointly_finds_its_edition(number: str) -> None:
    """One cover, two numbers: the edition stands under either."""
    relation_of(edition_of("DB31/T 310023-2024"), "joint", "DB32/T 310023-2024")
    shelf = shelf_for(asked(number), ON)
    assert shelf.standards["DB32/T-310023"] == ("DB31/T-310023-2024",)


def test_a_number_read_as_another_finds_that() -> None:
    """A keeper decided so; a decision taken back, or of one row, does not count."""
    edition_of("GB/T 10-2010")
    for begun, row, until in (
        ("GB/T-9-2010", "", None),
        ("GB/T-8-2010", "x", None),
        ("GB/T-7-2010", "", NOON),
    ):
        NumberDecision.objects.create(
            from_slug=begun,
            to_slug="GB/T-10-2010",
            to_number="GB/T 10-2010",
            row=row,
            since=NOON,
            until=until,
        )
    shelf = shelf_for(asked("GB/T 9-2010", "GB/T 8-2010", "GB/T 7-2010"), ON)
    assert shelf.standards == {"GB/T-10": ("GB/T-10-2010",), "GB/T-9": ("GB/T-10-2010",)}
    assert shelf.editions["GB/T-9-2010"] is shelf.editions["GB/T-10-2010"]


@pytest.mark.parametrize("all_parts", [True, False])
def test_parts_are_read_where_all_are_meant(*, all_parts: bool) -> None:
    """They are named always, in natural order, and their like in other series are not."""
    for number in ("GB/T 2828.10-2010", "GB/T 2828.2-2010", "GB/T 28281-2010", "ISO 2828-1:2010"):
        edition_of(number)
    edition_of("GB/T 5-2000")
    edition_of("GB/T 5.1-2000")
    shelf = shelf_for(asked("GB/T 2828", "GB/T 5", "ISO 2828", all_parts=all_parts), ON)
    assert shelf.parts == {
        "GB/T-2828": ("GB/T-2828.2", "GB/T-2828.10"),
        "GB/T-5": ("GB/T-5.1",),
        "ISO-2828": ("ISO-2828-1",),
    }
    read = {"GB/T-2828.2", "GB/T-2828.10", "GB/T-5.1", "ISO-2828-1"}
    assert shelf.standards.keys() == {"GB/T-5"} | (read if all_parts else set())


def test_what_sources_and_keepers_say_is_told() -> None:
    """Who shows it until when, what ended it, which clauses are withdrawn, what it takes over."""
    edition = edition_of("GB 1-2000", withdrawn="2020-01-01")
    relation_of(edition, "corresponds", "ISO 9:1999", degree="IDT")
    edition_of("ISO 9:2015", in_force="2015-01-01")
    announcement = Announcement.objects.create(
        slug="a", issuer="国家标准委", number="2019年第1号", kind=Announcement.Kind.PUBLISH
    )
    row = record_of(edition, source_of("one"))
    SourceRecord.objects.filter(pk=row.pk).update(
        announcement=announcement, facts=json.dumps({"withdrawn": "2020-01-01"})
    )
    ClauseWithdrawal.objects.create(
        slug="GB-1-2000",
        number="GB 1-2000",
        clauses=["3.1"],
        since=DAY,
        basis="公告",
        by="GB 55001-2021",
        recorded=NOON,
        person="x",
    )
    shelf = shelf_for(asked("GB 1-2000"), ON)
    found = shelf.editions["GB-1-2000"]
    assert found.seen == (Seen("来源 one", DAY),)
    assert found.withdrawn_by == "国家标准委 2019年第1号"
    assert found.clauses_withdrawn == (
        Clauses(key="GB-1-2000", clauses=("3.1",), since=DAY, basis="公告", by="GB 55001-2021"),
    )
    assert shelf.adopted == {
        "GB-1-2000": (
            AdoptedLink(
                key="ISO-9:1999", number="ISO 9:1999", degree=Degree.IDT, newer="ISO 9:2015"
            ),
        )
    }


def test_a_text_binds_by_the_number_it_had_on_the_day() -> None:
    """GB → GB/T by renumbering: mandatory before, recommended after, under either number."""
    edition_of("GB 18186-2000", published="2000-09-01", in_force="2001-06-01")
    later = edition_of("GB/T 18186-2000", published="2000-09-01", in_force="2017-03-23")
    relation_of(later, "renumbered_from", "GB 18186-2000", date=dt.date(2017, 3, 23))
    told = {
        day: shelf_for(asked("GB 18186-2000"), dt.date.fromisoformat(day)).editions
        for day in ("2010-01-01", "2020-01-01")
    }
    assert {day: shelf["GB-18186-2000"].mandatory for day, shelf in told.items()} == {
        "2010-01-01": True,
        "2020-01-01": False,
    }


def test_how_much_is_held_is_told_of_codes_whose_number_is_not() -> None:
    """With the keeper's word on its completeness; invented editions do not count."""
    record_of(edition_of("JB/T 1-2000"), source_of("one"))
    edition_of("JB/T 2-2000", invented=True)
    edition_of("GB/T 1-2000")
    CompleteHolding.objects.create(
        code="JB/T", serial=9, source="目录", seen=DAY, person="库管", recorded=NOON
    )
    assert shelf_for(asked("GB/T 1-2000", "JB/T 5-1999"), ON).holdings == {
        "JB/T": Holding(
            code="JB/T",
            editions=1,
            last_seen=DAY,
            complete_to=9,
            complete_by="库管: 目录 (2026-07-01)",
            record="https://hbba.sacinfo.org.cn/",
        )
    }


def test_the_questions_do_not_grow_with_the_citations() -> None:
    """One citation or three hundred, with all that may stand beside them."""
    source = source_of("one")
    for serial in range(300):
        old = edition_of(f"GB/T {serial}-2000", in_force="2000-01-01")
        record_of(old, source)
        new = edition_of(f"GB/T {serial}-2010", in_force="2010-01-01")
        relation_of(new, "replaces", old.number)
        relation_of(new, "corresponds", f"ISO {serial}:2009", degree="IDT")
        edition_of(f"ISO {serial}:2009")
    counts = []
    for many in (1, 300):
        given = asked(*(f"GB/T {serial}-2000" for serial in range(many)), "GB/T 999-2000")
        holdings.forget()
        with CaptureQueriesContext(connection) as queries:
            shelf = shelf_for(given, ON)
        counts.append(len(queries))
        assert len(shelf.editions) == 2 * many
    assert counts[0] == counts[1]
