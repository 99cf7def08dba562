"""A row becomes a record: every value taken, ignored by name, or reported."""

import datetime as dt

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.bibliography import (
    BibliographicRecord,
    Degree,
    Extent,
    Finding,
    NatureWord,
    RelationKind,
    StatedDocument,
    StatedRelation,
    StatusWord,
)
from biaozhun.core.bibliography.fields import READERS
from biaozhun.core.bibliography.interpret import Interpreter
from biaozhun.core.bibliography.mapping import Mapping, recognise_headers, vocabularies
from biaozhun.core.bibliography.reading import RefusedRowError

EVERY_FIELD = Mapping(name="every", columns={field: field for field in READERS})


def read(**cells: object) -> BibliographicRecord:
    """Interpret a row whose columns are called like the fields."""
    return Interpreter(EVERY_FIELD).read(cells.items())


def codes(record: BibliographicRecord) -> list[str]:
    """The codes of a record's findings."""
    return [finding.code for finding in record.findings]


def test_a_row_of_the_first_catalogue_is_read_whole() -> None:
    """A real row gives its facts, and no finding."""
    row = {
        "code": "DB11/T 3047-2025",
        "title_zh": "军队离休退休干部服务管理机构服务与运行规范",
        "status": "现行",
        "published": "2025-09-28",
        "implemented": "2026-01-01",
        "replaces_raw": "代替DB11/T 2025-2022",
        "ccs": "A10",
        "ics": "03.080",
        "issuer": "北京市市场监督管理局",
        "source": "biaozhun_difang",
    }
    assert Interpreter(vocabularies()["cn_a"]).read(row.items()) == BibliographicRecord(
        number="DB11/T 3047-2025",
        title_zh="军队离休退休干部服务管理机构服务与运行规范",
        status=StatusWord.IN_FORCE,
        status_text="现行",
        published=dt.date(2025, 9, 28),
        in_force=dt.date(2026, 1, 1),
        ccs=("A10",),
        ics=("03.080",),
        issuing_body="北京市市场监督管理局",
        relations=(StatedRelation(kind=RelationKind.REPLACES, number="DB11/T 2025-2022"),),
    )


@pytest.mark.parametrize(
    ("cells", "code", "field"),
    [
        ({"published": "2019-02-30"}, "bad_date", "published"),
        ({"published": "1900-01-01"}, "placeholder_date", "published"),
        ({"in_force": "1985"}, "imprecise_date", "in_force"),
        ({"in_force": "0201-07-07"}, "implausible_date", "in_force"),
        ({"status": "不存在"}, "unknown_status", "status"),
        ({"status": "现行", "validity": "作废"}, "status_contradiction", "validity"),
        ({"title_zh": "标\x10准"}, "control_characters", "title_zh"),
        ({"issuing_body": "国家市场监督管理总局."}, "issuer_cut", "issuing_body"),
        ({"issuing_body": "本部分规定结构。"}, "not_a_body", "issuing_body"),
        ({"title_zh": ["a"]}, "unexpected_form", "title_zh"),
        ({"adoption_degree": "好"}, "unknown_degree", "adoption_degree"),
        ({"documents": [{"kind": 1}]}, "bad_document", "documents"),
        ({"invented": "maybe"}, "bad_truth_value", "invented"),
        ({"remark": "见附件"}, "remark", "remark"),
        ({"stage": "99"}, "", ""),
        ({"review_result": "很好"}, "unknown_review_result", "review_result"),
        ({"replaces": [{"numbr": "GB 2-2000"}]}, "bad_relation", "replaces"),
        ({"replaces": [{"number": "x"}]}, "relation_number", "replaces"),
        ({"replaced_by": "GB 1-2020"}, "relation_to_itself", "replaced_by"),
        ({"replaces": ["GB 2-2024"]}, "replacement_backwards", "replaces"),
        ({"replaced_by": ["GB 1-2010"]}, "replacement_backwards", "replaced_by"),
        ({"unheard": "x"}, "unknown_column", "unheard"),
        (
            {"published": "2020-01-02", "in_force": "2020-01-01"},
            "in_force_before_published",
            "in_force",
        ),
    ],
)
def test_a_dirty_value_is_reported_and_the_row_goes_in(
    cells: dict[str, object], code: str, field: str
) -> None:
    """Each fault has its code and names its field; the number stands."""
    record = read(number="GB 1-2020", **cells)
    expected = [(code, field)] if code else []
    assert [(finding.code, finding.field) for finding in record.findings] == expected
    assert record.number == "GB 1-2020"


