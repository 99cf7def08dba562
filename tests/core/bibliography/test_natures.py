"""The nature a source states: read strictly, weighed against the number, never in its place."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.bibliography import (
    BY_NUMBER,
    BibliographicRecord,
    Conflict,
    NatureStatement,
    NatureWord,
    RelationKind,
    Sourced,
    StatedRelation,
    merge,
)
from biaozhun.core.bibliography.interpret import Interpreter
from biaozhun.core.bibliography.mapping import recognise_headers, vocabularies
from biaozhun.core.bibliography.natures import agree, finer, read_mandatory, read_nature

DAY = dt.date(2026, 7, 1)
MANDATORY, RECOMMENDED = NatureWord.MANDATORY, NatureWord.RECOMMENDED


def read(**cells: object) -> BibliographicRecord:
    """A row of a table headed by usual Chinese words."""
    mapping = recognise_headers(cells, name="x")
    assert mapping is not None
    return Interpreter(mapping).read(cells.items())


def codes(record: BibliographicRecord) -> list[str]:
    """The codes of a record's findings."""
    return [finding.code for finding in record.findings]


def said(source: str, word: NatureWord | None, number: str = "GB 5-2000", **row: object) -> Sourced:
    """What a source says of the nature of a number."""
    rank = int(str(row.pop("rank", 50)))
    record = BibliographicRecord(number=number, nature=word, **row)  # type: ignore[arg-type]  # fields by name
    return Sourced(record=record, source=source, rank=rank, seen=DAY)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("强制性", NatureWord.MANDATORY),
        ("强制", NatureWord.MANDATORY),
        ("条文强制", NatureWord.PARTLY_MANDATORY),
        ("推荐性国家标准", NatureWord.RECOMMENDED),
        ("指导性技术文件。", NatureWord.GUIDANCE),
        ("Recommended", NatureWord.RECOMMENDED),
        ("非强制性", NatureWord.VOLUNTARY),
        ("强制性 推荐性", None),
        ("国家标准", None),
    ],
)
def test_words_are_read_whole_or_not_at_all(text: str, word: NatureWord | None) -> None:
    """A word of the table is read; anything else, also two words at once, is not guessed."""
    assert read_nature(text) is word


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("是", NatureWord.MANDATORY),
        ("TRUE", NatureWord.MANDATORY),
        ("否", NatureWord.VOLUNTARY),
        ("0", NatureWord.VOLUNTARY),
        ("条文强制", NatureWord.PARTLY_MANDATORY),
        ("也许", None),
    ],
)
def test_a_no_only_denies_that_it_is_mandatory(text: str, word: NatureWord | None) -> None:
    """是否强制: 否 says that it is not mandatory, and nothing of what it is."""
    assert read_mandatory(text) is word


@given(st.sampled_from(NatureWord), st.sampled_from(NatureWord))
def test_agreement_goes_both_ways_and_the_finer_word_is_one_of_both(
    one: NatureWord, other: NatureWord
) -> None:
    """Order does not matter, and of two words that agree the same one says more either way."""
    assert agree(one, other) is agree(other, one)
    if agree(one, other):
        assert finer(one, other) is finer(other, one)
        assert finer(one, other) in (one, other)


@pytest.mark.parametrize(
    ("column", "text", "word"),
    [
        ("标准性质", "强制性", MANDATORY),
        ("性质", "强制性", MANDATORY),
        ("标准类别", "强制性国家标准", MANDATORY),
        ("标准类型", "条文强制", NatureWord.PARTLY_MANDATORY),
        ("是否强制", "是", MANDATORY),
    ],
)
def test_columns_that_state_the_nature_are_taken(column: str, text: str, word: NatureWord) -> None:
    """Whatever the column is called, the word and the text as printed are kept."""
    record = read(标准编号="GB 5-2000", **{column: text})
    assert (record.nature, record.nature_text, record.doctype) == (word, text, "")
    assert codes(record) == []


def test_a_kind_of_document_stays_a_kind_of_document() -> None:
    """标准类别 holds a nature in some tables and a kind in others."""
    record = read(标准编号="JJG 5-2000", 标准类别="计量检定规程")
    assert (record.doctype, record.nature) == ("计量检定规程", None)


def test_an_unknown_word_is_a_finding_and_the_row_goes_in() -> None:
    """What is not understood is reported with the text; the rest of the row is taken."""
    record = read(标准编号="GB 5-2000", 标准名称="某标准", 标准性质="半强制")
    assert (record.number, record.title_zh, record.nature) == ("GB 5-2000", "某标准", None)
    assert [(one.code, one.field, one.fragment) for one in record.findings] == [
        ("unknown_nature", "nature", "半强制")
    ]


