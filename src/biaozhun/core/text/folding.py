"""Every spelling of a text in one writing, character for character.

The sources write one word in many ways: ``ＧＢ／Ｔ`` and ``gb/t``; ``—``, ``－`` and ``-``; 標準,
标準 (half-converted) and 标准. Folding maps each character to one character, so the folded text is
as long as the original and an offset in one is the same place in the other. Show the original,
never the folded text.

What is folded is a published table (``fold.csv``, made by ``tools/fold_table.py``). Numerals keep
their own characters (⑫, Ⅻ, ², 十二): ``biaozhun.core.text.numeral`` reads them where a caller knows
that one stands there.
"""

from itertools import chain

from biaozhun.core.reference import table

#: Characters of a run of ideographs, to stand inside ``[…]`` of a regular expression: the unified
#: blocks, extensions A to I, compatibility ideographs, 々 〆 〇 and the Suzhou numerals.
CJK = (
    "\u3005-\u3007\u3021-\u3029\u3038-\u303b"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0002ebe0\U0002f800-\U0002fa1f\U00030000-\U000323af"
)


def _translation() -> dict[int, int]:
    """The table for ``str.translate``.

    The characters of everyday text that stay as they are stand in it too: a key that is missing
    costs ``translate`` an exception, which halves its speed.
    """
    everyday = chain(range(0x20, 0x7F), range(0x3000, 0x3040), range(0x4E00, 0xA000))
    changes = {int(row["code"], 16): int(row["folded"], 16) for row in table("fold")}
    return {code: code for code in everyday} | changes


_TRANSLATION = _translation()


def fold(text: str) -> str:
    """The text in the one writing used for search and matching.

    Full-width to half-width, all dashes, spaces, slashes, middle dots, colons, quotation marks and
    square brackets to one of each, Traditional and variant ideographs to Simplified ones, capitals
    to small letters. ``len(fold(text)) == len(text)`` and ``fold(fold(text)) == fold(text)``.
    """
    return text.translate(_TRANSLATION)
