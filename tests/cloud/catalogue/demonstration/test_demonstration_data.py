"""The demonstration catalogue: complete, consistent, and real and invented kept apart."""

import datetime as dt
import gzip
import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import biaozhun
from biaozhun.core.number import parse

Record = dict[str, Any]

PACKAGE = Path(biaozhun.__file__).parent
FOLDER = PACKAGE / "cloud" / "catalogue" / "demonstration"
INVENTED_CODE = re.compile(
    r"DB99(?:/[TZ])?[ /]?|DB9901/T |DBS99/|DBJ99/T |T/SFS(?:BX|NX|YL) |Q/SFS(?:JD|SP|HJ) "
)
RELATIONS = (
    "replaces",
    "replaced_by",
    "amends",
    "amended_by",
    "renumbered_from",
    "adopts",
    "cites",
    "joint",
)
INVERSE = {"replaces": "replaced_by", "amends": "amended_by"}
DATES = ("published", "in_force", "suspended", "resumed", "withdrawn", "reviewed", "seen")


def read(name: str) -> list[Record]:
    """The rows of one file of the demonstration."""
    return [json.loads(line) for line in (FOLDER / name).read_text("utf-8").splitlines()]


REAL = read("real.jsonl")
INVENTED = read("invented.jsonl")
SECOND = read("invented-second-source.jsonl")
ANNOUNCEMENTS = read("announcements.jsonl")
EDITIONS = {row["number"]: row for row in REAL + INVENTED}


def related(row: Record, field: str) -> Iterator[str]:
    """The numbers a relation field of the row names."""
    for entry in row.get(field, []):
        yield entry if isinstance(entry, str) else entry["number"]


def ids(row: Record) -> str:
    """What a parametrized test is called."""
    return str(row["number"])


def test_there_is_enough_to_look_at() -> None:
    """At least 150 real editions and 60 invented ones are held."""
    assert len(REAL) >= 150
    assert len(INVENTED) >= 60


def test_no_edition_stands_twice() -> None:
    """Each canonical number occurs once in all editions, real and invented."""
    numbers = Counter(row["number"] for row in REAL + INVENTED)
    assert [number for number, count in numbers.items() if count > 1] == []


def test_rows_have_a_number_a_title_and_known_fields_only() -> None:
    """Every row names an edition canonically and uses fields of the interchange form only."""
    vocabulary = tomllib.loads(
        (PACKAGE / "core/data/vocabularies/biaozhun.toml").read_text("utf-8")
    )
    for row in REAL + INVENTED + SECOND:
        assert set(row) - set(vocabulary["columns"]) == set(), row["number"]
        assert row.get("title_zh") or row.get("title_en"), row["number"]
        assert parse(row["number"]).canonical == row["number"]


def test_rows_hold_facts_only() -> None:
    """No summary and no address of a page of others; a status word always has its day."""
    for row in REAL + INVENTED + SECOND:
        assert {"summary", "url"} & set(row) == set(), row["number"]
        assert ("seen" in row) == ("status" in row), row["number"]


def test_every_related_number_is_canonical() -> None:
    """Every number in a relation parses and is written canonically."""
    numbers = {
        number for row in EDITIONS.values() for field in RELATIONS for number in related(row, field)
    }
    assert {number for number in numbers if parse(number).canonical != number} == set()


def test_dates_are_days_in_order() -> None:
    """Dates are calendar days; publication, entry into force and end follow one another."""
    for row in REAL + INVENTED + SECOND:
        days = {field: dt.date.fromisoformat(row[field]) for field in DATES if field in row}
        order = [days[field] for field in ("published", "in_force", "withdrawn") if field in days]
        assert order == sorted(order), row["number"]
        assert days.get("suspended", dt.date.min) <= days.get("resumed", dt.date.max)


def test_a_replacement_enters_into_force_after_what_it_replaces() -> None:
    """No edition that replaces another entered into force before it."""
    faults = [
        (row["number"], other)
        for row in EDITIONS.values()
        for other in related(row, "replaces")
        if row.get("in_force", "9") < EDITIONS.get(other, {}).get("in_force", "0")
    ]
    assert faults == []


