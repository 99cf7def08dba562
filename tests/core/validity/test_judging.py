"""What holds of every answer, whatever is held and whatever is asked."""

import datetime as dt
import itertools
import time
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.number import parse
from biaozhun.core.succession import ENDED, HOLDS, status_on
from biaozhun.core.validity import (
    Asked,
    Citing,
    Consequence,
    Holding,
    Outcome,
    Shelf,
    ValidityRule,
    edition_keys,
    judge,
    kin_keys,
    parts_prefix,
    standard_keys,
)
from biaozhun.core.validity.absent import COUNTED
from biaozhun.core.validity.following import following
from biaozhun.core.validity.naming import later_keys
from tests.core.validity.histories import histories, shelf_of

D = dt.date
STANDARDS = ("GB 10", "GB/T 10", "GB/T 20", "GB/T 10.1")
KIN = {"GB 10": ["GB/T 10"], "GB/T 10": ["GB 10"]}
TITLES = ("", "管法兰", "涤纶短纤维含油率测定", "生活饮用水卫生标准")
DAYS = st.sampled_from(
    [D(year, month, 1) for year in (1990, 2000, 2010, 2020) for month in (1, 6, 12)]
)
MAYBE = st.none() | DAYS
OVER = frozenset({Outcome.REPLACED, Outcome.WITHDRAWN, Outcome.RENUMBERED})
ALIVE = frozenset(
    {Outcome.IN_FORCE, Outcome.PARTLY_REPLACED, Outcome.CLAUSES_WITHDRAWN, Outcome.UPCOMING}
)


@st.composite
def edition_rows(draw: st.DrawFn, number: str) -> dict[str, Any]:
    """An edition with any days, in any order, and any words of sources."""
    row = {
        "n": number,
        "p": draw(MAYBE),
        "f": draw(MAYBE),
        "w": draw(MAYBE),
        "s": draw(st.none() | DAYS),
        "t": draw(st.sampled_from(TITLES)),
        "by": draw(st.sampled_from(["", "announcement"])),
        "draft": draw(st.integers(0, 9)) == 0,
    }
    words = st.sampled_from(["in_force", "withdrawn", "replaced", "upcoming", "suspended"])
    row["seen"] = [list(pair) for pair in draw(st.lists(st.tuples(words, DAYS), max_size=2))]
    if draw(st.integers(0, 3)) == 0:
        clauses = draw(st.sampled_from([[], ["5.2"], ["5.2.1(2)", "6"]]))
        row["cut"] = [{"c": clauses, "since": draw(MAYBE), "by": "GB 55001-2021"}]
    return {name: value for name, value in row.items() if value is not None}


@st.composite
def libraries(draw: st.DrawFn) -> dict[str, Any]:
    """What is held: up to five editions and sheets, and what is stated to follow what."""
    years = st.sampled_from(["1985", "1995", "2005", "2015"])
    named = st.builds("{}-{}".format, st.sampled_from(STANDARDS), years)
    numbers = draw(st.lists(named, max_size=5, unique=True))
    sheets = [f"{number}/XG1-2016" for number in numbers[:1] if draw(st.booleans())]
    ends = st.sampled_from([*numbers, "GB/T 30-2011", "GB 10-1985"])
    link = st.fixed_dictionaries(
        {
            "a": ends,
            "b": ends,
            "day": MAYBE,
            "basis": st.sampled_from(["", "announcement"]),
            "number": st.booleans(),
            "partly": st.booleans(),
        }
    )
    return {
        "ask": "",
        "editions": [draw(edition_rows(number)) for number in (*numbers, *sheets)],
        "links": draw(st.lists(link, max_size=3)),
        "kin": {
            key: [k for k in kin if any(n.startswith(f"{k}-") for n in numbers)]
            for key, kin in KIN.items()
        },
        "holding": [{"code": "GB/T", "editions": 7, "to": draw(st.integers(1, 40)), "by": "k"}],
    }


QUESTIONS = st.builds(
    lambda number, title, clauses, every: Asked(
        text=number, number=parse(number), title=title, clauses=clauses, all_parts=every
    ),
    st.sampled_from(
        [
            *STANDARDS,
            *(f"{number}-{year}" for number in STANDARDS for year in (1985, 1995, 2005, 2020)),
            *("GB/T 10-1995/XG1-2016", "GB/T 11", "T/CECS 1-2020", "ISO 9001:2015"),
        ]
    ),
    st.sampled_from(TITLES),
    st.sampled_from([(), ("第5.2.1条",), ("表3",)]),
    st.integers(0, 5).map(lambda drawn: drawn == 0),
)


def asked_of(number: str) -> Asked:
    """A citation by number alone."""
    return Asked(text=number, number=parse(number))


