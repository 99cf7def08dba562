"""One writing for search and matching, and the numerals a caller knows to be there."""

from biaozhun.core.text.folding import CJK, fold

__all__ = ["CJK", "fold"]