def test_a_faulty_date_leaves_its_field_empty() -> None:
    """2019-02-30 is not taken for another day."""
    record = read(number="GB 1-2018", published="2019-02-30", in_force="2019-06-01")
    assert record.published is None
    assert record.in_force == dt.date(2019, 6, 1)
    assert record.findings == (
        Finding(
            code="bad_date",
            field="published",
            fragment="2019-02-30",
            message="This is not a calendar date",
        ),
    )


def test_a_countdown_says_upcoming_where_no_status_is_printed() -> None:
    """The remark behind the date is the only status of the row."""
    record = read(number="GB 1-2026", in_force="2027-02-01 即将实施 距离实施日期还有 205 天")
    assert (record.in_force, record.status) == (dt.date(2027, 2, 1), StatusWord.UPCOMING)
    assert record.findings == ()


def test_a_month_is_kept_as_text_and_as_its_first_day() -> None:
    """published_text says that the day is not known."""
    record = read(number="ISO 9001:2015", published="2015-09")
    assert (record.published, record.published_text) == (dt.date(2015, 9, 1), "2015-09")
    assert read(number="JJG 19-1985", published="1985").published is None


def test_publication_counts_as_start_where_the_source_says_so() -> None:
    """ISO knows no entry into force; a draft has none at all."""
    iso = Interpreter(vocabularies()["iso"])
    row = {"id": "ISO 9001:2015", "stage": "90.92", "published": "2015-09"}
    assert iso.read(row.items()).in_force == dt.date(2015, 9, 1)
    draft = {"id": "ISO/DIS 9001", "stage": "40.20", "published": "2025-09"}
    assert iso.read(draft.items()).in_force is None
    withdrawn = {"id": "ISO 9001:2008", "stage": "95.99", "published": "2008-11"}
    assert iso.read(withdrawn.items()).status is StatusWord.WITHDRAWN


def test_a_draft_revises_and_replaces_nothing_yet() -> None:
    """Until it is published a project leaves the standing edition in force."""
    iso = Interpreter(vocabularies()["iso"])
    draft = {"id": "ISO/CD 602", "stage": "30.60", "replaces": ["ISO 602:2015"]}
    revises = StatedRelation(kind=RelationKind.REVISES, number="ISO 602:2015")
    assert iso.read(draft.items()).relations == (revises,)


def test_a_project_without_a_year_replaces_nothing_yet() -> None:
    """ISO 14133 (no year) is to replace a part that is in force until then."""
    iso = Interpreter(vocabularies()["iso"])
    row = {"id": "ISO 14133-2:2016", "stage": "90.92", "replaced_by": ["ISO 14133"]}
    revised = StatedRelation(kind=RelationKind.REVISES, number="ISO 14133", inverse=True)
    assert iso.read(row.items()).relations == (revised,)


def test_in_force_on_the_day_of_publication() -> None:
    """自发布之日起实施 is the day of publication."""
    record = read(number="GB 1-2020", in_force="自发布之日起实施", published="2020-03-01")
    assert record.in_force == dt.date(2020, 3, 1)


def test_a_second_status_fills_a_gap_or_bears_out() -> None:
    """Without a status the coarse column counts; beside a finer one it adds nothing."""
    assert read(number="GB 1-2020", validity="作废").status is StatusWord.WITHDRAWN
    fine = read(number="GB 1-2020", status="被代替", validity="作废")
    assert (fine.status, fine.findings) == (StatusWord.REPLACED, ())


def test_class_cells_with_several_codes_and_an_industry() -> None:
    """ICS with a label and separators; CCS with the industry behind a stroke."""
    record = read(number="T/CAS 1-2020", ics="ICS 13.300;11.100", ccs="A12/H621")
    assert record.ics == ("13.300", "11.100")
    assert record.ccs == ("A12",)
    assert len(record.industry) == 1
    assert record.findings == ()


def test_a_split_number_is_mended_and_named() -> None:
    """The number that broke after its prefix is whole again, and the row says so."""
    record = read(number="DB15/T", title_zh="4192-2025 旱地谷子栽培技术规程")
    assert (record.number, record.title_zh) == ("DB15/T 4192-2025", "旱地谷子栽培技术规程")
    assert codes(record) == ["number_split"]


