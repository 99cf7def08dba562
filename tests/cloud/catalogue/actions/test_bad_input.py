"""Rows made to do harm: each goes in or is refused by name, and the good rows around are in.

Continuous integration runs this on PostgreSQL too, which refuses what SQLite swallows: NUL, halves
of surrogate pairs, texts wider than their column.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from biaozhun.cloud.catalogue.models import (
    Announcement,
    Document,
    Edition,
    RejectedRow,
    Relation,
)
from tests.cloud.catalogue.actions.conftest import Import

pytestmark = pytest.mark.django_db

Write = Callable[[Path, Sequence[Mapping[str, object]]], Path]

GOOD = {
    "number": "GB/T 1.1-2020",
    "title_zh": "好的行",
    "status": "现行",
    "published": "2020-03-31",
}
HALF = "\ud800"  # a lone half of a surrogate pair, as "\ud800" in JSON gives it
LONG = "长" * 1_000_000


def write_array(path: Path, rows: Sequence[Mapping[str, object]]) -> Path:
    """The rows as one JSON array."""
    path.write_text(json.dumps(rows, indent=0), encoding="utf-8")
    return path


def write_lines(path: Path, rows: Sequence[Mapping[str, object]]) -> Path:
    """The rows as JSON Lines."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


NASTY: dict[str, tuple[dict[str, Any], dict[str, int]]] = {
    "surrogate in an unknown column": ({"colour": HALF}, {"unknown_column:colour": 1}),
    "surrogate in a column's name": ({f"c{HALF}": "x"}, {"unknown_column:c\ufffd": 1}),
    "surrogate in a title": ({"title_zh": f"a{HALF}b"}, {"control_characters:title_zh": 1}),
    "surrogate in an address": (
        {"documents": [{"kind": "text", "url": f"https://a/{HALF}"}]},
        {"control_characters:documents.url": 1},
    ),
    "surrogate in a document's key": ({"documents": [{"kind": "text", HALF: 1}]}, {}),
    "surrogates instead of a document": (
        {"documents": [HALF, [HALF], {"kind": [HALF]}, {"kind": {HALF: HALF}}]},
        {"bad_document:documents": 4},
    ),
    "surrogate in a basis": (
        {"replaces": [{"number": "GB/T 2-2009", "basis": f"x{HALF}"}]},
        {"control_characters:replaces.basis": 1},
    ),
    "surrogate in a relation's key": (
        {"replaces": [{"number": "GB/T 2-2009", f"k{HALF}": 1}]},
        {"bad_relation:replaces": 1},
    ),
    "surrogate in a list": ({"keywords": [HALF]}, {"control_characters:keywords": 1}),
    "NUL everywhere": (
        {
            "title_zh": "a\0b",
            "x\0": "\0",
            "keywords": ["a\0"],
            "documents": [{"kind": "te\0xt"}],
            "cites": [{"number": "GB/T\0 3-2009", "basis": "\0"}],
        },
        {
            "control_characters:cites.basis": 1,
            "control_characters:cites.number": 1,
            "control_characters:documents.kind": 1,
            "control_characters:keywords": 1,
            "control_characters:title_zh": 1,
            "unknown_column:x\ufffd": 1,
        },
    ),
    "a long column's name": (
        {"y" * 5000: 1, "y" * 5001: 1},
        {f"unknown_column:{'y' * 99}…": 2},
    ),
    "texts wider than their column": (
        {
            "title_zh": LONG,
            "stage": "s" * 61,
            "filing_number": "f" * 101,
            "cites": "GB/T " + "1" * 300 + "-2020",
            "documents": [
                {"kind": "text", "medium": "m" * 41},
                {"kind": "k" * 21},
                {"kind": "text", "language": "l" * 21},
                {"kind": "text", "reading": "r" * 11},
            ],
        },
        {
            "bad_document:documents": 1,
            "relation_number:cites": 1,
            "too_long:documents.kind": 1,
            "too_long:documents.language": 1,
            "too_long:documents.medium": 1,
            "too_long:documents.reading": 1,
            "too_long:filing_number": 1,
            "too_long:stage": 1,
            "too_long:title_zh": 1,
        },
    ),
    "dates that are none": (
        {
            "published": "0000-00-00",
            "in_force": "9999-12-31",
            "withdrawn": "2019-02-30",
            "reviewed": 20191301,
            "suspended": True,
            "resumed": ["2020-01-01"],
        },
        {
            "bad_date:published": 1,
            "bad_date:reviewed": 1,
            "bad_date:suspended": 1,
            "bad_date:withdrawn": 1,
            "implausible_date:in_force": 1,
            "unexpected_form:resumed": 1,
        },
    ),
    "other types than text": (
        {
            "title_zh": {"zh": {"deep": [1]}},
            "title_en": 12.0,
            "ics": 3.08,
            "summary": None,
            "keywords": [None, True, 7, {}],
            "documents": {"kind": "text"},
            "cites": [None, 5, [], {}],
            "drafters": "",
        },
        {
            "bad_document:documents": 1,
            "bad_relation:cites": 1,
            "relation_number:cites": 1,
            "ics_mended:ics": 1,
            "unexpected_form:cites": 1,
            "unexpected_form:keywords": 1,
            "unexpected_form:title_zh": 1,
        },
    ),
    "a column nested without end": (
        {"deep": json.loads("[" * 400 + "]" * 400)},
        {"unknown_column:deep": 1},
    ),
    "ten thousand relations": (
        {"replaces": [f"GB/T {n}-2001" for n in range(1, 10_001)]},
        {"too_long:replaces": 1},
    ),
    "a relation to itself": ({"replaces": "GB/T 77-2020"}, {"relation_to_itself:replaces": 1}),
    "direction marks and pictures": (
        {"title_zh": "\u202e标准\u202c🏗️ 图", "title_en": "a\u200bb"},
        {"control_characters:title_en": 1, "control_characters:title_zh": 1},
    ),
    "empty texts": ({"title_zh": "", "published": "", "replaces": "", "documents": []}, {}),
}


