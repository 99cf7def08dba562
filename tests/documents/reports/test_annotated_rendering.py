"""LibreOffice prints a document with comments as it prints the one without."""

import shutil
import subprocess
from pathlib import Path

import pypdfium2
import pytest

from biaozhun.documents.pdfium import PDFIUM
from biaozhun.documents.reports import annotated_docx
from tests.documents.reports.marked_words import checked, comments, marked, printed
from tests.documents.reports.speaking import ZH
from tests.factories.documents import word_shapes
from tests.services import need

pytestmark = pytest.mark.services
SHAPES = word_shapes()


def converted(folder: Path, kind: str, files: dict[str, bytes]) -> dict[str, bytes]:
    """The files as LibreOffice saves them in another form, by their names without ending."""
    program = shutil.which("soffice")
    need(program is not None, "LibreOffice Writer (soffice) is not installed")
    source, target = folder / "from", folder / "to"
    source.mkdir()
    for name, content in files.items():
        (source / name).write_bytes(content)
    subprocess.run(
        [
            str(program),
            f"-env:UserInstallation=file://{folder / 'profile'}",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(target),
            *map(str, sorted(source.iterdir())),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return {made.stem: made.read_bytes() for made in target.iterdir()}


def pages(content: bytes) -> list[str]:
    """The text of each page of a PDF."""
    with PDFIUM:
        document = pypdfium2.PdfDocument(content)
        try:
            return [page.get_textpage().get_text_range() for page in document]
        finally:
            document.close()


def test_pages_and_their_text_are_the_same(tmp_path: Path) -> None:
    """Every shape that LibreOffice opens at all, before and after."""
    files = {f"{name}_before.docx": content for name, content in SHAPES.items()} | {
        f"{name}_after.docx": annotated_docx(content, checked(content), ZH)
        for name, content in SHAPES.items()
    }
    made = converted(tmp_path, "pdf", files)
    before = {name: pages(made[f"{name}_before"]) for name in SHAPES}
    assert {name: pages(made[f"{name}_after"]) for name in SHAPES} == before
    assert sum(len(printed) for printed in before.values()) > len(SHAPES)


def test_a_document_of_libreoffice_is_annotated(tmp_path: Path) -> None:
    """Saved by another program, with its names of parts and its way of packing."""
    shapes = ("tables", "tracked", "links", "wrapped", "sections", "notes")
    made = converted(tmp_path, "docx", {f"{name}.docx": SHAPES[name] for name in shapes})
    assert sorted(made) == sorted(shapes)
    for name, content in made.items():
        annotated = annotated_docx(content, checked(content), ZH)
        assert printed(annotated) == printed(content), name
        assert len(marked(annotated)) == len(comments(annotated)) > 0, name


def test_libreoffice_keeps_the_comments(tmp_path: Path) -> None:
    """It reads them, and saves as many with the same words."""
    before = annotated_docx(SHAPES["tables"], checked(SHAPES["tables"]), ZH)
    after = converted(tmp_path, "docx", {"a.docx": before})["a"]
    assert sorted(comments(after).values()) == sorted(comments(before).values())
    assert list(marked(after).values()) == list(marked(before).values())
