"""One writing for search and matching, Traditional for reading, and numerals known to be there."""

from biaozhun.core.text.folding import CJK, fold
from biaozhun.core.text.writing import traditional

__all__ = ["CJK", "fold", "traditional"]