@given(libraries(), QUESTIONS, DAYS, st.sampled_from(Citing))
def test_every_question_has_an_answer_that_fits_together(
    library: dict[str, Any], asked: Asked, on: dt.date, citing: Citing
) -> None:
    """Whatever is held: an answer by a named rule, whose days lie on their sides of the day."""
    shelf = shelf_of(library)
    answer = judge(asked, shelf, on=on, citing=citing)
    assert answer.rule in set(ValidityRule)
    assert answer.reason
    assert answer.since is None or answer.since <= on
    assert answer.until is None or answer.until > on
    assert answer.may_follow_until is None or answer.may_follow_until > on
    assert answer.may_follow_until == answer.must_follow_from
    assert answer.key == "" or answer.number == shelf.editions[answer.key].number
    assert answer.key not in {step.key for step in answer.successors}
    assert len({step.key for step in answer.successors}) == len(answer.successors)
    assert len(set(answer.candidates)) == len(answer.candidates)


@given(libraries(), QUESTIONS, DAYS)
def test_an_end_is_certain_only_where_its_day_has_come(
    library: dict[str, Any], asked: Asked, on: dt.date
) -> None:
    """A certain end of a held edition: its days say so, and no inference carries it."""
    shelf = shelf_of(library)
    answer = judge(asked, shelf, on=on, citing=Citing.CONTRACT)
    if answer.outcome not in OVER or not answer.key:
        return
    life = shelf.editions[answer.key].timeline
    assert life.end is not None
    assert life.end <= on
    if answer.certain:
        assert life.sure_from is not None
        assert life.sure_from <= on


@given(libraries(), QUESTIONS, DAYS)
def test_an_undated_citation_has_not_ended_while_an_edition_is_in_force(
    library: dict[str, Any], asked: Asked, on: dt.date
) -> None:
    """However many older editions are withdrawn: one in force, and the standard is."""
    shelf = shelf_of(library)
    number = asked.number
    if number is None or number.year is not None:
        return
    held = [shelf.editions[key] for key in shelf.standards.get(number.undated().slug, ())]
    alive = [e for e in held if not e.is_sheet and status_on(e.timeline, on)[0] in HOLDS]
    if alive:
        answer = judge(asked, shelf, on=on, citing=Citing.CONTRACT)
        assert answer.outcome not in OVER


@given(libraries(), QUESTIONS, DAYS)
def test_no_such_number_needs_a_keeper_s_word(
    library: dict[str, Any], asked: Asked, on: dt.date
) -> None:
    """Only a whole serial within what is held completely, of which nothing at all is known."""
    shelf = shelf_of(library)
    answer = judge(asked, shelf, on=on, citing=Citing.CONTRACT)
    if answer.outcome is not Outcome.NO_SUCH_NUMBER:
        return
    assert asked.number is not None
    assert answer.holding is not None
    assert answer.holding.complete_to is not None
    assert int(asked.number.serial) <= answer.holding.complete_to
    assert asked.number.part == ""
    assert asked.number.family in COUNTED
    slug = asked.number.undated().slug
    assert not any(key.startswith((f"{slug}-", f"{slug}.")) for key in shelf.editions)
    assert not any(key.startswith((slug, f"{slug}-")) for key in shelf.links)


@given(libraries(), QUESTIONS, DAYS)
def test_what_is_known_of_other_standards_changes_nothing(
    library: dict[str, Any], asked: Asked, on: dt.date
) -> None:
    """Facts about standards that neither stand beside nor follow leave the answer as it is."""
    other = {
        "editions": [
            *library["editions"],
            {"n": "GB/T 77-1999", "p": D(1999, 1, 1), "f": D(1999, 6, 1)},
            {"n": "GB/T 77-2009", "p": D(2009, 1, 1), "f": D(2009, 6, 1), "w": D(2019, 1, 1)},
        ],
        "links": [*library["links"], {"a": "GB/T 77-1999", "b": "GB/T 78-2019"}],
    }
    plain = judge(asked, shelf_of(library), on=on, citing=Citing.LAW)
    assert judge(asked, shelf_of({**library, **other}), on=on, citing=Citing.LAW) == plain


@given(libraries(), QUESTIONS, DAYS)
def test_the_order_of_what_is_held_does_not_matter(
    library: dict[str, Any], asked: Asked, on: dt.date
) -> None:
    """Editions in reverse order give the same answer, candidates as a set."""

    def told(rows: dict[str, Any]) -> object:
        answer = judge(asked, shelf_of(rows), on=on, citing=Citing.LAW)
        plain = msgspec.structs.replace(answer, candidates=(), reason="", successors=())
        return plain, set(answer.candidates), {step.key for step in answer.successors}

    assert told({**library, "editions": library["editions"][::-1]}) == told(library)


