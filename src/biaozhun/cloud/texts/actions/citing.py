"""Finding what a text cites, clause by clause, so that a standard knows who cites it."""

from typing import Final

from django.db import transaction

from biaozhun.cloud.catalogue.models import SLUG
from biaozhun.cloud.texts.models import Text, TextCitation
from biaozhun.core.citation import Citation, find

READING: Final = 1  # raised when citations are found in another way: all texts are read again
_CLAUSES: Final = 200  # characters
_AT_ONCE: Final = 20  # texts of one piece of work


def read_citations(text: Text) -> None:
    """Find the citations of a text anew; its own number is none."""
    found = {
        row: TextCitation(text=text, anchor=row[0], slug=row[1], dated=row[2], clauses=row[3])
        for anchor, title, words in text.clauses.values_list("anchor", "title", "words")
        for row in _rows(text, anchor, f"{title}\n{words}")
    }
    with transaction.atomic():
        text.citations.all().delete()
        TextCitation.objects.bulk_create(found.values(), batch_size=500)
        Text.objects.filter(pk=text.pk).update(citations_read=READING)


def _rows(text: Text, anchor: str, words: str) -> list[tuple[str, str, bool, str]]:
    return [
        (anchor, citation.number.slug, citation.dated, "、".join(citation.clauses)[:_CLAUSES])
        for citation in find(words)
        if _is_of_another(citation, text.slug)
    ]


def _is_of_another(citation: Citation, slug: str) -> bool:
    number = citation.number
    fits = len(number.slug) <= SLUG and not citation.in_address
    return fits and not slug.startswith(number.undated().slug + "-") and number.slug != slug


def read_waiting_citations() -> bool:
    """Read some of the texts that no reading of today has read; whether there were any."""
    waiting = Text.objects.filter(citations_read__lt=READING, form=Text.Form.CLAUSES)
    texts = list(waiting.order_by("pk")[:_AT_ONCE])
    for text in texts:
        read_citations(text)
    return bool(texts)
