"""JSON Lines and JSON arrays, in the vocabularies the platform knows."""

import gzip
import json
from pathlib import Path

import pytest

from biaozhun.cloud.catalogue.importers import ImportFormatError, open_importer
from biaozhun.core.bibliography import NatureWord, RelationKind, StatusWord

CN_B = {
    "code": "GB/T 12135-2025",
    "title_zh": "气瓶检验机构技术条件",
    "issuer": "国家市场监督管理总局.",
    "implemented": "2026-03-01",
    "status": "现行",
    "url": "http://www.csres.com/detail/435052.html",
    "fetched": "2026-03-03 02:41:53",
}
OWN = {"number": "GB/T 1.1-2020", "title_zh": "标准化工作导则", "in_force": "2020-10-01"}


def _lines(*rows: dict[str, object], ends: str = "\n") -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + ends for row in rows).encode()


def _write(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "list"
    path.write_bytes(content)
    return path


def test_the_vocabulary_is_recognised_and_the_line_kept(tmp_path: Path) -> None:
    """The keys tell the source; the line comes along byte by byte."""
    content = _lines(CN_B)
    importer = open_importer(_write(tmp_path, content))
    [row] = importer.rows()
    assert importer.name == "cn_b"
    assert (row.position, row.raw, row.error) == (1, content.rstrip(), None)
    assert row.record is not None
    assert row.record.number == "GB/T 12135-2025"
    assert [finding.code for finding in row.record.findings] == ["issuer_cut"]


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "\n\n", " \r\n"])
def test_every_line_end_will_do(tmp_path: Path, ends: str) -> None:
    """Windows, Unix and old Macintosh files, and blank lines between."""
    importer = open_importer(_write(tmp_path, _lines(CN_B, CN_B, ends=ends)))
    assert [row.position for row in importer.rows() if row.record] == [1, 2]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
def test_other_encodings_give_the_same_records(tmp_path: Path, encoding: str) -> None:
    """The encoding is found by content."""
    content = _lines(OWN, OWN).decode().encode(encoding)
    records = [row.record for row in open_importer(_write(tmp_path, content)).rows()]
    assert [record.title_zh for record in records if record] == ["标准化工作导则"] * 2


@pytest.mark.parametrize("indent", [None, 2])
def test_an_array_gives_what_lines_give(tmp_path: Path, indent: int | None) -> None:
    """An array, packed or laid out, holds the same records; its elements come with their text."""
    content = json.dumps([CN_B, OWN | {"code": "GB 1-2020"}, 7], ensure_ascii=False, indent=indent)
    rows = list(open_importer(_write(tmp_path, gzip.compress(content.encode()))).rows())
    assert [row.record.number for row in rows if row.record] == ["GB/T 12135-2025", "GB 1-2020"]
    assert json.loads(rows[0].raw) == CN_B
    assert rows[2].error is not None
    assert rows[2].error.code == "not_an_object"


def test_resuming_skips_rows_and_keeps_their_numbers(tmp_path: Path) -> None:
    """An interrupted import goes on where it stopped."""
    rows = [OWN | {"number": f"GB/T {n}-2020"} for n in range(1, 6)]
    for content in (_lines(*rows), json.dumps(rows).encode()):
        importer = open_importer(_write(tmp_path, content))
        late = [(row.position, row.record.number) for row in importer.rows(start=3) if row.record]
        assert late == [(4, "GB/T 4-2020"), (5, "GB/T 5-2020")]


def test_bad_lines_become_errors_and_the_rest_goes_in(tmp_path: Path) -> None:
    """Broken, no object, wrong bytes, too deep, too long, no number: all are accounted for."""
    bad = [
        b'{"number": "GB/T 2-2020"',
        b"[1, 2]",
        '{"number": "GB/T 3-2020", "title_zh": "标'.encode() + b'\xff"}',
        b'{"number": "GB/T 4-2020", "replaces": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
        b'{"number": "GB/T 5-2020", "title_zh": "' + b"x" * 9_000_000 + b'"}',
        b'{"title_zh": "x"}',
    ]
    content = b"\n".join([_lines(OWN).strip(), *bad, _lines(OWN)])
    rows = list(open_importer(_write(tmp_path, content)).rows())
    assert [row.error.code if row.error else "" for row in rows] == [
        "",
        "broken_json",
        "not_an_object",
        "wrong_encoding",
        "nested_too_deep",
        "line_too_long",
        "no_number",
        "",
    ]
    assert rows[1].raw == bad[0]
    assert rows[5].raw == bad[4][:1000]


def test_nul_bytes_cost_their_row_only(tmp_path: Path) -> None:
    """NUL is no JSON; the lines round it are read."""
    content = _lines(OWN) + b'{"number": "GB\0"}\n' + _lines(OWN)
    rows = list(open_importer(_write(tmp_path, content)).rows())
    assert [row.error.code if row.error else "" for row in rows] == ["", "broken_json", ""]


