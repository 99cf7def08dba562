"""Rules and decisions stand above the precedence, and nothing else changes through them."""

import datetime as dt
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.bibliography import (
    OPERATOR,
    RULED,
    STATED_BY_OPERATORS,
    BibliographicRecord,
    Conflict,
    DecidedRecord,
    RelationKind,
    Rule,
    Sourced,
    StatedRelation,
    StatusStatement,
    StatusWord,
    merge,
)
from biaozhun.core.bibliography.precedence import FIELDS

NUMBER = "GB/T 1-2001"
DAY = dt.date(2026, 7, 1)


def row(source: str, rank: int, *, seen: dt.date = DAY, **facts: object) -> Sourced:
    """A row of a source."""
    record = BibliographicRecord(number=NUMBER, **facts)  # type: ignore[arg-type]  # fields by name
    return Sourced(record=record, source=source, rank=rank, seen=seen)


def decision(order: int, **facts: object) -> Sourced:
    """A keeper's decision of the fields given."""
    stated = tuple(name for name in facts if name in STATED_BY_OPERATORS)
    record = DecidedRecord(number=NUMBER, stated=stated, **facts)  # type: ignore[arg-type]  # fields by name
    return Sourced(record=record, source=OPERATOR, rank=0, seen=DAY, order=order, decides=True)


A = row("a", 0, title_zh="甲", issuing_body="某部", status=StatusWord.IN_FORCE)
B = row("b", 50, title_zh="乙", committee="TC 1", status=StatusWord.WITHDRAWN)
C = row("c", 60, title_zh="丙")


def test_every_field_is_known() -> None:
    """What may be stated or ruled are fields of a record."""
    assert set(STATED_BY_OPERATORS) <= set(FIELDS)
    assert set(RULED) <= set(FIELDS)


def test_a_rule_takes_one_source_over_another() -> None:
    """The strongest of those that are left holds; what was left out is a decided conflict."""
    rule = Rule(id=7, field="title_zh", preferred="b", over="a")
    merged = merge([A, B, C], rules=[rule])
    assert (merged.record.title_zh, merged.record.issuing_body) == ("乙", "某部")
    assert [c for c in merged.conflicts if c.field == "title_zh"] == [
        Conflict("title_zh", "乙", "b", "丙", "c"),
        Conflict("title_zh", "乙", "b", "甲", "a", "rule:7"),
    ]


def test_a_rule_without_a_value_does_nothing() -> None:
    """A source that says nothing of the field is not believed in it."""
    rule = Rule(id=7, field="committee", preferred="a")
    assert merge([A, B], rules=[rule]) == merge([A, B])


def test_the_first_of_two_rules_holds() -> None:
    """Opposite rules do not leave both out."""
    rules = [
        Rule(id=2, field="title_zh", preferred="b", over="a"),
        Rule(id=1, field="title_zh", preferred="a"),
    ]
    assert merge([A, B], rules=rules).record.title_zh == "乙"


def test_a_rule_on_the_status_leaves_the_life_of_a_standard_alone() -> None:
    """Words that follow one another stay; a contradiction of one day is decided."""
    rule = Rule(id=7, field="status", preferred="a")
    merged = merge([A, B], rules=[rule])
    assert merged.record.status is StatusWord.IN_FORCE
    assert [s.word for s in merged.statements] == [StatusWord.IN_FORCE]
    later = row("b", 50, seen=DAY + dt.timedelta(days=9), status=StatusWord.WITHDRAWN)
    assert merge([A, later], rules=[rule]).record.status is StatusWord.WITHDRAWN


def test_a_decision_holds_whatever_the_sources_and_rules_say() -> None:
    """Only in the fields it states; its origin is the operator."""
    rule = Rule(id=7, field="title_zh", preferred="b")
    merged = merge([A, B, decision(1, title_zh="丁")], rules=[rule])
    assert (merged.record.title_zh, merged.origins["title_zh"]) == ("丁", OPERATOR)
    assert merged.record.committee == "TC 1"
    titles = [c for c in merged.conflicts if c.field == "title_zh"]
    assert titles == [
        Conflict("title_zh", "丁", OPERATOR, "乙", "b", OPERATOR),
        Conflict("title_zh", "丁", OPERATOR, "甲", "a", OPERATOR),
    ]


def test_a_decided_status_is_the_only_statement() -> None:
    """The words of the sources are told as decided conflicts."""
    merged = merge([A, B, decision(1, status=StatusWord.SUSPENDED)])
    assert merged.statements == (StatusStatement(StatusWord.SUSPENDED, DAY, OPERATOR),)
    assert {c.decided for c in merged.conflicts if c.field == "status"} == {OPERATOR}
    assert merge([A, decision(1, status=None)]).statements == ()


def test_relations_are_added_and_taken_out() -> None:
    """A later decision on the same relation holds."""
    cites = StatedRelation(kind=RelationKind.CITES, number="GB 1-1999")
    stating = row("a", 0, relations=(cites,))
    out = decision(1, denied=(cites,))
    assert merge([stating, out]).record.relations == ()
    again = decision(2, relations=(cites,))
    assert merge([stating, out, again]).record.relations == (cites,)


def test_a_row_that_is_no_decision_is_refused() -> None:
    """What decides says which fields it states."""
    with pytest.raises(TypeError):
        merge([Sourced(record=A.record, source=OPERATOR, rank=0, decides=True)])


TITLES = st.sampled_from(("", "甲", "乙", "丙"))
ROWS = st.lists(
    st.builds(
        lambda source, rank, title, order: Sourced(
            record=BibliographicRecord(number=NUMBER, title_zh=title),
            source=source,
            rank=rank,
            seen=DAY,
            order=order,
        ),
        st.sampled_from("abc"),
        st.sampled_from((0, 50)),
        TITLES,
        st.integers(0, 5),
    ),
    min_size=1,
    max_size=4,
)
RULES = st.lists(
    st.builds(
        lambda number, preferred, over: Rule(
            id=number, field="title_zh", preferred=preferred, over=over
        ),
        st.integers(1, 9),
        st.sampled_from("abc"),
        st.sampled_from(("", "a", "b")),
    ),
    max_size=3,
)


@given(ROWS, RULES, st.lists(TITLES, max_size=2))
def test_the_order_of_the_rows_does_not_matter(
    rows: list[Sourced], rules: list[Rule], decided: list[str]
) -> None:
    """The same statements, rules and decisions always give the same edition."""
    decisions = [decision(place, title_zh=title) for place, title in enumerate(decided, 10)]
    found = [merge([*order], rules=rules) for order in permutations([*rows, *decisions])]
    first = (found[0].record, dict(found[0].origins), found[0].conflicts)
    assert all((m.record, dict(m.origins), m.conflicts) == first for m in found)
    if decided:
        assert found[0].record.title_zh == decided[-1]
