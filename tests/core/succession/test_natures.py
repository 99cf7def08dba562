"""The nature of a text over time: decided by its numbers, dated as stated, never guessed."""

import datetime as dt
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.bibliography import NatureStatement, NatureWord
from biaozhun.core.succession import (
    LAW_IN_FORCE,
    NatureClash,
    NatureContradiction,
    NatureHistory,
    NatureRule,
    NatureSpan,
    Numbered,
    Renumbering,
    nature_on,
    natures,
)

D = dt.date
CONVERTED = D(2017, 3, 23)
NOTICE = "2017年第7号"
MANDATORY, RECOMMENDED = NatureWord.MANDATORY, NatureWord.RECOMMENDED
GB, GBT = "GB-5-2000", "GB/T-5-2000"


def borne(key: str, nature: NatureWord | None, **known: object) -> Numbered:
    """A number of the text; its key is its writing with a blank for the first stroke."""
    return Numbered(key=key, number=key.replace("-", " ", 1), nature=nature, **known)  # type: ignore[arg-type]  # fields by name


BOTH = {GB: borne(GB, MANDATORY), GBT: borne(GBT, RECOMMENDED)}


def changed(day: dt.date | None = CONVERTED, basis: str = NOTICE) -> Renumbering:
    """GB 5-2000 became GB/T 5-2000."""
    return Renumbering(former=GB, latter=GBT, date=day, basis=basis)


def clashes(history: NatureHistory) -> list[NatureClash]:
    """The clashes met, in their order."""
    return [found.clash for found in history.contradictions]


@pytest.mark.parametrize("by", ["operator", "rule:7"])
def test_what_keepers_decided_stands_above_the_mark(by: str) -> None:
    """The span is told as decided, and the mark is no contradiction."""
    said = NatureStatement(MANDATORY, D(2026, 7, 1), "a", by)
    history = natures(GBT, {GBT: borne(GBT, RECOMMENDED, statements=(said,))})
    (span,) = history.spans
    assert (span.nature, span.rule) == (MANDATORY, NatureRule.DECIDED)
    assert (history.contradictions, history.worth_telling) == ((), True)


@pytest.mark.parametrize("key", [GB, GBT])
def test_a_conversion_is_one_text_with_two_natures(key: str) -> None:
    """Mandatory up to the day before the announcement's, recommended from it, by either number."""
    history = natures(key, BOTH, renumbered=[changed()], published=D(2000, 9, 1))
    assert history.spans == (
        NatureSpan(nature=MANDATORY, first=D(2000, 9, 1), after=CONVERTED, number="GB 5-2000"),
        NatureSpan(nature=RECOMMENDED, first=CONVERTED, number="GB/T 5-2000", basis=NOTICE),
    )
    assert history.changes
    assert history.worth_telling
    assert nature_on(history, D(2000, 8, 31)) is None
    assert nature_on(history, D(2000, 9, 1)) is history.spans[0]
    assert nature_on(history, D(2017, 3, 22)) is history.spans[0]
    assert nature_on(history, CONVERTED) is history.spans[1]


def test_the_ordinary_edition_has_the_nature_of_its_number_on_every_day() -> None:
    """One number, one span without ends, nothing worth telling."""
    history = natures(GBT, {GBT: BOTH[GBT]})
    assert history.spans == (NatureSpan(nature=RECOMMENDED, number="GB/T 5-2000"),)
    assert not history.worth_telling


def test_a_change_without_a_day_has_an_unknown_day() -> None:
    """From publication to the first sighting with the new number nothing is said.

    Nobody states that the text was published under the former number.
    """
    numbers = BOTH | {GBT: borne(GBT, RECOMMENDED, seen=D(2020, 6, 1))}
    history = natures(GBT, numbers, renumbered=[changed(None)], published=D(2000, 9, 1))
    assert history.spans == (
        NatureSpan(
            nature=None,
            first=D(2000, 9, 1),
            after=D(2020, 6, 1),
            rule=NatureRule.DAY_UNKNOWN,
            basis=NOTICE,
            certain=False,
        ),
        NatureSpan(nature=RECOMMENDED, first=D(2020, 6, 1), number="GB/T 5-2000", basis=NOTICE),
    )
    assert history.changes


