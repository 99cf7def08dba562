"""The known traps of status on a date, each decided by its written rule."""

import datetime as dt

import pytest

from biaozhun.core.bibliography import Extent, StatusWord
from biaozhun.core.succession import (
    Clash,
    EditionFacts,
    Renumbering,
    Replacement,
    Rule,
    Status,
    StatusStatement,
    standing,
    timeline,
)

D = dt.date
S = Status
OLD, NEW = "GB/T-1.1-2009", "GB/T-1.1-2020"
NEW_IN_FORCE = D(2020, 10, 1)
IN_FORCE, UPCOMING = StatusWord.IN_FORCE, StatusWord.UPCOMING
REPLACED, WITHDRAWN = StatusWord.REPLACED, StatusWord.WITHDRAWN


def facts(*words: tuple[StatusWord, dt.date | None], **dates: dt.date | bool) -> EditionFacts:
    """GB/T 1.1-2009 with its own dates, unless told otherwise."""
    given = {"published": D(2009, 6, 17), "in_force": D(2010, 1, 1), **dates}
    statements = tuple(StatusStatement(word, seen, "list") for word, seen in words)
    kept = {name: value for name, value in given.items() if value is not False}
    return EditionFacts(
        key=OLD,
        standard="GB/T-1.1",
        statements=statements,
        **kept,  # type: ignore[arg-type]  # the names are those of the struct
    )


def by(successor: str = NEW, day: dt.date | None = NEW_IN_FORCE, **more: object) -> Replacement:
    """That a successor replaces GB/T 1.1-2009 and is in force from a day."""
    return Replacement(
        predecessor=OLD,
        successor=successor,
        successor_in_force=day,
        **more,  # type: ignore[arg-type]  # the names are those of the struct
    )


