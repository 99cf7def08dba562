"""NISO STS: sections, tables, terms and references out; entities and other XML refused."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from biaozhun.core.structure import (
    Aside,
    Cell,
    ClauseKind,
    Code,
    Figure,
    Formula,
    Item,
    Items,
    Para,
    Span,
    Table,
    plain,
    read_back,
    words,
)
from biaozhun.core.structure import written as as_json
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.full_texts import TextForm, read_full_text
from biaozhun.documents.sts import sts_text

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE standard SYSTEM "../../ISOSTS.dtd">
"""
STANDARD = (
    HEAD
    + """<standard xml:lang="zh"><front><iso-meta><content-language>en</content-language>
<std-ref>ISO 9:2020</std-ref><title-wrap><full>Rice</full></title-wrap></iso-meta>
<sec id="f"><title>Foreword</title><p>ISO is a&nbsp;federation.</p></sec></front>
<body><sec id="s4"><label>4</label><title>Requirements</title>
<sec id="s41"><label>4.1</label><p>See <xref rid="s42">4.2</xref> and <xref rid="gone">9</xref>,
<bold>shall</bold> a<sub>w</sub>:</p>
<list><list-item><label>a)</label><p>dry;</p></list-item></list>
<non-normative-note><label>NOTE 1</label><p>Only rice.</p></non-normative-note></sec>
<sec id="s42"><label>4.2</label><title>Limits</title>
<table-wrap id="t1"><label>Table 1</label><caption><title>Defects</title></caption>
<table><thead><tr><th colspan="2">Kind</th></tr></thead>
<tbody><tr><td>stones</td><td>0</td></tr></tbody></table></table-wrap>
<fig id="g"><label>Figure 1</label><caption><title>Sieve</title></caption>
<graphic xlink:href="a/f1"/></fig>
<disp-formula><label>(1)</label><mml:math><mml:mi>w</mml:mi></mml:math></disp-formula>
<preformat>a
  b</preformat><mystery><p>Kept words.</p></mystery></sec></sec>
<sec id="s3"><label>3</label><title>Terms</title><term-sec id="t31"><label>3.1</label>
<tbx:termEntry><tbx:langSet><tbx:definition>outermost part</tbx:definition>
<tbx:tig><tbx:term>husk</tbx:term><tbx:partOfSpeech value="noun"/></tbx:tig>
</tbx:langSet></tbx:termEntry></term-sec></sec></body>
<back><app-group><app id="aa"><label>Annex A</label><annex-type>(informative)</annex-type>
<title>Gel</title><sec><label>A.1</label><p>Boil.</p></sec></app></app-group>
<ref-list><title>Bibliography</title>
<ref><label>[1]</label><mixed-citation>ISO 2</mixed-citation></ref></ref-list></back></standard>"""
)


def written(folder: Path, content: str | bytes) -> Path:
    """A file with that content."""
    path = folder / "text.xml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_sections_become_clauses_in_their_order(tmp_path: Path) -> None:
    """Front matter, clauses, terms, annexes and references, with what the head says."""
    text = sts_text(written(tmp_path, STANDARD))
    assert (text.number, text.title, text.language) == ("ISO 9:2020", "Rice", "en")
    assert [(c.kind, c.number, c.title, c.level) for c in text.clauses] == [
        (ClauseKind.FRONT, "", "Foreword", 1),
        (ClauseKind.CLAUSE, "4", "Requirements", 1),
        (ClauseKind.CLAUSE, "4.1", "", 2),
        (ClauseKind.CLAUSE, "4.2", "Limits", 2),
        (ClauseKind.CLAUSE, "3", "Terms", 1),
        (ClauseKind.TERM, "3.1", "husk", 2),
        (ClauseKind.ANNEX, "A", "(informative) Gel", 1),
        (ClauseKind.ANNEX, "A.1", "", 2),
        (ClauseKind.BACK, "", "Bibliography", 1),
    ]


def test_what_stands_in_a_section_keeps_its_kind(tmp_path: Path) -> None:
    """Marks, references, lists and notes; tables, figures, formulas and code."""
    read = read_full_text(written(tmp_path, STANDARD)).text
    assert read is not None
    by_number = {clause.number: clause.blocks for clause in read.clauses}
    assert by_number["4.1"] == (
        Para(
            (
                Span("See "),
                Span("4.2", to="4.2"),
                Span(" and "),
                Span("9"),
                Span(", "),
                Span("shall", "strong"),
                Span(" a"),
                Span("w", "sub"),
                Span(":"),
            )
        ),
        Items((Item("a)", (Para(plain("dry;")),)),)),
        Aside("note", (Para(plain("Only rice.")),), "NOTE 1"),
    )
    assert by_number["4.2"] == (
        Table(
            (
                (Cell(plain("Kind"), columns=2, heading=True),),
                (Cell(plain("stones")), Cell(plain("0"))),
            ),
            "1",
            "Defects",
        ),
        Figure("1", "Sieve", "f1"),
        Formula("w", "(1)"),
        Code("a\n  b"),
        Para(plain("Kept words.")),
    )
    assert words(by_number["3.1"]) == "outermost part"


