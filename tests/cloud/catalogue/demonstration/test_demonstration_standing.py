"""The demonstration catalogue read by the platform itself: nothing lost, every status shown."""

import datetime as dt
from pathlib import Path

import msgspec

import biaozhun
from biaozhun.core.bibliography.interpret import Interpreter
from biaozhun.core.bibliography.mapping import read_mapping
from biaozhun.core.bibliography.record import BibliographicRecord, RelationKind
from biaozhun.core.number import parse
from biaozhun.core.succession import (
    EditionFacts,
    Renumbering,
    Replacement,
    Status,
    StatusStatement,
    Timeline,
    status_on,
    timeline,
)

PACKAGE = Path(biaozhun.__file__).parent
FOLDER = PACKAGE / "cloud" / "catalogue" / "demonstration"
FIRST_SHOWN = dt.date(2026, 11, 22)


def records(*names: str) -> dict[str, BibliographicRecord]:
    """The editions of the files as the platform reads them, by number."""
    vocabulary = PACKAGE / "core" / "data" / "vocabularies" / "biaozhun.toml"
    interpreter = Interpreter(read_mapping(vocabulary.read_text("utf-8")))
    lines = [line for name in names for line in (FOLDER / name).read_bytes().splitlines()]
    rows = [msgspec.json.decode(line, type=dict[str, object]) for line in lines]
    read = [interpreter.read(row.items()) for row in rows]
    return {record.number: record for record in read}


def slug(number: str) -> str:
    """The key of an edition."""
    return parse(number).slug


def replacements(held: dict[str, BibliographicRecord]) -> dict[str, dict[str, Replacement]]:
    """Predecessor → successor → the link between them."""
    links: dict[str, dict[str, Replacement]] = {}
    for record in held.values():
        for relation in record.relations:
            if relation.kind is not RelationKind.REPLACES:
                continue
            former, latter = relation.number, record.number
            if relation.inverse:
                former, latter = latter, former
            successor = held.get(latter)
            links.setdefault(former, {})[latter] = Replacement(
                predecessor=slug(former),
                successor=slug(latter),
                extent=relation.extent,
                successor_in_force=successor.in_force if successor else None,
                successor_published=successor.published if successor else None,
            )
    return links


def renumberings(held: dict[str, BibliographicRecord]) -> list[Renumbering]:
    """Every renumbering the editions state."""
    return [
        Renumbering(former=slug(relation.number), latter=slug(record.number), date=relation.date)
        for record in held.values()
        for relation in record.relations
        if relation.kind is RelationKind.RENUMBERED_FROM
    ]


def facts(record: BibliographicRecord) -> EditionFacts:
    """What the record states about the edition by itself."""
    words = () if record.status is None else (StatusStatement(record.status, record.seen),)
    return EditionFacts(
        key=slug(record.number),
        standard=parse(record.number).undated().slug,
        published=record.published,
        in_force=record.in_force,
        withdrawn=record.withdrawn,
        suspended=record.suspended,
        resumed=record.resumed,
        statements=words,
    )


def timelines(held: dict[str, BibliographicRecord]) -> dict[str, Timeline]:
    """The days of every edition."""
    links, moves = replacements(held), renumberings(held)
    return {
        number: timeline(
            facts(record),
            replaced_by=tuple(links.get(number, {}).values()),
            renumbered=[m for m in moves if slug(number) in (m.former, m.latter)],
        )
        for number, record in held.items()
    }


HELD = records("real.jsonl", "invented.jsonl")
TIMELINES = timelines(HELD)


def test_every_value_is_taken() -> None:
    """The platform reads every field of every file; it reports what denies a number and no more."""
    held = {**HELD, **records("invented-second-source.jsonl")}
    found = {number: record.findings for number, record in held.items() if record.findings}
    assert {number: [one.code for one in findings] for number, findings in found.items()} == {
        "DB99/27-2012": ["nature_contradiction"]
    }
    assert len(HELD) == sum(
        len((FOLDER / name).read_bytes().splitlines()) for name in ("real.jsonl", "invented.jsonl")
    )


def test_no_statement_contradicts_another() -> None:
    """The facts of each edition can all be true together."""
    assert {n: days.contradictions for n, days in TIMELINES.items() if days.contradictions} == {}


def test_the_invented_province_shows_every_status() -> None:
    """On the day the demonstration was written, each status has an invented edition."""
    shown = {
        status_on(TIMELINES[number], FIRST_SHOWN)[0]
        for number, record in HELD.items()
        if record.invented
    }
    assert shown == set(Status) - {Status.NOT_YET_PUBLISHED}


def test_statuses_follow_the_date() -> None:
    """The editions that the description names stand as it says, on the days it is about."""
    days = [dt.date(2014, 1, 1), FIRST_SHOWN, dt.date(2031, 1, 1)]
    standings = {
        number: [status_on(TIMELINES[number], day)[0] for day in days]
        for number in ("DB99/T 150-2017", "DB99/T 150-2026", "DB99/T 101.3-2018", "DB99/360-2013")
    }
    assert standings == {
        "DB99/T 150-2017": [Status.NOT_YET_PUBLISHED, Status.IN_FORCE, Status.REPLACED],
        "DB99/T 150-2026": [Status.NOT_YET_PUBLISHED, Status.UPCOMING, Status.IN_FORCE],
        "DB99/T 101.3-2018": [
            Status.NOT_YET_PUBLISHED,
            Status.PARTLY_REPLACED,
            Status.PARTLY_REPLACED,
        ],
        "DB99/360-2013": [Status.IN_FORCE, Status.RENUMBERED, Status.RENUMBERED],
    }


def test_an_announced_successor_leaves_the_real_edition_in_force() -> None:
    """GB 7718-2011 holds until GB 7718-2025 enters into force on 2027-03-16."""
    days = [dt.date(2027, 3, 15), dt.date(2027, 3, 16)]
    standings = [status_on(TIMELINES["GB 7718-2011"], day)[0] for day in days]
    assert standings == [Status.IN_FORCE, Status.REPLACED]