@pytest.mark.parametrize(
    ("number", "text", "found"),
    [
        ("GB 5-2000", "推荐性", ["nature_contradiction"]),
        ("GB/T 5-2000", "条文强制", ["nature_contradiction"]),
        ("GB/Z 5-2000", "推荐性", ["nature_contradiction"]),
        ("GB 5-2000", "条文强制", []),
        ("GB/Z 5-2000", "非强制", []),
        ("T/CECS 5-2000", "推荐性", []),
    ],
)
def test_a_word_that_denies_the_number_is_reported_and_kept(
    number: str, text: str, found: list[str]
) -> None:
    """The number's mark is not overwritten, and neither is what the source says."""
    record = read(标准编号=number, 标准性质=text)
    assert codes(record) == found
    assert record.nature is read_nature(text)


@pytest.mark.parametrize("columns", [("是否强制", "标准性质"), ("标准性质", "是否强制")])
def test_two_columns_that_agree_give_the_word_that_says_more(columns: tuple[str, str]) -> None:
    """条文强制 beside 是否强制: 是 is no second value, in whichever order they stand."""
    words = {"是否强制": "是", "标准性质": "条文强制"}
    record = read(标准编号="GB 5-2000", **{column: words[column] for column in columns})
    assert (record.nature, record.nature_text) == (NatureWord.PARTLY_MANDATORY, "条文强制")
    assert codes(record) == []


def test_two_columns_that_disagree_are_reported() -> None:
    """The first column counts, the other is a finding."""
    record = read(标准编号="T/CECS 5-2000", 标准性质="推荐性", 是否强制="是")
    assert record.nature is RECOMMENDED
    assert codes(record) == ["second_value"]


def test_a_column_of_the_sports_collection_is_taken() -> None:
    """isMandatory: true of a GB/T is a contradiction; false of it is borne out."""
    rows = {"code": "GB/T 5-2000", "title": "某", "issueDate": "2000-01-01"}
    reader = Interpreter(vocabularies()["cn_sports"])
    assert codes(reader.read({**rows, "isMandatory": True}.items())) == ["nature_contradiction"]
    assert codes(reader.read({**rows, "isMandatory": False}.items())) == []


def test_the_number_is_chosen_where_a_source_denies_it() -> None:
    """The conflict names the number as the one that is believed, by an empty source."""
    found = merge([said("a", RECOMMENDED), said("b", MANDATORY)])
    assert found.conflicts == (Conflict("nature", "mandatory", BY_NUMBER, "recommended", "a"),)
    assert found.natures == (
        NatureStatement(RECOMMENDED, DAY, "a"),
        NatureStatement(MANDATORY, DAY, "b"),
    )


def test_where_the_number_says_nothing_the_strongest_source_is_chosen() -> None:
    """Association standards bear no mark; sources are weighed against one another."""
    weak = said("a", MANDATORY, "T/CECS 5-2000")
    strong = said("b", RECOMMENDED, "T/CECS 5-2000", rank=10, nature_text="推荐")
    found = merge([weak, strong])
    assert (found.record.nature, found.record.nature_text) == (RECOMMENDED, "推荐")
    assert found.origins["nature"] == "b"
    assert found.conflicts == (Conflict("nature", "recommended", "b", "mandatory", "a"),)


@pytest.mark.parametrize("word", [None, MANDATORY])
def test_what_only_repeats_the_number_is_not_kept_beside_it(word: NatureWord | None) -> None:
    """The ordinary edition has no statements on its nature."""
    assert merge([said("a", word)]).natures == ()
    assert merge([said("a", word), said("b", MANDATORY)]).natures == ()


def test_of_a_text_that_was_renumbered_every_word_is_kept() -> None:
    """A word that fits the number may deny the day of the change."""
    former = StatedRelation(kind=RelationKind.RENUMBERED_FROM, number="GB/T 5-2000")
    found = merge([said("a", MANDATORY, relations=(former,))])
    assert found.natures == (NatureStatement(MANDATORY, DAY, "a"),)


def test_a_row_about_a_translation_does_not_speak_of_the_nature() -> None:
    """What a row says of a translation counts only where no row is about the edition."""
    translation = said("a", RECOMMENDED, translation="en")
    assert merge([translation, said("b", None)]).conflicts == ()
    assert [one.other for one in merge([translation]).conflicts] == ["recommended"]


statements = st.builds(
    said,
    st.sampled_from("abc"),
    st.none() | st.sampled_from(NatureWord),
    st.sampled_from(["GB 5-2000"]),
    rank=st.sampled_from([10, 50]),
    nature_text=st.sampled_from(["", "强制", "推荐"]),
)


@given(
    st.lists(statements, min_size=1, max_size=5).flatmap(
        lambda rows: st.tuples(st.just(rows), st.permutations(rows))
    )
)
def test_the_order_of_the_sources_does_not_matter(
    rows: tuple[list[Sourced], list[Sourced]],
) -> None:
    """Word, conflicts and statements are the same in whichever order sources are read."""
    one, other = (merge(given) for given in rows)
    assert (one.record.nature, one.record.nature_text) == (
        other.record.nature,
        other.record.nature_text,
    )
    assert one.conflicts == other.conflicts
    assert one.natures == other.natures
