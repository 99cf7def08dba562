"""Forms as Word documents: the confirmation of standards (标准有效性确认表) and change cards."""

from collections.abc import Mapping

from docx.document import Document as WordDocument

from biaozhun.core.validity import CheckedDocument
from biaozhun.documents.reports.cards import change_cards
from biaozhun.documents.reports.forms_standards import ListedStandard, listed_standards
from biaozhun.documents.reports.letter import (
    Lines,
    add_facts,
    add_table,
    new_letter,
    number_pages,
    tint,
    turn_all,
    written,
)
from biaozhun.documents.reports.looks import LOOKS
from biaozhun.documents.reports.rows import EMPTY, conclusion, facts, printable, verification
from biaozhun.documents.reports.text import add_cards
from biaozhun.documents.reports.words import ReportWords

_OUTCOME = 3  # its column in the form of confirmation
_WIDTHS = (11, 38, 58, 30, 36, 42, 22, 26)  # millimetres; together an A4 page across


def confirmation_form_docx(
    document: CheckedDocument, words: ReportWords, *, address: str = ""
) -> bytes:
    """The form of confirmation: a row for each standard, with room to confirm it and to sign.

    What was checked is filled in; what a person confirms is left blank.

    Args:
        document: the checked document.
        words: in the reader's language.
        address: of the public page that confirms reports.
    """
    form = words.forms
    letter = _begun(document, words, form.confirmation, landscape=True)
    standards = listed_standards(document, words)
    if standards:
        rows = (_row(place, one) for place, one in enumerate(standards, start=1))
        table = add_table(letter, _heads(words), rows, widths=_WIDTHS)
        for made, one in zip(table.rows[1:], standards, strict=True):
            look = LOOKS[one.answer.outcome]
            tint(made.cells[_OUTCOME], ink=look.ink, ground=look.ground)
    else:
        letter.add_paragraph(words.nothing)
    _end(letter, document, words, address)
    signed: tuple[tuple[str, Lines], ...] = (
        (form.remark, ("", "")),
        (form.prepared_by, (document.searcher, words.signed_on)),
        (words.checker, (document.checker, words.signed_on)),
        (form.approved_by, ("", words.signed_on)),
        (words.seal, ("", "", "")),
    )
    add_facts(letter, signed)
    return written(letter)


def _heads(words: ReportWords) -> tuple[str, ...]:
    return (
        words.position,
        words.meant,
        words.meant_title,
        words.outcome,
        words.forms.valid_edition,
        words.successors,
        words.forms.confirmed,
        words.forms.confirmed_by,
    )


def _row(place: int, one: ListedStandard) -> tuple[Lines, ...]:
    outcome = f"{LOOKS[one.answer.outcome].sign} {one.outcome}"
    return (
        (str(place),),
        (one.number,),
        (one.title,),
        (outcome, one.since) if one.since else (outcome,),
        (one.valid,),
        one.replaced_by or (EMPTY,),
        ("",),
        ("",),
    )


def change_cards_docx(
    document: CheckedDocument,
    words: ReportWords,
    *,
    changes: Mapping[str, tuple[str, ...]] | None = None,
    address: str = "",
) -> bytes:
    """A change card for each standard that ended or is about to.

    Args:
        document: the checked document.
        words: in the reader's language.
        changes: main technical changes by the key of the *new* edition, where a source tells them.
        address: of the public page that confirms reports.
    """
    letter = _begun(document, words, words.forms.cards, landscape=False)
    cards = change_cards(document, words, changes)
    if cards:
        add_cards(letter, cards, words, heading=False)
    else:
        letter.add_paragraph(words.forms.cards_none)
    _end(letter, document, words, address)
    return written(letter)


def _begun(
    document: CheckedDocument, words: ReportWords, title: str, *, landscape: bool
) -> WordDocument:
    letter = new_letter(
        title, author=document.searcher, made=document.made, language=words.language
    )
    turn_all(letter, landscape=landscape)
    number_pages(letter, words.page_of, ahead=document.number)
    letter.add_heading(title, level=0)
    letter.add_paragraph(conclusion(document, words)).runs[0].bold = True
    shown = {words.number, words.client, words.purpose, words.document, words.on, words.made}
    said = [(heading, (value,)) for heading, value in facts(document, words) if heading in shown]
    add_facts(letter, said)
    return letter


def _end(letter: WordDocument, document: CheckedDocument, words: ReportWords, address: str) -> None:
    for sentence in (verification(document, words, address), words.disclaimer):
        if sentence:
            letter.add_paragraph(printable(sentence))
