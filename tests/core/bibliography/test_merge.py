"""Records of several sources become one by the written precedence, and nothing is overwritten."""

import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.bibliography import (
    BibliographicRecord,
    Conflict,
    Degree,
    Extent,
    Finding,
    RelationKind,
    Sourced,
    StatedDocument,
    StatedRelation,
    StatusStatement,
    StatusWord,
    merge,
)
from biaozhun.core.bibliography.precedence import FIELDS, same_text

D = dt.date
NUMBER = "GB/T 1.1-2020"
ANNOUNCEMENT, OFFICIAL, OTHER = 0, 10, 20


def said(source: str, rank: int = OTHER, **values: object) -> Sourced:
    """What a source says of GB/T 1.1-2020; ``on`` is the day it was read."""
    seen = values.pop("on", None)
    order = values.pop("order", 0)
    record = BibliographicRecord(number=NUMBER, **values)  # type: ignore[arg-type]  # fields by name
    return Sourced(record=record, source=source, rank=rank, seen=seen, order=order)  # type: ignore[arg-type]  # taken out of the same names


@pytest.mark.parametrize(
    ("stronger", "weaker"),
    [
        (said("a", ANNOUNCEMENT, in_force=D(2020, 10, 1)), said("b", in_force=D(2020, 11, 1))),
        (
            said("z", in_force=D(2020, 10, 1), on=D(2026, 7, 10)),
            said("b", in_force=D(2020, 11, 1), on=D(2026, 3, 5)),
        ),
        (
            said("z", in_force=D(2020, 10, 1), on=D(2026, 7, 10)),
            said("b", in_force=D(2020, 11, 1)),
        ),
        (said("a", in_force=D(2020, 10, 1)), said("b", in_force=D(2020, 11, 1))),
        (
            said("a", in_force=D(2020, 10, 1), order=1),
            said("a", in_force=D(2020, 11, 1), order=2),
        ),
    ],
    ids=["rank", "newer sighting", "a day before none", "name", "row"],
)
def test_precedence(stronger: Sourced, weaker: Sourced) -> None:
    """Each step of the precedence decides where those before it are equal; the loser is shown."""
    found = merge([weaker, stronger])
    assert found.record.in_force == D(2020, 10, 1)
    assert found.origins["in_force"] == stronger.source
    assert found.conflicts == (
        Conflict("in_force", "2020-10-01", stronger.source, "2020-11-01", weaker.source),
    )


def test_a_present_value_beats_an_absent_one() -> None:
    """A weaker source fills what the stronger leaves out, and is named as the origin."""
    found = merge(
        [said("a", ANNOUNCEMENT, title_zh="起草规则"), said("b", title_en="Rules", ics=("01.120",))]
    )
    assert (found.record.title_zh, found.record.title_en) == ("起草规则", "Rules")
    assert found.record.ics == ("01.120",)
    assert dict(found.origins) == {"number": "a", "title_zh": "a", "title_en": "b", "ics": "b"}
    assert found.conflicts == ()


def test_one_record_is_itself() -> None:
    """Nothing to join: the record as it is, its source the origin of every present field."""
    only = said("a", title_zh="起草规则", status=StatusWord.IN_FORCE, on=D(2026, 7, 10))
    found = merge([only])
    assert found.record is only.record
    assert dict(found.origins) == {"number": "a", "title_zh": "a", "status": "a"}
    assert len(found.origins) == 3
    assert "title_en" not in found.origins
    assert found.statements == (StatusStatement(StatusWord.IN_FORCE, D(2026, 7, 10), "a"),)
    assert found.conflicts == ()


def test_the_same_record_twice_is_the_record() -> None:
    """A row that a source repeats changes nothing and is no conflict."""
    row = said("a", title_zh="起草规则", ics=("01.120",), status=StatusWord.IN_FORCE)
    assert merge([row, row]).record == row.record
    assert merge([row, row]).conflicts == ()


