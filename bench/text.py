"""How text and numbers are cut for the peers: the platform's own cut, and plain number keys.

All engines that cannot cut Chinese themselves are given the same edge bigrams our own index is
given, so that all of them find the same records and only the engines differ.
"""

import re
import unicodedata

from biaozhun.cloud.search.analysis import Phrase, phrase, tokens
from biaozhun.core.text import fold

_NOISE = str.maketrans({":": "-", "—": "-", "–": "-", "/": None, " ": None})
_MARK = re.compile(r"^([A-Z]+\d*)/[TZ](?=\W|\d)")
_YEAR = re.compile(r"[-:—–](?:\d{2}|\d{4})$")


def index_text(text: str) -> str:
    """A text as blank-separated tokens, one a position."""
    return " ".join(tokens(fold(text)))


def query_phrase(word: str) -> Phrase:
    """A folded word of a query as consecutive tokens.

    Raises:
        ValueError: the word holds nothing that is indexed; the query set has no such word.
    """
    cut = phrase(word)
    if cut is None:
        raise ValueError(f"nothing to look for in {word!r}")
    return cut


def number_key(text: str) -> str:
    """A number in the one spelling that is compared: ``GBT1.1-2020``."""
    return unicodedata.normalize("NFKC", text).upper().translate(_NOISE)


def number_keys(code: str) -> list[str]:
    """The keys a record is found by: whole, without year, without the T or Z mark, both."""
    code = unicodedata.normalize("NFKC", code).upper()
    bare = _MARK.sub(r"\1", code)
    forms = (code, _YEAR.sub("", code), bare, _YEAR.sub("", bare))
    return list(dict.fromkeys(form.translate(_NOISE) for form in forms))
