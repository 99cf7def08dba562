"""Word files of every shape that annotating has to live with, each with citations in it."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final, NamedTuple

from docx import Document

from bench.reader_samples import STYLES, TEXT_BOX, field, numbered, paragraph
from biaozhun.documents.reading.word.names import STRICT

_SPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml" '
    'xmlns:v="urn:schemas-microsoft-com:vml" mc:Ignorable="w14"'
)
_DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_WORD_TYPE: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_PAGE: Final = (
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" '
    'w:left="1440" w:header="720" w:footer="720" w:gutter="0"/>'
)


class WordPart(NamedTuple):
    """A part beside the body: its file, the last word of the type of its relation, its content."""

    name: str
    kind: str
    content: str
    content_type: str = ""


def story(root: str, content: str) -> str:
    """The whole of a part of WordprocessingML."""
    return f"{_DECLARATION}<w:{root} {_SPACES}>{content}</w:{root}>"


def word_file(
    body: str,
    parts: Sequence[WordPart] = (),
    *,
    section: str = "",
    main: str = "document.xml",
    links: Mapping[str, str] | None = None,
    is_macro: bool = False,
) -> bytes:
    """A whole Word document, with styles and all, that Word and LibreOffice open.

    Args:
        body: content of the body before its last section.
        parts: others; each is referred to by its name without its ending.
        section: what the last section refers to.
        main: file of the body.
        links: addresses outside by the names of their relations.
        is_macro: whether it calls itself one with macros.
    """
    members = dict(_template())
    members.pop("word/document.xml")
    relations = members.pop("word/_rels/document.xml.rels")
    added = "".join(
        f'<Relationship Id="{part.name.split(".")[0]}" Type="{_kind(part.kind)}" '
        f'Target="{part.name}"/>'
        for part in parts
    ) + "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}hyperlink" Target="{address}" '
        'TargetMode="External"/>'
        for name, address in (links or {}).items()
    )
    replaced = {part.kind for part in parts} & {"numbering", "styles"}
    for kind in replaced:
        relations = _without(relations, f'Target="{kind}.xml"')
        members.pop(f"word/{kind}.xml")
    relations = relations.replace("</Relationships>", f"{added}</Relationships>")
    types = members["[Content_Types].xml"].replace("/word/document.xml", f"/word/{main}")
    for part in parts:
        types = _without(types, f'PartName="/word/{part.name}"')
        kind = part.content_type or f"{_WORD_TYPE}{part.kind}+xml"
        override = f'<Override PartName="/word/{part.name}" ContentType="{kind}"/>'
        types = types.replace("</Types>", f"{override}</Types>")
    if is_macro:
        types = types.replace(
            f"{_WORD_TYPE}document.main+xml",
            "application/vnd.ms-word.document.macroEnabled.main+xml",
        )
    members["[Content_Types].xml"] = types
    members["_rels/.rels"] = members["_rels/.rels"].replace("word/document.xml", f"word/{main}")
    members[f"word/_rels/{main}.rels"] = relations
    members[f"word/{main}"] = story(
        "document", f"<w:body>{body}<w:sectPr>{section}{_PAGE}</w:sectPr></w:body>"
    )
    members |= {f"word/{part.name}": part.content for part in parts}
    return packed(members)


def packed(members: Mapping[str, str | bytes]) -> bytes:
    """An archive with members packed in two ways and dated differently."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for place, (name, content) in enumerate(members.items()):
            member = zipfile.ZipInfo(name, (1980 + place, 1, 2, 3, 4, 6))
            member.compress_type = zipfile.ZIP_STORED if place == 1 else zipfile.ZIP_DEFLATED
            archive.writestr(member, content)
    return stream.getvalue()


def strict(content: bytes) -> bytes:
    """The same document in the names of its strict edition."""
    members = {}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            held = archive.read(name)
            for address, transitional in STRICT.items():
                held = held.replace(transitional, address)
            members[name] = held
    return packed(members)