@pytest.mark.parametrize("records", [[], [said("a"), said("b")]], ids=["none", "two editions"])
def test_only_records_of_one_edition(records: list[Sourced]) -> None:
    """No record, or records of two editions, are refused."""
    if records:
        other = BibliographicRecord(number="GB/T 1.1-2009")
        records = [records[0], Sourced(record=other, source="b", rank=OTHER)]
    with pytest.raises(ValueError, match="exactly one edition"):
        merge(records)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("标准化工作导则 第1部分：起草规则", "標準化工作導則　第１部分:起草規則", True),
        ("国家市场监督管理总局", "国家市场监督管理总局.", True),
        ("Rules for the structure", "RULES FOR THE STRUCTURE", True),
        ("气瓶检验机构技术条件", "气瓶检验机构技术要求", False),
        ("1.0", "10", False),
        ("第1部分", "第11部分", False),
    ],
)
def test_same_text(one: str, other: str, *, same: bool) -> None:
    """Width, script, case, blanks and punctuation make no difference; words and figures do."""
    assert same_text(one, other) is same
    conflicts = merge([said("a", title_zh=one), said("b", title_zh=other)]).conflicts
    assert len(conflicts) == (0 if same else 1)


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ("国家质量监督检验检疫.", True),
        ("国家质量监督检验检疫总局", True),
        ("国家市场监督管理总局", False),
    ],
)
def test_names_of_bodies(other: str, *, same: bool) -> None:
    """A name cut short by a source, or without its country, is the same body."""
    full = "中华人民共和国国家质量监督检验检疫总局 中国国家标准化管理委员会"
    found = merge([said("a", issuing_body=full), said("b", issuing_body=other)])
    assert found.record.issuing_body == full
    assert [conflict.field for conflict in found.conflicts] == ([] if same else ["issuing_body"])


@pytest.mark.parametrize(
    ("field", "one", "other", "same"),
    [
        ("ics", ("03.080",), ("03.080.20", "03.080.30"), True),
        ("ics", ("01.120",), ("03.080",), False),
        ("ccs", ("A00",), ("A00", "A10"), True),
        ("drafters", ("张三", "李四"), ("李四", "张三"), True),
        ("drafters", ("张三",), ("张三丰",), False),
    ],
)
def test_lists(field: str, one: tuple[str, ...], other: tuple[str, ...], *, same: bool) -> None:
    """The strongest list is kept whole; one that contains or refines it is no conflict."""
    found = merge([said("a", **{field: one}), said("b", **{field: other})])
    assert getattr(found.record, field) == one
    assert [conflict.field for conflict in found.conflicts] == ([] if same else [field])


@pytest.mark.parametrize(
    ("before", "after", "dates", "conflict"),
    [
        ("upcoming", "in_force", {"in_force": D(2026, 5, 1)}, False),
        ("upcoming", "in_force", {}, False),
        ("upcoming", "in_force", {"in_force": D(2026, 1, 1)}, True),
        ("upcoming", "in_force", {"in_force": D(2026, 12, 1)}, True),
        ("in_force", "withdrawn", {}, False),
        ("in_force", "withdrawn", {"withdrawn": D(2026, 5, 1)}, False),
        ("in_force", "withdrawn", {"withdrawn": D(2025, 5, 1)}, True),
        ("upcoming", "suspended", {"in_force": D(2026, 12, 1)}, False),
        ("suspended", "in_force", {}, False),
        ("replaced", "withdrawn", {}, False),
        ("withdrawn", "replaced", {}, False),
        ("withdrawn", "in_force", {}, True),
        ("in_force", "upcoming", {}, True),
        ("draft", "in_force", {}, False),
    ],
)
def test_status_words_of_two_days(
    before: str, after: str, dates: dict[str, dt.date], *, conflict: bool
) -> None:
    """The newest word is taken whatever its rank; a change that life explains is no conflict."""
    old = said("a", OFFICIAL, status=StatusWord(before), status_text="old", on=D(2026, 3, 5))
    new = said("b", status=StatusWord(after), status_text="new", on=D(2026, 7, 10), **dates)
    found = merge([old, new])
    assert (found.record.status, found.record.status_text) == (StatusWord(after), "new")
    assert (found.origins["status"], found.origins["status_text"]) == ("b", "b")
    expected = Conflict("status", after, "b", before, "a")
    assert found.conflicts == ((expected,) if conflict else ())
    assert found.statements == (
        StatusStatement(StatusWord(before), D(2026, 3, 5), "a"),
        StatusStatement(StatusWord(after), D(2026, 7, 10), "b"),
    )


def test_status_words_of_one_day() -> None:
    """On one day the stronger source is taken and the other is a conflict."""
    one = said("a", OFFICIAL, status=StatusWord.IN_FORCE, on=D(2026, 3, 5))
    other = said("b", status=StatusWord.WITHDRAWN, on=D(2026, 3, 5))
    found = merge([other, one])
    assert found.record.status is StatusWord.IN_FORCE
    assert found.conflicts == (Conflict("status", "in_force", "a", "withdrawn", "b"),)


def test_status_text_stays_with_its_word() -> None:
    """A text is not put beside the word of another source, even if that one prints none."""
    one = said("a", status=StatusWord.WITHDRAWN, on=D(2026, 7, 10))
    other = said("b", status=StatusWord.IN_FORCE, status_text="现行", on=D(2026, 3, 5))
    assert merge([one, other]).record.status_text == ""