@pytest.mark.parametrize(
    ("day", "clash"),
    [(D(2000, 9, 1), []), (D(1999, 1, 1), [NatureClash.OUT_OF_ORDER])],
)
def test_a_change_up_to_publication_leaves_no_day_to_the_former_number(
    day: dt.date, clash: list[NatureClash]
) -> None:
    """The text is told under its later number alone; a change before publication is noted."""
    history = natures(GBT, BOTH, renumbered=[changed(day)], published=D(2000, 9, 1))
    assert history.spans == (
        NatureSpan(nature=RECOMMENDED, first=D(2000, 9, 1), number="GB/T 5-2000", basis=NOTICE),
    )
    assert clashes(history) == clash


def test_a_change_of_which_nothing_is_known_leaves_the_nature_unknown() -> None:
    """No day of the text, no sighting: every day is unknown, and that is said."""
    spans = natures(GBT, BOTH, renumbered=[changed(None)]).spans
    assert [(span.nature, span.rule, span.certain) for span in spans] == [
        (None, NatureRule.DAY_UNKNOWN, False)
    ]


def test_a_change_of_number_that_keeps_the_nature_leaves_no_doubt_of_it() -> None:
    """GA/T became XF/T on an unknown day: recommended up to the first sighting and after it."""
    numbers = {
        "GA/T-1-1999": borne("GA/T-1-1999", RECOMMENDED),
        "XF/T-1-1999": borne("XF/T-1-1999", RECOMMENDED, seen=D(2020, 1, 1)),
    }
    link = Renumbering(former="GA/T-1-1999", latter="XF/T-1-1999")
    history = natures("XF/T-1-1999", numbers, renumbered=[link], published=D(1999, 7, 26))
    assert [span.nature for span in history.spans] == [RECOMMENDED] * 2
    assert [span.number for span in history.spans] == ["", "XF/T 1-1999"]
    assert all(span.certain for span in history.spans)
    assert not history.worth_telling


def test_two_days_for_one_change_leave_the_days_between_unknown() -> None:
    """Sources that date the conversion differently are both told; neither is believed."""
    history = natures(GBT, BOTH, renumbered=[changed(), changed(D(2017, 6, 1), "b")])
    assert [(span.nature, span.first, span.rule) for span in history.spans] == [
        (MANDATORY, None, NatureRule.NUMBER),
        (None, CONVERTED, NatureRule.DAYS_DIFFER),
        (RECOMMENDED, D(2017, 6, 1), NatureRule.NUMBER),
    ]
    assert clashes(history) == [NatureClash.DAYS_DIFFER]


def test_an_old_text_had_no_nature_before_the_law() -> None:
    """GB 2312-1980 bore no mark in 1980; from the Law on its bare number meant mandatory."""
    history = natures(GBT, BOTH, renumbered=[changed()], year=1980)
    assert [(span.nature, span.first, span.number, span.rule) for span in history.spans] == [
        (None, None, "GB 5-2000", NatureRule.BEFORE_LAW),
        (MANDATORY, LAW_IN_FORCE, "GB 5-2000", NatureRule.NUMBER),
        (RECOMMENDED, CONVERTED, "GB/T 5-2000", NatureRule.NUMBER),
    ]


def test_when_an_old_number_got_its_mark_is_not_guessed() -> None:
    """GB/T 7714-1987 cannot have been printed so; when it got its mark, nobody states."""
    numbers = {GBT: borne(GBT, RECOMMENDED, seen=D(2005, 1, 1))}
    history = natures(GBT, numbers, published=D(1987, 1, 1))
    assert [(span.nature, span.first, span.rule) for span in history.spans] == [
        (None, D(1987, 1, 1), NatureRule.BEFORE_LAW),
        (None, LAW_IN_FORCE, NatureRule.DAY_UNKNOWN),
        (RECOMMENDED, D(2005, 1, 1), NatureRule.NUMBER),
    ]
    assert not history.worth_telling


