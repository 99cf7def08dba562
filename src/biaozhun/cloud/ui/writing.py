"""The platform's own Chinese words that stand in tables and files, in the reader's writing.

Sentences of the pages are in the message catalogues. Headings of classifications, names of regions
and shipped guides are not: they are derived when they are shown, by the same rules.
"""

from django.utils.translation import get_language

from biaozhun.core.text import traditional

TRADITIONAL = "zh-hant"


def in_readers_writing(words: str) -> str:
    """Words written in Simplified: in Traditional for who reads that, else as they are."""
    return traditional(words) if get_language() == TRADITIONAL else words
