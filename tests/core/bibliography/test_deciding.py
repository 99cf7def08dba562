"""Rules and decisions stand above the precedence, and nothing else changes through them."""

import datetime as dt
from itertools import permutations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from biaozhun.core.bibliography import (
    OPERATOR,
    RULED,
    STATED_BY_OPERATORS,
    THE_NUMBER,
    BibliographicRecord,
    Conflict,
    DecidedRecord,
    Degree,
    Extent,
    Merged,
    NatureStatement,
    NatureWord,
    RelationKind,
    Rule,
    Sourced,
    StatedDocument,
    StatedRelation,
    StatusStatement,
    StatusWord,
    merge,
)
from biaozhun.core.bibliography.deciding import empty
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
    """What may be stated or ruled are fields of a record; relations are stated one by one."""
    assert set(STATED_BY_OPERATORS) <= set(FIELDS)
    assert set(RULED) <= set(FIELDS)
    assert set(RULED) - set(STATED_BY_OPERATORS) == {"relations"}


def test_what_sources_can_disagree_about_can_be_decided() -> None:
    """Of any field two rows state, a conflict arises only where keepers can settle it."""
    day, other = DAY, DAY + dt.timedelta(days=1)
    cited = StatedRelation(kind=RelationKind.CITES, number="GB 1-1999", degree=Degree.IDT)
    document = StatedDocument(kind="text", reading="open", url="https://example.org/a")
    values: dict[type, tuple[object, object]] = {
        str: ("甲", "乙"),
        tuple: (("甲",), ("乙",)),
        dt.date: (day, other),
        bool: (True, False),
    }
    special: dict[str, tuple[object, object]] = {
        "status": (StatusWord.IN_FORCE, StatusWord.WITHDRAWN),
        "nature": (NatureWord.MANDATORY, NatureWord.RECOMMENDED),
        "relations": ((cited,), (msgspec.structs.replace(cited, degree=Degree.MOD),)),
        "documents": ((document,), (msgspec.structs.replace(document, reading="closed"),)),
    }
    met = set()
    for field in FIELDS:
        if field == "number":
            continue
        kind = dt.date if empty(field) is None else type(empty(field))
        one, two = special.get(field, values[kind])
        merged = merge([row("a", 0, **{field: one}), row("b", 50, **{field: two})])
        met |= {conflict.field for conflict in merged.conflicts}
    assert met == set(RULED)


def test_documents_that_are_named_alike_are_one() -> None:
    """The reading right of the stronger source holds; there is nothing to decide."""
    document = StatedDocument(kind="text", reading="closed", url="https://example.org/a")
    open_ = msgspec.structs.replace(document, reading="open")
    merged = merge([row("b", 50, documents=(open_,)), row("a", 0, documents=(document,))])
    assert (merged.record.documents, merged.conflicts) == ((document,), ())


BINDING = row("a", 0, nature=NatureWord.MANDATORY)


def told(merged: Merged) -> list[tuple[str, str, str, str, str]]:
    """What is disagreed about the nature of a GB/T number."""
    return [
        (c.chosen, c.chosen_source, c.other, c.other_source, c.decided)
        for c in merged.conflicts
        if c.field == "nature"
    ]


def test_a_decided_nature_stands_above_the_number() -> None:
    """The mark becomes one more word that was decided against."""
    merged = merge([BINDING, decision(1, nature=NatureWord.PARTLY_MANDATORY)])
    statement = NatureStatement(NatureWord.PARTLY_MANDATORY, DAY, OPERATOR, OPERATOR)
    assert merged.natures == (statement,)
    assert told(merged) == [("partly_mandatory", OPERATOR, "recommended", "", OPERATOR)]
    alone = merge([BINDING, decision(1, nature=None)])
    assert (alone.natures, alone.record.nature) == ((), None)
    assert told(alone) == [("recommended", OPERATOR, "mandatory", "a", OPERATOR)]


def test_a_rule_weighs_a_source_and_the_number() -> None:
    """Either is believed over the other; who is not named is weighed as without the rule."""
    other = row("b", 50, nature=NatureWord.GUIDANCE)
    over = merge([BINDING, other], rules=[Rule(id=7, field="nature", preferred="a")])
    assert told(over) == [
        ("mandatory", "a", "guidance", "b", "rule:7"),
        ("mandatory", "a", "recommended", "", "rule:7"),
    ]
    assert over.natures == (NatureStatement(NatureWord.MANDATORY, DAY, "a", "rule:7"),)
    under = Rule(id=8, field="nature", preferred=THE_NUMBER, over="a")
    assert told(merge([BINDING, other], rules=[under])) == [
        ("recommended", "", "guidance", "b", ""),
        ("recommended", "", "mandatory", "a", "rule:8"),
    ]
    apart = Rule(id=9, field="nature", preferred="b", over="a")
    assert told(merge([BINDING, other], rules=[apart])) == [
        ("recommended", "", "guidance", "b", ""),
        ("recommended", "", "mandatory", "a", "rule:9"),
    ]