# (facts, replacements, day → status and rule); the rule is the reason why.
TRAPS = {
    "the successor's entry into force ends it, not its publication": (
        facts(),
        [by(successor_published=D(2020, 3, 31))],
        {
            D(2009, 6, 16): (S.NOT_YET_PUBLISHED, Rule.NOT_PUBLISHED),
            D(2009, 6, 17): (S.UPCOMING, Rule.PUBLISHED),
            D(2010, 1, 1): (S.IN_FORCE, Rule.START_STATED),
            D(2020, 4, 1): (S.IN_FORCE, Rule.START_STATED),
            D(2020, 9, 30): (S.IN_FORCE, Rule.START_STATED),
            D(2020, 10, 1): (S.REPLACED, Rule.END_REPLACED),
        },
    ),
    "the withdrawing announcement's day comes first": (
        facts(withdrawn=D(2019, 5, 1)),
        [by()],
        {
            D(2019, 4, 30): (S.IN_FORCE, Rule.START_STATED),
            D(2019, 5, 1): (S.WITHDRAWN, Rule.END_STATED),
            D(2021, 1, 1): (S.WITHDRAWN, Rule.END_STATED),
        },
    ),
    "a stated end later than its successor's start is a transition": (
        facts(withdrawn=D(2021, 10, 1)),
        [by()],
        {
            D(2021, 9, 30): (S.IN_FORCE, Rule.START_STATED),
            D(2021, 10, 1): (S.REPLACED, Rule.END_STATED),
        },
    ),
    "a word without a day: unknown until it was seen ended": (
        facts((WITHDRAWN, D(2026, 3, 5))),
        [],
        {
            D(2009, 7, 1): (S.UPCOMING, Rule.PUBLISHED),
            D(2015, 1, 1): (S.UNKNOWN, Rule.END_SEEN),
            D(2026, 3, 4): (S.UNKNOWN, Rule.END_SEEN),
            D(2026, 3, 5): (S.WITHDRAWN, Rule.END_SEEN),
        },
    ),
    "seen in force, later seen withdrawn: unknown only between": (
        facts((IN_FORCE, D(2024, 5, 1)), (WITHDRAWN, D(2026, 3, 5))),
        [],
        {
            D(2015, 1, 1): (S.IN_FORCE, Rule.START_STATED),
            D(2024, 5, 1): (S.IN_FORCE, Rule.START_STATED),
            D(2024, 5, 2): (S.UNKNOWN, Rule.END_SEEN),
            D(2026, 3, 5): (S.WITHDRAWN, Rule.END_SEEN),
        },
    ),
    "seen withdrawn, later seen in force: the later word counts": (
        facts((WITHDRAWN, D(2024, 5, 1)), (IN_FORCE, D(2026, 3, 5))),
        [],
        {D(2025, 1, 1): (S.IN_FORCE, Rule.START_STATED)},
    ),
    "two words of one day decide nothing": (
        facts((WITHDRAWN, D(2026, 3, 5)), (IN_FORCE, D(2026, 3, 5))),
        [],
        {D(2026, 3, 5): (S.UNKNOWN, Rule.SIGHTINGS_DISAGREE)},
    ),
    "a word seen on no day gives no withdrawal": (
        facts((WITHDRAWN, None)),
        [],
        {D(2026, 3, 5): (S.UNKNOWN, Rule.END_DAY_UNKNOWN)},
    ),
    "an old word 'in force' does not outlive a dated explicit end": (
        facts((IN_FORCE, D(2021, 5, 1))),
        [by()],
        {D(2022, 1, 1): (S.REPLACED, Rule.END_REPLACED)},
    ),
    "a newer edition alone does not beat a source that shows it in force": (
        facts((IN_FORCE, D(2021, 5, 1))),
        [by(inferred=True)],
        {D(2022, 1, 1): (S.IN_FORCE, Rule.START_STATED)},
    ),
    "a newer edition in force after the last sighting is an inference": (
        facts((IN_FORCE, D(2019, 5, 1))),
        [by(inferred=True)],
        {
            D(2020, 9, 30): (S.IN_FORCE, Rule.START_STATED),
            D(2022, 1, 1): (S.REPLACED, Rule.END_INFERRED),
        },
    ),
    "a newer edition against a word of unknown day: unknown": (
        facts((IN_FORCE, None)),
        [by(inferred=True)],
        {
            D(2020, 9, 30): (S.IN_FORCE, Rule.START_STATED),
            D(2022, 1, 1): (S.UNKNOWN, Rule.END_DAY_UNKNOWN),
        },
    ),
    "a newer edition without days and no word: unknown": (
        facts(),
        [by(day=None, inferred=True)],
        {D(2022, 1, 1): (S.UNKNOWN, Rule.END_DAY_UNKNOWN)},
    ),
    "a newer edition without days against a sighting: in force": (
        facts((IN_FORCE, D(2021, 5, 1))),
        [by(day=None, inferred=True)],
        {D(2022, 1, 1): (S.IN_FORCE, Rule.START_STATED)},
    ),
    "withdrawn seen before the successor is in force: the dates decide": (
        facts((WITHDRAWN, D(2020, 5, 1))),
        [by()],
        {
            D(2020, 9, 30): (S.IN_FORCE, Rule.START_STATED),
            D(2020, 10, 1): (S.REPLACED, Rule.END_REPLACED),
        },
    ),
    "'has a newer version' before an inferred successor is in force": (
        facts((REPLACED, D(2020, 5, 1))),
        [by(inferred=True)],
        {
            D(2020, 9, 30): (S.IN_FORCE, Rule.START_STATED),
            D(2020, 10, 1): (S.REPLACED, Rule.END_INFERRED),
        },
    ),
    "withdrawn before an inferred successor is in force: unknown till then": (
        facts((WITHDRAWN, D(2020, 5, 1))),
        [by(inferred=True)],
        {
            D(2020, 9, 30): (S.UNKNOWN, Rule.END_INFERRED),
            D(2020, 10, 1): (S.REPLACED, Rule.END_INFERRED),
        },
    ),
    "replaced by an edition without days: unknown, and said so": (
        facts((IN_FORCE, D(2019, 1, 1))),
        [by(day=None)],
        {
            D(2019, 1, 1): (S.IN_FORCE, Rule.START_STATED),
            D(2019, 1, 2): (S.UNKNOWN, Rule.END_DAY_UNKNOWN),
        },
    ),
    "an undated successor cannot have taken over before it was published": (
        facts(),
        [by(day=None, successor_published=D(2020, 3, 31))],
        {
            D(2020, 3, 30): (S.IN_FORCE, Rule.START_STATED),
            D(2020, 3, 31): (S.UNKNOWN, Rule.END_DAY_UNKNOWN),
        },
    ),
    "replaced in part only": (
        facts(),
        [by(extent=Extent.PARTLY)],
        {
            D(2020, 9, 30): (S.IN_FORCE, Rule.START_STATED),
            D(2020, 10, 1): (S.PARTLY_REPLACED, Rule.PARTLY),
            D(2026, 1, 1): (S.PARTLY_REPLACED, Rule.PARTLY),
        },
    ),
    "replaced in part, later wholly": (
        facts(),
        [by("GB/T-9-2015", D(2016, 1, 1), extent=Extent.PARTLY), by()],
        {
            D(2016, 1, 1): (S.PARTLY_REPLACED, Rule.PARTLY),
            D(2020, 10, 1): (S.REPLACED, Rule.END_REPLACED),
        },
    ),
    "split among parts of another standard: ended with the last": (
        facts(),
        [by("GB/T-7.1-2015", D(2016, 1, 1)), by("GB/T-7.2-2017", D(2018, 1, 1))],
        {
            D(2015, 12, 31): (S.IN_FORCE, Rule.START_STATED),
            D(2016, 1, 1): (S.PARTLY_REPLACED, Rule.PARTLY),
            D(2018, 1, 1): (S.REPLACED, Rule.END_REPLACED),
        },
    ),
    "a later standard that lists it again does not prolong it": (
        facts(),
        [by("GB/T-7.2-2024", D(2025, 1, 1)), by()],
        {D(2020, 10, 1): (S.REPLACED, Rule.END_REPLACED)},
    ),
    "another standard is said to replace it, and it is seen in force later: unknown": (
        facts((IN_FORCE, D(2024, 5, 1))),
        [by("GB-55001-2021", D(2022, 1, 1))],
        {
            D(2021, 12, 31): (S.IN_FORCE, Rule.START_STATED),
            D(2022, 1, 1): (S.UNKNOWN, Rule.END_DOUBTED),
            D(2026, 1, 1): (S.UNKNOWN, Rule.END_DOUBTED),
        },
    ),
    "the same, and seen ended in the end": (
        facts((IN_FORCE, D(2024, 5, 1)), (WITHDRAWN, D(2025, 5, 1))),
        [by("GB-55001-2021", D(2022, 1, 1))],
        {
            D(2025, 4, 30): (S.UNKNOWN, Rule.END_SEEN),
            D(2025, 5, 1): (S.REPLACED, Rule.END_SEEN),
        },
    ),
    "another standard stated to replace it wholly: the date decides": (
        facts((IN_FORCE, D(2024, 5, 1))),
        [by("GB-55001-2021", D(2022, 1, 1), extent=Extent.WHOLLY)],
        {D(2026, 1, 1): (S.REPLACED, Rule.END_REPLACED)},
    ),
    "a draft that is to replace it ends nothing": (
        facts(),
        [by(successor_draft=True)],
        {D(2026, 1, 1): (S.IN_FORCE, Rule.START_STATED)},
    ),
    "once a draft, now seen in force": (
        facts(
            (StatusWord.DRAFT, D(2008, 1, 1)),
            (IN_FORCE, D(2024, 5, 1)),
            published=False,
            in_force=False,
            draft=True,
        ),
        [],
        {D(2024, 5, 1): (S.IN_FORCE, Rule.START_SEEN)},
    ),
    "a stated day of replacement before its successor is in force": (
        facts(),
        [by(stated=D(2020, 3, 31))],
        {
            D(2020, 9, 30): (S.IN_FORCE, Rule.START_STATED),
            D(2020, 10, 1): (S.REPLACED, Rule.END_REPLACED),
        },
    ),
    "suspended until resumed": (
        facts(suspended=D(2012, 1, 1), resumed=D(2013, 1, 1)),
        [],
        {
            D(2011, 12, 31): (S.IN_FORCE, Rule.START_STATED),
            D(2012, 1, 1): (S.SUSPENDED, Rule.SUSPENDED),
            D(2012, 12, 31): (S.SUSPENDED, Rule.SUSPENDED),
            D(2013, 1, 1): (S.IN_FORCE, Rule.START_STATED),
        },
    ),
    "suspended before it ever entered into force": (
        facts(suspended=D(2009, 12, 1)),
        [],
        {
            D(2009, 11, 30): (S.UPCOMING, Rule.PUBLISHED),
            D(2026, 1, 1): (S.SUSPENDED, Rule.SUSPENDED),
        },
    ),
    "suspended by a word, in force again by a later one": (
        facts((StatusWord.SUSPENDED, D(2012, 1, 1)), (IN_FORCE, D(2013, 1, 1))),
        [],
        {
            D(2012, 6, 1): (S.SUSPENDED, Rule.SUSPENDED),
            D(2013, 1, 1): (S.IN_FORCE, Rule.START_STATED),
        },
    ),
    "upcoming seen long ago, in force by its date": (
        facts((UPCOMING, D(2009, 8, 1))),
        [],
        {D(2026, 1, 1): (S.IN_FORCE, Rule.START_STATED)},
    ),
    "published without a day of entry into force": (
        facts(in_force=False),
        [],
        {
            D(2009, 6, 16): (S.NOT_YET_PUBLISHED, Rule.NOT_PUBLISHED),
            D(2026, 1, 1): (S.UNKNOWN, Rule.START_UNKNOWN),
        },
    ),
    "published, and seen in force": (
        facts((IN_FORCE, D(2024, 5, 1)), in_force=False),
        [],
        {
            D(2024, 4, 30): (S.UNKNOWN, Rule.START_SEEN),
            D(2024, 5, 1): (S.IN_FORCE, Rule.START_SEEN),
            D(2026, 1, 1): (S.IN_FORCE, Rule.START_SEEN),
        },
    ),
    "published, and seen upcoming": (
        facts((UPCOMING, D(2009, 8, 1)), in_force=False),
        [],
        {
            D(2009, 8, 1): (S.UPCOMING, Rule.PUBLISHED),
            D(2009, 8, 2): (S.UNKNOWN, Rule.START_UNKNOWN),
        },
    ),
    "in force stated before publication": (
        facts(in_force=D(2009, 6, 1)),
        [],
        {
            D(2009, 5, 31): (S.NOT_YET_PUBLISHED, Rule.NOT_PUBLISHED),
            D(2009, 6, 1): (S.UNKNOWN, Rule.START_DISAGREES),
            D(2009, 6, 17): (S.IN_FORCE, Rule.START_DISAGREES),
        },
    ),
    "withdrawn before it entered into force": (
        facts(withdrawn=D(2009, 9, 1)),
        [],
        {
            D(2009, 8, 31): (S.UPCOMING, Rule.PUBLISHED),
            D(2010, 1, 1): (S.WITHDRAWN, Rule.END_STATED),
        },
    ),
    "a stated withdrawal before publication is not believed": (
        facts(withdrawn=D(2001, 1, 1)),
        [],
        {
            D(2009, 7, 1): (S.UPCOMING, Rule.PUBLISHED),
            D(2010, 1, 1): (S.UNKNOWN, Rule.END_DAY_UNKNOWN),
        },
    ),
    "an older edition does not replace a newer one": (
        facts((IN_FORCE, D(2026, 1, 1))),
        [by("GB/T-1.1-2000", D(2001, 6, 1))],
        {D(2026, 1, 1): (S.IN_FORCE, Rule.START_STATED)},
    ),
    "no dates at all, seen ended, replaced by an edition without days": (
        facts((WITHDRAWN, D(2025, 6, 2)), published=False, in_force=False),
        [by(day=None)],
        {
            D(2025, 6, 1): (S.UNKNOWN, Rule.END_SEEN),
            D(2025, 6, 2): (S.REPLACED, Rule.END_SEEN),
        },
    ),
    "nothing known": (
        facts(published=False, in_force=False),
        [],
        {D(2026, 1, 1): (S.UNKNOWN, Rule.NOTHING_STATED)},
    ),
    "only entry into force known": (
        facts(published=False),
        [],
        {
            D(2009, 12, 31): (S.UPCOMING, Rule.PUBLISHED),
            D(2010, 1, 1): (S.IN_FORCE, Rule.START_STATED),
        },
    ),
    "a draft": (
        facts((StatusWord.DRAFT, D(2009, 1, 1)), published=False, draft=True),
        [],
        {D(2026, 1, 1): (S.NOT_YET_PUBLISHED, Rule.DRAFT)},
    ),
}


