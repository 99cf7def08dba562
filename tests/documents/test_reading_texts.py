"""Plain texts, Markdown and web pages as text with positions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.reader_samples import samples
from biaozhun.core.structure.blocks import BlockKind, BlockText, RunMark
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.reading import read_content


def words(text: BlockText) -> list[str]:
    """The characters of each block."""
    return [text.text[block.start : block.end] for block in text.blocks]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le"])
def test_a_plain_text_is_the_characters_of_its_file(encoding: str) -> None:
    """Line ends stay as they are, so that an offset is one of the file; a line is a block."""
    written = "\r\n1 范围\r\n\r\nGB/T 1.1—2020 标准化工作导则 standard\n末行\r甲"
    text = read_content(written.encode(encoding))
    assert text.text == written
    assert [(b.paragraph, text.text[b.start : b.end]) for b in text.blocks] == [
        (2, "1 范围"),
        (4, "GB/T 1.1—2020 标准化工作导则 standard"),
        (5, "末行"),
        (6, "甲"),
    ]


def test_what_no_report_can_hold_is_one_replacement_character() -> None:
    """A NUL in a text moves no character behind it."""
    written = "GB 1 标准\x00标准" + "文" * 40 + "\x07GB 2"
    assert read_content(written.encode()).text == written.replace("\x00", "\ufffd").replace(
        "\x07", "\ufffd"
    )


def test_a_text_that_turns_out_to_be_in_another_encoding_is_read_in_that() -> None:
    """The first 64 KB are ASCII, the first Chinese character stands behind them."""
    written = "line\n" * 20_000 + "标准"
    assert read_content(written.encode("gb18030")).text == written


def test_a_text_with_some_broken_bytes_is_read_and_says_so() -> None:
    """Better to lose a character than the file; the finding names what was wrong."""
    text = read_content("标准化\n".encode() * 9000 + b"\xff\xff" + "末".encode())
    assert text.text.endswith("\ufffd\ufffd末")
    assert text.findings == (("wrong_encoding", "utf-8"),)


@given(st.text(alphabet="甲a1 .#|-*`>[]()\n\r\t", max_size=60))
def test_markdown_and_plain_text_keep_every_character_in_its_place(written: str) -> None:
    """Whatever the signs: the text is that of the file, blocks are in order, no word is lost."""
    content = f"# x\n{written}甲".encode()
    text = read_content(content)
    assert text.text == content.decode()
    assert all(a.end <= b.start for a, b in zip(text.blocks, text.blocks[1:], strict=False))
    covered = {place for b in text.blocks for place in range(b.start, b.end)}
    lost = {sign for place, sign in enumerate(text.text) if place not in covered}
    assert not {"甲", "a"} & lost


def test_blocks_of_markdown_are_found_by_their_lines() -> None:
    """Headings, items with their signs, cells with their places, code."""
    text = read_content(samples()["md"])
    found = [
        (text.text[b.start : b.end], b.kind, b.level, b.numbering, (b.row, b.column))
        for b in text.blocks
    ]
    none = (0, 0)
    assert found == [
        ("标题 GB 1", BlockKind.HEADING, 1, "", none),
        ("第一段 **粗** 到\n第二行。", BlockKind.PARAGRAPH, 0, "", none),
        ("项 GB/T 2", BlockKind.ITEM, 1, "-", none),
        ("内项", BlockKind.ITEM, 2, "1.", none),
        ("编号", BlockKind.CELL, 0, "", (1, 1)),
        ("名称", BlockKind.CELL, 0, "", (1, 2)),
        ("GB 3-2000", BlockKind.CELL, 0, "", (2, 1)),
        ("名", BlockKind.CELL, 0, "", (2, 2)),
        ("```\ncode\n```", BlockKind.CODE, 0, "", none),
    ]


def test_a_web_page_gives_its_blocks_without_scripts_and_deleted_text() -> None:
    """Blanks are as good as one, a line break stays, what is hidden until asked for is read."""
    text = read_content(samples()["html"])
    assert [(text.text[b.start : b.end], b.kind, b.level) for b in text.blocks] == [
        ("公告", BlockKind.HEADING, 1),
        ("依据 GB/T\xa01.1-2020 和链接。\n第二行新", BlockKind.PARAGRAPH, 0),
        ("甲", BlockKind.ITEM, 1),
        ("乙", BlockKind.ITEM, 2),
        ("号", BlockKind.CELL, 0),
        ("名", BlockKind.CELL, 0),
        ("GB 2-2000", BlockKind.CELL, 0),
        ("丙", BlockKind.CELL, 0),
        ("a  b\nc", BlockKind.CODE, 0),
        ("暗文", BlockKind.PARAGRAPH, 0),
    ]
    marked = [(text.text[r.start : r.end], r.marks, r.address) for b in text.blocks for r in b.runs]
    assert marked == [
        ("GB/T\xa01.1", (RunMark.STRONG,), ""),
        ("链接", (RunMark.LINK,), "https://example.org/1"),
        ("新", (RunMark.INSERTED,), ""),
    ]


def test_merged_cells_of_a_page_leave_their_places_to_nobody() -> None:
    """A cell over two rows: the next row begins in column two."""
    text = read_content(samples()["html"])
    cells = [(b.row, b.column) for b in text.blocks if b.kind is BlockKind.CELL]
    assert cells == [(1, 1), (1, 2), (2, 2), (2, 3)]


def test_a_table_that_lays_out_a_page_is_no_table() -> None:
    """Only a table without a table inside has cells."""
    page = "<table><tr><td><p>甲</p><table><tr><td>乙</td></tr></table></td></tr></table>"
    text = read_content(f"<html>{page}".encode())
    assert [block.kind for block in text.blocks] == [BlockKind.PARAGRAPH, BlockKind.CELL]


def test_a_page_in_gb18030_is_read_by_its_content() -> None:
    """The encoding that a page claims plays no part."""
    page = '<html><meta charset="utf-8"><p>标准</p>'.encode("gb18030")
    assert read_content(page).text == "标准"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "no_text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "unsupported_format"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "encrypted_file",
        ),
        (b"\x1f\x8b\x08\x00", "packed_file"),
        (b"Rar!\x1a\x07\x00", "packed_file"),
        (b"7z\xbc\xaf\x27\x1c", "packed_file"),
        (b"{\\rtf1 GB 1}", "unsupported_format"),
        (bytes(range(256)) * 4, "binary_file"),
        (b"\xff\xfe\x00\x00a\x00\x00\x00", "wrong_encoding"),
        ("é".encode("latin-1") * 3 + b"\xff\xff", "wrong_encoding"),
    ],
)
def test_what_is_not_read_is_refused_with_a_hint(content: bytes, code: str) -> None:
    """Each has its code and says what to do."""
    with pytest.raises(DocumentError) as refused:
        read_content(content, "a.txt")
    assert refused.value.code == code
    assert refused.value.hint