def test_a_truncated_gzip_ends_in_an_error_row(tmp_path: Path) -> None:
    """What came before the break is in, and the break is told."""
    lines = _lines(*(OWN | {"number": f"GB/T {n}-2020"} for n in range(1, 60_000)))
    packed = gzip.compress(lines)
    rows = list(open_importer(_write(tmp_path, packed[: len(packed) * 3 // 4])).rows())
    assert rows[-1].error is not None
    assert rows[-1].error.code == "truncated_file"
    assert all(row.record for row in rows[:-1])
    assert len(rows) > 10_000


def test_unknown_keys_are_counted(tmp_path: Path) -> None:
    """A key nobody provided for is reported once and counted for the account."""
    importer = open_importer(_write(tmp_path, _lines(OWN | {"pages": 9}, OWN | {"pages": 7})))
    found = [row.record.findings for row in importer.rows() if row.record]
    assert [[finding.code for finding in each] for each in found] == [["unknown_column"], []]
    assert importer.unknown_columns == {"pages": 2}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b'{"a": 1}\n', "unknown_vocabulary"),
        (b"{broken\n{broken\n", "broken_json"),
        (b'{"reference": "ISO/TC 1", "secretariat": "DIN", "id": 1}\n', "not_standards"),
        (b'{"identifier": "01", "parent": "", "titleEn": "x"}\n', "not_standards"),
    ],
)
def test_files_without_standards_are_refused(tmp_path: Path, content: bytes, code: str) -> None:
    """Empty, foreign, broken, and the tables of ISO that list no standards."""
    with pytest.raises(ImportFormatError) as refused:
        open_importer(_write(tmp_path, content))
    assert refused.value.code == code


def test_iso_open_data_resolves_its_keys(tmp_path: Path) -> None:
    """Relations name rows by key, also later ones; a key that is not in the file is reported."""
    rows = [
        {
            "id": 46486,
            "deliverableType": "IS",
            "reference": "ISO 9001:2008",
            "title": {"en": "Quality management systems — Requirements", "fr": "Systèmes"},
            "publicationDate": "2008-11-14",
            "edition": 4,
            "icsCode": ["03.120.10"],
            "ownerCommittee": "ISO/TC 176/SC 2",
            "currentStage": 9599,
            "replaces": [21823],
            "replacedBy": [62085],
            "languages": ["en"],
            "pages": {"en": 27},
            "scope": {"en": "<p>Requirements</p>"},
            "supplementType": None,
        },
        {
            "id": 62085,
            "deliverableType": "IS",
            "reference": "ISO 9001:2015",
            "publicationDate": "2015-09-22",
            "currentStage": 9092,
        },
    ]
    importer = open_importer(_write(tmp_path, _lines(*rows)))
    assert importer.name == "iso_open_data"
    first, second = (row.record for row in importer.rows())
    assert first is not None
    assert second is not None
    assert (first.status, first.stage, first.summary) == (
        StatusWord.WITHDRAWN,
        "95.99",
        "Requirements",
    )
    assert first.external_id == "46486"
    assert [(r.kind, r.inverse, r.number) for r in first.relations] == [
        (RelationKind.REPLACES, True, "ISO 9001:2015")
    ]
    assert [(f.code, f.fragment) for f in first.findings] == [("relation_number", "id 21823")]
    assert second.in_force == second.published
    assert importer.unknown_columns == {}


def test_a_named_format_must_exist(tmp_path: Path) -> None:
    """A wrong --format is answered with the known ones; a right vocabulary is followed."""
    path = _write(tmp_path, _lines({"code": "GB 1-2020", "title_zh": "甲"}))
    with pytest.raises(ImportFormatError) as refused:
        open_importer(path, format="cn_z")
    assert refused.value.code == "unknown_format"
    [row] = open_importer(path, format="cn_a").rows()
    assert row.record is not None
    with pytest.raises(ImportFormatError) as mismatch:
        open_importer(path, format="xlsx")
    assert mismatch.value.code == "format_mismatch"


@pytest.mark.parametrize("key", ["data", "rows", "results", "标准"])
@pytest.mark.parametrize("indent", [None, 2])
def test_an_array_inside_an_object_is_read(tmp_path: Path, key: str, indent: int | None) -> None:
    """Interfaces wrap their rows; what stands beside them is no row."""
    rows = [OWN | {"number": f"GB/T {n}-2020"} for n in range(1, 6)]
    content = json.dumps({"total": 5, "tags": ["a"], key: rows, "page": {"next": 2}}, indent=indent)
    importer = open_importer(_write(tmp_path, gzip.compress(content.encode())))
    numbers = [row.record.number for row in importer.rows(start=1) if row.record]
    assert numbers == ["GB/T 2-2020", "GB/T 3-2020", "GB/T 4-2020", "GB/T 5-2020"]


def test_a_row_with_a_list_of_its_own_is_a_row(tmp_path: Path) -> None:
    """A single line whose own field holds objects is one row, not what its field holds."""
    row = OWN | {"documents": [{"kind": "text"}]}
    [read] = open_importer(_write(tmp_path, _lines(row))).rows()
    assert read.record is not None
    assert [document.kind for document in read.record.documents] == ["text"]


def test_two_lists_in_an_object_are_refused_by_name(tmp_path: Path) -> None:
    """Which of them lists the standards is not guessed."""
    content = json.dumps({"new": [OWN], "old": [OWN]}).encode()
    with pytest.raises(ImportFormatError) as refused:
        open_importer(_write(tmp_path, content))
    assert (refused.value.code, refused.value.fragment) == ("several_lists", "new, old")


def test_a_wrapped_array_that_breaks_off_ends_in_an_error_row(tmp_path: Path) -> None:
    """The rows before the break are in, and the break is told."""
    content = json.dumps({"data": [OWN, CN_B]})[:-40].encode()
    rows = list(open_importer(_write(tmp_path, content)).rows())
    assert [row.error.code if row.error else "" for row in rows] == ["", "broken_json"]


@pytest.mark.parametrize(
    ("row", "table"),
    [
        ({"id": 1, "reference": "ISO/TC 1", "secretariat": "DIN"}, "table of technical committees"),
        ({"identifier": "01", "parent": "", "titleEn": "Generalities"}, "table of the ICS"),
    ],
)
def test_the_refusal_of_isos_other_tables_names_the_right_file(
    tmp_path: Path, row: dict[str, object], table: str
) -> None:
    """In each form of the file it says what the table is and which file to give."""
    header, cells = ",".join(row), ",".join(str(value) for value in row.values())
    forms = [
        _lines(row, row),
        json.dumps([row]).encode(),
        json.dumps({"data": [row, row]}).encode(),
        f"{header}\n{cells}\n".encode(),
    ]
    for content in forms:
        with pytest.raises(ImportFormatError) as refused:
            open_importer(_write(tmp_path, content))
        assert refused.value.code == "not_standards"
        assert refused.value.message == f"This is ISO's {table}; it lists no standards"
        assert "iso_deliverables_metadata.jsonl or .csv" in refused.value.hint


def test_rows_may_call_one_field_by_different_keys(tmp_path: Path) -> None:
    """A key is read in its row although other rows have another key for the same field."""
    first: dict[str, object] = {"标准号": "GB 91043-2010", "标准性质": "强制性"}
    content = _lines(first, {"标准号": "GB 91044-2010", "性质": "强制性"})
    importer = open_importer(_write(tmp_path, content))
    records = [row.record for row in importer.rows()]
    assert [(r.nature, r.findings) for r in records if r] == [(NatureWord.MANDATORY, ())] * 2
    assert importer.unknown_columns == {}


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"[1,2]", "not_an_object"),
        (b'"x"', "not_an_object"),
        (b"null", "not_an_object"),
        (b"[1,2", "broken_json"),
        (rb'{"number":"\ud800"}', "number_format"),
        (b'{"number":"-"}', "no_number"),
    ],
)
def test_a_refused_line_has_the_code_of_its_fault(tmp_path: Path, line: bytes, code: str) -> None:
    """Sound JSON that is no object is no broken JSON; a number that is none is no missing one."""
    [_, row] = open_importer(_write(tmp_path, _lines(OWN) + line + b"\n")).rows()
    assert row.error is not None
    assert row.error.code == code


