"""The words a query may use for fields and values."""

from biaozhun.cloud.search import vocabulary
from biaozhun.core.number import Family, Nature
from biaozhun.core.reference import table
from biaozhun.core.succession import Status


def test_no_word_means_two_things() -> None:
    """Within a kind every word stands once, also after folding."""
    rows = [row["kind"] for row in table("query_vocabulary")]
    for kind in set(rows):
        assert len(vocabulary.words(kind)) == rows.count(kind)


def test_every_word_means_something_that_is_there() -> None:
    """Fields are fields of a query, and values are those the platform knows."""
    fields = {vocabulary.NUMBER_FIELD} | vocabulary.TEXT_FIELDS | vocabulary.CODE_FIELDS
    assert set(vocabulary.words("field").values()) == fields | vocabulary.DATE_FIELDS
    assert set(vocabulary.words("status").values()) == {str(status) for status in Status}
    assert set(vocabulary.words("level").values()) <= {str(family) for family in Family}
    assert set(vocabulary.words("nature").values()) <= {str(nature) for nature in Nature}


def test_words_are_asked_for_folded() -> None:
    """Small letters and Simplified writing find a word; a kind that is not there has none."""
    assert vocabulary.words("field")["标题"] == "title"
    assert vocabulary.words("status")["in force"] == "in_force"
    assert vocabulary.words("nothing") == {}
