"""Regular expressions over folded text.

Folding writes 计划 as 计画 and turns capitals into small letters. A pattern is written as people
write, and its ideographs are folded before it is compiled; its syntax and the ranges of ``CJK``
stay.
"""

import re
from typing import Final

from biaozhun.core.text.folding import CJK, fold

_IDEOGRAPHS: Final = re.compile(f"[{CJK}]+")


def pattern(written: str) -> re.Pattern[str]:
    """The compiled pattern that finds its words in folded text, in whatever writing they stand."""
    words = (
        _IDEOGRAPHS.sub(lambda found: fold(found.group()), part) for part in written.split(CJK)
    )
    return re.compile(CJK.join(words))
