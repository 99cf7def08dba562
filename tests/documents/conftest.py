"""A PDF writer of a page: texts at places, ruled lines. Enough to test the reading of tables."""

import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

PdfText = tuple[float, float, str]
PdfLine = tuple[float, float, float, float]


def _pdf(texts: Sequence[PdfText], lines: Sequence[PdfLine]) -> bytes:
    """One page with a Chinese font that is not embedded; viewers and readers know its map."""
    drawn = [f"{x0} {y0} m {x1} {y1} l S" for x0, y0, x1, y1 in lines]
    shown = [
        f"BT /F1 10 Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET"
        for x, y, text in texts
    ]
    content = zlib.compress("\n".join(["0.5 w", *drawn, *shown]).encode())
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        (
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
            b"/Resources<</Font<</F1 5 0 R>>>>>>"
        ),
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(content), content),
        (
            b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
            b"/DescendantFonts[6 0 R]>>"
        ),
        (
            b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
            b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/FontDescriptor 7 0 R"
            b"/W[1 [500] 1 95 500]>>"
        ),
        (
            b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]"
            b"/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>"
        ),
    ]
    body = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(body)
    entries = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    body += b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, entries)
    return body + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (size, start)


@pytest.fixture
def write_pdf(tmp_path: Path) -> Callable[[Sequence[PdfText], Sequence[PdfLine]], Path]:
    """Write a one-page PDF and give its path."""

    def write(texts: Sequence[PdfText], lines: Sequence[PdfLine]) -> Path:
        path = tmp_path / "page.pdf"
        path.write_bytes(_pdf(texts, lines))
        return path

    return write
