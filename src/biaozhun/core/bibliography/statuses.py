"""The status a source prints, as one of few words.

A printed status is true at most on the day it was seen; the catalogue works the status on a date
out of dated facts. The words and what they mean lie in ``core/data/status_words.csv``.
"""

import re
from functools import lru_cache

from biaozhun.core.bibliography.record import StatusWord
from biaozhun.core.reference import table

_STAGE = re.compile(r"(\d{2})[.-](\d{2})", re.ASCII)
_ENDED = frozenset({StatusWord.REPLACED, StatusWord.WITHDRAWN})
_COUNTDOWN = re.compile(r"(即将实施)\s*距离实施日期还有\s*\d+\s*天")


@lru_cache(maxsize=1)
def _words() -> dict[tuple[str, str], StatusWord]:
    rows = table("status_words")
    return {(row["scheme"], row["word"]): StatusWord(row["status"]) for row in rows}


@lru_cache(maxsize=1024)
def read_status(text: str, scheme: str = "catalogue") -> StatusWord | None:
    """The status word of a printed one; ``None`` where the word is not known."""
    word = _COUNTDOWN.sub(r"\1", text).strip("。.；; ").lower()
    return _words().get((scheme, word))


@lru_cache(maxsize=1024)
def status_of_stage(stage: str) -> StatusWord | None:
    """What an ISO harmonized stage code says of the publication (ISO/IEC Directives, part 1).

    Below 60 the document is a draft; 60.00 is approved and being published; from 60.60 it is in
    force, also while reviewed (90) and while its withdrawal is voted on (95.20 to 95.92); 95.99 is
    the withdrawal.
    """
    match = _STAGE.fullmatch(stage)
    if match is None:
        return None
    code = int(match[1]) * 100 + int(match[2])
    if code < 6000:
        return StatusWord.DRAFT
    if code < 6060:
        return StatusWord.UPCOMING
    return StatusWord.WITHDRAWN if code == 9599 else StatusWord.IN_FORCE


def contradicts(status: StatusWord, validity: StatusWord) -> bool:
    """Whether a second, coarser status column denies the first.

    The second column knows only valid and void: it bears out 即将实施 by 现行 and 被代替 by 作废.
    """
    return (status in _ENDED) != (validity in _ENDED)
