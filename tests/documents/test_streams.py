"""Byte streams: gzip by content, lines with a bound, files that break off."""

import gzip
import io
import os
from pathlib import Path

import pytest

from biaozhun.documents.errors import DocumentError
from biaozhun.documents.streams import bounded_lines, open_bytes, sample


def test_gzip_is_taken_off_whatever_the_name(tmp_path: Path) -> None:
    """A packed file reads like a plain one, also with a misleading name."""
    path = tmp_path / "list.txt"
    path.write_bytes(gzip.compress(b"GB/T 1.1\n"))
    with open_bytes(path) as stream:
        assert stream.read() == b"GB/T 1.1\n"


def test_an_empty_file_is_named(tmp_path: Path) -> None:
    """Nothing to read is an error with its own code."""
    path = tmp_path / "empty"
    path.touch()
    with pytest.raises(DocumentError) as refused:
        sample(path)
    assert refused.value.code == "empty_file"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A path that leads nowhere is an error, not a traceback."""
    with pytest.raises(DocumentError) as refused:
        sample(tmp_path / "nowhere")
    assert refused.value.code == "unreadable_file"


def test_a_line_over_the_limit_is_skipped_and_the_next_is_read() -> None:
    """One endless line costs itself only."""
    stream = io.BytesIO(b"a\n" + b"x" * 5000 + b"\nb\n")
    assert list(bounded_lines(stream, limit=100)) == [b"a\n", b"x" * 100, b"b\n"]


def test_a_last_line_over_the_limit_is_skipped() -> None:
    """An endless line without an end is one skipped line."""
    assert list(bounded_lines(io.BytesIO(b"x" * 250), limit=100)) == [b"x" * 100]


def test_a_truncated_gzip_gives_its_lines_and_then_the_error(tmp_path: Path) -> None:
    """What was packed before the break is read; the break is named."""
    lines = b"".join(b'{"number": "GB/T %d-2020"}\n' % n for n in range(200_000))
    packed = gzip.compress(lines)
    path = tmp_path / "cut.gz"
    path.write_bytes(packed[: len(packed) // 2])
    read = []
    with open_bytes(path) as stream, pytest.raises(DocumentError) as refused:
        read.extend(bounded_lines(stream))
    assert refused.value.code == "truncated_file"


def test_a_gzip_broken_from_the_start_is_named(tmp_path: Path) -> None:
    """Two magic bytes and nonsense are a broken file."""
    path = tmp_path / "bad.gz"
    path.write_bytes(b"\x1f\x8bnonsense")
    with pytest.raises(DocumentError) as refused:
        sample(path)
    assert refused.value.code == "truncated_file"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are of Unix")
def test_a_pipe_is_refused_before_anybody_waits_for_it(tmp_path: Path) -> None:
    """A pipe is read once and may never begin; it is named instead of waited for."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with pytest.raises(DocumentError) as refused:
        open_bytes(pipe)
    assert (refused.value.code, refused.value.fragment) == ("not_a_file", str(pipe))
