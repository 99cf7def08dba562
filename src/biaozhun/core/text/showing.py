"""Characters that change how a text is shown without being any of it."""

import re
import unicodedata
from typing import Final

_TURNING: Final = re.compile("[\u202a-\u202e\u2066-\u2069]")
_UNSEEN: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Signs without an image that Unicode counts among letters and symbols."""
_BARE: Final = frozenset(("Cc", "Cf", "Cs", "Mc", "Me", "Mn", "Zl", "Zp", "Zs"))
"""Categories of which nothing is seen alone; characters of private use are rare Han characters."""


def unturned(text: str) -> str:
    """The text without the signs that turn the direction of a line (bidirectional controls).

    They make a name read as another one, and let what stands behind it be shown before it.
    """
    return _TURNING.sub("", text)


def is_blank(text: str) -> bool:
    """Whether nothing of a text is seen: blanks, signs without width, marks on no letter."""
    return all(one in _UNSEEN or unicodedata.category(one) in _BARE for one in text)