@pytest.mark.parametrize("trap", TRAPS)
def test_trap_is_decided_by_its_rule(trap: str) -> None:
    """On every day of the history the status and the rule named are the ones written down."""
    edition, replacements, expected = TRAPS[trap]
    days = timeline(edition, replaced_by=replacements)
    found = {on: standing(days, on) for on in expected}
    assert {on: (s.status, s.rule) for on, s in found.items()} == expected


CONTRADICTED = {
    Clash.IN_FORCE_SEEN_LATE: (facts((IN_FORCE, D(2021, 5, 1))), [by()]),
    Clash.ENDED_SEEN_EARLY: (facts((WITHDRAWN, D(2020, 5, 1))), [by()]),
    Clash.NEWER_EDITION_HELD: (facts((IN_FORCE, D(2021, 5, 1))), [by(inferred=True)]),
    Clash.SEEN_BOTH_WAYS: (facts((WITHDRAWN, D(2026, 3, 5)), (IN_FORCE, D(2026, 3, 5))), []),
    Clash.ENDED_SEEN_BEFORE_ALIVE: (
        facts((WITHDRAWN, D(2024, 5, 1)), (IN_FORCE, D(2026, 3, 5))),
        [],
    ),
    Clash.UPCOMING_SEEN_LATE: (facts((UPCOMING, D(2012, 5, 1))), []),
    Clash.IN_FORCE_SEEN_EARLY: (facts((IN_FORCE, D(2009, 7, 1))), []),
    Clash.IN_FORCE_BEFORE_PUBLISHED: (facts(in_force=D(2009, 6, 1)), []),
    Clash.ENDED_BEFORE_PUBLISHED: (facts(withdrawn=D(2001, 1, 1)), []),
    Clash.ENDED_BEFORE_START: (facts(withdrawn=D(2009, 9, 1)), []),
    Clash.SUCCESSORS_DIFFER: (
        facts(),
        [by("GB/T-7.1-2015", D(2016, 1, 1)), by("GB/T-7.2-2017", D(2018, 1, 1))],
    ),
    Clash.REPLACEMENT_DAYS_DIFFER: (facts(), [by(stated=D(2020, 3, 31))]),
    Clash.PARTLY_UNDATED: (facts(), [by(day=None, extent=Extent.PARTLY)]),
    Clash.SUCCEEDS_ITSELF: (facts(), [by(OLD)]),
    Clash.RESUMED_BEFORE_SUSPENDED: (facts(resumed=D(2012, 1, 1)), []),
    Clash.IN_FORCE_SEEN_SUSPENDED: (facts((IN_FORCE, D(2013, 1, 1)), suspended=D(2012, 1, 1)), []),
}