@cache
def _template() -> Mapping[str, str]:
    """The parts of an empty document; pictures left out."""
    stream = io.BytesIO()
    Document().save(stream)
    with zipfile.ZipFile(stream) as archive:
        members = {
            name: archive.read(name).decode()
            for name in archive.namelist()
            if name.endswith((".xml", ".rels"))
        }
    members["_rels/.rels"] = _without(members["_rels/.rels"], "thumbnail")
    return members


def _kind(kind: str) -> str:
    return f"http://schemas.microsoft.com/{kind}" if "/" in kind else f"{_OFFICE}{kind}"


def _without(content: str, sign: str) -> str:
    """The part without the element that has this sign in it."""
    if sign not in content:
        return content
    start = content.rindex("<", 0, content.index(sign))
    return content[:start] + content[content.index("/>", start) + 2 :]


def run(text: str, properties: str = "") -> str:
    """A run."""
    properties = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def para(*content: str, properties: str = "") -> str:
    """A paragraph."""
    properties = f"<w:pPr>{properties}</w:pPr>" if properties else ""
    return f"<w:p>{properties}{''.join(content)}</w:p>"


def cell(*content: str, properties: str = "") -> str:
    """A cell of a table."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(content)}</w:tc>"


def table(*rows: Sequence[str], columns: int = 2) -> str:
    """A table of rows of cells."""
    grid = '<w:gridCol w:w="2000"/>' * columns
    made = "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows)
    look = '<w:tblPr><w:tblStyle w:val="TableGrid"/></w:tblPr>'
    return f"<w:tbl>{look}<w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>"


UNDERLINED: Final = '<w:u w:val="single"/>'
LEAD: Final = para(run("2 规范性引用文件", "<w:b/>"))
PLAIN: Final = para(run("按 GB/T 1.1—2020 和 GB 5749 的规定，另见 JB/T 10391-2008、10392。"))


def _tracked() -> str:
    by = 'w:author="甲" w:date="2026-01-02T03:04:05Z"'
    return (
        para(
            run("旧版 GB/T 1.1—"),
            f'<w:del w:id="1" {by}><w:r><w:delText>2009</w:delText></w:r></w:del>',
            f'<w:ins w:id="2" {by}>{run("2020，新增 GB 5749-2022 ")}</w:ins>',
            run("止"),
        )
        + para(
            f'<w:moveFrom w:id="3" {by}>{run("GB 1-2000")}</w:moveFrom>',
            f'<w:moveTo w:id="4" {by}>{run("移来 GB 2762-2022")}</w:moveTo>',
            properties=f'<w:rPr><w:ins w:id="5" {by}/></w:rPr>',
        )
        + para(
            run("改 GB 2763-2021 体", f'<w:b/><w:rPrChange w:id="6" {by}><w:rPr/></w:rPrChange>')
        )
    )


def _fields() -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    contents = para(
        mark.format("begin"),
        "<w:r><w:instrText>TOC \\o</w:instrText></w:r>",
        mark.format("separate"),
        run("前言 GB/T 1.1—2020"),
        "<w:r><w:tab/></w:r>",
        field("PAGEREF _Toc1 \\h", "1"),
    ) + para(run("附录 GB 5749"), mark.format("end"))
    one_run = (
        '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>REF a</w:instrText>'
        '<w:fldChar w:fldCharType="separate"/><w:t>见 GB 2762-2022 文</w:t>'
        '<w:fldChar w:fldCharType="end"/><w:t xml:space="preserve"> 后</w:t></w:r>'
    )
    half = para(run("按 GB/T 45668"), field("REF b", "—2025"), run("执行"))
    simple = para(
        run("见 "),
        f'<w:fldSimple w:instr=" REF c ">{run("GB/T 20000.1-2014 第3条")}</w:fldSimple>',
        run(" 及 GB 1"),
    )
    return contents + para(one_run) + half + simple


def _linked() -> str:
    return para(
        run("见"),
        f'<w:hyperlink r:id="out">{run("标准 GB/T 1.1—2020 全文", UNDERLINED)}</w:hyperlink>',
        run("与 GB/T 45"),
        f'<w:hyperlink w:anchor="a">{run("668—2025")}</w:hyperlink>',
        run("，共"),
    )


def _control(kind: str, content: str) -> str:
    return f"<w:sdt><w:sdtPr>{kind}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def _inline_controls() -> str:
    return (
        para(run("内 "), _control('<w:id w:val="12"/>', run("有 GB 2762-2022 者")), run("。"))
        + para(run("纯 "), _control('<w:id w:val="13"/><w:text/>', run("GB 2763-2021")), run("。"))
        + _control(
            '<w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj>',
            _fields(),
        )
    )


def _block_controls() -> str:
    held = table([cell(para(run("GB 5749-2022")))], columns=1)
    return _control('<w:id w:val="11"/>', PLAIN + held) + para()


def _wrapped() -> str:
    return para(
        '<w:smartTag w:uri="urn:x" w:element="e">',
        f'{run("GB/T ")}<w:smartTag w:uri="urn:x" w:element="f">{run("1.1")}</w:smartTag>',
        "</w:smartTag>",
        run("—2020 起"),
    ) + para(
        '<w:bookmarkStart w:id="0" w:name="a"/>',
        run("按 GB 57"),
        '<w:bookmarkEnd w:id="0"/><w:proofErr w:type="spellStart"/>',
        run("49-20"),
        '<w:proofErr w:type="spellEnd"/><w:permStart w:id="1" w:edGrp="everyone"/>',
        run("22 之规定"),
        '<w:permEnd w:id="1"/>',
    )


def _signs() -> str:
    return (
        para(
            "<w:r><w:rPr><w:i/></w:rPr><w:tab/><w:t>GB/T</w:t><w:tab/><w:t>1.1</w:t>"
            "<w:noBreakHyphen/><w:t>2020</w:t><w:softHyphen/><w:br/><w:t>下 GB</w:t><w:br/>"
            "<w:t>5749-2022</w:t><w:lastRenderedPageBreak/><w:t>尾</w:t></w:r>"
        )
        + para(
            '<w:r><w:sym w:font="Symbol" w:char="F0B1"/><w:t>GB 2762-2022</w:t>'
            '<w:sym w:font="Wingdings" w:char="F0FC"/></w:r>'
        )
        + para(run("GB 27"), run("63", '<w:color w:val="FF0000"/>'), run("-2021", "<w:vanish/>"))
        + para("<w:r><w:t> 左 GB 1 </w:t></w:r><w:r><w:t>  </w:t></w:r><w:r><w:t>GB 2</w:t></w:r>")
        + para(
            "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>x</w:t></w:r></w:rt><w:rubyBase><w:r>"
            "<w:t>GB 3095-2012</w:t></w:r></w:rubyBase></w:ruby></w:r>",
            "<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>",
            run("式 GB 3096-2008"),
        )
    )


def _tables() -> str:
    inner = table([cell(para(run("内 GB 5749-2022")))], columns=1)
    wide = '<w:gridSpan w:val="2"/>'
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    return (
        table(
            [cell(para(run("表头 GB/T 1.1—2020")), properties=wide)],
            [cell(para(run("GB 2762")), inner, para()), cell(para(run("-2022")), properties=down)],
            [cell(para(run("GB")), para(run("2763-2021"))), cell(para(), properties=on)],
        )
        + para()
    )


def _box(content: str) -> str:
    return TEXT_BOX.format(content)


def _notes() -> list[WordPart]:
    ends = '<w:{0} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{0}>'
    return [
        WordPart(
            f"{kind}s.xml",
            f"{kind}s",
            story(
                f"{kind}s",
                ends.format(kind)
                + f'<w:{kind} w:id="1">{para(run(f"注 GB 57{number}-2022"))}</w:{kind}>',
            ),
        )
        for kind, number in (("footnote", 49), ("endnote", 50))
    ]


def _commented() -> tuple[str, list[WordPart]]:
    body = para(
        '<w:commentRangeStart w:id="7"/>',
        run("按 GB/T 1.1"),
        '<w:commentRangeEnd w:id="7"/><w:r><w:commentReference w:id="7"/></w:r>',
        run("—2020 规定"),
    )
    old = (
        '<w:comment w:id="7" w:author="乙" w:date="2026-01-02T03:04:05Z" w:initials="乙">'
        f'<w:p w14:paraId="00000001">{run("旧批注")}</w:p></w:comment>'
    )
    extended = (
        '<w15:commentsEx xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml">'
        '<w15:commentEx w15:paraId="00000001" w15:done="0"/></w15:commentsEx>'
    )
    return body, [
        WordPart("comments.xml", "comments", story("comments", old)),
        WordPart(
            "commentsExtended.xml",
            "office/2011/relationships/commentsExtended",
            _DECLARATION + extended,
            f"{_WORD_TYPE}commentsExtended+xml",
        ),
    ]


def _sections() -> tuple[str, list[WordPart]]:
    parts = [
        WordPart("header7.xml", "header", story("hdr", para(run("页眉 GB 5749-2022")))),
        WordPart("header8.xml", "header", story("hdr", para(run("页眉 GB 2762-2022")))),
        WordPart("footer7.xml", "footer", story("ftr", para(run("页脚 GB 2763-2021")))),
    ]
    first = para(
        properties='<w:sectPr><w:headerReference w:type="default" r:id="header7"/>'
        f'<w:footerReference w:type="default" r:id="footer7"/>{_PAGE}</w:sectPr>'
    )
    return PLAIN + first + PLAIN, parts


def _numbered() -> tuple[str, list[WordPart]]:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
        f'<w:lvlText w:val="{".".join(("%1", "%2", "%3")[: level + 1])}"/></w:lvl>'
        for level in range(3)
    )
    part = story(
        "numbering",
        f'<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="multilevel"/>{levels}'
        '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    )
    body = "".join(numbered(f"条 GB/T {n}.1-2020", n % 3) for n in range(1, 6))
    return body, [WordPart("numbering.xml", "numbering", part)]


def _rare() -> bytes:
    """Pretty-printed, with comments of XML, an instruction, and no relation to any comments."""
    body = PLAIN.replace("<w:r>", "\n    <!-- a -->\n    <w:r>").replace("</w:r>", "\n    </w:r>\n")
    return word_file(f"\n  {body}<?x y?>\n  {para(run('GB<!-- b --> 5749-2022'))}\n")


def word_shapes() -> dict[str, bytes]:
    """The files, by what is special in them."""
    commented, comments = _commented()
    sections, edges = _sections()
    listed, numbering = _numbered()
    noted = para(
        run("正文 GB/T 1.1—2020"),
        '<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:endnoteReference w:id="1"/></w:r>',
    )
    mixed = LEAD + PLAIN + _tables() + _tracked() + _wrapped()
    return {
        "plain": word_file(LEAD + PLAIN),
        "tables": word_file(_tables()),
        "tracked": word_file(_tracked()),
        "fields": word_file(_fields()),
        "links": word_file(_linked(), links={"out": "https://example.org/"}),
        "comments": word_file(commented, comments),
        "notes": word_file(noted, _notes()),
        "boxes": word_file(PLAIN + _box(paragraph("框 GB 5749-2022")) + PLAIN),
        "controls": word_file(_inline_controls()),
        "block-controls": word_file(_block_controls()),
        "wrapped": word_file(_wrapped()),
        "signs": word_file(_signs()),
        "numbered": word_file(listed, numbering),
        "sections": word_file(
            sections, edges, section='<w:headerReference w:type="default" r:id="header8"/>'
        ),
        "strict": strict(word_file(mixed)),
        "strict-comments": strict(word_file(commented, comments)),
        "macro": word_file(mixed, is_macro=True),
        "other-name": word_file(mixed, main="document2.xml"),
        "pretty": _rare(),
        "range": word_file(para(run("GB/T 2828.1～"), run("2828.4", "<w:b/>"), run("的规定"))),
        "long": word_file((LEAD + PLAIN + _tables()) * 40),
        "nothing": word_file(para(run("没有引用"))),
        "empty": word_file(""),
        "styled": word_file(PLAIN, [WordPart("styles.xml", "styles", story("styles", STYLES))]),
    }
