"""PDFium is used by one thread of a process at a time, whoever reads."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench.reader_samples import samples
from biaozhun.documents.full_texts import read_full_text
from biaozhun.documents.pages import page_blocks
from biaozhun.documents.reading import read_document


def test_three_readers_of_pdf_may_be_called_from_many_threads(tmp_path: Path) -> None:
    """Without one lock for all of them the process dies within a few files."""
    path = tmp_path / "a.pdf"
    path.write_bytes(samples()["pdf"])
    readers: list[Callable[[Path], object]] = [read_document, page_blocks, read_full_text]
    expected = [read(path) for read in readers]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda turn: readers[turn % 3](path), range(60)))
    assert found == expected * 20
