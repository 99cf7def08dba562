"""Filling in forms: what a template may say, what it gets, and everything it may not hold."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.documents.reports.form_filling import NamedFields, fields_named, fill
from biaozhun.documents.reports.form_layout import (
    BlankField,
    BlankForm,
    BlankRows,
    blank_form,
    blank_letter,
)
from biaozhun.documents.reports.form_walls import FormError
from biaozhun.documents.reports.official import Clause, OfficialPaper

FORM = BlankForm(
    title="地方标准制修订项目申报表",
    parts=(
        BlankField("项目名称", "地理标志产品 某某茶加工技术规程"),
        BlankField("计划编号", "2026-001"),
        BlankRows("起草单位表", (BlankField("单位名称", "某研究院"), BlankField("电话", "1"))),
        BlankField("备注"),
    ),
)
VALUES = {
    "项目名称": "《甲》",
    "计划编号": "2026-001",
    "备注": "",
    "起草单位表": [{"单位名称": "一院", "电话": "1"}, {"单位名称": "二院", "电话": "2"}],
}


def template(*paragraphs: str) -> bytes:
    """A Word file with these paragraphs."""
    document = Document()
    for text in paragraphs:
        document.add_paragraph(text)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def with_table(*rows: tuple[str, ...]) -> bytes:
    """A Word file with a table."""
    document = Document()
    table = document.add_table(rows=0, cols=len(rows[0]))
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def changed(content: bytes, member: str, change: Callable[[bytes], bytes]) -> bytes:
    """The package with one member changed, or added."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            told = old.read(name)
            new.writestr(name, change(told) if name == member else told)
        if member not in old.namelist():
            new.writestr(member, change(b""))
    return stream.getvalue()


def words(content: bytes) -> list[str]:
    """The paragraphs of a Word file, those of its tables behind them."""
    document = Document(io.BytesIO(content))
    told = [one.text for one in document.paragraphs]
    for table in document.tables:
        told += ["|".join(cell.text for cell in row.cells) for row in table.rows]
    return [one for one in told if one]


def refused(content: bytes, values: dict[str, object] | None = None) -> tuple[str, str]:
    """Code and fragment of the refusal."""
    with pytest.raises(FormError) as caught:
        fill(content, VALUES if values is None else values)  # type: ignore[arg-type]  # wrong on purpose
    return caught.value.code, caught.value.fragment


def test_the_form_that_is_laid_out_names_its_fields_and_takes_values() -> None:
    """Fields stand where their tags stood, and a row comes for every entry, counted."""
    blank = blank_form(FORM)
    assert fields_named(blank) == NamedFields(
        ("项目名称", "计划编号", "备注"), {"起草单位表": ("序号", "单位名称", "电话")}
    )
    assert words(fill(blank, VALUES)) == [
        "地方标准制修订项目申报表",
        "起草单位表",
        "（公章）",
        "年　　月　　日",
        "项目名称|《甲》|《甲》|《甲》",
        "计划编号|2026-001|2026-001|2026-001",
        "序号|单位名称|电话",
        "1|一院|1",
        "2|二院|2",
        "备注|||",
    ]


def test_no_rows_leave_the_head_of_their_table() -> None:
    """A table without entries has no row but its head."""
    told = words(fill(blank_form(FORM), VALUES | {"起草单位表": []}))
    assert told[-2:] == ["序号|单位名称|电话", "备注|||"]


def test_short_fields_stand_two_in_a_line_and_the_seal_only_where_it_belongs() -> None:
    """What is short shares a line; without a seal neither its place nor the day is there."""
    form = BlankForm(
        title="表", parts=(BlankField("甲", "短"), BlankField("乙", "短")), has_seal=False
    )
    assert words(blank_form(form)) == ["表", "甲|{{ 甲 }}|乙|{{ 乙 }}"]


def test_a_letter_is_an_official_paper_with_tags() -> None:
    """Title, addressee and text hold fields; the place for the seal stands below the signature."""
    paper = OfficialPaper(
        title="关于报批《{{ 项目名称 }}》的函",
        addressees="{{ 主送 }}",
        parts=(Clause("计划编号{{ 计划编号 }}，请予批准。"),),
        issuer="{{ 单位 }}",
    )
    values = {"项目名称": "甲", "主送": "某省局", "计划编号": "1", "单位": "某委"}
    assert words(fill(blank_letter(paper), values)) == [
        "关于报批《甲》的函",
        "某省局：",
        "计划编号1，请予批准。",
        "某委",
        "（公章）",
        "年　　月　　日",
    ]
    assert words(fill(blank_letter(paper, has_seal=False), values))[-1] == "某委"