def test_a_word_that_denies_the_number_is_told_and_changes_nothing() -> None:
    """A source says 推荐性 of a mandatory number."""
    word = NatureStatement(RECOMMENDED, D(2010, 1, 1), "a")
    history = natures(GB, {GB: borne(GB, MANDATORY, statements=(word,))})
    assert [span.nature for span in history.spans] == [MANDATORY]
    assert history.contradictions == (NatureContradiction(NatureClash.DENIED, "GB 5-2000", word),)


@pytest.mark.parametrize(
    ("key", "word", "seen", "found"),
    [
        (GB, RECOMMENDED, D(2020, 1, 1), []),  # told of the old number after the conversion
        (GB, RECOMMENDED, D(2010, 1, 1), [NatureClash.DENIED]),
        (GB, MANDATORY, D(2020, 1, 1), [NatureClash.OFF_DAY]),
        (GBT, RECOMMENDED, D(2010, 1, 1), [NatureClash.OFF_DAY]),
        (GBT, MANDATORY, D(2010, 1, 1), []),
        (GBT, RECOMMENDED, D(2020, 1, 1), []),
        (GBT, MANDATORY, None, [NatureClash.DENIED]),
    ],
)
def test_a_word_is_weighed_on_the_day_it_was_seen(
    key: str, word: NatureWord, seen: dt.date | None, found: list[NatureClash]
) -> None:
    """A source may go on printing one number and know the other's nature; the day decides."""
    told = NatureStatement(word, seen, "a")
    nature = BOTH[key].nature
    numbers = BOTH | {key: borne(key, nature, statements=(told,))}
    assert clashes(natures(key, numbers, renumbered=[changed()])) == found


def test_mandatory_in_some_clauses_is_told_beside_the_number() -> None:
    """条文强制 narrows what the number says and contradicts nothing."""
    word = NatureStatement(NatureWord.PARTLY_MANDATORY, None, "a")
    history = natures(GB, {GB: borne(GB, MANDATORY, statements=(word,))})
    assert (history.told, history.contradictions) == ((word,), ())
    assert [span.nature for span in history.spans] == [MANDATORY]


@pytest.mark.parametrize(
    ("words", "nature", "rule"),
    [
        ([], None, NatureRule.SILENT),
        (["recommended", "voluntary"], RECOMMENDED, NatureRule.STATED),
        (["mandatory", "recommended"], None, NatureRule.DISAGREE),
    ],
)
def test_where_numbers_bear_no_mark_the_sources_say_it(
    words: list[str], nature: NatureWord | None, rule: NatureRule
) -> None:
    """Of T/… the words count, the one that says most; where they disagree nothing is said."""
    said = tuple(NatureStatement(NatureWord(word), None, word) for word in words)
    history = natures("T/A-1-2000", {"T/A-1-2000": borne("T/A-1-2000", None, statements=said)})
    assert [(span.nature, span.rule) for span in history.spans] == [(nature, rule)]
    assert bool(history.contradictions) is (rule is NatureRule.DISAGREE)
    assert history.worth_telling is bool(words)


def test_a_ring_of_renumberings_is_followed_once_and_reported() -> None:
    """Sources that let each number become the other cannot both be right."""
    back = Renumbering(former=GBT, latter=GB, date=D(2019, 1, 1))
    history = natures(GB, BOTH, renumbered=[changed(), back])
    assert NatureClash.RETURNS in clashes(history)
    assert history.spans[0].first is None


def test_of_several_former_numbers_the_nearest_is_followed() -> None:
    """One text had one number before; the others are named as a contradiction."""
    numbers = BOTH | {"GB/Z-5-2000": borne("GB/Z-5-2000", NatureWord.GUIDANCE)}
    other = Renumbering(former="GB/Z-5-2000", latter=GBT, date=D(2010, 1, 1))
    history = natures(GBT, numbers, renumbered=[other, changed()])
    assert [span.nature for span in history.spans] == [MANDATORY, RECOMMENDED]
    assert clashes(history) == [NatureClash.SEVERAL_FORMER]


