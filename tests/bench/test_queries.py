from collections import Counter

from bench.entries import entries
from bench.queries import NUMBER_KINDS, SHARES, draw_queries
from bench.records import generate
from bench.text import number_key, number_keys
from bench.truth import true_hits

RECORDS = list(generate(1500))
QUERIES = draw_queries(RECORDS)


def test_every_kind_is_filled_and_no_query_twice() -> None:
    """Generated records fill every kind to its share with distinct queries."""
    assert Counter(query.kind for query in QUERIES) == SHARES
    texts = [(query.kind, query.text) for query in QUERIES]
    assert len(set(texts)) == len(texts)


def test_same_records_give_the_same_queries() -> None:
    """The set depends on records and seed alone."""
    assert draw_queries(RECORDS) == QUERIES
    assert draw_queries(RECORDS, seed=5) != QUERIES


def test_lengths_are_what_the_kind_says() -> None:
    """Words of the Chinese kinds have the number of characters their kind names."""
    lengths = {"two characters": {2}, "three or four": {3, 4}, "five or six": {5, 6}}
    for query in QUERIES:
        if query.kind in lengths:
            assert len(query.text) in lengths[query.kind]


def test_every_query_finds_the_record_it_was_drawn_from() -> None:
    """By a plain scan every query has at least one hit; an engine without hits is wrong."""
    hits = true_hits(entries(RECORDS), QUERIES)
    assert [q.text for q, ids in zip(QUERIES, hits, strict=True) if not ids] == []


def test_number_kinds_ask_by_key_and_text_kinds_by_words() -> None:
    """A query asks either by key or by words, never both."""
    for query in QUERIES:
        assert bool(query.key) == (query.kind in NUMBER_KINDS)
        assert bool(query.words) == (query.kind not in NUMBER_KINDS)


def test_number_keys_hold_every_shortened_spelling() -> None:
    """A record is found with and without year and mark of nature."""
    assert number_keys("GB/T 1.1-2020") == ["GBT1.1-2020", "GBT1.1", "GB1.1-2020", "GB1.1"]
    assert number_keys("ISO 9001:2015") == ["ISO9001-2015", "ISO9001"]
    assert number_key("ｇｂ/t 1.1—2020") == "GBT1.1-2020"