def relation(number: str, **details: object) -> StatedRelation:
    """That this edition replaces another."""
    return StatedRelation(kind=RelationKind.REPLACES, number=number, **details)  # type: ignore[arg-type]  # fields by name


def test_relations_are_joined_with_their_details() -> None:
    """Every relation is kept once, details come from the strongest source that states them."""
    one = said("a", OFFICIAL, relations=(relation("GB/T 1.1-2009"),))
    details = relation("GB/T 1.1-2009", extent=Extent.WHOLLY, date=D(2020, 10, 1))
    other = said("b", relations=(relation("GB/T 1.2-2002"), details))
    found = merge([other, one])
    assert found.record.relations == (details, relation("GB/T 1.2-2002"))
    assert found.conflicts == ()


def test_relations_that_differ_are_a_conflict() -> None:
    """Two degrees of one correspondence: the stronger is kept, the other shown."""

    def adopts(degree: Degree) -> tuple[StatedRelation, ...]:
        kind = RelationKind.CORRESPONDS
        return (StatedRelation(kind=kind, number="ISO 1:2016", degree=degree),)

    found = merge(
        [
            said("a", OFFICIAL, relations=adopts(Degree.IDT)),
            said("b", relations=adopts(Degree.NEQ)),
        ]
    )
    assert found.record.relations == adopts(Degree.IDT)
    assert found.conflicts == (
        Conflict("relations", "corresponds ISO 1:2016 IDT", "a", "corresponds ISO 1:2016 NEQ", "b"),
    )


def test_a_relation_stated_twice_in_one_row_is_one() -> None:
    """A source that repeats itself, alone or with others, states one relation with its details."""
    details = relation("GB/T 1.1-2009", extent=Extent.WHOLLY)
    row = said("a", relations=(relation("GB/T 1.1-2009"), details))
    assert merge([row]).record.relations == (details,)
    assert merge([row, row]).record.relations == (details,)
    assert dict(merge([row]).origins) == {"number": "a", "relations": "a"}


def test_both_directions_of_a_relation_are_two() -> None:
    """Replaces and is replaced by are different statements."""
    away = relation("GB/T 1.1-2009")
    back = relation("GB/T 1.1-2009", inverse=True)
    found = merge([said("a", relations=(away,)), said("b", relations=(back,))])
    assert found.record.relations == (away, back)


def test_lists_that_are_joined() -> None:
    """Keywords, tags, findings and documents of all sources are kept, each once."""
    text = StatedDocument(kind="text", url="https://example.org/1", reading="open")
    again = StatedDocument(kind="text", url="https://example.org/1")
    english = StatedDocument(kind="translation", language="en")
    odd = Finding(code="bad_date", field="published", fragment="x", message="not a date")
    found = merge(
        [
            said("a", OFFICIAL, keywords=("规则",), documents=(text,), findings=(odd,)),
            said("b", keywords=("起草", "规则"), documents=(again, english), findings=(odd,)),
        ]
    )
    assert found.record.keywords == ("规则", "起草")
    assert found.record.documents == (text, english)
    assert found.record.findings == (odd,)
    assert found.conflicts == ()


def test_latest_days_and_invented() -> None:
    """The latest review and sighting count; one real source makes the edition real."""
    one = said("a", OFFICIAL, reviewed=D(2017, 1, 1), seen=D(2026, 7, 10), invented=True)
    other = said("b", reviewed=D(2022, 1, 1), seen=D(2026, 3, 5))
    found = merge([one, other])
    assert (found.record.reviewed, found.record.seen) == (D(2022, 1, 1), D(2026, 7, 10))
    assert found.record.invented is False
    assert found.conflicts == ()


def test_the_day_in_the_row_counts_where_the_source_has_none() -> None:
    """A row that says when it was read is as good as a source that does."""
    old = said("a", OFFICIAL, status=StatusWord.UPCOMING, seen=D(2026, 3, 5))
    new = said("b", status=StatusWord.IN_FORCE, on=D(2026, 7, 10))
    found = merge([old, new])
    assert found.record.status is StatusWord.IN_FORCE
    assert found.statements[0] == StatusStatement(StatusWord.UPCOMING, D(2026, 3, 5), "a")