@pytest.mark.parametrize("is_array", [False, True])
@pytest.mark.parametrize(
    ("row", "found"),
    [
        ('{"number":"GB/T 1-2000","number":"GB/T 2-2000"}', [("number", "GB/T 2-2000")]),
        ('{"number" : "GB/T 1-2000","title_zh" : "甲", "title_zh" : "乙"}', [("title_zh", "乙")]),
        ('{"number": "GB/T 1-2000", "title_zh": "甲\\":", "title_zh": "甲\\":"}', []),
        (
            '{"number":"GB/T 1-2000","replaces":[{"number":"GB/T 3-1999","number":"GB/T 4-1999"}]}',
            [("number", "GB/T 4-1999")],
        ),
    ],
)
def test_a_key_that_stands_twice_is_told(
    tmp_path: Path, row: str, found: list[tuple[str, str]], *, is_array: bool
) -> None:
    """The first value counts; another one is a finding, in the row or in an object inside it."""
    content = f"[{row}]" if is_array else row
    [read] = open_importer(_write(tmp_path, content.encode())).rows()
    assert read.record is not None
    assert read.record.number == "GB/T 1-2000"
    assert [relation.number for relation in read.record.relations] in ([], ["GB/T 3-1999"])
    told = [(f.code, f.field, f.fragment) for f in read.record.findings]
    assert told == [("second_value", field, fragment) for field, fragment in found]
