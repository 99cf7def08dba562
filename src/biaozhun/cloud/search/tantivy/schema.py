"""The fields of the index, and the version written beside it."""

from importlib.metadata import version
from typing import Final

import tantivy

from biaozhun.cloud.search.analysis import BARRIER
from biaozhun.cloud.search.port import TREES
from biaozhun.core.succession import MOST_PHASES

VERSION: Final = 10  # counts up with every change of fields or of the cut of text
ENGINE: Final = version("tantivy")

ORDINAL: Final = "ordinal"  # an id that is a number, as one

BLANKS: Final = "blanks"  # our tokenizer: text comes cut and joined by blanks

INSIDE: Final = "inside"  # full texts: no query reads it that does not ask for it
WORDS: Final = ("title", "text", INSIDE, "issuer_words", "jurisdiction_words")
KEYS: Final = ("number", "key", "prefix", "serial", "opening")
COUNTED: Final = ("level", "nature", "ics", "ccs", "industry", "issuer", "jurisdiction", "region")
DAYS: Final = ("published", "in_force", "ended")
HOLDS: Final = ("holds_from", "holds_until")
YEARS: Final = ("published_year", "in_force_year")


def day_field(place: int) -> str:
    """First day of a phase, counted from the last one backwards."""
    return f"phase_{place}_day"


def status_field(place: int) -> str:
    """Status in a phase, counted from the last one backwards."""
    return f"phase_{place}_status"


TURN: Final = ">"
LAST_STATUS: Final = "last_status"


def turn_field(place: int) -> str:
    """Status before and after the day of a phase, as ``turn`` writes it."""
    return f"phase_{place}_turn"


def turn(before: str, after: str) -> str:
    """A change of status as one term."""
    return f"{before}{TURN}{after}"


def build() -> tantivy.Schema:
    """The schema.

    ``id`` is raw text because the engine deletes nothing by a term of an unsigned field, without
    a word. Phases stand from the last to the first, so that on most days the first one decides.
    """
    fields = tantivy.SchemaBuilder()
    fields.add_text_field("id", tokenizer_name="raw", index_option="basic")
    fields.add_unsigned_field(ORDINAL, fast=True, indexed=False)
    fields.add_bytes_field("shown", stored=True)
    for name in WORDS:
        fields.add_text_field(name, tokenizer_name=BLANKS, index_option="position")
    for name in KEYS:
        fields.add_text_field(name, tokenizer_name=BLANKS, index_option="basic")
    for name in (*COUNTED, *TREES, "sort_key", LAST_STATUS):
        fields.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in (*DAYS, *HOLDS, *YEARS):
        fields.add_unsigned_field(name, fast=True)
    for place in range(MOST_PHASES):
        fields.add_unsigned_field(day_field(place), fast=True, indexed=not place)
        fields.add_text_field(status_field(place), tokenizer_name="raw", index_option="basic")
        fields.add_text_field(
            turn_field(place), fast=True, tokenizer_name="raw", index_option="basic"
        )
    fields.add_float_field("weight", fast=True)
    return fields.build()


def register(index: tantivy.Index) -> None:
    """Tell an open index its tokenizer; the engine does not keep it.

    A barrier is taken out when positions have been counted.
    """
    cut = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace())
    blanks = cut.filter(tantivy.Filter.custom_stopword([BARRIER])).build()
    index.register_tokenizer(BLANKS, blanks)