days = st.none() | st.sampled_from([D(2020, 1, 1), D(2020, 10, 1), D(2026, 1, 1)])
words = st.sampled_from(["", "规则", "规则.", "規則", "导则"])
lists = st.lists(st.sampled_from(["A00", "A01", "B10"]), max_size=2).map(tuple)
relations = st.builds(
    StatedRelation,
    kind=st.sampled_from([RelationKind.REPLACES, RelationKind.CORRESPONDS]),
    number=st.sampled_from(["GB/T 1.1-2009", "ISO 1:2016"]),
    inverse=st.booleans(),
    extent=st.none() | st.sampled_from(Extent),
    degree=st.none() | st.sampled_from(Degree),
    date=days,
)
records = st.builds(
    BibliographicRecord,
    number=st.just(NUMBER),
    title_zh=words,
    issuing_body=words,
    drafters=lists,
    ccs=lists,
    keywords=lists,
    published=days,
    in_force=days,
    withdrawn=days,
    reviewed=days,
    status=st.none() | st.sampled_from(StatusWord),
    status_text=words,
    relations=st.lists(relations, max_size=2).map(tuple),
    seen=days,
    invented=st.booleans(),
)
sourced = st.builds(
    Sourced,
    record=records,
    source=st.sampled_from("ab"),
    rank=st.sampled_from([ANNOUNCEMENT, OTHER]),
    seen=days,
    order=st.sampled_from([0, 1]),
)


@given(
    st.lists(sourced, min_size=1, max_size=4).flatmap(
        lambda s: st.tuples(st.just(s), st.permutations(s))
    )
)
def test_order_of_sources_does_not_matter(both: tuple[list[Sourced], list[Sourced]]) -> None:
    """One source then the other, or the other way: record, origins, conflicts, words are equal."""
    given_order, other_order = (merge(records) for records in both)
    assert given_order.record == other_order.record
    assert dict(given_order.origins) == dict(other_order.origins)
    assert given_order.conflicts == other_order.conflicts
    assert given_order.statements == other_order.statements


@given(st.lists(sourced, min_size=1, max_size=4))
def test_nothing_is_invented_and_nothing_lost(records: list[Sourced]) -> None:
    """A field is present where a source has it, and every plain value taken is some source's."""
    found = merge(records)
    for field in ("title_zh", "issuing_body", "drafters", "ccs", "published", "in_force"):
        values = [getattr(s.record, field) for s in records]
        assert getattr(found.record, field) in values
        assert bool(getattr(found.record, field)) is any(values)
    stated = {(r.kind, r.number, r.inverse) for s in records for r in s.record.relations}
    kept = [(r.kind, r.number, r.inverse) for r in found.record.relations]
    assert sorted(kept) == sorted(stated)
    present = {field for field in FIELDS if getattr(found.record, field)}
    assert set(found.origins) == present


def test_every_field_of_a_record_has_its_precedence() -> None:
    """A source that fills every field loses none of them when joined with an empty one."""
    full = BibliographicRecord(number=NUMBER)
    samples: dict[str, object] = {
        "status": StatusWord.IN_FORCE,
        "invented": True,
        "relations": (relation("GB/T 1.1-2009"),),
        "documents": (StatedDocument(kind="text"),),
        "findings": (Finding(code="a", field="b", fragment="c", message="d"),),
        "translation": "",  # a row about a translation loses its fields, see below
    }
    for name, kind in BibliographicRecord.__annotations__.items():
        if name not in samples and name != "number":
            plain = D(2020, 1, 1) if "date" in str(kind) else "x"
            samples[name] = ("x",) if "tuple" in str(kind) else plain
    full = msgspec.structs.replace(full, **samples)
    both = [Sourced(record=full, source="a", rank=OTHER), said("b", ANNOUNCEMENT)]
    assert merge(both).record == msgspec.structs.replace(full, invented=False)


def test_a_row_about_a_translation_states_its_document_only() -> None:
    """Beside a row about the edition its title, status and dates count for nothing."""
    english = StatedDocument(kind="translation", language="en")
    translated = said(
        "a",
        ANNOUNCEMENT,
        translation="en",
        title_zh="别的名称",
        title_en="Directives",
        status=StatusWord.WITHDRAWN,
        withdrawn=D(2024, 1, 1),
        documents=(english,),
        on=D(2026, 7, 1),
    )
    own = said("b", title_zh="标准化工作导则", status=StatusWord.IN_FORCE, on=D(2026, 3, 1))
    found = merge([translated, own])
    assert found.record == BibliographicRecord(
        number=NUMBER,
        title_zh="标准化工作导则",
        title_en="Directives",
        status=StatusWord.IN_FORCE,
        documents=(english,),
    )
    assert found.conflicts == ()
    assert [statement.word for statement in found.statements] == [StatusWord.IN_FORCE]


def test_where_only_a_translation_is_known_its_row_counts() -> None:
    """Nothing better speaks of the edition, and it stays marked."""
    alone = [said(source, translation="en", title_zh="大豆", order=1) for source in "ab"]
    assert merge(alone).record == alone[0].record