def test_number_and_title_in_one_cell() -> None:
    """Both orders that notices use."""
    for cell in ("GB/T 1.1-2020 标准化工作导则", "《标准化工作导则》（GB/T 1.1-2020）"):
        record = read(number_and_title=cell)
        assert (record.number, record.title_zh) == ("GB/T 1.1-2020", "标准化工作导则")


def test_joint_numbers_are_a_relation() -> None:
    """Two numbers on one cover are one edition with a joint number."""
    record = read(number="T/CAV 009-2024 T/CAS 905-2024")
    assert record.number == "T/CAV 009-2024"
    joint = StatedRelation(kind=RelationKind.JOINT, number="T/CAS 905-2024")
    assert record.relations == (joint,)


def test_an_older_standard_may_take_the_place_of_a_withdrawn_one() -> None:
    """Only an older edition of the same standard cannot replace."""
    record = read(number="ISO 8620:1986", replaced_by=["ISO 4610:1977"])
    replaced = StatedRelation(kind=RelationKind.REPLACES, number="ISO 4610:1977", inverse=True)
    assert record.relations == (replaced,)


def test_one_standard_of_several_regions_has_as_many_joint_numbers() -> None:
    """Four provinces, one text: one number and three joint ones."""
    numbers = [f"DB{region}/T 310023-2024" for region in (31, 32, 33, 34)]
    record = read(number=" ".join(numbers))
    assert record.number == numbers[0]
    assert [relation.number for relation in record.relations] == numbers[1:]


def test_relations_of_the_interchange_form() -> None:
    """Objects carry extent, degree, date and basis; plain numbers do too little but go in."""
    record = read(
        number="GB/T 2-2020",
        replaces=[{"number": "GB/T 2-2010", "extent": "partly"}, "GB/T 3-2010"],
        replaced_by=["GB/T 2-2024"],
        adopts=[{"number": "ISO 1:2016", "degree": "MOD"}],
        renumbered_from=[{"number": "GB 2-2020", "date": "2017-03-23", "basis": "2017年第7号"}],
    )
    assert set(record.relations) == {
        StatedRelation(kind=RelationKind.REPLACES, number="GB/T 2-2010", extent=Extent.PARTLY),
        StatedRelation(kind=RelationKind.REPLACES, number="GB/T 3-2010"),
        StatedRelation(kind=RelationKind.REPLACES, number="GB/T 2-2024", inverse=True),
        StatedRelation(kind=RelationKind.CORRESPONDS, number="ISO 1:2016", degree=Degree.MOD),
        StatedRelation(
            kind=RelationKind.RENUMBERED_FROM,
            number="GB 2-2020",
            date=dt.date(2017, 3, 23),
            basis="2017年第7号",
        ),
    }


@pytest.mark.parametrize(
    ("cells", "degree"),
    [
        ({"adopts": "ISO 9001:2015, IDT"}, Degree.IDT),
        ({"adopts": "等同采用 ISO 9001:2015"}, Degree.IDT),
        ({"adopts": "ISO 9001:2015（NEQ）"}, Degree.NEQ),
        ({"adopts": "ISO 9001:2015", "adoption_degree": "修改采用"}, Degree.MOD),
        ({"adopts": "ISO 9001:2015"}, None),
    ],
)
def test_degrees_of_correspondence(cells: dict[str, object], degree: Degree | None) -> None:
    """The degree stands with the number or in a column of its own."""
    relation = StatedRelation(kind=RelationKind.CORRESPONDS, number="ISO 9001:2015", degree=degree)
    assert read(number="GB/T 19001-2016", **cells).relations == (relation,)


def test_documents_are_read_typed() -> None:
    """A text the source offers keeps its language and reading right."""
    record = read(
        number="GB 1-2020",
        documents=[{"kind": "text", "reading": "open", "url": "https://example.org/1"}],
    )
    document = StatedDocument(kind="text", reading="open", url="https://example.org/1")
    assert record.documents == (document,)


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ({}, "no_number"),
        ({"number": "—"}, "no_number"),
        ({"number": "9787506678650"}, "isbn"),
        ({"number": "T/CSMT"}, "number_incomplete"),
    ],
)
def test_a_row_without_an_edition_is_refused(cells: dict[str, object], code: str) -> None:
    """No number, a book, a bare prefix: the row is refused with the reason and the field."""
    with pytest.raises(RefusedRowError) as refused:
        read(title_zh="甲", **cells)
    assert (refused.value.code, refused.value.field) == (code, "number")


