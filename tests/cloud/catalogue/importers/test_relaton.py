"""Relaton YAML: file, folder and tar."""

import datetime as dt
import io
import tarfile
from pathlib import Path

import pytest

from biaozhun.cloud.catalogue.importers import ImportFormatError, Row, open_importer
from biaozhun.core.bibliography import BibliographicRecord, RelationKind, StatedRelation, StatusWord

RECORD = """---
schema-version: v1.2.9
id: ISO226632007
title:
- {content: Plastics, language: [en], script: [Latn], type: title-intro}
- {content: Plastics - Pipes, language: [en], script: [Latn], type: main}
- {content: Plastiques - Tubes, language: [fr], script: [Latn], type: main}
link:
- {content: 'https://example.org/1', type: src}
- {content: 'https://example.org/1.rss', type: rss}
type: standard
docid:
- {id: 'ISO 22663:2007(E)', type: iso-reference}
- {id: 'ISO 22663:2007', type: ISO, primary: true}
date:
- {type: published, value: 2007-03}
- {type: updated, value: 2008-06}
contributor:
- organization: {name: [{content: International Organization}], abbreviation: {content: ISO}}
  role: [{type: publisher}]
edition: {content: '1'}
docstatus: {stage: {value: '95'}, substage: {value: '99'}}
abstract:
- {content: Specifies pipes., language: [en]}
relation:
- {type: obsoletes, bibitem: {docid: [{id: 'ISO 22663:2001', type: ISO, primary: true}]}}
- {type: obsoletes, bibitem: {docid: [{id: 'ISO/CD 22663', type: ISO, primary: true}]}}
- {type: updates, bibitem: {docid: [{id: 'ISO 22663:2015', type: ISO, primary: true}]}}
- {type: updates, bibitem: {docid: [{id: 'ISO 22663:2007/Amd 1:2010', primary: true}]}}
- {type: partOf, bibitem: {docid: [{id: 'ISO 1:2000', primary: true}]}}
ext:
  doctype: {type: international-standard}
  editorialgroup: {technical_committee: [{name: Pipes, identifier: ISO/TC 138}]}
  ics: [{code: 23.040.20}]
  unheard: x
"""


def _replaces(number: str, *, inverse: bool = False) -> StatedRelation:
    return StatedRelation(kind=RelationKind.REPLACES, number=number, inverse=inverse)


def _only(rows: list[Row]) -> BibliographicRecord:
    [record] = [row.record for row in rows if row.record]
    return record


def test_a_record_is_read_whole(tmp_path: Path) -> None:
    """Facts and relations of one file; what nobody provided for is reported by its path."""
    path = tmp_path / "record"
    path.write_text(RECORD, encoding="utf-8")
    importer = open_importer(path)
    rows = list(importer.rows())
    record = _only(rows)
    assert rows[0].raw == RECORD.encode()
    assert (record.number, record.title_en, record.title_fr) == (
        "ISO 22663:2007",
        "Plastics - Pipes",
        "Plastiques - Tubes",
    )
    assert (record.published, record.published_text) == (dt.date(2007, 3, 1), "2007-03")
    assert (record.status, record.stage, record.issuing_body) == (
        StatusWord.WITHDRAWN,
        "95.99",
        "ISO",
    )
    assert (record.ics, record.committee, record.edition) == (("23.040.20",), "ISO/TC 138", "1")
    assert record.url == "https://example.org/1"
    assert set(record.relations) == {
        _replaces("ISO 22663:2001"),
        _replaces("ISO 22663:2015", inverse=True),
        StatedRelation(kind=RelationKind.REVISES, number="ISO/CD 22663", inverse=True),
        StatedRelation(kind=RelationKind.AMENDS, number="ISO 22663:2007/Amd 1:2010", inverse=True),
    }
    assert importer.unknown_columns == {"relation.partOf": 1, "ext.unheard": 1}


def test_a_folder_and_a_tar_give_the_same(tmp_path: Path) -> None:
    """Members are read in order, other files are not, harmful ones become errors."""
    laughs = "a: &a [x,x]\nb: &b [*a,*a]\nc: [*b,*b]\n"
    members = {
        "1.yaml": RECORD,
        "2.yml": laughs,
        "3.yaml": "- a\n",
        "read.me": "x",
        "4.yaml": RECORD,
    }
    folder = tmp_path / "folder"
    folder.mkdir()
    path = tmp_path / "archive"
    with tarfile.open(path, "w:gz") as archive:
        for name, text in members.items():
            (folder / name).write_text(text, encoding="utf-8")
            entry = tarfile.TarInfo(f"sub/{name}")
            entry.size = len(text.encode())
            archive.addfile(entry, io.BytesIO(text.encode()))
        link = tarfile.TarInfo("evil.yaml")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    expected = ["", "too_many_aliases", "not_an_object", ""]
    for source in (folder, path):
        rows = list(open_importer(source).rows())
        assert [row.error.code if row.error else "" for row in rows] == expected
    assert [row.position for row in open_importer(path).rows(start=3)] == [4]


def test_a_tar_that_breaks_off_keeps_what_was_read(tmp_path: Path) -> None:
    """The members before the break are in, and the break is told."""
    path = tmp_path / "archive"
    with tarfile.open(path, "w") as archive:
        for name in ("1.yaml", "2.yaml"):
            entry = tarfile.TarInfo(name)
            entry.size = len(RECORD.encode())
            archive.addfile(entry, io.BytesIO(RECORD.encode()))
    member = 512 * (1 + -(-len(RECORD.encode()) // 512))  # header and padded content
    path.write_bytes(path.read_bytes()[: member + 512 + 100])
    rows = list(open_importer(path).rows())
    assert rows[0].record is not None
    assert rows[-1].error is not None
    assert rows[-1].error.code == "truncated_file"


def test_a_folder_without_yaml_is_refused(tmp_path: Path) -> None:
    """Nothing read is not an import that went well: of a folder only Relaton is read."""
    (tmp_path / "list.csv").write_text("标准编号,标准名称\nGB 1-2020,某标准\n", encoding="utf-8")
    with pytest.raises(ImportFormatError) as refused:
        open_importer(tmp_path)
    assert refused.value.code == "empty_folder"


def test_a_record_that_says_nothing_of_what_it_names_is_read_all_the_same(tmp_path: Path) -> None:
    """An empty title, a kind of number that is no word: neither stops those that come behind."""
    path = tmp_path / "records.yaml"
    odd = "title: [{content: ''}]\ndocid: [{id: ISO 5:2001, type: [a, b]}]\n"
    path.write_text(odd, encoding="utf-8")
    record = _only(list(open_importer(path).rows()))
    assert (record.number, record.title_en) == ("ISO 5:2001", "")