@given(libraries(), QUESTIONS, st.tuples(DAYS, DAYS).map(sorted))
def test_what_has_certainly_ended_does_not_come_back(
    library: dict[str, Any], asked: Asked, days: list[dt.date]
) -> None:
    """An edition that has ended for certain is not in force or to come on a later day."""
    shelf = shelf_of(library)
    number = asked.number
    if number is None or number.year is None or asked.all_parts:
        return
    early, late = (judge(asked, shelf, on=day, citing=Citing.LAW) for day in days)
    if early.outcome in OVER and early.certain:
        assert late.outcome not in ALIVE


@given(libraries(), QUESTIONS, DAYS)
def test_who_cites_changes_what_follows_and_nothing_else(
    library: dict[str, Any], asked: Asked, on: dt.date
) -> None:
    """Outcome and consequence are two columns."""
    shelf = shelf_of(library)
    answers = [judge(asked, shelf, on=on, citing=citing) for citing in Citing]
    same = [msgspec.structs.replace(a, consequence=Consequence.CHECK) for a in answers]
    assert all(one == same[0] for one in same)


def test_a_thousand_citations_are_answered_in_a_moment() -> None:
    """A thousand take some forty milliseconds; twice what is promised, for a busy machine."""
    cases = [(one, row["d"]) for one in histories() for row in one.on]
    thousand = list(itertools.islice(itertools.cycle(cases), 1000))
    durations = []
    for _ in range(5):
        start = time.process_time()
        for one, day in thousand:
            judge(one.asked, one.shelf, on=day, citing=Citing.PRODUCT)
        durations.append(time.process_time() - start)
    assert min(durations) < 0.1


@pytest.mark.parametrize(
    ("number", "editions", "standards", "prefix"),
    [
        ("GB/T 1.1-2020", ("GB/T-1.1-2020",), ("GB/T-1.1",), ""),
        ("GB/T 2828", (), ("GB/T-2828",), "GB/T-2828."),
        (
            "GB 50016-2014(2018年版)",
            ("GB-50016-2014(2018年版)", "GB-50016-2014"),
            ("GB-50016",),
            "GB-50016.",
        ),
        (
            "GB/T 19001-2016/ISO 9001:2015",
            ("GB/T-19001-2016",),
            ("GB/T-19001",),
            "GB/T-19001.",
        ),
        (
            "DB11/T 3032-2022 DB12/T 3032-2022",
            ("DB11/T-3032-2022",),
            ("DB11/T-3032", "DB12/T-3032"),
            "DB11/T-3032.",
        ),
        ("GB/T 1.1-2020E", ("GB/T-1.1-2020",), ("GB/T-1.1",), ""),
    ],
)
def test_the_keys_a_number_may_mean(
    number: str, editions: tuple[str, ...], standards: tuple[str, ...], prefix: str
) -> None:
    """Editions, standards and parts that a library is asked for."""
    read = parse(number)
    assert edition_keys(read) == editions
    assert standard_keys(read) == standards
    assert parts_prefix(read) == prefix


@pytest.mark.parametrize(
    ("number", "kin", "later"),
    [
        ("GB 10-1990", {"GB/T-10", "GB/Z-10"}, {"GB/T-10", "GB/Z-10"}),
        ("GB/T 10", {"GB-10", "GB/Z-10"}, set()),
        ("GA 95-2015", {"GA/T-95", "GA/Z-95", "XF-95"}, {"GA/T-95", "GA/Z-95", "XF-95"}),
        ("XF 95-2015", {"XF/T-95", "XF/Z-95", "GA-95"}, {"XF/T-95", "XF/Z-95"}),
        ("CECS 100", {"T/CECS-100"}, {"T/CECS-100"}),
        ("Q/ABC 1-2020", set(), set()),
        ("ISO 9001", set(), set()),
    ],
)
def test_the_numbers_that_differ_by_nature_or_prefix_alone(
    number: str, kin: set[str], later: set[str]
) -> None:
    """Candidates on either side, and those to which texts went on."""
    assert set(kin_keys(parse(number))) == kin
    assert set(later_keys(parse(number))) == later


