"""Which encoding a text is in."""

import io

import pytest

from biaozhun.documents.encodings import as_utf8, detect_encoding
from biaozhun.documents.errors import DocumentError

TEXT = "标准编号,标准名称\nGB/T 1.1-2020,标准化工作导则\n" * 20


@pytest.mark.parametrize(
    ("encoding", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_the_encoding_is_found_and_the_text_comes_as_utf8(encoding: str, found: str) -> None:
    """Every encoding of the trade is recognised by content and read as UTF-8."""
    content = TEXT.encode(encoding)
    assert detect_encoding(content[:1000]) == found
    assert as_utf8(io.BytesIO(content), found).read().decode() == TEXT


def test_a_sample_may_end_within_a_character() -> None:
    """Cutting the sample inside a character does not change the answer."""
    assert detect_encoding("标准".encode()[:-1]) == "utf-8"


def test_a_binary_file_is_refused() -> None:
    """A picture is no text."""
    with pytest.raises(DocumentError) as refused:
        detect_encoding(bytes(range(32)) * 20)
    assert refused.value.code == "binary_file"


def test_text_in_no_known_encoding_is_refused() -> None:
    """Bytes that fit nowhere are refused with the advice to save in UTF-8."""
    with pytest.raises(DocumentError) as refused:
        detect_encoding(b"\xff\xff\xfe\xfd abc \xff" * 40)
    assert refused.value.code == "wrong_encoding"


@pytest.mark.parametrize(
    ("encoding", "name", "offset"), [("utf-8", "UTF-8", 51), ("gb18030", "GB18030", 43)]
)
def test_the_refusal_shows_the_bytes_that_are_bad_and_where(
    encoding: str, name: str, offset: int
) -> None:
    """Not the beginning of the file is to blame, but what stands on its third line."""
    sound = "标准号,标准名称\nGB/T 1-2000,甲\nGB/T 2-2000,".encode(encoding)
    with pytest.raises(DocumentError) as refused:
        detect_encoding(sound + b"\xff\xfe\xfd" * 20)
    assert len(sound) == offset
    assert refused.value.fragment == "ff fe fd ff fe fd ff fe"
    where = f"{offset} bytes from the start, on line 3, are no {name}"
    assert refused.value.message.endswith(where)


def test_two_broken_bytes_leave_a_short_file_utf8() -> None:
    """A table of two rows is as much UTF-8 as a long one."""
    assert detect_encoding("标准号,标准名称\nGB/T 1,甲".encode() + b"\xff\xfe\n") == "utf-8"


def test_one_broken_byte_leaves_the_file_utf8() -> None:
    """A single bad byte costs its row, not the whole file."""
    assert detect_encoding(TEXT.encode() + b"\xff\n" + TEXT.encode()) == "utf-8"


def test_broken_bytes_of_gb18030_stay_broken() -> None:
    """What does not decode must not turn into other characters unseen."""
    read = as_utf8(io.BytesIO("标".encode("gb18030") + b"\xff\n"), "gb18030").read()
    with pytest.raises(UnicodeDecodeError):
        read.decode()


@pytest.mark.parametrize("encoding", ["utf-32-le", "utf-32-be"])
def test_utf_32_is_refused_and_not_taken_for_utf_16(encoding: str) -> None:
    """The mark of UTF-32 begins like that of UTF-16; read as that, every second letter is NUL."""
    with pytest.raises(DocumentError) as refused:
        detect_encoding(("\ufeff" + TEXT).encode(encoding)[:1000])
    assert refused.value.code == "wrong_encoding"