def test_many_columns_lay_the_page_on_its_side() -> None:
    """Eight columns need the long edge of the page."""
    columns = tuple(BlankField(f"列{place}") for place in range(8))
    blank = Document(
        io.BytesIO(blank_form(BlankForm(title="表", parts=(BlankRows("行表", columns),))))
    )
    section = blank.sections[0]
    assert (section.page_width or 0) > (section.page_height or 0)


def test_a_column_of_few_characters_has_room_for_them_in_one_line() -> None:
    """Beside long columns: four characters of 10.5 pt and the margins; together the page's."""
    columns = (
        BlankField("章条编号", "4.1"),
        BlankField("意见内容", "长" * 30),
        BlankField("处理意见", "部分采纳"),
        BlankField("理由", "长" * 20),
    )
    blank = blank_form(BlankForm(title="表", parts=(BlankRows("行表", columns),)))
    (table,) = Document(io.BytesIO(blank)).tables
    widths = [round(cell.width.mm) for cell in table.rows[0].cells]
    assert (widths[1], widths[3], sum(widths)) == (20, 20, 156)
    assert min(widths[2], widths[4]) > 40


def test_paragraphs_repeat_as_rows_do() -> None:
    """A list in the running text."""
    content = template("{%p for 项 in 清单 %}", "{{ 项.序号 }}. {{项.名}}", "{%p endfor %}")
    assert fields_named(content) == NamedFields((), {"清单": ("序号", "名")})
    assert words(fill(content, {"清单": [{"名": "甲"}, {"名": "乙"}]})) == ["1. 甲", "2. 乙"]


def test_a_tag_that_word_split_between_runs_is_one() -> None:
    """Word divides text where somebody corrected it; that changes no name."""
    document = Document()
    paragraph = document.add_paragraph("题：")
    for piece in ("{", "{ 项", "目", "名称 }", "}"):
        paragraph.add_run(piece).bold = True
    stream = io.BytesIO()
    document.save(stream)
    assert words(fill(stream.getvalue(), {"项目名称": "甲"})) == ["题：甲"]


def test_head_and_foot_of_the_page_are_filled_too() -> None:
    """Their tags are fields as those of the body."""
    document = Document()
    document.add_paragraph("x")
    document.sections[0].header.paragraphs[0].text = "{{ 计划编号 }}"
    stream = io.BytesIO()
    document.save(stream)
    assert fields_named(stream.getvalue()).single == ("计划编号",)
    filled = Document(io.BytesIO(fill(stream.getvalue(), {"计划编号": "甲"})))
    assert filled.sections[0].header.paragraphs[0].text == "甲"


def test_lines_of_a_value_become_lines_and_what_no_xml_holds_goes() -> None:
    """Breaks of every kind, and characters that would break the file."""
    told = fill(template("{{ 项目名称 }}"), {"项目名称": "一\r\n二\x0b三\u2028四\x00\x07\ufffe五"})
    assert words(told) == ["一\n二\n三\n四五"]


@given(value=st.text(st.characters(exclude_categories=()), max_size=60))
def test_no_value_is_taken_for_markup_or_for_a_tag(value: str) -> None:
    """Whatever stands in a value, the file has one paragraph, and no other element than before."""
    content = fill(
        template("前{{ 项目名称 }}后"), {"项目名称": value + "<w:p/>{{ 甲 }}{% for %}&amp;"}
    )
    document = Document(io.BytesIO(content))
    assert len(document.paragraphs) == 1
    assert document.paragraphs[0].text.endswith("<w:p/>{{ 甲 }}{% for %}&amp;后")
    names = {element.tag.rpartition("}")[2] for element in document.element.body.iter()}
    assert names <= {
        "body",
        "p",
        "r",
        "t",
        "br",
        "tab",
        "sectPr",
        "pgSz",
        "pgMar",
        "cols",
        "docGrid",
    }