@pytest.mark.parametrize(("field", "inverse"), INVERSE.items())
def test_relations_are_stated_from_both_ends(field: str, inverse: str) -> None:
    """Where both editions are held, each names the other."""
    one_sided = [
        (row["number"], other)
        for row in EDITIONS.values()
        for mine, theirs in ((field, inverse), (inverse, field))
        for other in related(row, mine)
        if other in EDITIONS and row["number"] not in related(EDITIONS[other], theirs)
    ]
    assert one_sided == []


def test_joint_numbers_name_each_other() -> None:
    """One text under two numbers: each names the other and they have one title."""
    pairs = [(row, EDITIONS[other]) for row in EDITIONS.values() for other in related(row, "joint")]
    assert pairs != []
    for row, other in pairs:
        assert list(related(other, "joint")) == [row["number"]]
        assert other["title_zh"] == row["title_zh"]


def test_every_relation_of_an_invented_edition_resolves() -> None:
    """What an invented edition names is held: as an edition, or undated by any edition of it."""
    standards = {parse(number).undated().canonical for number in EDITIONS}
    dangling = [
        (row["number"], number)
        for row in INVENTED
        for field in RELATIONS
        for number in related(row, field)
        if number not in EDITIONS and not (parse(number).year is None and number in standards)
    ]
    assert dangling == []


def test_invented_rows_stand_under_invented_codes_and_say_so() -> None:
    """Each invented row is marked and has a number under a code that no real body holds."""
    for row in INVENTED + SECOND:
        assert row["invented"] is True
        assert INVENTED_CODE.match(row["number"]), row["number"]


def test_invented_bodies_are_recognisable() -> None:
    """Bodies of invented rows are called 示范省…, 示范市… or 示范…有限公司."""
    fields = ("issuing_body", "sector_department", "proposing_body", "jurisdiction_body")
    bodies = {row[field] for row in INVENTED + SECOND for field in fields if field in row}
    bodies |= {unit for row in INVENTED for unit in row.get("drafting_units", [])}
    assert {body for body in bodies if not body.startswith("示范")} == set()


def test_invented_addresses_lead_nowhere_real() -> None:
    """Documents of invented rows lie under the reserved name example.org."""
    urls = [d["url"] for row in INVENTED for d in row.get("documents", []) if "url" in d]
    assert urls != []
    assert [url for url in urls if not url.startswith("https://example.org/")] == []


def test_real_rows_touch_nothing_invented() -> None:
    """No real row is marked invented, has an invented code, or names an invented edition."""
    numbers = {row["number"] for row in REAL}
    numbers |= {number for row in REAL for field in RELATIONS for number in related(row, field)}
    assert [number for number in numbers if INVENTED_CODE.match(number)] == []
    assert [row["number"] for row in REAL if "invented" in row] == []


@pytest.mark.parametrize("number", ["DB11/T 190-2003", "DB44/26-2001", "T/CAS 939-2024"])
def test_real_codes_are_not_taken_for_invented(number: str) -> None:
    """The pattern of invented codes refuses real ones."""
    assert INVENTED_CODE.match(number) is None


def states(row: Record) -> Iterator[str]:
    """The states of an edition page this row lets a visitor see."""
    yield from (
        field for field in ("suspended", "resumed", "withdrawn", "reviewed") if field in row
    )
    yield from (field for field in ("joint", "amends", "amended_by", "cites") if field in row)
    yield from (field for field in ("renumbered_from", "filing_number", "tags") if field in row)
    yield from (f"replaced {entry['extent']}" for entry in row.get("replaced_by", []))
    yield from (entry["degree"] for entry in row.get("adopts", []))
    yield from (
        f"{document['kind']} {document['reading']}" for document in row.get("documents", [])
    )
    yield from [row["status"]] if "status" in row else []
    if not {"published", "in_force"} & set(row):
        yield "no dates"


def test_every_state_of_a_page_can_be_seen() -> None:
    """The invented province shows every state an edition page has to show."""
    assert {state for row in INVENTED for state in states(row)} == {
        *("suspended", "resumed", "withdrawn", "reviewed", "joint", "amends", "amended_by"),
        *("cites", "renumbered_from", "filing_number", "tags", "no dates"),
        *("replaced wholly", "replaced partly", "IDT", "MOD", "NEQ", "EQV"),
        *(
            "text open",
            "text metadata",
            "text closed",
            "translation open",
            "illustrated_guide open",
        ),
        *("现行", "即将实施", "被代替", "废止", "作废", "暂缓实施"),
    }