# --- what holds for every history ----------------------------------------------------------------

KEYS = ("GB-5-2000", "GB/T-5-2000", "GB/Z-5-2000", "T/A-5-2000")
DAYS = [dt.date.min, dt.date.max, LAW_IN_FORCE, *(D(year, 6, 1) for year in range(1985, 1995))]
maybe_day = st.none() | st.sampled_from(DAYS)
words = st.builds(
    NatureStatement, st.sampled_from(NatureWord), maybe_day, st.sampled_from(["a", "b"])
)
numbers_of = st.fixed_dictionaries(
    {
        key: st.builds(
            borne,
            st.just(key),
            st.sampled_from([nature]),
            seen=maybe_day,
            statements=st.lists(words, max_size=3).map(tuple),
        )
        for key, nature in zip(
            KEYS, (MANDATORY, RECOMMENDED, NatureWord.GUIDANCE, None), strict=True
        )
    }
)
link = st.builds(
    Renumbering,
    former=st.sampled_from([*KEYS, "not held"]),
    latter=st.sampled_from(KEYS),
    date=maybe_day,
    basis=st.sampled_from(["", "x", "y"]),
)


@given(st.sampled_from(KEYS), numbers_of, st.lists(link, max_size=5), maybe_day, st.data())
def test_spans_cover_the_days_from_publication_and_order_does_not_matter(
    key: str,
    numbers: dict[str, Numbered],
    links: list[Renumbering],
    published: dt.date | None,
    data: st.DataObject,
) -> None:
    """No gap, no overlap, every day has one span; statements in any order give the same history.

    Of no day before publication a nature is told.
    """
    year = data.draw(st.sampled_from([None, 1980, 2000]))
    history = natures(key, numbers, renumbered=links, published=published, year=year)
    assert history.spans[0].first == (None if published == dt.date.min else published)
    assert history.spans[-1].after is None
    for one, following in pairwise(history.spans):
        assert one.after is not None
        assert one.after == following.first
    for span in history.spans:
        if span.first and span.after:
            assert span.first < span.after
        assert nature_on(history, span.first or dt.date.min) is span
    turned = {
        at: borne(
            at,
            one.nature,
            seen=one.seen,
            statements=data.draw(st.permutations(one.statements).map(tuple)),
        )
        for at, one in reversed(numbers.items())
    }
    mixed = data.draw(st.permutations(links))
    assert natures(key, turned, renumbered=mixed, published=published, year=year) == history


@given(st.sampled_from(KEYS), numbers_of, st.lists(link, max_size=5), st.sampled_from(DAYS))
def test_nothing_is_certain_of_a_day_before_publication(
    key: str, numbers: dict[str, Numbered], links: list[Renumbering], published: dt.date
) -> None:
    """No span with a nature begins before the text is published, whatever is stated."""
    history = natures(key, numbers, renumbered=links, published=published, year=1980)
    told = [span for span in history.spans if span.nature is not None and span.certain]
    assert [span for span in told if (span.first or dt.date.min) < published] == []
    if published > dt.date.min:
        assert nature_on(history, published - dt.timedelta(days=1)) is None


@given(st.sampled_from(KEYS), numbers_of, st.lists(link, max_size=5), maybe_day)
def test_every_cut_is_a_day_somebody_stated(
    key: str,
    numbers: dict[str, Numbered],
    links: list[Renumbering],
    published: dt.date | None,
) -> None:
    """No day of a history is made up: it is stated, a sighting, the publication, or the Law's."""
    history = natures(key, numbers, renumbered=links, published=published, year=1980)
    stated = {one.date for one in links} | {one.seen for one in numbers.values()}
    cuts = {span.first for span in history.spans}
    assert cuts <= stated | {published, LAW_IN_FORCE, None}