def test_a_sheet_cited_without_its_own_year_is_the_one_held() -> None:
    """``/XG1`` of an edition means its first amendment, whatever the year of that."""
    shelf = shelf_of(
        {
            "ask": "",
            "editions": [
                {"n": "GB 10-1995", "p": D(1995, 1, 1), "f": D(1995, 6, 1)},
                {"n": "GB 10-1995/XG1-2016", "p": D(2016, 1, 1), "f": D(2016, 6, 1)},
                {"n": "GB 10-1995/XG11-2018", "p": D(2018, 1, 1), "f": D(2018, 6, 1)},
            ],
        }
    )
    answer = judge(asked_of("GB 10-1995/XG1"), shelf, on=D(2020, 1, 1), citing=Citing.CONTRACT)
    assert answer.number == "GB 10-1995/XG1-2016"
    assert answer.outcome is Outcome.IN_FORCE


def test_parts_of_one_year_stand_together() -> None:
    """All parts of a year, one of them replaced: the whole is replaced in part."""
    shelf = shelf_of(
        {
            "ask": "GB/T 20",
            "editions": [
                {"n": "GB/T 20.1-1995", "p": D(1995, 1, 1), "f": D(1995, 6, 1)},
                {"n": "GB/T 20.1-2005", "p": D(2005, 1, 1), "f": D(2005, 6, 1)},
                {"n": "GB/T 20.2-1995", "p": D(1995, 1, 1), "f": D(1995, 6, 1)},
            ],
            "links": [{"a": "GB/T 20.1-1995", "b": "GB/T 20.1-2005"}],
        }
    )
    asked = Asked(text="GB/T 20-1995", number=parse("GB/T 20-1995"), all_parts=True)
    answer = judge(asked, shelf, on=D(2020, 1, 1), citing=Citing.REFERENCE)
    assert (answer.outcome, answer.candidates) == (Outcome.PARTLY_REPLACED, ("GB/T 20.2-1995",))
    before = judge(asked, shelf, on=D(2000, 1, 1), citing=Citing.REFERENCE)
    assert before.outcome is Outcome.IN_FORCE
    assert before.candidates == ("GB/T 20.1-1995", "GB/T 20.2-1995")


def test_an_empty_library_knows_nothing_and_says_so() -> None:
    """No holding, no edition: not held, never "no such number"."""
    shelf = Shelf(editions={}, standards={})
    answer = judge(asked_of("GB/T 1.1-2020"), shelf, on=D(2024, 1, 1), citing=Citing.LAW)
    assert (answer.outcome, answer.consequence) == (Outcome.NOT_HELD, Consequence.CHECK)
    assert answer.holding is None
    assert answer.verified is None


def test_the_holding_stands_beside_what_is_not_held() -> None:
    """How much is held of the code, until which day, and where the official record is."""
    holding = Holding(
        code="GB/T", editions=3, last_seen=D(2024, 1, 1), share=0.5, record="https://x"
    )
    shelf = Shelf(editions={}, standards={}, holdings={"GB/T": holding})
    answer = judge(asked_of("GB/T 1.1-2020"), shelf, on=D(2024, 1, 1), citing=Citing.LAW)
    assert answer.holding == holding


def test_every_status_of_an_edition_is_an_outcome() -> None:
    """No edition that has ended is told as anything but ended, in doubt, or another's text."""
    for one in histories():
        for row in one.on:
            answer = judge(one.asked, one.shelf, on=row["d"], citing=Citing.LAW)
            held = one.shelf.editions.get(answer.key)
            if held is None or status_on(held.timeline, row["d"])[0] not in ENDED:
                continue
            assert answer.outcome not in ALIVE


def test_a_statement_about_the_standard_leads_no_later_edition_back() -> None:
    """What an edition says it replaces is not the one that came after it."""
    shelf = shelf_of(
        {
            "editions": [
                {"n": "GB/T 20-2005", "p": D(2005, 1, 1), "f": D(2005, 6, 1)},
                {"n": "GB/T 20-2015", "p": D(2015, 1, 1), "f": D(2015, 6, 1)},
            ],
            "links": [{"a": "GB/T 20", "b": "GB/T 20-2005"}],
        }
    )
    newer, older = shelf.editions["GB/T-20-2015"], shelf.editions["GB/T-20-2005"]
    assert following(newer, shelf).steps == ()
    assert [step.key for step in following(older, shelf).steps] == [newer.key]


def test_the_sources_stand_with_the_latest_first() -> None:
    """And the last day on which any showed it is when the answer was verified."""
    shelf = shelf_of(
        {
            "editions": [
                {
                    "n": "GB/T 20-2005",
                    "f": D(2005, 6, 1),
                    "seen": [["in_force", D(2010, 1, 1)], ["in_force", D(2020, 1, 1)]],
                }
            ]
        }
    )
    answer = judge(asked_of("GB/T 20-2005"), shelf, on=D(2024, 1, 1), citing=Citing.LAW)
    assert [seen.last for seen in answer.seen] == [D(2020, 1, 1), D(2010, 1, 1)]
    assert answer.verified == D(2020, 1, 1)