@pytest.mark.parametrize("clash", CONTRADICTED)
def test_contradiction_is_named_and_takes_the_certainty(clash: Clash) -> None:
    """Facts that cannot all be true are decided, listed by name, and no longer called certain."""
    edition, replacements = CONTRADICTED[clash]
    days = timeline(edition, replaced_by=replacements)
    assert [found.clash for found in days.contradictions] == [clash]
    settled = days.contradictions[0].settled
    last = settled - dt.timedelta(days=1) if settled else D(2022, 1, 1)
    found = standing(days, last)
    assert not found.certain
    assert clash.meaning in found.reason
    assert settled is None or standing(days, settled).certain is (
        days.end_rule is not Rule.END_INFERRED
    )


def test_every_clash_has_a_case() -> None:
    """No contradiction is known to the rules without a test that meets it."""
    assert set(Clash) - set(CONTRADICTED) == {Clash.ENDED_BEFORE_RENUMBERED}  # tested below


def test_a_day_that_is_not_known_is_not_shown() -> None:
    """An end that was only seen has no first day, names its sighting, and is sure from then on."""
    days = timeline(facts((REPLACED, D(2026, 3, 5))), replaced_by=[by(day=None)])
    found = standing(days, D(2026, 6, 1))
    assert (found.status, found.since, found.by, found.certain) == (S.REPLACED, None, (NEW,), True)
    assert "seen ended on 2026-03-05" in found.reason
    assert days.unknown is False


