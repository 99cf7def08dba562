"""Accepted wordings stand in the original Word document as tracked changes, and nothing else."""

import datetime as dt
import hashlib
import io
import zipfile

import msgspec
import pytest
from docx import Document
from lxml import etree

from biaozhun.documents.errors import DocumentError
from biaozhun.documents.reading import read_content
from biaozhun.documents.reports.tracked import Rewording, RewordingOrder, Tracked, track
from tests.documents.reports.marked_words import body, member
from tests.factories.documents import word_file

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
AT = dt.datetime(2026, 11, 2, 9, 30, tzinfo=dt.UTC)
FIELD = (
    '<w:p><w:r><w:t>按照</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    "<w:r><w:instrText>REF a</w:instrText></w:r>"
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>第5章</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>执行。</w:t></w:r></w:p>'
)


def draft() -> bytes:
    """A draft with a clause set in two ways, a repeated sentence, and a table."""
    document = Document()
    clause = document.add_paragraph("5.1 采样")
    clause.add_run("不应少于3").bold = True
    clause.add_run("次，间隔不小于1 h。")
    document.add_paragraph("应作记录。")
    document.add_paragraph("6.1 应作记录。")
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text, table.cell(0, 1).text = "限量", "不大于20 mg/kg"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def asked(passage: str, old: str, wording: str, **told: int) -> Rewording:
    """A change of the words ``old`` of a passage."""
    start = passage.index(old)
    facts = {"key": 1, "among": 1, "ordinal": 0, **told}
    return Rewording(
        passage=passage,
        start=start,
        end=start + len(old),
        wording=wording,
        author="示范食品有限公司（意见1）",
        made=AT,
        **facts,
    )


def tracked(content: bytes, *changes: Rewording) -> Tracked:
    """What comes back across the border of the process."""
    order = RewordingOrder(hashlib.sha256(content).hexdigest(), changes)
    return msgspec.msgpack.decode(track(content, msgspec.msgpack.encode(order)), type=Tracked)


def declined(content: bytes) -> list[str]:
    """The paragraphs as they are when every change is declined, by a way of its own."""
    root = body(content)
    for mark in list(root.iter(f"{_W}ins")):
        mark.getparent().remove(mark)  # type: ignore[union-attr]
    names = (f"{_W}t", f"{_W}delText")
    return ["".join(t.text or "" for t in p.iter(*names)) for p in root.iter(f"{_W}p")]


def accepted(content: bytes) -> list[str]:
    """The paragraphs as the reader shows them, which leaves out what is deleted."""
    return read_content(content).text.split("\n")


def test_only_the_words_that_differ_are_taken_out_and_put_in() -> None:
    """3 becomes 5 across two runs of other looks; the rest of the sentence stays untouched."""
    content = draft()
    told = tracked(content, asked("采样不应少于3次，间隔不小于1 h。", "不应少于3次", "不应少于5次"))
    assert (told.placed, told.unplaced) == ((1,), ())
    assert "5.1 采样不应少于5次，间隔不小于1 h。" in accepted(told.content)
    assert declined(told.content) == declined(content)
    root = body(told.content)
    [gone] = root.iter(f"{_W}del")
    [new] = root.iter(f"{_W}ins")
    assert ("".join(gone.itertext()), "".join(new.itertext())) == ("3", "5")
    for mark in (gone, new):
        assert mark.get(f"{_W}author") == "示范食品有限公司（意见1）"
        assert mark.get(f"{_W}date") == "2026-11-02T09:30:00"
    assert new.find(f"{_W}r/{_W}rPr/{_W}b") is not None  # it looks as what it replaces


def test_a_number_is_changed_as_a_whole() -> None:
    """20 becomes 25, and not a sign of it."""
    cell = "不大于20 mg/kg"
    told = tracked(draft(), asked(cell, cell, "不大于25 mg/kg"))
    [gone] = body(told.content).iter(f"{_W}del")
    assert "".join(gone.itertext()) == "20"


def test_words_are_put_in_taken_out_and_changed_in_a_cell() -> None:
    """Three changes of one document, two of them in one paragraph."""
    content = draft()
    sentence = "采样不应少于3次，间隔不小于1 h。"
    told = tracked(
        content,
        asked(sentence, "采样", "采样和制样", key=1),
        asked(sentence, "，间隔不小于1 h", "", key=2),
        asked("不大于20 mg/kg", "不大于20 mg/kg", "不大于10 mg/kg", key=3),
    )
    assert told.placed == (1, 2, 3)
    shown = accepted(told.content)
    assert "5.1 采样和制样不应少于3次。" in shown
    assert "不大于10 mg/kg" in shown
    assert declined(told.content) == declined(content)
    numbers = [e.get(f"{_W}id") for e in body(told.content).iter(f"{_W}ins", f"{_W}del")]
    assert len(numbers) == len(set(numbers)) == 4


def test_a_sentence_that_stands_twice_is_changed_where_it_is_meant() -> None:
    """By its place among its likes; where their number is another, nowhere."""
    content = draft()
    second = asked("应作记录。", "记录", "书面记录", among=2, ordinal=1)
    assert accepted(tracked(content, second).content)[1:3] == ["应作记录。", "6.1 应作书面记录。"]
    unsure = asked("应作记录。", "记录", "书面记录", among=3, ordinal=1)
    assert tracked(content, unsure).unplaced == ((1, "place_not_found"),)


def test_what_cannot_be_placed_is_named_and_the_file_stays() -> None:
    """Words that are not there, words across a field, and of two on one place the second."""
    content = draft()
    gone = tracked(content, asked("没有的话。", "没有", "有"))
    assert (gone.content, gone.unplaced) == (content, ((1, "place_not_found"),))
    field = word_file(FIELD)
    told = tracked(field, asked("按照第5章执行。", "照第5章执", "据第6章实"))
    assert told.unplaced == ((1, "place_not_plain"),)
    assert told.content == field
    sentence = "采样不应少于3次，间隔不小于1 h。"
    both = tracked(
        content,
        asked(sentence, "不应少于3次", "不宜少于3次", key=7),
        asked(sentence, "应少", "能少", key=8),
    )
    assert (both.placed, both.unplaced) == ((7,), ((8, "places_overlap"),))


def test_every_other_part_is_copied_byte_for_byte() -> None:
    """Names, order and contents of all parts but the body."""
    content = draft()
    told = tracked(content, asked("应作记录。", "应", "宜", among=2))
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(io.BytesIO(told.content)) as after,
    ):
        assert after.namelist() == before.namelist()
        differ = [n for n in before.namelist() if before.read(n) != after.read(n)]
    assert differ == ["word/document.xml"]
    assert etree.fromstring(member(told.content, "word/document.xml")).tag == f"{_W}document"


def test_other_files_are_refused() -> None:
    """A file that is no Word document, and one that is not the draft that was read."""
    with pytest.raises(DocumentError) as told:
        tracked(b"%PDF-1.7", asked("应作记录。", "应", "宜"))
    assert told.value.code == "unsupported_format"
    order = msgspec.msgpack.encode(RewordingOrder("0" * 64, ()))
    with pytest.raises(DocumentError) as told:
        track(draft(), order)
    assert told.value.code == "changed_file"
