"""Files that were written to harm a reader are read or refused, soon and by a code."""

import io
import time
import zipfile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bench.fuzz_readers import mutated, outcome
from bench.reader_samples import paragraph, pdf, samples, word, workbook, zipped
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.packages import SMALL_BYTES
from biaozhun.documents.reading import read_content
from biaozhun.documents.reading.gathering import MAX_BLOCKS, MAX_CHARACTERS
from tests.documents.test_reading_files import rewritten

SOUND = samples()


def moved_member(package: bytes, old: str, new: str) -> bytes:
    """A package in which a member has another name."""
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return zipped(
            {(new if name == old else name): archive.read(name) for name in archive.namelist()}
        )


def code_of(content: bytes) -> str:
    """The code with which a file is refused."""
    with pytest.raises(DocumentError) as refused:
        read_content(content, "file")
    return refused.value.code


@pytest.mark.parametrize("kind", sorted(SOUND))
def test_a_file_that_breaks_off_anywhere_is_read_or_refused(kind: str) -> None:
    """At every twentieth of each kind."""
    content = SOUND[kind]
    found = {outcome(content[: len(content) * twentieth // 20]) for twentieth in range(20)}
    assert found <= {
        *("read", "empty_file", "broken_file", "binary_file", "wrong_encoding", "no_text"),
    }


def test_some_hundred_mutated_files_are_read_or_refused() -> None:
    """A slice of what ``python -m bench.fuzz_readers`` does by hundreds of thousands."""
    found = {outcome(mutated(seed, SOUND)[1]) for seed in range(900)}
    assert {"read", "broken_file"} <= found
    assert "MemoryError" not in found


@given(st.binary(max_size=300))
@example(b"%PDF-")
@example(b"PK\x03\x04")
@example(b"<html>")
@example(b"\xff\xfe")
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    """No bytes fail without a code."""
    assert outcome(content)


def test_a_bomb_in_each_kind_of_package_is_refused_unread() -> None:
    """A part that unpacks to a thousand times its size, in a document, workbook and archive."""
    blow = b" " * (2 * SMALL_BYTES)
    for name in ("word/document.xml", "xl/workbook.xml", "a.txt"):
        assert code_of(zipped({"[Content_Types].xml": "<x/>", name: blow})) == "compression_bomb"


def test_an_archive_whose_sizes_lie_is_refused() -> None:
    """The directory promises ten bytes, the member unpacks to more."""
    content = zipped({"a.txt": "标准" * 1000})
    size = len("标准".encode()) * 1000
    lying = content.replace(size.to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != content
    assert read_content(lying).findings == (("broken_file", "a.txt"),)


def test_many_files_in_one_archive_are_refused() -> None:
    """A thousand members are no upload of a person."""
    members = {f"{number}.txt": "GB 1 标准" for number in range(1000)}
    assert code_of(zipped(members)) == "too_large"


@pytest.mark.parametrize("depth", [300, 100_000])
def test_a_document_nested_without_bound_is_refused(depth: int) -> None:
    """Tables in tables, as deep as you like."""
    nested = "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth
    assert code_of(word(nested)) == "nested_too_deep"


def test_a_page_nested_without_bound_is_refused_and_a_thousand_deep_is_read() -> None:
    """The parser goes two thousand deep; what it would leave out is not lost in silence."""
    page = "<html><body>" + "<div>" * 1000 + "GB 1 标准"
    assert read_content(page.encode()).text == "GB 1 标准"
    assert code_of(b"<html><body>" + b"<div>" * 1_000_000 + b"GB 1") == "nested_too_deep"


@pytest.mark.parametrize(
    "signs",
    ["[", "<!-- -->", "<b>", "<table>", "> ", "- ", "| - ", "<c ", "`", "<p><ul><li>", "%1"],
)
def test_signs_repeated_without_end_cost_no_more_than_others(signs: str) -> None:
    """No pattern of a reader takes the square of the length."""
    written = (signs * 60_000)[:200_000]
    begun = time.perf_counter()
    outcome(written.encode())
    outcome(b"<html>" + written.encode())
    outcome(zipped({"[Content_Types].xml": "<x/>", "xl/workbook.xml": written}))
    assert time.perf_counter() - begun < 15


def test_a_cell_in_the_far_corner_is_refused_before_the_sheet_is_laid_out() -> None:
    """Seventeen thousand million cells would not fit."""
    corner = rewritten(workbook(), b'r="C3"', b'r="XFD1048576"')
    assert code_of(corner) in ("too_many_columns", "too_large")
    small_letters = rewritten(workbook(), b'r="C3"', b"r='xfd1048576'")
    assert code_of(small_letters) in ("too_many_columns", "too_large")
    elsewhere = rewritten(small_letters, b"worksheets/sheet2.xml", b"elsewhere.bin")
    moved = moved_member(elsewhere, "xl/worksheets/sheet2.xml", "xl/elsewhere.bin")
    assert code_of(moved) in ("too_many_columns", "too_large")


def test_an_empty_cell_in_the_far_corner_harms_nobody() -> None:
    """Programs store the look of a whole row; what holds no value takes no room."""
    styled = rewritten(workbook(), b"</sheetData>", b'<row r="9"><c r="XFD9"/></row></sheetData>')
    assert len(read_content(styled).blocks) == len(read_content(workbook()).blocks)


def test_a_page_fetches_and_opens_nothing() -> None:
    """An external definition, an entity that is a file, a frame: none of it is in the text."""
    page = (
        '<!DOCTYPE html SYSTEM "file:///etc/passwd" [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        '<html><body><iframe src="file:///etc/passwd"></iframe><p>GB 1 标准 &x;</p></body></html>'
    )
    assert "root" not in read_content(page.encode()).text


def test_ten_million_characters_are_read_and_more_than_the_bound_refused() -> None:
    """A text of ten million characters in a few seconds; one above the bound has a code."""
    begun = time.perf_counter()
    assert len(read_content("标准化文字，".encode() * 1_700_000).text) == 10_200_000
    assert time.perf_counter() - begun < 60
    assert code_of("标".encode() * (MAX_CHARACTERS + 1)) == "too_large"


def test_more_lines_than_the_bound_are_refused() -> None:
    """Blocks cost more than characters."""
    assert code_of(b"a\n" * (MAX_BLOCKS + 1)) == "too_large"


def test_pages_that_refer_to_themselves_end() -> None:
    """A tree of pages whose child is its own parent."""
    content = pdf([(50.0, 800.0, "GB 1 标准化工作导则")])
    looped = content.replace(b"/Kids[6 0 R]", b"/Kids[2 0 R]")
    assert looped != content
    assert outcome(looped) in ("read", "broken_file", "no_text")


def test_letters_that_run_from_right_to_left_keep_their_order() -> None:
    """Marks of direction are characters like others; nobody turns a number round."""
    written = "\u202eGB 1-2020\u202c \u05d0\u05d1 标准"
    assert read_content(written.encode()).text == written


def test_half_characters_are_replaced_wherever_they_come_from() -> None:
    """A surrogate in UTF-16, as a reference in a page: what is read can be sent and stored."""
    assert read_content("标准化".encode("utf-16") + b"\x00\xd8" + b"a\x00").text == "标准化\ufffda"
    read_content(b"<html><p>&#xD800;GB 1</p>").text.encode()
    assert code_of(word(paragraph("&#xD800;"))) == "broken_file"


def test_an_archive_member_in_an_unknown_packing_is_named() -> None:
    """What cannot be unpacked is a finding; the other files are read."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "GB 1 标准")
        archive.writestr("b.txt", "GB 2 标准")
    content = bytearray(stream.getvalue())
    directory = content.index(b"PK\x01\x02")
    content[8], content[directory + 10] = 97, 97
    text = read_content(bytes(content))
    assert (text.text, text.findings) == ("GB 2 标准", (("broken_file", "a.txt"),))
