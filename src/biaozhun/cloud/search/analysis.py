"""Text into index terms: edge bigrams for Chinese, words for everything written with blanks.

Folded text falls into runs: unbroken Chinese characters, and unbroken letters or digits of other
scripts. A word run is one token. A Chinese run of n characters becomes n-1 bigrams and then its
last character alone, so every character begins exactly one token and positions agree with
characters. A query is cut the same way but drops the last token of its last run, because the
text may go on there; a lone last character asks for every token that begins with it.

Hence a query matches where its characters stand in the text in this order, and two Chinese
characters that are separated in the query (blank, punctuation) are separated in the text too.

The index leaves one position empty where one Chinese run follows another. So bigrams that stand
two positions apart always belong to one run, and a query needs only every other one of them:
reading positions is what a search spends its time on.

Plain bigrams lose mixed writing: in 硬度第1部分 the 第 would only be inside 度第.
"""

import re
import sys
from array import array
from collections.abc import Iterator
from typing import Final

import msgspec

from biaozhun.core.text import CJK, fold

# Radicals, kana, bopomofo and Hangul are written without blanks like the ideographs beside them.
_CHINESE: Final = (
    "\u2e80-\u2fdf\u3040-\u30ff\u3105-\u312f\u31a0-\u31bf\u31f0-\u31ff\uac00-\ud7af" + CJK
)
RUN: Final = re.compile(f"[{_CHINESE}]+|[^\\W_{_CHINESE}]+")
_WORD: Final = re.compile(f"([^\\W_{_CHINESE}]+)")
_CHINESE_RUN: Final = re.compile(f"[{_CHINESE}]+")
_IS_CHINESE: Final = re.compile(f"[{_CHINESE}]")
# Keeps a position empty: between the titles of one field, so that no phrase reaches across, and
# between Chinese runs. The index counts it and does not keep it.
BARRIER: Final = "\x1f"
_CODES: Final = f"utf-32-{sys.byteorder[0]}e"
_BLANK: Final = array("I", [ord(" ")])
LONGEST_OPENING: Final = 6  # characters; what begins alike so far ranks alike
LONGEST_TOKEN: Final = 200  # characters; an engine refuses terms of more than 65 530 bytes


class Phrase(msgspec.Struct, frozen=True):
    """Tokens that must stand side by side, the last one as it is or as the beginning of one."""

    tokens: tuple[str, ...]
    open_end: bool


class Placed(msgspec.Struct, frozen=True):
    """The tokens that decide where a phrase stands, each with its position from the first."""

    tokens: tuple[tuple[int, str], ...]
    open_end: bool


def is_chinese(run: str) -> bool:
    """Whether a run is cut into bigrams; by its first character, for runs are of one kind."""
    return _IS_CHINESE.match(run) is not None


def tokens(folded: str) -> list[str]:
    """Index terms of folded text, one for each position."""
    found: list[str] = []
    for run in RUN.findall(folded):
        if run[0] < "\u2e80" or not _IS_CHINESE.match(run):
            found.append(run[:LONGEST_TOKEN])
            continue
        if len(run) > 1:
            found += map(str.__add__, run, run[1:])
        found.append(run[-1])
    return found


def cut(text: str) -> str:
    """The tokens of a text as a string for a whitespace tokenizer, gaps as barriers."""
    found: list[str] = []
    for place, stretch in enumerate(_WORD.split(fold(text))):
        if place % 2:
            found.append(stretch[:LONGEST_TOKEN])
        elif runs := _CHINESE_RUN.findall(stretch):
            found.append(_bigrams(runs))
    return " ".join(found)


def _bigrams(runs: list[str]) -> str:
    """Chinese runs as edge bigrams with blanks between, and a barrier between each and the next.

    Written as triples of a character, the one behind it and a blank, all at once: most of what an
    index costs in Python is spent here. Nothing is behind a barrier or the last of a run.
    """
    first = BARRIER.join(runs)
    behind = "  ".join([run[1:] for run in runs])
    written = _BLANK * (3 * len(first) - 2)
    written[0::3] = array("I", first.encode(_CODES, "surrogatepass"))
    written[1::3] = array("I", behind.encode(_CODES, "surrogatepass"))
    return written.tobytes().decode(_CODES, "surrogatepass").replace("  ", " ")


def joined(*texts: str) -> str:
    """Texts that were cut as one, parted so that no phrase reaches across."""
    return f" {BARRIER} ".join(text for text in texts if text)


def openings(*texts: str) -> str:
    """How texts begin, punctuation and blanks left out: their first one to six characters."""
    heads = [
        "".join(RUN.findall(fold(text[: LONGEST_OPENING * 3])))[:LONGEST_OPENING] for text in texts
    ]
    return " ".join(
        dict.fromkeys(head[:length] for head in heads for length in range(1, len(head) + 1))
    )


def opening(folded: str) -> str:
    """The beginning a text must have to begin with this; empty where nothing of it is indexed."""
    return "".join(RUN.findall(folded))[:LONGEST_OPENING]


def phrase(folded: str) -> Phrase | None:
    """A piece of a query as tokens; ``None`` where it holds nothing that is indexed."""
    runs = RUN.findall(folded)
    if not runs:
        return None
    cut = tokens(folded)
    if not is_chinese(runs[-1]):
        return Phrase(tuple(cut), open_end=False)
    if len(runs[-1]) > 1:
        return Phrase(tuple(cut[:-1]), open_end=False)
    return Phrase(tuple(cut), open_end=True)


def placed(folded: str) -> Placed | None:
    """A piece of a query as the fewest tokens that decide it; ``None`` where nothing is indexed."""
    runs = RUN.findall(folded)
    found: list[tuple[int, str]] = []
    place, after_chinese, open_end = 0, False, False
    for number, run in enumerate(runs, 1):
        if not is_chinese(run):
            found.append((place, run[:LONGEST_TOKEN]))
            place, after_chinese = place + 1, False
            continue
        place += after_chinese
        last = number == len(runs)
        open_end = last and len(run) == 1
        # The lone last character says that the text's run ends too; at the end it may go on.
        ending = len(run) - 2 if last and not open_end else len(run) - 1
        steps = dict.fromkeys((*range(0, len(run) - 1, 2), ending))
        found += [(place + step, run[step : step + 2]) for step in steps]
        place, after_chinese = place + len(run), True
    return Placed(tuple(found), open_end=open_end) if found else None


def units(folded: str) -> Iterator[tuple[str, int, int, bool]]:
    """Characters and words with their places: text, start, end, follows its Chinese neighbour.

    The plain reading of the rule above, for matching without an index and for highlighting.
    """
    for run in RUN.finditer(folded):
        if not is_chinese(run[0]):
            yield run[0][:LONGEST_TOKEN], run.start(), run.end(), False
            continue
        for place in range(run.start(), run.end()):
            yield folded[place], place, place + 1, place > run.start()