def test_an_inference_is_sure_only_when_a_source_agrees() -> None:
    """A newer edition alone leaves doubt; the day a source shows the end takes it away."""
    alone = timeline(facts(), replaced_by=[by(inferred=True)])
    assert not standing(alone, D(2022, 1, 1)).certain
    agreed = timeline(facts((WITHDRAWN, D(2021, 7, 1))), replaced_by=[by(inferred=True)])
    sure = {on: standing(agreed, on).certain for on in (D(2021, 6, 30), D(2021, 7, 1))}
    assert sure == {D(2021, 6, 30): False, D(2021, 7, 1): True}
    assert standing(agreed, D(2021, 7, 1)).since == D(2020, 10, 1)


def test_before_an_inferred_end_only_a_sighting_is_sure() -> None:
    """The edition that really replaced it may not be held, so 'in force' needs a sighting."""
    words = facts((IN_FORCE, D(2015, 1, 1)), (WITHDRAWN, D(2021, 7, 1)))
    days = timeline(words, replaced_by=[by(inferred=True)])
    found = {on.year: standing(days, on) for on in (D(2014, 1, 1), D(2018, 1, 1))}
    assert {year: (s.status, s.certain) for year, s in found.items()} == {
        2014: (S.IN_FORCE, True),
        2018: (S.IN_FORCE, False),
    }


