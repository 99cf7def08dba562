"""Texts know which standards their clauses cite, and standards which texts cite them."""

import pytest
from django.urls import reverse

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.texts.actions.citing import READING, read_waiting_citations
from biaozhun.cloud.texts.models import Text, TextCitation
from biaozhun.cloud.validity.reliance import Reliant, ReliantKind, reliants
from tests.cloud.texts.conftest import Shelve

CITING = {
    "1": "本规范与 GB 55001-2021 一并使用。",
    "4.1": "钢材应符合 GB/T 700-2006 中5.1的规定，取样按 GB/T 2975 进行。",
}


@pytest.fixture
def citing(shelve: Shelve) -> Text:
    """A text on the shelf that cites two standards and itself."""
    return shelve(clauses=CITING)


def test_a_text_knows_what_its_clauses_cite(citing: Text) -> None:
    """Each citation is kept with its clause, dated or not; the text's own number is none."""
    kept = citing.citations.values_list("anchor", "slug", "dated")
    assert list(kept) == [("4.1", "GB/T-700-2006", True), ("4.1", "GB/T-2975", False)]


def test_a_standard_knows_the_texts_that_cite_it(citing: Text) -> None:
    """What rests on a standard names the clause and leads to it."""
    expected = Reliant(
        kind=ReliantKind.STANDARD,
        on="GB/T-2975",
        dated=False,
        title="GB 55001-2021",
        address=reverse("texts:read", args=[citing.slug]) + "#4.1",
        clause="4.1",
    )
    assert reliants({"GB/T-2975"}, None) == [expected]


def test_a_draft_cites_nothing_yet(shelve: Shelve, keeper: Person) -> None:
    """A text that is not on the shelf is told to nobody."""
    text = shelve(clauses=CITING)
    Text.objects.filter(pk=text.pk).update(state=Text.State.TAKEN_DOWN)
    assert reliants({"GB/T-2975"}, keeper) == []


def test_texts_of_before_are_read_in_the_background(citing: Text) -> None:
    """Citations missing from an older release are found once, and then nothing is left to do."""
    TextCitation.objects.all().delete()
    Text.objects.update(citations_read=0)
    assert [read_waiting_citations(), read_waiting_citations()] == [True, False]
    assert citing.citations.count() == 2
    assert list(Text.objects.values_list("citations_read", flat=True)) == [READING]