@pytest.mark.parametrize("written", [write_array, write_lines])
@pytest.mark.parametrize(("cells", "findings"), NASTY.values(), ids=NASTY.keys())
def test_a_nasty_row_goes_in_with_its_findings(
    tmp_path: Path,
    take_in: Import,
    written: Write,
    cells: dict[str, Any],
    findings: dict[str, int],
) -> None:
    """What cannot be taken is named and left out; the row and its neighbours are in."""
    nasty = {"number": "GB/T 77-2020"} | cells
    good_too = GOOD | {"number": "GB/T 78-2020"}

    account = take_in(written(tmp_path / "nasty.json", [GOOD, nasty, good_too]), "nasty")

    assert (account.rows, account.stored, account.merged, account.rejected) == (3, 3, 0, 0)
    assert account.findings == findings
    held = Edition.objects.values_list("number", flat=True)
    assert set(held) == {"GB/T 1.1-2020", "GB/T 77-2020", "GB/T 78-2020"}


REFUSED: dict[str, tuple[object, str]] = {
    "no number": ({"title_zh": "x"}, "no_number"),
    "a number that is null": ({"number": None}, "no_number"),
    "a number of blanks": ({"number": "  "}, "no_number"),
    "a number that is a number": ({"number": 12345}, "number_format"),
    "a number that is a list": ({"number": ["GB/T 5-2020"]}, "unexpected_form"),
    "a number that is an object": ({"number": {"a": 1}}, "unexpected_form"),
    "a number that is true": ({"number": True}, "number_unknown_prefix"),
    "a number of nothing but NUL": ({"number": "\0"}, "number_format"),
    "a number of half a pair": ({"number": HALF}, "number_format"),
    "a picture": ({"number": "🏗️"}, "number_format"),
    "a serial of 200 digits": ({"number": "GB/T " + "1" * 200 + "-2020"}, "number_format"),
    "a code of 100 letters": ({"number": f"Q/{'A' * 100} 1-2020"}, "number_too_long"),
    "a long tail of parts": ({"number": f"Q/ABC {'1' * 250}-2020"}, "number_too_long"),
    "a number of 1 MB": ({"number": LONG}, "too_long"),
    "a text": ("GB/T 5-2020", "not_an_object"),
    "a list": ([HALF, "\0"], "not_an_object"),
    "null": (None, "not_an_object"),
}


