"""What the comments say, and where they stand."""

import io

import msgspec
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.structure.blocks import Part
from biaozhun.core.validity import Outcome
from biaozhun.documents.reading import read_content
from biaozhun.documents.reports import annotated_docx, report_docx
from tests.documents.reports.examples import REPLACED, document, plain_answer
from tests.documents.reports.marked_words import (
    body,
    checked,
    comments,
    marked,
    member,
    printed,
    whole,
)
from tests.documents.reports.speaking import EN, ZH
from tests.factories.documents import para, run, word_file, word_shapes

SHAPES = word_shapes()


def said(content: bytes) -> list[list[str]]:
    """The lines of all comments."""
    return list(comments(content).values())


def test_a_comment_says_outcome_consequence_successor_reason_and_source() -> None:
    """In the order in which a reader asks; the number of the report comes last."""
    content = word_file(para(run("按 GB/T 1.1—2009 编写")))
    assert said(annotated_docx(content, checked(content), ZH)) == [
        [
            "⇢ 被代替 2020-10-01 起",
            "GB/T 1.1-2009 标准化工作导则 第1部分:标准的结构和编写",
            "引用仍指该版本,建议评估新版是否适用",
            "代替情况：GB/T 1.1-2020 2020-10-01 起 全部代替 → GB/T 1.1-2027 2027-04-01 起",
            "现应使用 GB/T 1.1-2020。",
            "规则 dated-replaced",
            "来源与核实日：国家标准全文公开系统 2026-11-20、标准信息目录 2026-10-02",
            "报告编号：BZ-2026-000123-7F3A",
        ]
    ]


def test_comments_speak_the_language_of_the_words() -> None:
    """English has its own colon and no Chinese sentence of ours."""
    content = word_file(para(run("按 GB/T 1.1—2009 编写")))
    unnumbered = msgspec.structs.replace(checked(content), number="")
    [[first, *_, reason, last]] = said(annotated_docx(content, unnumbered, EN))
    assert first == "⇢ replaced 2020-10-01 起"
    assert reason == "GB/T 1.1-2020 replaced it wholly on 2020-10-01."
    assert last == "来源与核实日: 国家标准全文公开系统 2026-11-20, 标准信息目录 2026-10-02"


def test_the_author_and_the_hour_are_those_of_the_check() -> None:
    """As the clock of the reader showed it, since Word prints what is written there."""
    content = SHAPES["plain"]
    opened = Document(io.BytesIO(annotated_docx(content, checked(content), ZH)))
    assert {(c.author, c.initials) for c in opened.comments} == {("标准云", "标")}
    assert b'w:date="2026-11-23T12:30:00"' in member(
        annotated_docx(content, checked(content), ZH), "word/comments.xml"
    )


def test_what_stands_outside_the_body_is_listed_at_its_start() -> None:
    """Headers and footers of all sections in one comment on no characters, before all others."""
    annotated = annotated_docx(SHAPES["sections"], checked(SHAPES["sections"]), ZH)
    first, *others = said(annotated)
    assert [line.split(" — ")[0] for line in first] == [
        "页眉、脚注、文本框等处引用的标准:",
        "页眉、第 1 段:GB 5749-2022",
        "页脚、第 1 段:GB 2763-2021",
        "页眉、第 2 段:GB 2762-2022",
        "报告编号：BZ-2026-000123-7F3A",
    ]
    assert first[1] == (
        "页眉、第 1 段:GB 5749-2022 — 被代替 2020-10-01 起；"
        "代替情况：GB/T 1.1-2020 2020-10-01 起 全部代替 → GB/T 1.1-2027 2027-04-01 起；"
        "引用仍指该版本,建议评估新版是否适用"
    )
    assert len(others) == 8
    assert next(iter(marked(annotated).items())) == ("0", "")


def test_notes_and_text_boxes_are_listed() -> None:
    """Each with its place."""
    for shape, places in (("notes", ["脚注", "尾注"]), ("boxes", ["文本框"])):
        first, *_ = said(annotated_docx(SHAPES[shape], checked(SHAPES[shape]), ZH))
        assert [line.split("、")[0] for line in first[1:-1]] == places