def test_a_string_that_calls_itself_markup_is_escaped_as_any_other() -> None:
    """No subclass of a string passes unescaped."""

    class Marked(str):
        """Says of itself that it is safe."""

        __slots__ = ()

        def __html__(self) -> str:
            return str(self)

    assert words(fill(template("{{ 甲 }}"), {"甲": Marked("<w:br/>")})) == ["<w:br/>"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{{ x.__class__ }}", "forbidden"),
        ("{{ x.y.z }}", "forbidden"),
        ("{{ x|upper }}", "forbidden"),
        ("{{ x() }}", "forbidden"),
        ("{{ 1 + 1 }}", "forbidden"),
        ("{{ 'a' * 10**9 }}", "forbidden"),
        ("{{ _甲 }}", "forbidden"),
        ("{{r 甲 }}", "forbidden"),
        ("{{ }}", "forbidden"),
        ("{% if 甲 %}", "forbidden"),
        ("{% include 'a' %}", "forbidden"),
        ("{% set a = 1 %}", "forbidden"),
        ("{% for i in range(10**9) %}", "forbidden"),
        ("{%p for i in range(10**9) %}", "forbidden"),
        ("{%p for i in 甲 if i %}", "forbidden"),
        ("{%p for a, b in 甲 %}", "forbidden"),
        ("{%p endfor -%}", "forbidden"),
        ("{% colspan 9 %}", "forbidden"),
        ("{% vm %}", "forbidden"),
        ("{# 说明 #}", "forbidden"),
        ("{{ 甲.乙 }}", "unclosed_row"),
        ("{%p for 项 in 甲 %}", "unclosed_row"),
        ("{%p endfor %}", "unclosed_row"),
        ("{%tr for 项 in 甲 %}", "crowded_row"),
        ("x{%p for 项 in 甲 %}", "crowded_row"),
        ("{{ 甲 }", "broken_tag"),
        ("甲 }}", "broken_tag"),
        ("｛｛ 甲 ｝｝", "broken_tag"),
        ("{% if", "broken_tag"),
        ("{{ 甲 }}", "unknown_field"),
        ("{{ true }}", "unknown_field"),
    ],
)
def test_a_template_says_fields_and_rows_and_nothing_else(text: str, code: str) -> None:
    """Each other construct of the language behind is refused before it is run."""
    assert refused(template(text))[0] == code


def test_a_tag_is_not_put_together_from_paragraphs() -> None:
    """The library behind would join the braces of neighbouring paragraphs to one expression."""
    assert refused(template("{", "{ 7*7 }", "}"))[0] == "broken_tag"
    assert refused(template("{ 7*7 }", "}"))[0] == "broken_tag"


@pytest.mark.parametrize("text", [b"{{ 7*7 }}", b"{% set a = 1 %}", b"{{ a.__class__ }}", b"{{"])
def test_what_the_library_behind_would_compile_is_looked_at_again(text: bytes) -> None:
    """Text outside every paragraph is no text of Word's, and the library takes it all the same."""
    loose = changed(
        template("x"),
        "word/document.xml",
        lambda old: old.replace(b"<w:sectPr", b"<w:t>" + text + b"</w:t><w:sectPr", 1),
    )
    assert refused(loose)[0] == "forbidden"


def test_rows_close_where_they_began() -> None:
    """Rows within rows, rows closed as paragraphs, and a row that is crowded are refused."""
    begin, end = "{%tr for 项 in 起草单位表 %}", "{%tr endfor %}"
    assert refused(with_table((begin, ""), (begin, ""), (end, "")))[0] == "unclosed_row"
    assert refused(with_table((begin, ""), ("{%p endfor %}", "")))[0] == "unclosed_row"
    assert refused(with_table((begin, "{{ 项.电话 }}"), (end, "")))[0] == "crowded_row"
    assert refused(with_table((begin, ""), ("{{ 项 }}", ""), (end, "")))[0] == "forbidden"


def test_what_there_is_no_value_for_is_named() -> None:
    """A field, a table, a field of a row, and rows where text is asked for."""
    begin, end = "{%tr for 项 in 起草单位表 %}", "{%tr endfor %}"
    assert refused(template("{{ 没有的 }}")) == ("unknown_field", "没有的")
    assert refused(template("{{ 起草单位表 }}")) == ("unknown_field", "起草单位表")
    text_as_rows = with_table(("{%tr for 项 in 备注 %}", ""), (end, ""))
    assert refused(text_as_rows) == ("unknown_field", "备注")
    code, fragment = refused(with_table((begin, ""), ("{{ 项.传真 }}", ""), (end, "")))
    assert (code, "传真" in fragment) == ("unknown_field", True)
    both = with_table((begin, ""), (end, ""), ("{{ 起草单位表 }}", ""))
    assert refused(both) == ("unknown_field", "起草单位表")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"%PDF-1.4", b"\xd0\xcf\x11\xe0" * 200])
