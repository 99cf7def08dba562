"""The block model crosses the border of a process and says nothing it does not know."""

import msgspec

from biaozhun.core.structure import BlockKind, BlockText, Part, RunMark, TextBlock, TextRun


def test_a_text_comes_back_as_it_was_sent() -> None:
    """Every field of the model survives msgpack."""
    text = BlockText(
        text="标题\nGB 1",
        blocks=(
            TextBlock(
                start=0,
                end=2,
                kind=BlockKind.HEADING,
                part=Part.TEXTBOX,
                style="heading 1",
                level=1,
                numbering="第一章",
                runs=(TextRun(0, 1, (RunMark.LINK,), "https://example.org/"),),
                paragraph=3,
                page=2,
                sheet="表",
                table=1,
                row=2,
                column=3,
                file="a/b.docx",
            ),
            TextBlock(start=3, end=7),
        ),
        pages=2,
        pages_without_text=(1,),
        hidden=("暗",),
        findings=(("broken_file", "c.docx"),),
    )
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(text), type=BlockText) == text


def test_what_is_not_known_is_not_sent() -> None:
    """A plain paragraph is two numbers: half a million of them stay small."""
    assert msgspec.json.encode(TextBlock(start=0, end=2)) == b'{"start":0,"end":2}'
