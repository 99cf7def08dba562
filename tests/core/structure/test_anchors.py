"""Anchors: where a clause is found for good."""

from biaozhun.core.structure import (
    Cell,
    Clause,
    ClauseKind,
    Figure,
    Known,
    Para,
    Span,
    StructuredText,
    Table,
    anchored,
    carried_over,
    known,
    place_of,
    plain,
)


def clause(number: str = "", title: str = "", words: str = "", **facts: object) -> Clause:
    """A clause with one paragraph."""
    blocks = (Para(plain(words)),) if words else ()
    return Clause(kind=ClauseKind.CLAUSE, number=number, title=title, blocks=blocks, **facts)  # type: ignore[arg-type]  # a test's short form


def anchors(*clauses: Clause) -> list[str]:
    """The anchors they get."""
    return [each.anchor for each in anchored(StructuredText(clauses=clauses)).clauses]


def test_a_number_is_its_own_anchor_and_matter_without_has_a_name() -> None:
    """Foreword, introduction and bibliography have one name in Chinese and English."""
    assert anchors(clause(title="前　言"), clause("5.2"), clause("A"), clause("A.1")) == [
        "foreword",
        "5.2",
        "A",
        "A.1",
    ]
    assert anchors(clause(title="Foreword"), clause(title="参考文献")) == [
        "foreword",
        "bibliography",
    ]


def test_a_heading_without_number_keeps_its_anchor_wherever_it_stands() -> None:
    """Its anchor depends on nothing but its words."""
    alone = anchors(clause(title="总体说明"))
    assert anchors(clause("1"), clause(title="总体说明"))[1:] == alone
    assert alone[0].startswith("s-")


def test_no_two_clauses_have_one_anchor() -> None:
    """A number that stands twice is told apart by a count."""
    assert anchors(clause("3.1"), clause("3.1"), clause("3.1")) == ["3.1", "3.1-2", "3.1-3"]


def test_references_lead_to_anchors_and_lost_ones_nowhere() -> None:
    """The source's own ids become anchors; an id that the text lacks becomes plain text."""
    spans = (Span("见 5.2", to="sec_5.2"), Span("和图 9", to="fig_9"))
    pointing = Clause(kind=ClauseKind.CLAUSE, number="1", blocks=(Para(spans),))
    text = anchored(StructuredText(clauses=(pointing, clause("5.2", source="sec_5.2"))))
    assert text.clauses[0].blocks == (Para((Span("见 5.2", to="5.2"), Span("和图 9"))),)


def test_tables_and_figures_have_places_of_their_own() -> None:
    """By kind and number; what has no number has no place."""
    row = ((Cell(plain("x")),),)
    assert place_of(Table(row, number="A.1")) == "table-A.1"
    assert place_of(Figure(number="2")) == "figure-2"
    assert place_of(Table(row)) == ""


def test_an_anchor_that_is_gone_leads_to_its_words_its_heading_or_above() -> None:
    """Same words first, then the same heading, then the clause above, then the beginning."""
    before = [
        Known("4.1", "", "苗木应无检疫性病虫害。"),
        Known("4.2", "检验", "旧的检验方法。"),
        Known("4.3.1", "", "已删去的条。"),
        Known("Z.9", "", "没有上级的条。"),
        Known("5", "标志", "照旧。"),
    ]
    after = known(
        anchored(
            StructuredText(
                clauses=(
                    clause("1", "范围"),
                    clause("4.3", "要求"),
                    clause("4.5", "", "苗木应无检疫性病虫害。"),
                    clause("4.6", "检验", "新的检验方法。"),
                    clause("5", "标志", "照旧。"),
                )
            )
        ).clauses
    )
    assert carried_over(before, after) == {
        "4.1": "4.5",
        "4.2": "4.6",
        "4.3.1": "4.3",
        "Z.9": "1",
    }
