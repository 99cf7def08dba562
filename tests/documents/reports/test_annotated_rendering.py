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
# LibreOffice 7.4 does not show what stands before the first comment in a control around whole
# paragraphs, whichever program wrote the comment.
LOST = {"block-controls"}


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
    """The text of each page of a PDF, without blanks."""
    with PDFIUM:
        document = pypdfium2.PdfDocument(content)
        try:
            texts = [page.get_textpage().get_text_range() for page in document]
            return ["".join(text.split()) for text in texts]
        finally:
            document.close()


def test_pages_and_their_text_are_the_same(tmp_path: Path) -> None:
    """Page by page, before and after.

    Blanks are left out: LibreOffice widens the gap between Latin and Han characters, and does so
    no more where the sign of a comment stands between them.
    """
    shapes = SHAPES.keys() - LOST
    files = {f"{name}_before.docx": SHAPES[name] for name in shapes} | {
        f"{name}_after.docx": annotated_docx(SHAPES[name], checked(SHAPES[name]), ZH)
        for name in shapes
    }
    made = converted(tmp_path, "pdf", files)
    before = {name: pages(made[f"{name}_before"]) for name in shapes}
    assert {name: pages(made[f"{name}_after"]) for name in shapes} == before
    assert [name for name in shapes if not "".join(before[name])] == ["empty"]


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
