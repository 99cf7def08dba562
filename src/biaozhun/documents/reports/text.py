"""A report as a Word document (DOCX)."""

from docx.document import Document as WordDocument

from biaozhun.core.validity import CheckedDocument
from biaozhun.documents.reports.cards import ChangeCard, change_cards
from biaozhun.documents.reports.letter import (
    Lines,
    add_code,
    add_facts,
    add_table,
    new_letter,
    number_pages,
    tint,
    turn,
    written,
)
from biaozhun.documents.reports.looks import LOOKS
from biaozhun.documents.reports.rows import (
    EMPTY,
    ResultRow,
    conclusion,
    coverage,
    facts,
    outcome_counts,
    printable,
    result_rows,
    verification,
)
from biaozhun.documents.reports.words import ReportWords

_OUTCOME = 3  # its column in the results
_RESULT_WIDTHS = (11, 32, 36, 22, 32, 36, 40, 28, 24)  # millimetres; together an A4 page across


def report_docx(document: CheckedDocument, words: ReportWords, *, address: str = "") -> bytes:
    """The report as a Word document: front, results across the page, cards, signatures.

    Args:
        document: the checked document.
        words: in the reader's language.
        address: of the public page that confirms reports; printed with a QR code where the report
            has a number.
    """
    letter = new_letter(
        words.title, author=document.searcher, made=document.made, language=words.language
    )
    number_pages(letter, words.page_of, ahead=document.number)
    _front(letter, document, words)
    _coverage(letter, document, words)
    _add_results(letter, document, words)
    add_cards(letter, change_cards(document, words), words)
    _end(letter, document, words, address)
    return written(letter)


def _add_results(letter: WordDocument, document: CheckedDocument, words: ReportWords) -> None:
    """The results across the page, the outcomes in their colours."""
    rows = result_rows(document, words)
    if not rows:
        letter.add_heading(words.results, level=1)
        letter.add_paragraph(words.nothing)
        return
    turn(letter, landscape=True)
    letter.add_heading(words.results, level=1)
    heads = (
        words.position,
        words.printed,
        words.meant,
        words.outcome,
        words.consequence,
        words.successors,
        words.notes,
        words.sources,
        words.rule_applied,
    )
    table = add_table(letter, heads, (_cells(row, words) for row in rows), widths=_RESULT_WIDTHS)
    for made, row in zip(table.rows[1:], rows, strict=True):
        look = LOOKS[row.outcome]
        tint(made.cells[_OUTCOME], ink=look.ink, ground=look.ground)
    turn(letter, landscape=False)


def _front(letter: WordDocument, document: CheckedDocument, words: ReportWords) -> None:
    letter.add_heading(words.title, level=0)
    letter.add_paragraph(conclusion(document, words)).runs[0].bold = True
    add_facts(letter, ((heading, (value,)) for heading, value in facts(document, words)))
    counts = outcome_counts(document)
    if counts:
        add_facts(
            letter,
            (
                (f"{LOOKS[outcome].sign} {words.outcomes[outcome]}", (str(count),))
                for outcome, count in counts
            ),
        )


def _coverage(letter: WordDocument, document: CheckedDocument, words: ReportWords) -> None:
    if not document.searched:
        return
    letter.add_heading(words.coverage, level=1)
    letter.add_paragraph(words.coverage_intro)
    rows = (
        ((title,), (f"{editions:,}",), (until,))
        for title, editions, until in coverage(document, words)
    )
    add_table(letter, (words.source, words.editions, words.until), rows, widths=(104, 30, 40))


def _cells(row: ResultRow, words: ReportWords) -> tuple[Lines, ...]:
    since = (words.from_day.format(day=row.since.isoformat()),) if row.since else ()
    return (
        (str(row.position),),
        (row.printed, *filter(None, (row.place,))),
        (row.meant or EMPTY, *filter(None, (row.title,))),
        (f"{LOOKS[row.outcome].sign} {row.outcome_words}", *since),
        (row.consequence_words,),
        (*row.successors, *row.amendments),
        row.notes,
        row.sources or (EMPTY,),
        (row.rule, row.confidence),
    )


def add_cards(
    letter: WordDocument,
    cards: tuple[ChangeCard, ...],
    words: ReportWords,
    *,
    heading: bool = True,
) -> None:
    """Change cards, a table of facts each, under a heading of their own or the one above."""
    form = words.forms
    if cards and heading:
        letter.add_heading(form.cards, level=1)
    for card in cards:
        letter.add_heading(printable(f"{card.old} {card.title}".strip()), level=2)
        said: tuple[tuple[str, Lines], ...] = (
            (form.card_new, card.successors),
            (form.card_since, (card.since.isoformat() if card.since else words.no_day,)),
            (form.card_cited_at, card.places),
            (form.card_changes, card.changes or (form.card_unknown,)),
            (words.notes, card.notes),
            (form.card_to_do, (card.to_do,)),
            (form.card_by, (card.by.isoformat(),) if card.by else ()),
        )
        add_facts(letter, ((name, lines) for name, lines in said if lines))


def _end(letter: WordDocument, document: CheckedDocument, words: ReportWords, address: str) -> None:
    how = verification(document, words, address)
    if how:
        letter.add_heading(words.verify, level=1)
        letter.add_paragraph(printable(how))
        add_code(letter, address)
    letter.add_heading(words.disclaimer_heading, level=1)
    letter.add_paragraph(words.disclaimer)
    add_facts(
        letter,
        (
            (words.searcher, (document.searcher, words.signed_on)),
            (words.checker, (document.checker, words.signed_on)),
            (words.seal, ("", "", "", "")),
        ),
    )
