"""A stretch of text in plain spelling, each character knowing where it stood.

What breaks a number in print is left out or becomes a blank: markup, entities, hyphens of
hyphenation, ends of lines, a page number between two lines. Width, dashes, slashes and blanks are
those of :mod:`biaozhun.core.number.spelling`; the full stop 。 stays one and never a point.
"""

import re
from typing import Final, NamedTuple

from biaozhun.core.number.spelling import fold_spelling

SIGHT: Final = 160  # characters: the longest number printed, with what may break it

_BEHIND: Final = 80

_NOISE: Final = re.compile(
    "[<*_`\\\\&${}\n\r\f\v\u00ad\u200b-\u200f\u2060\ufeff\u2028\x85%\u00a0]|  "
)
_BEGINS: Final = re.compile(
    "[<*_`\\\\&${} \t\n\r\f\v\u00ad\u200b-\u200f\u2060\ufeff\u2028\x85%\u00a0\u3000-]"
)  # what all junk begins with
_JUNK: Final = re.compile(
    r"(?P<cell></?(?:td|th|tr|p|li|br|div)\b[^<>\n]{0,80}>)"
    r"|(?P<tag></?[A-Za-z][^<>\n]{0,80}>)"
    r"|(?P<blank>&(?:nbsp|ensp|emsp|thinsp|#160|#xa0);|%20|\\u(?:3000|00a0)|\\[ ,;~]"
    r"|[ \t\u3000\u00a0]{2,}|\u00a0|_)"
    r"|(?P<dash>&(?:mdash|ndash|minus|#8211|#8212|#x2014);|\\u201[0-5]|\\?--+|\\-)"
    r"|(?P<slash>&(?:frasl|#47);|%2[Ff]|\\/)"
    r"|(?P<point>\\\.)"
    r"|(?P<end>[ \t\u3000]*(?:\r\n|[\n\r\f\v\u2028\x85])[ \t\u3000\r\n\f]*"
    r"(?:(?:[-\u2014\u00b7] ?\d{1,4} ?[-\u2014\u00b7]|\d{1,4}"
    r"|第 ?\d{1,4} ?页[^\n]{0,20}|Page \d{1,4}[^\n]{0,12})"
    r"[ \t\u3000]*[\n\r\f][ \t\u3000\r\n\f]*)?)"
    r"|(?P<nothing>\u00ad[ \t]*\n?[ \t]*|\*{1,3}|`{1,3}|\\(?:text|math)(?:rm|bf|it|sf)?\{?|[{}$]|"
    r"[\u200b-\u200f\u2060\ufeff])"
)
_SAID: Final = {
    "cell": " ", "blank": " ", "dash": "-", "slash": "/", "point": ".", "end": "\n"
}  # fmt: skip
_REACH: Final = re.compile(
    "(?:[A-Z]{2,12} ?(?:国际)?标准)?"
    "(?:[^\u4e00-\u9fff。，；《》（(]+|(?<=\\d)一(?=(?:19|20)\\d\\d(?!\\d))"
    "|[（(](?:[\u4e00-\u9fff]{1,6}[）)])?)*"
)
_ONE: Final = re.compile(r"(?<=\d)一(?=(?:19|20)\d\d(?!\d))")  # a dash read as a character


class View(NamedTuple):
    """Characters in plain spelling and their places.

    Attributes:
        text: plain spelling, case as printed; a line feed where a line ends.
        base: where the first character stands.
        shifts: offsets from which on the places go on elsewhere, as (offset, place), in order;
            empty where nothing was left out.
    """

    text: str
    base: int
    shifts: tuple[tuple[int, int], ...] = ()

    def start(self, offset: int) -> int:
        """Where the character at an offset stands."""
        reached, place = 0, self.base
        for shift in self.shifts:
            if shift[0] > offset:
                break
            reached, place = shift
        return place + offset - reached

    def end(self, offset: int) -> int:
        """The place behind the last character before an offset."""
        if not self.shifts:
            return self.base + offset
        return self.start(offset - 1) + 1 if offset else self.base

    def closed_up(self) -> "View":
        """The same with no blanks in what is spread out: ``G B/T 1.1``, ``G B / T 1 . 1``."""
        found = _SPREAD.match(self.text) or _SPACED.match(self.text)
        if found is None:
            return self
        kept = [i for i in range(len(self.text)) if i >= found.end() or self.text[i] != " "]
        shifts = enumerate(self.start(i) for i in [*kept, len(self.text)])
        return View("".join(self.text[i] for i in kept), self.base, tuple(shifts))


_SPREAD: Final = re.compile(r"[A-Z](?: [A-Z]){1,2} /(?: [TZ])?(?: [\d.\-]){3,}")
_SPACED: Final = re.compile(r"[A-Z](?: [A-Z]){1,2}(?= ?[/／] ?T|(?<=G B) ?\d)")


def spaced_out(text: str, start: int) -> bool:
    """Whether a code set with blanks between its letters stands there."""
    return _SPACED.match(text, start, start + 12) is not None


def view(text: str, start: int, length: int = SIGHT) -> View:
    """What is to be read from a place on."""
    window = text[start : start + length]
    if not _NOISE.search(window):
        return View(_plain(window), start)
    return _cleaned(window, start)


def number_view(text: str, start: int, length: int) -> View:
    """What can be a number from a place on: no more than up to the next word in Chinese."""
    reach = _REACH.match(text, start, start + length)
    return view(text, start, reach.end() - start if reach else 0)


def _plain(window: str) -> str:
    """Plain spelling; 。 becomes a semicolon, which no number has, where a point would mislead."""
    if window.isascii():
        return window
    return fold_spelling(_ONE.sub("-", window.replace("。", "；")))


def _cleaned(window: str, start: int) -> View:
    pieces: list[str] = []
    shifts: list[tuple[int, int]] = []
    reached = length = 0
    for begun in _BEGINS.finditer(window):
        place = begun.start()
        if place < reached or not (junk := _JUNK.match(window, place)):
            continue
        said = _SAID.get(junk.lastgroup or "", "")
        pieces += (window[reached:place], said)
        length += place - reached + len(said)
        if said:
            shifts.append((length - 1, start + place))
        reached = junk.end()
        shifts.append((length, start + reached))
    pieces.append(window[reached:])
    return View(_plain("".join(pieces)), start, tuple(shifts))


class Sight:
    """What is to be read from places of a text, the latest view kept while its place is."""

    __slots__ = ("_place", "_seen", "text")

    def __init__(self, text: str) -> None:
        """Nothing seen yet."""
        self.text = text
        self._place = -1
        self._seen = View("", 0)

    def at(self, place: int) -> View:
        """What stands behind a number: far enough for the next one."""
        if place != self._place:
            self._place, self._seen = place, view(self.text, place, _BEHIND)
        return self._seen