def test_a_document_that_cites_nothing_says_so() -> None:
    """One comment at its start, even where it has no paragraph."""
    for shape in ("nothing", "empty"):
        assert said(annotated_docx(SHAPES[shape], checked(SHAPES[shape]), ZH)) == [
            ["以 2026-11-23 为基准日,未在文件中发现引用的标准。", "报告编号：BZ-2026-000123-7F3A"]
        ]


def test_what_stands_in_an_address_has_no_comment() -> None:
    """A name in an address is none of the author's citations."""
    content = word_file(para(run("见 https://example.org/GB 5749-2022")))
    found = checked(content)
    hidden = tuple(msgspec.structs.replace(line, in_address=True) for line in found.lines)
    [lines] = said(annotated_docx(content, msgspec.structs.replace(found, lines=hidden), ZH))
    assert lines[0] == "以 2026-11-23 为基准日,未在文件中发现引用的标准。"


def test_a_range_has_one_comment_that_names_its_members() -> None:
    """Four members, one place, one comment; each with the edition meant."""
    content = SHAPES["range"]
    found = checked(content)
    answers = [
        msgspec.structs.replace(plain_answer(Outcome.IN_FORCE), number=f"GB/T 2828.{n}-2012")
        for n in range(1, 5)
    ]
    lines = tuple(
        msgspec.structs.replace(line, answer=answer)
        for line, answer in zip(found.lines, answers, strict=True)
    )
    annotated = annotated_docx(content, msgspec.structs.replace(found, lines=lines), ZH)
    [comment] = said(annotated)
    named = [line.split(" ")[1] for line in comment if line.startswith("GB/T")]
    assert named == [f"2828.{n}-2012" for n in range(1, 5)]
    assert list(marked(annotated).values()) == ["GB/T 2828.1～2828.4"]


def test_a_place_beyond_its_cell_is_marked_up_to_the_end_of_the_cell() -> None:
    """What a person marked over two cells has its comment in the first."""
    content = SHAPES["tables"]
    text = read_content(content).text
    start = text.index("GB 2762")
    found = checked(content, places=[(start, text.index("-2022", start) + 5)])
    assert list(marked(annotated_docx(content, found, ZH)).values()) == ["GB 2762"]


def test_blanks_around_a_place_are_left_out_of_its_comment() -> None:
    """A person may have marked the line feed between two blocks."""
    content = SHAPES["plain"]
    text = read_content(content).text
    start = text.index("\n")
    found = checked(content, places=[(start, start + 3)])
    annotated = annotated_docx(content, found, ZH)
    assert list(marked(annotated).values()) == ["按"]


def test_existing_comments_and_what_belongs_to_them_stay() -> None:
    """Ours come behind those of others, with identifiers that nobody has."""
    for shape in ("comments", "strict-comments"):
        content = SHAPES[shape]
        annotated = annotated_docx(content, checked(content), ZH)
        assert list(comments(annotated)) == ["7", "8"]
        assert comments(annotated)["7"] == ["旧批注"]
        before = member(content, "word/comments.xml").removesuffix(b"</w:comments>")
        assert member(annotated, "word/comments.xml").startswith(before)
        for part in ("commentsExtended.xml", "document.xml.rels", "[Content_Types].xml"):
            assert member(annotated, part) == member(content, part)


def test_a_strict_document_gets_strict_comments() -> None:
    """Names of the new part and of its relation are those of the edition it is written in."""
    annotated = annotated_docx(SHAPES["strict"], checked(SHAPES["strict"]), ZH)
    strict = b"http://purl.oclc.org/ooxml/"
    assert strict + b"wordprocessingml/main" in member(annotated, "word/comments.xml")
    relations = member(annotated, "word/_rels/document.xml.rels")
    assert strict + b"officeDocument/relationships/comments" in relations


def test_a_control_of_plain_text_is_marked_from_outside() -> None:
    """Word writes the content of such a control anew, and marks in it would be lost."""
    root = body(annotated_docx(SHAPES["controls"], checked(SHAPES["controls"]), ZH))
    names = {"w": root.nsmap["w"] or ""}
    plain = root.xpath("//w:sdt[w:sdtPr/w:text]", namespaces=names)
    assert [
        len(control.xpath(".//w:commentRangeStart", namespaces=names)) for control in plain
    ] == [0]
    assert len(plain[0].xpath("preceding-sibling::w:commentRangeStart", namespaces=names)) == 1