def test_unknown_elements_and_missing_pictures_are_reported(tmp_path: Path) -> None:
    """Their words are kept, and a person is told."""
    found = {(f.code, f.place) for f in sts_text(written(tmp_path, STANDARD)).findings}
    assert found == {("element_unknown", "mystery"), ("picture_missing", "f1")}


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE standard [<!ENTITY a "aaaaaaaaaa">'
    '<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><standard><body><p>&b;</p></body></standard>'
)
STEAL = (
    '<?xml version="1.0"?><!DOCTYPE standard [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    "<standard><body><p>&x;</p></body></standard>"
)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (BOMB, "entities_refused"),
        (STEAL, "entities_refused"),
        ("<standard><body><p>&nosuch;</p></body></standard>", "broken_file"),
        (HEAD + "<standard><body><p>&nosuch;</p></body></standard>", "entities_refused"),
        ("<standard><body><p>open</body></standard>", "broken_file"),
        ("<bibdata><title>x</title></bibdata>", "unsupported_format"),
        ("<standard><front/></standard>", "no_text"),
        (
            "<standard><body>" + "<sec>" * 130 + "</sec>" * 130 + "</body></standard>",
            "nested_too_deep",
        ),
        ("<standard><body>" + "<sec>" * 300 + "</sec>" * 300 + "</body></standard>", "broken_file"),
    ],
)
def test_harmful_and_broken_xml_is_refused(tmp_path: Path, content: str, code: str) -> None:
    """Entities are not expanded, files are not fetched, depth is bounded; each has its code."""
    with pytest.raises(DocumentError) as refused:
        sts_text(written(tmp_path, content))
    assert refused.value.code == code


TAGS = [
    "sec",
    "title",
    "p",
    "list",
    "list-item",
    "label",
    "table-wrap",
    "table",
    "thead",
    "tr",
    "td",
    "th",
    "caption",
    "fig",
    "graphic",
    "fn",
    "std",
    "disp-formula",
    "non-normative-note",
    "term-sec",
    "app",
    "app-group",
    "ref-list",
    "ref",
    "def-list",
    "def-item",
    "term",
    "def",
    "xref",
    "bold",
    "sub",
    "break",
    "preformat",
    "array",
    "tbx:termEntry",
    "tbx:term",
    "tbx:definition",
    "mml:math",
    "nonsense",
]
LEAF = st.sampled_from(["", "5.2", "附录A", "Table 1", " words ", "&amp;", "a\nb"])


def _element(children: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    tags = st.sampled_from(TAGS)
    attributes = st.sampled_from(["", ' id="a"', ' rid="a"', ' colspan="x"', ' rowspan="9999"'])
    inside = st.lists(children, max_size=4).map("".join)
    return st.builds(lambda t, a, i: f"<{t}{a}>{i}</{t}>", tags, attributes, inside)


@given(st.lists(st.recursive(LEAF, _element, max_leaves=15), max_size=5).map("".join))
def test_any_well_formed_standard_is_read_or_refused_as_empty(body: str) -> None:
    """Elements in places where the standard does not allow them do no harm."""
    content = f"<standard><body>{body}</body><back>{body}</back></standard>"
    with tempfile.TemporaryDirectory() as folder:
        try:
            text = read_full_text(written(Path(folder), content)).text
        except DocumentError as refused:
            assert refused.code == "no_text"  # noqa: PT017  -- either answer is right
            return
    assert text is not None
    anchors = [clause.anchor for clause in text.clauses]
    assert len(set(anchors)) == len(anchors)
    for clause in text.clauses:
        assert read_back(as_json(clause.blocks)) == clause.blocks


def test_a_text_too_large_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before any of it is read."""
    monkeypatch.setattr("biaozhun.documents.sts.MAX_BYTES", 10)
    with pytest.raises(DocumentError) as refused:
        sts_text(written(tmp_path, STANDARD))
    assert refused.value.code == "too_large"


@pytest.mark.shared
def test_the_public_samples_are_read(shared: Path) -> None:
    """Those with a body give their clauses; those with a head only are refused as such."""
    folder = shared / "data" / "fulltext" / "iso-sts-samples"
    counts: dict[str, int | str] = {}
    for path in sorted(folder.glob("*.xml")):
        try:
            read = read_full_text(path)
            assert read.form == TextForm.STS
            counts[path.name] = len(read.text.clauses) if read.text else 0
        except DocumentError as refused:
            counts[path.name] = refused.code
    assert counts == {
        "Samp1.xml": "no_text",
        "Sample2.xml": 1,
        "feature_doc.xml": 22,
        "meta-mixes_ok_1.xml": "no_text",
        "meta-mixes_ok_2.xml": "no_text",
        "nat-meta.xml": "no_text",
        "para-mixes_ok_1.xml": 1,
        "reg-meta.xml": "no_text",
        "tbx-highlight-elements.xml": 1,
    }
