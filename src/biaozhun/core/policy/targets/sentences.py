"""Sentences and clauses of a passage in the one writing for matching, and their places."""

import re
from typing import Final

import msgspec

from biaozhun.core.policy.passages import Passage

#: What stands where a name in quotes or a title was: no unit, digit or word of any table.
MASK: Final = "\ue000"
#: What stands where a bracket was that is a clause of its own.
ASIDE: Final = "\ue001"
#: What stands where a year was.
OUT_OF_SIGHT: Final = "\ue002"

#: A longer piece without a comma is cut: no rule looks further.
_CLAUSE_MAX: Final = 400
_SENTENCE: Final = re.compile(r"[^。!?;\n]*(?:[。!?;\n]+|$)")
_TITLE: Final = re.compile(r"《[^《》]{1,80}》|〔[^〕]{1,12}〕|\[[12]\d{3}\]")
_RATIO: Final = re.compile(r"\d+(?:\.\d+)?:\d+(?:\.\d+)?")
_QUOTED: Final = re.compile(r'"[^"。;]{1,40}"')
_BRACKET: Final = re.compile(r"[(\[]([^()\[\]]{1,300})[)\]]")
_BREAK: Final = re.compile(r",(?!\d{3}(?!\d))|(?<!\d),|:")


class Sentence(msgspec.Struct, frozen=True):
    """A sentence without blanks.

    Attributes:
        text: its characters as printed.
        plain: in the writing for matching, titles and ratios (70:1) masked; as long.
        folded: what is in quotes masked too; as long.
        places: the index in the passage of each character.
        passage: what it is a part of.
    """

    text: str
    plain: str
    folded: str
    places: tuple[int, ...]
    passage: Passage

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the original the characters ``start`` to before ``end`` stand."""
        return self.passage.span(self.places[start], self.places[end - 1] + 1)

    def printed(self, start: int, end: int) -> str:
        """The characters as printed, with their blanks."""
        return self.passage.text[self.places[start] : self.places[end - 1] + 1]


class Clause(msgspec.Struct, frozen=True):
    """What stands between two commas, or in a bracket that holds digits.

    Attributes:
        start: its first character in the sentence.
        end: behind its last.
        folded: of the length of the sentence's part; what is no part of it is masked.
        aside: it stands in a bracket.
    """

    start: int
    end: int
    folded: str
    aside: bool = False


def sentences(passage: Passage) -> list[Sentence]:
    """The sentences of a passage, in order; those without a character left out."""
    found = []
    for match in _SENTENCE.finditer(passage.folded):
        places = tuple(
            place
            for place in range(match.start(), match.end())
            if not passage.folded[place].isspace()
        )
        if places:
            text = "".join(passage.text[place] for place in places)
            folded = "".join(passage.folded[place] for place in places)
            plain = _masked(_RATIO, MASK, _masked(_TITLE, MASK, folded))
            found.append(Sentence(text, plain, _masked(_QUOTED, MASK, plain), places, passage))
    return found


def _masked(pattern: re.Pattern[str], sign: str, folded: str) -> str:
    """The text with what a pattern finds put out of sight; as long."""
    return pattern.sub(lambda found: sign * len(found.group()), folded)


def clauses(folded: str) -> list[Clause]:
    """The clauses of a sentence in the order of their beginnings.

    A comma inside a bracket ends no clause.
    """
    asides = [found for found in _BRACKET.finditer(folded) if _tells(found[1])]
    outer = list(folded)
    for found in _BRACKET.finditer(folded):
        inner = ASIDE * len(found.group()) if _tells(found[1]) else found.group()
        outer[found.start() : found.end()] = re.sub("[,:]", "、", inner)
    parts = _parts("".join(outer), 0, aside=False)
    for found in asides:
        parts += _parts(found[1], found.start(1), aside=True)
    return sorted(parts, key=lambda clause: clause.start)


def _tells(inside: str) -> bool:
    """Whether a bracket states something of its own: it holds a digit."""
    return any(sign.isdigit() and sign.isascii() for sign in inside)


def _parts(folded: str, offset: int, *, aside: bool) -> list[Clause]:
    """What stands between the commas of a text."""
    ends = [*((sign.start(), sign.end()) for sign in _BREAK.finditer(folded))]
    starts = [0, *(behind for _, behind in ends)]
    stops = [*(before for before, _ in ends), len(folded)]
    return [
        Clause(offset + place, offset + until, folded[place:until], aside)
        for start, stop in zip(starts, stops, strict=True)
        for place in range(start, stop, _CLAUSE_MAX)
        if (until := min(place + _CLAUSE_MAX, stop)) > place
    ]
