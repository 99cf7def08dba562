"""The original Word document comes back with comments, and with nothing else changed."""

import io
import zipfile

import pytest
from docx import Document
from lxml import etree

from biaozhun.core.structure.blocks import Part
from biaozhun.documents.reading import read_content
from biaozhun.documents.reports import annotated_docx
from tests.documents.reports.marked_words import (
    body,
    checked,
    comments,
    marked,
    printed,
    whole,
)
from tests.documents.reports.speaking import ZH
from tests.factories.documents import word_shapes

SHAPES = word_shapes()
NAMING = ("comments.xml", "document.xml", "document2.xml", ".rels", "[Content_Types].xml")
UNOPENED = {"strict", "strict-comments", "macro"}  # python-docx opens no files of these kinds


def old(shape: str) -> frozenset[str]:
    """The comments that a shape has by itself."""
    return frozenset({"7"}) if shape.endswith("comments") else frozenset()


@pytest.fixture(scope="module")
def annotated() -> dict[str, bytes]:
    """Each shape with its comments."""
    return {name: annotated_docx(content, checked(content), ZH) for name, content in SHAPES.items()}


@pytest.fixture(params=sorted(SHAPES))
def shape(request: pytest.FixtureRequest) -> str:
    """The name of a shape."""
    return str(request.param)


def test_the_text_is_the_same_before_and_after(shape: str, annotated: dict[str, bytes]) -> None:
    """Every block but those of comments is read as before."""
    assert printed(annotated[shape]) == printed(SHAPES[shape])


def test_without_the_marks_the_body_is_the_one_that_was(
    shape: str, annotated: dict[str, bytes]
) -> None:
    """Runs that were split join again; nothing else of the body has moved or changed."""
    new = frozenset(comments(annotated[shape])) - old(shape)
    before = whole(SHAPES[shape])
    after = whole(annotated[shape], without=new)
    if shape == "empty":  # a comment needs a paragraph to stand in
        after = after.replace(b"<w:body><w:p></w:p>", b"<w:body>")
    assert after == before


def test_every_other_part_is_copied(shape: str, annotated: dict[str, bytes]) -> None:
    """Contents, names, order, times and ways of packing; only parts that name comments differ."""
    with (
        zipfile.ZipFile(io.BytesIO(SHAPES[shape])) as before,
        zipfile.ZipFile(io.BytesIO(annotated[shape])) as after,
    ):
        assert after.testzip() is None
        names = before.namelist()
        assert after.namelist()[: len(names)] == names
        assert set(after.namelist()) - set(names) <= {"word/comments.xml"}
        for one, other in zip(before.infolist(), after.infolist(), strict=False):
            assert (one.date_time, one.compress_type) == (other.date_time, other.compress_type)
            if not one.filename.endswith(NAMING) or one.filename == "_rels/.rels":
                assert before.read(one.filename) == after.read(one.filename)


def test_each_comment_stands_on_what_it_speaks_of(shape: str, annotated: dict[str, bytes]) -> None:
    """The characters between its marks are those of the citation, in the order of the text."""
    text = read_content(SHAPES[shape])
    bodies = [block for block in text.blocks if block.part is Part.BODY]
    places = dict.fromkeys(
        (line.start, line.end)
        for line in checked(SHAPES[shape]).lines
        if any(block.start <= line.start < block.end for block in bodies)
    )
    found = [text for number, text in marked(annotated[shape]).items() if number not in old(shape)]
    assert list(filter(None, found)) == [text.text[start:end] for start, end in places]


def test_every_comment_has_its_marks_once(shape: str, annotated: dict[str, bytes]) -> None:
    """Identifiers are unique, and each is opened, closed and shown once, in this order."""
    root = body(annotated[shape])
    held = [
        (etree.QName(node).localname, node.get(f"{{{etree.QName(root).namespace}}}id"))
        for node in root.iter()
        if isinstance(node.tag, str) and etree.QName(node).localname.startswith("comment")
    ]
    for identifier in comments(annotated[shape]):
        names = [name for name, number in held if number == identifier]
        assert names == ["commentRangeStart", "commentRangeEnd", "commentReference"]
    assert len(held) == 3 * len(comments(annotated[shape]))


@pytest.mark.parametrize("shape", sorted(SHAPES.keys() - UNOPENED))
def test_other_programs_open_it(shape: str, annotated: dict[str, bytes]) -> None:
    """python-docx finds the comments."""
    opened = Document(io.BytesIO(annotated[shape]))
    assert len(list(opened.comments)) == len(comments(annotated[shape]))