def test_a_late_word_upcoming_is_settled_by_a_sighting_in_force() -> None:
    """Entry into force may have been put off until a source shows it in force."""
    days = timeline(facts((UPCOMING, D(2012, 5, 1)), (IN_FORCE, D(2013, 5, 1))))
    sure = [standing(days, on).certain for on in (D(2012, 5, 1), D(2013, 4, 30), D(2013, 5, 1))]
    assert sure == [False, False, True]


def test_standing_names_successors_and_the_next_change() -> None:
    """A replaced edition names who replaced it; one in force names the day it will change."""
    days = timeline(facts(), replaced_by=[by()])
    before, after = standing(days, D(2020, 6, 1)), standing(days, D(2020, 10, 1))
    assert (before.since, before.until, before.by) == (D(2010, 1, 1), D(2020, 10, 1), ())
    assert (after.since, after.until, after.by) == (D(2020, 10, 1), None, (NEW,))


RENUMBERED = Renumbering(former="GB-1234-2008", latter="GB/T-1234-2008", date=D(2017, 3, 23))


def test_renumbering_ends_the_former_number_and_begins_the_latter() -> None:
    """GB became GB/T: one text, two numbers, each with its own days and a link to the other."""
    dates = {"published": D(2008, 5, 1), "in_force": D(2008, 12, 1)}
    old = EditionFacts(key="GB-1234-2008", standard="GB-1234", **dates)
    new = EditionFacts(key="GB/T-1234-2008", standard="GB/T-1234", **dates)
    before = timeline(old, renumbered=[RENUMBERED])
    after = timeline(new, renumbered=[RENUMBERED])
    day, eve = D(2017, 3, 23), D(2017, 3, 22)
    assert [standing(before, on).status for on in (eve, day)] == [S.IN_FORCE, S.RENUMBERED]
    assert [standing(after, on).status for on in (eve, day)] == [S.NOT_YET_PUBLISHED, S.IN_FORCE]
    assert standing(before, day).by == ("GB/T-1234-2008",)
    assert after.formerly == ("GB-1234-2008",)


def test_renumbering_shows_the_text_alive() -> None:
    """A withdrawal stated before the renumbering cannot be right; the renumbering counts."""
    old = EditionFacts(
        key="GB-1234-2008",
        standard="GB-1234",
        published=D(2008, 5, 1),
        in_force=D(2008, 12, 1),
        withdrawn=D(2012, 1, 1),
    )
    days = timeline(old, renumbered=[RENUMBERED])
    assert standing(days, D(2013, 1, 1)).status is S.IN_FORCE
    assert days.end_kind is S.RENUMBERED
    assert [found.clash for found in days.contradictions] == [Clash.ENDED_BEFORE_RENUMBERED]


def test_renumbering_without_a_day_leaves_it_unknown() -> None:
    """A renumbering on an unknown day names the latter number and decides no day."""
    old = EditionFacts(
        key="GB-1234-2008",
        standard="GB-1234",
        published=D(2008, 5, 1),
        in_force=D(2008, 12, 1),
        statements=(StatusStatement(IN_FORCE, D(2016, 1, 1), "list"),),
    )
    link = Renumbering(former="GB-1234-2008", latter="GB/T-1234-2008")
    days = timeline(old, renumbered=[link])
    found = {on.year: standing(days, on).status for on in (D(2015, 1, 1), D(2020, 1, 1))}
    assert found == {2015: S.IN_FORCE, 2020: S.UNKNOWN}
    assert days.ended_by == ("GB/T-1234-2008",)
    assert days.unknown_reason == Rule.END_DAY_UNKNOWN.meaning