def test_an_unknown_column_is_reported_once_and_counted() -> None:
    """The first row that fills it names it; all are counted; empty ones are not."""
    interpreter = Interpreter(EVERY_FIELD)
    rows = [{"number": f"GB {n}-2020", "pages": value} for n, value in enumerate(["9", "", "7"], 1)]
    found = [interpreter.read(row.items()) for row in rows]
    assert [codes(record) for record in found] == [["unknown_column"], [], []]
    assert interpreter.unknown == {"pages": 2}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title_zh", "标" * 3_000),
        ("replacement", "代替" * 3_000),
        ("published", "2" * 300),
        ("status", "现" * 300),
        ("issuing_body", "局" * 300),
        ("cites", "GB 1-2000;" * 3_000),
        ("replaces", ["GB 2-2000"] * 3_000),
        ("replaced_by", "A-1999" * 300),
    ],
)
def test_values_far_too_long_cost_one_finding(field: str, value: object) -> None:
    """What no real row holds is reported once, shortened, and takes no time."""
    record = read(number="GB 1-2020", **{field: value})
    assert len(record.findings) == 1
    assert len(record.findings[0].fragment) <= 200
    assert record.relations == ()


def test_a_row_made_of_unknown_columns_stays_small() -> None:
    """Neither findings nor the count of columns grow without bound."""
    interpreter = Interpreter(EVERY_FIELD)
    row = {"number": "GB 1-2020"} | {f"x{n}": "y" for n in range(5_000)}
    record = interpreter.read(row.items())
    assert len(record.findings) == 100
    assert record.findings[-1].code == "more_findings"
    assert len(interpreter.unknown) == 501
    assert interpreter.unknown["(more columns)"] == 4_500


CELLS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30)
NESTED = st.recursive(
    CELLS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=4
)


@given(st.dictionaries(st.sampled_from(sorted(set(READERS) - {"number"})), NESTED))
def test_no_value_of_any_field_makes_the_interpreter_fail(cells: dict[str, object]) -> None:
    """Whatever stands in whatever field, a row with a number becomes a record."""
    assert read(number="GB 1-2020", **cells).number == "GB 1-2020"


@given(NESTED)
def test_any_number_cell_is_read_or_refused(value: object) -> None:
    """A number cell gives a record or a refusal with a code, nothing else."""
    try:
        outcome = read(number=value).number
    except RefusedRowError as error:
        outcome = error.code
    assert outcome


@pytest.mark.parametrize(
    ("number", "title", "language", "title_zh", "title_en"),
    [
        (
            "GB/T 24359-2009E",
            "第三方物流服务质量要求（英文版）",
            "en",
            "第三方物流服务质量要求",
            "",
        ),
        ("GB/T 24359-2009", "第三方物流服务质量要求(英文版)", "en", "第三方物流服务质量要求", ""),
        ("GB/T 24359-2009（英文版）", "第三方物流", "en", "第三方物流", ""),
        ("GB/T 24359-2009E", "Logistics (英文版)", "en", "", "Logistics"),
        ("GB/T 24359-2009R", "第三方物流（俄文版）", "ru", "第三方物流", ""),
        ("GB/T 24359-2009MM", "第三方物流（缅甸语版）", "my", "第三方物流", ""),
        ("GB/T 24359-2009JP", "第三方物流（日文版）", "ja", "第三方物流", ""),
    ],
)
def test_a_translation_is_a_document_of_the_chinese_edition(
    number: str, title: str, language: str, title_zh: str, title_en: str
) -> None:
    """The mark of the language goes from the number, its words from the title."""
    record = read(number=number, title_zh=title)
    assert record == BibliographicRecord(
        number="GB/T 24359-2009",
        printed="" if number == "GB/T 24359-2009" else number,
        title_zh=title_zh,
        title_en=title_en,
        documents=(StatedDocument(kind="translation", language=language),),
        translation=language,
    )


def test_what_only_looks_like_a_translation_is_none() -> None:
    """A standard about English texts, and ISO's own mark of its English text."""
    about = read(number="GB/T 1-2009", title_zh="译文要求（英文名称）")
    assert (about.translation, about.title_zh) == ("", "译文要求（英文名称）")
    iso = read(number="ISO 9001:2015(E)")
    assert (iso.number, iso.translation, iso.documents) == ("ISO 9001:2015(E)", "", ())