def test_a_rule_leaves_out_the_one_relation_that_is_told_otherwise() -> None:
    """The others of that source stay."""
    partly = StatedRelation(kind=RelationKind.REPLACES, number="GB/T 9-1999", extent=Extent.PARTLY)
    wholly = msgspec.structs.replace(partly, extent=Extent.WHOLLY)
    cited = StatedRelation(kind=RelationKind.CITES, number="GB 1-1999")
    rows = [row("a", 0, relations=(partly, cited)), row("b", 50, relations=(wholly,))]
    assert [c.decided for c in merge(rows).conflicts] == [""]
    merged = merge(rows, rules=[Rule(id=7, field="relations", preferred="b")])
    assert set(merged.record.relations) == {wholly, cited}
    assert [(c.other, c.other_source, c.decided) for c in merged.conflicts] == [
        ("replaces GB/T 9-1999 partly", "a", "rule:7")
    ]
    settled = merge([*rows, decision(1, relations=(partly,))])
    assert set(settled.record.relations) == {partly, cited}
    assert [(c.other, c.other_source, c.decided) for c in settled.conflicts] == [
        ("replaces GB/T 9-1999 wholly", "b", OPERATOR)
    ]
    denied = merge([*rows, decision(1, denied=(wholly,))])
    assert (denied.record.relations, denied.conflicts) == ((cited,), ())


def test_a_rule_takes_one_source_over_another() -> None:
    """The strongest of those that are left holds; what was left out is a decided conflict."""
    rule = Rule(id=7, field="title_zh", preferred="b", over="a")
    merged = merge([A, B, C], rules=[rule])
    assert (merged.record.title_zh, merged.record.issuing_body) == ("乙", "某部")
    assert [c for c in merged.conflicts if c.field == "title_zh"] == [
        Conflict("title_zh", "乙", "b", "丙", "c"),
        Conflict("title_zh", "乙", "b", "甲", "a", "rule:7"),
    ]


def test_a_rule_takes_no_translation_for_the_edition() -> None:
    """A row about a translation states nothing of the edition, so nothing is left out for it."""
    text = row("a", 0, translation="en", title_zh="甲（英文版）", nature=NatureWord.MANDATORY)
    rules = [Rule(id=1, field=field, preferred="a") for field in ("title_zh", "nature")]
    assert merge([text, B], rules=rules) == merge([text, B])
    alone = merge([text], rules=rules).natures
    assert [(said.word, said.decided) for said in alone] == [(NatureWord.MANDATORY, "rule:1")]


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
NATURES = st.sampled_from((None, *NatureWord))
RELATIONS = st.builds(
    lambda number, extent: StatedRelation(kind=RelationKind.REPLACES, number=number, extent=extent),
    st.sampled_from(("GB/T 8-1998", "GB/T 9-1999")),
    st.sampled_from((None, *Extent)),
)
ROWS = st.lists(
    st.builds(
        lambda source, rank, title, nature, relations, order: Sourced(
            record=BibliographicRecord(
                number=NUMBER, title_zh=title, nature=nature, relations=tuple(relations)
            ),
            source=source,
            rank=rank,
            seen=DAY,
            order=order,
        ),
        st.sampled_from("abc"),
        st.sampled_from((0, 50)),
        TITLES,
        NATURES,
        st.lists(RELATIONS, max_size=2),
        st.integers(0, 5),
    ),
    min_size=1,
    max_size=4,
)
RULES = st.lists(
    st.builds(
        lambda number, field, preferred, over: Rule(
            id=number, field=field, preferred=preferred, over=over
        ),
        st.integers(1, 9),
        st.sampled_from(("title_zh", "nature", "relations")),
        st.sampled_from(("a", "b", "c", THE_NUMBER)),
        st.sampled_from(("", "a", "b", THE_NUMBER)),
    ),
    max_size=3,
)


DECIDED = st.lists(st.tuples(TITLES, NATURES, st.lists(RELATIONS, max_size=1)), max_size=2)


@settings(deadline=None)  # six rows stand in 720 orders
@given(ROWS, RULES, DECIDED)
def test_the_order_of_the_rows_does_not_matter(
    rows: list[Sourced],
    rules: list[Rule],
    decided: list[tuple[str, NatureWord | None, list[StatedRelation]]],
) -> None:
    """The same statements, rules and decisions always give the same edition."""
    decisions = [
        decision(place, title_zh=title, nature=nature, relations=tuple(relations))
        for place, (title, nature, relations) in enumerate(decided, 10)
    ]
    found = [merge([*order], rules=rules) for order in permutations([*rows, *decisions])]
    first = (found[0].record, dict(found[0].origins), found[0].conflicts, found[0].natures)
    assert all((m.record, dict(m.origins), m.conflicts, m.natures) == first for m in found)
    if decided:
        assert (found[0].record.title_zh, found[0].record.nature) == decided[-1][:2]
        assert all(c.decided for c in found[0].conflicts if c.field in ("title_zh", "nature"))