@pytest.mark.parametrize(("row", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_a_row_without_a_number_is_refused_by_name(
    tmp_path: Path, take_in: Import, row: object, code: str
) -> None:
    """The reason is kept with the row, and the good rows around it are in."""
    path = tmp_path / "refused.json"
    path.write_text(json.dumps([GOOD, row, GOOD | {"number": "GB/T 78-2020"}]), encoding="utf-8")

    account = take_in(path, "refused")

    assert (account.rows, account.stored, account.rejected) == (3, 2, 1)
    assert account.rejections == {code: 1}
    assert [row.position for row in RejectedRow.objects.all()] == [2]


def test_what_is_left_of_a_long_document_goes_in(tmp_path: Path, take_in: Import) -> None:
    """A medium that is too long is left out; a kind that is too long takes its document along."""
    cells, _ = NASTY["texts wider than their column"]
    take_in(write_array(tmp_path / "one.json", [{"number": "GB/T 77-2020"} | cells]), "one")

    held = Document.objects.values_list("kind", "language", "medium", "reading")
    assert list(held) == [("text", "zh", "", "unknown")] * 3


def test_a_circle_of_replacements_goes_in_as_stated(tmp_path: Path, take_in: Import) -> None:
    """Three editions that replace each other in a circle are kept; nothing runs for ever."""
    circle = ["GB/T 5-2020", "GB/T 6-2020", "GB/T 7-2020"]
    rows = [
        {"number": own, "replaces": other}
        for own, other in zip(circle, circle[1:] + circle[:1], strict=True)
    ]

    account = take_in(write_array(tmp_path / "circle.json", rows), "circle")

    assert (account.rows, account.stored, account.findings) == (3, 3, {})
    assert Relation.objects.filter(kind="replaces").count() == 3


def test_a_broken_line_with_nul_is_kept_with_its_reason(tmp_path: Path, take_in: Import) -> None:
    """NUL in the middle of a line of JSON is a rejected row, not the end of the import."""
    lines = [json.dumps(GOOD).encode(), b'{"number": "GB/T\x00 5-2020"}', b'{"a":' + b"9" * 5000]
    path = tmp_path / "nul.jsonl"
    path.write_bytes(b"\n".join(lines))

    account = take_in(path, "nul")

    assert (account.rows, account.stored, account.rejected) == (3, 1, 2)
    assert account.rejections == {"broken_json": 2}


def test_an_announcement_signed_by_a_crowd_fits(tmp_path: Path, take_in: Import) -> None:
    """Four lines of signing bodies are cut at a body, so that issuer and number make an address."""
    bodies = [f"{'甲乙丙丁戊己庚辛壬癸' * 7}{n}市场监督管理局" for n in "一二三四"]
    head = ["2020年第3号", "关于发布《一项标准》的公告", *bodies, "2020年3月31日"]
    rows = ("标准编号", "标准名称"), ("DB44/T 1-2020", "a")
    lines = (f"<tr><td>{number}</td><td>{title}</td></tr>" for number, title in rows)
    table = f"<table>{''.join(lines)}</table>"
    page = tmp_path / "crowd.html"
    page.write_text("<html>" + "".join(f"<p>{p}</p>" for p in head) + table, encoding="utf-8")

    account = take_in(page, "crowd")

    assert (account.rows, account.stored) == (1, 1)
    issuer = f"{bodies[0]}等"
    assert list(Announcement.objects.values_list("issuer", "number")) == [(issuer, "2020年第3号")]