def test_relations_to_a_translation_are_relations_to_its_edition() -> None:
    """The number of another row is read as that row's own is."""
    record = read(number="GB/T 5-2020E", replaces="GB/T 5-2009E")
    assert [relation.number for relation in record.relations] == ["GB/T 5-2009"]


def _by_columns(header: str, *cells: str) -> BibliographicRecord:
    """A row of a table whose columns are recognised by their words."""
    columns = header.split(",")
    mapping = recognise_headers(columns, name="x")
    assert mapping is not None
    return Interpreter(mapping).read(zip(columns, cells, strict=True))


def test_the_first_filled_column_of_a_field_counts() -> None:
    """Where the first of two columns for one field is empty, the fact stands in the second."""
    nature = _by_columns("标准号,性质,标准性质", "GB 91045-2010", "", "强制性")
    assert (nature.nature, nature.findings) == (NatureWord.MANDATORY, ())
    titled = _by_columns("标准编号,标准号,标准名称,中文名称", "", "GB/T 1-2000", "", "甲")
    assert (titled.number, titled.title_zh, titled.findings) == ("GB/T 1-2000", "甲", ())
    together = _by_columns("标准编号及名称,标准号及名称", "", "GB/T 1-2000 甲")
    assert (together.number, together.title_zh) == ("GB/T 1-2000", "甲")


@pytest.mark.parametrize(
    ("header", "first", "second"),
    [
        ("标准名称,中文名称", "甲", " 甲"),
        ("标准状态,状态", "现行", "现行有效"),
        ("发布日期,发布时间", "2010-05-06", "2010年5月6日"),
        ("发布日期,发布时间", "2010-05-06", "2010-05"),
        ("标准编号,编号", "GB/T 1—2000", "gb/t 1-2000"),
        ("采标程度,采用程度", "IDT", "等同采用"),
    ],
)
def test_a_second_column_that_says_the_same_is_no_finding(
    header: str, first: str, second: str
) -> None:
    """Two writings of one fact do not contradict each other."""
    record = _by_columns(f"标准号,{header}", "GB/T 1-2000", first, second)
    assert record == _by_columns(f"标准号,{header}", "GB/T 1-2000", first, "")
    assert record.findings == ()


@pytest.mark.parametrize(
    ("header", "field", "first", "second"),
    [
        ("标准名称,中文名称", "title_zh", "甲", "乙"),
        ("标准状态,状态", "status", "现行", "废止"),
        ("现行或作废,有效性", "validity", "现行", "作废"),
        ("实施日期,实施时间", "in_force", "2010-05-06", "2010年5月7日"),
        ("发布日期,发布时间", "published", "2010-05-06", "2010年6月"),
        ("发布单位,批准部门", "issuing_body", "甲局", "乙局"),
        ("ics,国际分类", "ics", "03.080", "13.020"),
        ("采标程度,采用程度", "adoption_degree", "IDT", "修改采用"),
        ("标准编号,编号", "number", "GB/T 1-2000", "GB/T 2-2000"),
        ("性质,是否强制", "nature", "强制性", "否"),
    ],
)
def test_a_second_column_that_says_otherwise_is_told_as_it_is_written(
    header: str, field: str, first: str, second: str
) -> None:
    """The first counts; the finding shows what the source wrote in the second."""
    columns, own = ("标准号," + header, "GB 1-2000") if field != "number" else (header, "")
    cells = [own, first, second] if own else [first, second]
    record = _by_columns(columns, *cells)
    [finding] = record.findings
    assert (finding.code, finding.field, finding.fragment) == ("second_value", field, second)
    alone = _by_columns(columns, *cells[:-1], "")
    assert msgspec.structs.replace(record, findings=()) == alone


def test_each_of_three_columns_is_weighed() -> None:
    """Two columns that deny what the first says are two findings."""
    header = "标准号,性质,标准性质,是否强制"
    record = _by_columns(header, "GB 91020-2010", "强制性", "推荐性", "否")
    assert record.nature is NatureWord.MANDATORY
    assert [(f.code, f.fragment) for f in record.findings] == [
        ("second_value", "推荐性"),
        ("second_value", "否"),
    ]


def test_a_date_in_the_wrong_order_is_shown_as_it_is_written() -> None:
    """The finding repeats what stands in the cell, not how it was read."""
    [finding] = read(number="GB 1-2000", published="2000.5.6", in_force="2000年1月2日").findings
    assert (finding.code, finding.fragment) == ("in_force_before_published", "2000年1月2日")
