import pytest

from biaozhun.core.classification import ClassificationError, read_scheme


def test_a_table_becomes_a_scheme() -> None:
    """Codes, parents and titles are taken; levels follow from the parents; a mark is dropped."""
    scheme = read_scheme("\ufeffcode,parent,title,title_en\nA,,综合,General\nA10,A,经济,\n", "CCS")
    assert [(entry.code, entry.level) for entry in scheme] == [("A", 1), ("A10", 2)]
    assert (scheme.title("A"), scheme.title("A", "en")) == ("综合", "General")
    assert scheme.title("A10", "en") is None
    assert scheme.levels("A10") == ("A", "A10")
    assert [entry.code for entry in scheme.children("A")] == ["A10"]
    assert "A10" in scheme
    assert "B" not in scheme


@pytest.mark.parametrize(
    "text",
    [
        "",
        "code,title\nA,综合\n",
        "code,parent,title,colour\nA,,综合,red\n",
        "code,parent,title\nA,,综合\nA,,综合\n",
        "code,parent,title\nA10,A,综合\n",
        "code,parent,title\nA,B,x\nB,A,y\n",
        "code,parent,title\nA,A,x\n",
        "code,parent,level,title\nA,,2,x\n",
        "code,parent,level,title\nA,,one,x\n",
        "code,parent,title\nA,\n",
        "code,parent,title\nA,,x,y\n",
        "code,parent,title\n,,x\n",
        'code,parent,title\nA,,"x\n',
    ],
)
def test_a_table_with_a_fault_is_refused_whole(text: str) -> None:
    """Columns, doubles, missing parents, rings, wrong levels, ragged rows, an open quotation."""
    with pytest.raises(ClassificationError) as refused:
        read_scheme(text, "CCS")
    assert refused.value.code == "classification_table_faulty"


def test_an_unknown_code_is_an_error_everywhere() -> None:
    """Title, parent, levels and children refuse a code the scheme does not hold."""
    scheme = read_scheme("code,parent,title\nA,,综合\n", "CCS")
    for ask in (scheme.title, scheme.parent, scheme.levels, scheme.children):
        with pytest.raises(ClassificationError):
            ask("B")