def test_the_second_source_disagrees_with_the_first() -> None:
    """Each row of the second source contradicts the first in a field, so conflicts can be seen."""
    for row in SECOND:
        first = EDITIONS[row["number"]]
        compared = set(row) & set(first) - {"seen"}
        assert [field for field in compared if row[field] != first[field]] != [], row["number"]


def test_announcements_are_whole() -> None:
    """Issuer and number identify an announcement; all but one are invented; all kinds occur."""
    keys = [(item["issuer"], item["number"]) for item in ANNOUNCEMENTS]
    assert len(set(keys)) == len(keys)
    assert [item["number"] for item in ANNOUNCEMENTS if not item.get("invented")] == ["2017年第7号"]
    kinds = {item["kind"] for item in ANNOUNCEMENTS}
    assert kinds == {"publish", "amend", "withdraw", "renumber", "review", "filing"}


@pytest.mark.parametrize("item", ANNOUNCEMENTS, ids=ids)
def test_announcement_and_editions_agree(item: Record) -> None:
    """Each row of an announcement is held and states what the edition states."""
    assert item["rows"] != []
    for row in item["rows"]:
        edition = EDITIONS[row["number"]]
        assert {field: edition[field] for field in row if field != "outcome"} == {
            field: value for field, value in row.items() if field != "outcome"
        }
        assert bool(edition.get("invented")) == bool(item.get("invented"))
        if item["kind"] == "publish":
            assert row["published"] == item["date"]


def test_announcements_named_by_editions_are_held() -> None:
    """An edition's announcement, and the basis of a renumbering, name one that is held."""
    held = {item["number"] for item in ANNOUNCEMENTS}
    named = {row["announcement"] for row in EDITIONS.values() if "announcement" in row}
    dated = {
        entry["basis"]
        for row in EDITIONS.values()
        for entry in row.get("renumbered_from", [])
        if "date" in entry
    }
    assert (named | dated) - held == set()


def test_sources_describe_every_file() -> None:
    """Every data file has one source with licence, day of reading and the mark of invention."""
    sources = json.loads((FOLDER / "sources.json").read_text("utf-8"))
    assert sorted(source["file"] for source in sources) == sorted(
        path.name for path in FOLDER.glob("*.jsonl")
    )
    for source in sources:
        assert source["licence"] == "CC0-1.0"
        dt.date.fromisoformat(source["seen"])
        assert source["invented"] is (source["file"] != "real.jsonl")


# Where the real catalogues have an evident slip: number and field to what is wrong there.
SLIPS = {
    ("GB/T 1.1-1993", "title_zh"): "单元 is cut to 单",
    ("GB/T 1.22-1993", "title_zh"): "单元 is cut to 单",
    ("GB 14881-2025", "title_zh"): "the series title 食品安全国家标准 is missing",
    ("JR/T 0171-2020", "title_zh"): "融 of 金融 is missing",
}
COMPARED = {"title_zh": "title_zh", "published": "published", "in_force": "implemented"}


def comparable(value: str) -> str:
    """A title or date without the differences of width, spacing and punctuation."""
    return re.sub(r"[\s.,，、。:：]", "", value.replace("（", "(").replace("）", ")"))


@pytest.mark.shared
def test_real_records_agree_with_the_real_catalogues(shared: Path) -> None:
    """Title and dates agree with a catalogue that has the number, or the slip is listed."""
    stated: dict[str, list[Record]] = {}
    for name in ("cn_a", "cn_b"):
        with gzip.open(
            shared / "data/catalogue" / f"{name}.jsonl.gz", "rt", encoding="utf-8"
        ) as rows:
            for row in map(json.loads, rows):
                stated.setdefault(str(row["code"]), []).append(row)
    compared = 0
    differing = set()
    for record in REAL:
        others = stated.get(record["number"], [])
        compared += bool(others)
        for field, theirs in COMPARED.items():
            values = {comparable(other[theirs]) for other in others if other.get(theirs)}
            values.discard("1900-01-01")
            if field in record and values and comparable(record[field]) not in values:
                differing.add((record["number"], field))
    assert compared >= 200
    assert differing == set(SLIPS)