def test_what_is_no_word_file_is_said_so(content: bytes) -> None:
    """Nothing, a broken archive, a PDF, a file of old Word."""
    assert refused(content)[0] == "not_word"


def test_another_office_file_and_a_word_template_are_no_form() -> None:
    """A workbook under another name; DOTX, which Word opens as something else."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        package.writestr("xl/workbook.xml", "<x/>")
    assert refused(stream.getvalue())[0] == "not_word"
    kind = changed(
        template("x"),
        "[Content_Types].xml",
        lambda old: old.replace(b"document.main+xml", b"template.main+xml"),
    )
    assert refused(kind)[0] == "not_word"


def test_what_runs_is_refused() -> None:
    """Macros by the kind of the document, by a part; controls and embedded objects."""
    docm = changed(
        template("x"),
        "[Content_Types].xml",
        lambda old: re.sub(
            rb"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main\+xml",
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
            old,
        ),
    )
    assert refused(docm)[0] == "has_macros"
    for part in ("word/vbaProject.bin", "word/activeX/activeX1.bin", "word/oleObject1.bin"):
        assert refused(changed(template("x"), part, lambda _: b"x")) == ("has_macros", part)


def test_what_is_fetched_from_outside_is_refused_and_links_stay() -> None:
    """A template or picture elsewhere, and fields that fetch; a hyperlink waits for the reader."""

    def related(kind: str) -> bytes:
        wanted = (
            f'<Relationship Id="rId99" Type="http://x/{kind}" Target="http://x/y"'
            ' TargetMode="External"/></Relationships>'
        )
        return changed(
            template("{{ 备注 }}"),
            "word/_rels/document.xml.rels",
            lambda old: old.replace(b"</Relationships>", wanted.encode()),
        )

    assert refused(related("attachedTemplate")) == ("outside_link", "http://x/y")
    assert refused(related("image"))[0] == "outside_link"
    assert fields_named(related("hyperlink")).single == ("备注",)
    order = b'<w:p><w:fldSimple w:instr=" DDEAUTO c:\\\\x "/></w:p></w:body>'
    fetching = changed(
        template("x"), "word/document.xml", lambda old: old.replace(b"</w:body>", order)
    )
    assert refused(fetching) == ("outside_link", "DDEAUTO")


@pytest.mark.parametrize(
    "entity", ['<!ENTITY x SYSTEM "file:///etc/passwd">', '<!ENTITY x "ha"><!ENTITY y "&x;&x;">']
)
def test_entities_are_refused(entity: str) -> None:
    """Neither a file of the server nor a flood of text comes in through a declaration."""
    head = f"<!DOCTYPE w:document [{entity}]>".encode()
    bad = changed(
        template("x"),
        "word/document.xml",
        lambda old: old.replace(b"<w:document", head + b"<w:document", 1),
    )
    assert refused(bad)[0] == "not_word"


def test_tags_stand_in_text_only() -> None:
    """Not in attributes, footnotes or properties, which the library behind would compile too."""
    attribute = changed(
        template("x"),
        "word/document.xml",
        lambda old: old.replace(b"<w:p>", b'<w:p w:a="{{ 7*7 }}">', 1),
    )
    assert refused(attribute)[0] == "forbidden"
    document = Document()
    document.core_properties.title = "{{ 7*7 }}"
    stream = io.BytesIO()
    document.save(stream)
    assert refused(stream.getvalue()) == ("forbidden", "docProps/core.xml")


def test_what_is_too_large_is_refused_before_it_is_read() -> None:
    """Bytes of the file, of a part, and of what it unpacks to."""
    assert refused(b"x" * (10 * 1024 * 1024 + 1))[0] == "too_large"
    assert refused(template("{{" * 5_001))[0] == "too_large"
    blown = changed(template("x"), "word/a.xml", lambda _: b"<a>" + b" " * 5_000_000 + b"</a>")
    assert refused(blown) == ("too_large", "word/a.xml")
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("a.bin", b"\0" * 11_000_000)
    assert refused(stream.getvalue())[0] == "too_large"


def test_a_table_without_columns_is_refused() -> None:
    """No usual program writes one, and the library behind fails on it."""
    broken = changed(
        with_table(("x", "y")),
        "word/document.xml",
        lambda old: re.sub(rb"<w:tblGrid>.*?</w:tblGrid>", b"", old, flags=re.DOTALL),
    )
    assert refused(broken)[0] == "not_word"
