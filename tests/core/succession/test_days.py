"""What holds for every history, however it contradicts itself."""

import datetime as dt
from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from biaozhun.core.bibliography import Extent, StatusWord
from biaozhun.core.succession import (
    ENDED,
    EditionFacts,
    Renumbering,
    Replacement,
    Status,
    StatusStatement,
    Timeline,
    spans,
    standing,
    timeline,
)

KEY, STANDARD = "GB-1-2000", "GB-1"
FEW_DAYS = [dt.date(2000, 1, day) for day in range(1, 13)]
EDGES = [dt.date.min, dt.date.max, *FEW_DAYS]

maybe_day = st.none() | st.sampled_from(FEW_DAYS) | st.sampled_from(EDGES)
statement = st.builds(
    StatusStatement,
    word=st.sampled_from(StatusWord),
    seen=maybe_day,
    source=st.sampled_from("ab"),
)
edition = st.builds(
    EditionFacts,
    key=st.just(KEY),
    standard=st.just(STANDARD),
    published=maybe_day,
    in_force=maybe_day,
    withdrawn=maybe_day,
    suspended=maybe_day,
    resumed=maybe_day,
    statements=st.lists(statement, max_size=4).map(tuple),
    draft=st.booleans(),
)
replacement = st.builds(
    Replacement,
    predecessor=st.just(KEY),
    successor=st.sampled_from(["GB-1-2005", "GB-1-2010", "GB-7-2005", "GB-8-2006", KEY]),
    extent=st.none() | st.sampled_from(Extent),
    stated=maybe_day,
    successor_in_force=maybe_day,
    successor_published=maybe_day,
    inferred=st.booleans(),
)
renumbering = st.builds(
    Renumbering,
    former=st.sampled_from([KEY, "GA-1-2000"]),
    latter=st.sampled_from([KEY, "GB/T-1-2000"]),
    date=maybe_day,
)
replacements = st.lists(replacement, max_size=4)
renumberings = st.lists(renumbering, max_size=2)
timelines = st.builds(
    lambda facts, by, numbers: timeline(facts, replaced_by=by, renumbered=numbers),
    edition,
    replacements,
    renumberings,
)


@given(timelines)
def test_spans_partition_the_calendar(days: Timeline) -> None:
    """The first span is open at the past, the last at the future, and no day is left out or twice.

    Neighbours differ, so every border is a change of status.
    """
    found = spans(days)
    assert found[0][1] is None
    assert found[-1][2] is None
    for before, after in pairwise(found):
        assert before[2] == after[1]
        assert before[2] is not None
        assert before[0] is not after[0]
    borders = [first for _, first, _ in found if first]
    assert borders == sorted(set(borders))


@given(timelines, st.sampled_from(EDGES) | st.dates())
def test_standing_and_spans_agree_on_every_day(days: Timeline, on: dt.date) -> None:
    """The standing and the span that holds the day say the same."""
    held = [
        status
        for status, first, after in spans(days)
        if (first is None or first <= on) and (after is None or on < after)
    ]
    status = standing(days, on).status
    assert held == [status]


@given(timelines, st.sampled_from(FEW_DAYS))
def test_standing_says_what_it_rests_on(days: Timeline, on: dt.date) -> None:
    """There is always a reason, doubt is never certain, and since ≤ day < until."""
    found = standing(days, on)
    assert found.reason
    assert found.rule.meaning
    doubted = found.status is Status.UNKNOWN or any(c.bears_on(on) for c in days.contradictions)
    assert not (found.certain and doubted)
    assert found.since is None or found.since <= on
    assert found.until is None or on < found.until


@given(edition, st.permutations(range(4)), st.lists(replacement, min_size=4, max_size=4))
def test_the_order_of_statements_does_not_matter(
    facts: EditionFacts, order: list[int], links: list[Replacement]
) -> None:
    """The same facts in any order give the same timeline."""
    turned = EditionFacts(
        key=facts.key,
        standard=facts.standard,
        published=facts.published,
        in_force=facts.in_force,
        withdrawn=facts.withdrawn,
        suspended=facts.suspended,
        resumed=facts.resumed,
        statements=facts.statements[::-1],
        draft=facts.draft,
    )
    assert timeline(turned, replaced_by=[links[i] for i in order]) == timeline(
        facts, replaced_by=links
    )


@given(edition, st.lists(replacement.filter(lambda link: link.inferred), max_size=3))
def test_no_ended_status_without_a_date_or_a_sighting(
    facts: EditionFacts, links: list[Replacement]
) -> None:
    """Without a dated fact, a dated newer edition or a dated word nothing is ever called ended."""
    silent = EditionFacts(
        key=facts.key,
        standard=facts.standard,
        published=facts.published,
        in_force=facts.in_force,
        statements=tuple(StatusStatement(s.word, None, s.source) for s in facts.statements),
    )
    undated = [
        Replacement(predecessor=KEY, successor=link.successor, inferred=True) for link in links
    ]
    found = spans(timeline(silent, replaced_by=undated))
    assert not {status for status, _, _ in found} & ENDED


@given(edition, replacements)
def test_newer_edition_never_ends_what_was_seen_in_force_later(
    facts: EditionFacts, links: list[Replacement]
) -> None:
    """A newer edition in force before the last sighting in force does not end it by itself."""
    newest = StatusStatement(StatusWord.IN_FORCE, dt.date(2000, 2, 1), "c")
    words = tuple(s for s in facts.statements if s.seen is None or s.seen < dt.date(2000, 2, 1))
    seen = EditionFacts(
        key=facts.key,
        standard=facts.standard,
        published=facts.published,
        in_force=facts.in_force,
        statements=(*words, newest),
    )
    inferred = [link for link in links if link.inferred]
    late = [link for link in inferred if link.effective and link.effective > dt.date(2000, 2, 1)]
    found = standing(timeline(seen, replaced_by=inferred), dt.date(2000, 3, 1)).status
    assert found not in ENDED or late


UNDATED = Replacement(predecessor=KEY, successor="GB-1-2005", inferred=True)


@example(EditionFacts(key=KEY, standard=STANDARD), [UNDATED], [])
@given(edition, replacements, renumberings)
def test_a_successor_is_named_once_however_often_it_is_stated(
    facts: EditionFacts, by: list[Replacement], numbers: list[Renumbering]
) -> None:
    """What both ends of a succession state, or two sources, is one succession."""
    once = timeline(facts, replaced_by=by, renumbered=numbers)
    twice = timeline(facts, replaced_by=[*by, *by], renumbered=[*numbers, *numbers])
    assert twice == once
    assert len(set(once.ended_by)) == len(once.ended_by)
    assert len(set(once.partly_by)) == len(once.partly_by)
