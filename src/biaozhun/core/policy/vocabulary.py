"""The words by which policy texts are read, from their tables, as sets and pieces of patterns.

A table has the columns ``use`` and ``word``; the functions below read ``responsibility_word.csv``.
"""

from collections import defaultdict
from typing import Final

from biaozhun.core.number.tables import alternatives
from biaozhun.core.reference.table import table
from biaozhun.core.text.folding import fold


class Vocabulary:
    """The words of one table by their use, folded as the texts are in which they are looked for."""

    def __init__(self, name: str) -> None:
        by_use: dict[str, set[str]] = defaultdict(set)
        for row in table(name):
            by_use[row["use"]].add(fold(row["word"]))
        self._words = {use: frozenset(words) for use, words in by_use.items()}

    def words(self, use: str) -> frozenset[str]:
        """The words of one use.

        Raises:
            KeyError: the table has no such use.
        """
        return self._words[use]

    def any_of(self, *uses: str) -> str:
        """The words of some uses as alternatives of a pattern, longer ones first."""
        return f"(?:{alternatives(word for use in uses for word in self.words(use))})"


FORM: Final = Vocabulary("policy_form_word")
_RESPONSIBILITY: Final = Vocabulary("responsibility_word")
words: Final = _RESPONSIBILITY.words
any_of: Final = _RESPONSIBILITY.any_of