def test_the_sign_of_a_comment_is_as_high_as_the_text_beside_it_and_is_never_hidden() -> None:
    """Size and font are those of the neighbour; hidden text and tracked changes are not."""
    tracked = '<w:rPrChange w:id="9" w:author="a"><w:rPr/></w:rPrChange>'
    content = word_file(para(run("GB 5749-2022", f'<w:vanish/><w:sz w:val="10"/>{tracked}')))
    root = body(annotated_docx(content, checked(content), ZH))
    names = {"w": root.nsmap["w"] or ""}
    [properties] = root.xpath("//w:r[w:commentReference]/w:rPr", namespaces=names)
    assert [child.tag.rpartition("}")[2] for child in properties] == ["sz"]


def test_hostile_texts_are_harmless() -> None:
    """Signs of XML and control characters in answers and words reach the comment as text."""
    content = word_file(para(run("GB 5749-2022")))
    found = checked(content)
    hostile = msgspec.structs.replace(
        REPLACED, title="<w:p/>&\x00\ud800]]>", withdrawn_by="{0}\x1b"
    )
    lines = tuple(msgspec.structs.replace(line, answer=hostile) for line in found.lines)
    [comment] = said(annotated_docx(content, msgspec.structs.replace(found, lines=lines), ZH))
    assert comment[1] == "GB/T 1.1-2009 <w:p/>&]]>"


def test_our_own_report_can_be_annotated() -> None:
    """A document as python-docx writes it, with sections turned and numbered pages."""
    report = report_docx(document(), ZH)
    annotated = annotated_docx(report, checked(report), ZH)
    assert printed(annotated) == printed(report)
    assert whole(annotated, without=frozenset(comments(annotated))) == whole(report)


def test_the_same_file_gives_the_same_bytes() -> None:
    """Nothing in it tells when or where it was made."""
    content = SHAPES["long"]
    assert annotated_docx(content, checked(content), ZH) == annotated_docx(
        content, checked(content), ZH
    )


TEXTS = st.text(alphabet="GB/T 1.-—2020甲\u3000\n\t", min_size=1, max_size=8)
LOOKS = st.sampled_from(["", "<w:b/>", "<w:i/>"])
WRAPS = st.sampled_from(
    [
        "{}",
        '<w:ins w:id="90" w:author="a">{}</w:ins>',
        '<w:hyperlink w:anchor="b">{}</w:hyperlink>',
        '<w:smartTag w:uri="u" w:element="e">{}</w:smartTag>',
        "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>",
        "{}<w:r><w:tab/><w:noBreakHyphen/></w:r>",
        '<w:bookmarkStart w:id="91" w:name="c"/>{}<w:bookmarkEnd w:id="91"/>',
    ]
)


@st.composite
def split_paragraphs(draw: st.DrawFn) -> str:
    """Paragraphs of runs that are split, set and wrapped in any way."""
    made = []
    for _ in range(draw(st.integers(1, 3))):
        pieces = draw(st.lists(st.tuples(TEXTS, LOOKS, WRAPS), min_size=1, max_size=5))
        made.append(para(*(wrap.format(run(text, look)) for text, look, wrap in pieces)))
    return "".join(made)


@given(split_paragraphs(), st.data())
def test_any_split_and_any_places_keep_the_text(paragraphs: str, data: st.DataObject) -> None:
    """Overlapping, nested, touching places, and those over paragraphs: only marks come in."""
    content = word_file(para(run("首")) + paragraphs)
    text = read_content(content)
    end = max(block.end for block in text.blocks if block.part is Part.BODY)
    numbers = st.integers(0, end)
    pairs = data.draw(st.lists(st.tuples(numbers, numbers), max_size=6))
    places = sorted({(min(p), max(p)) for p in pairs if text.text[min(p) : max(p)].strip()})
    annotated = annotated_docx(content, checked(content, places=places), ZH)
    assert printed(annotated) == printed(content)
    new = comments(annotated)
    assert whole(annotated, without=frozenset(new)) == whole(content)
    held = list(marked(annotated).values())
    wanted = [" ".join(text.text[start:stop].split()) for start, stop in places] or [""]
    assert sorted(" ".join(one.split()) for one in held) == sorted(wanted)
