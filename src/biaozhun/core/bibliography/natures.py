"""The nature (性质) a source prints beside a standard, and what the number says of it.

The number says first whether a text binds (``/T`` recommended, ``/Z`` guidance, no mark mandatory;
Standardization Law, articles 2 and 10 to 12); what a source says is weighed against it and never
put in its place. The words lie in ``core/data/nature_words.csv``.
"""

import datetime as dt
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from biaozhun.core.bibliography.precedence import Sourced
from biaozhun.core.bibliography.record import NatureWord, RelationKind
from biaozhun.core.number import parse
from biaozhun.core.reference import table

BY_NUMBER = ""
"""Stands where a source is named for what the number itself says."""

_AGREEING = frozenset(
    {
        frozenset({NatureWord.MANDATORY, NatureWord.PARTLY_MANDATORY}),
        frozenset({NatureWord.VOLUNTARY, NatureWord.RECOMMENDED}),
        frozenset({NatureWord.VOLUNTARY, NatureWord.GUIDANCE}),
    }
)
_YES = frozenset({"true", "yes", "y", "1", "是"})
_NO = frozenset({"false", "no", "n", "0", "否"})


class NatureStatement(msgspec.Struct, frozen=True, omit_defaults=True):
    """A word of a source on the nature, true at most on the day it was seen.

    ``decided`` is empty unless keepers decided that it counts, above the number too: ``operator``
    or ``rule:7``.
    """

    word: NatureWord
    seen: dt.date | None = None
    source: str = ""
    decided: str = ""


class Denial(msgspec.Struct, frozen=True):
    """A word that cannot be true beside another; ``chosen_source`` may be :data:`BY_NUMBER`."""

    chosen: NatureWord
    chosen_source: str
    word: NatureWord
    source: str


def agree(one: NatureWord, other: NatureWord) -> bool:
    """Whether both words can be true of one text."""
    return one is other or frozenset({one, other}) in _AGREEING


def finer(one: NatureWord, other: NatureWord) -> NatureWord:
    """Of two words that agree the one that says more."""
    coarse = (NatureWord.VOLUNTARY, NatureWord.MANDATORY)
    return other if one in coarse else one


@lru_cache(maxsize=1)
def _words() -> dict[str, NatureWord]:
    return {row["word"]: NatureWord(row["nature"]) for row in table("nature_words")}


@lru_cache(maxsize=1024)
def read_nature(text: str) -> NatureWord | None:
    """The nature a cleaned cell names; ``None`` where the words are not known."""
    return _words().get(text.strip("。.；; ").lower())


def read_mandatory(text: str) -> NatureWord | None:
    """The nature that the answer to "is it mandatory?" gives; a *no* only denies that it is."""
    word = text.lower()
    if word in _YES:
        return NatureWord.MANDATORY
    return NatureWord.VOLUNTARY if word in _NO else read_nature(text)


@lru_cache(maxsize=4096)
def nature_of_number(number: str) -> NatureWord | None:
    """The nature the mark of a number says; ``None`` where such numbers say none.

    Raises:
        NumberError: the text is no standard number.
    """
    nature = parse(number).nature
    return NatureWord(str(nature)) if nature else None


def natures_told(ranked: Sequence[Sourced]) -> tuple[NatureStatement, ...]:
    """The words that tell more than the number does, the oldest sighting first.

    Where every source only repeats what the number says, and the text has borne no other number,
    nothing is told. Rows about a translation count only where no row is about the edition.
    """
    stating = _stating(ranked)
    own = nature_of_number(ranked[0].record.number)
    if all(_repeats(own, sourced.record.nature) for sourced in stating) and not any(
        relation.kind is RelationKind.RENUMBERED_FROM
        for sourced in ranked
        for relation in sourced.record.relations
    ):
        return ()
    found = {
        (sourced.seen or sourced.record.seen, sourced.source, sourced.record.nature)
        for sourced in stating
    }
    told = [NatureStatement(word, seen, source) for seen, source, word in found if word]
    return tuple(sorted(told, key=lambda said: (said.seen or dt.date.min, said.source, said.word)))


def _repeats(own: NatureWord | None, word: NatureWord | None) -> bool:
    return own is word or (word is NatureWord.VOLUNTARY and own is not None and agree(own, word))


def natures_denied(ranked: Sequence[Sourced], *, marked: bool = True) -> list[Denial]:
    """The words that cannot be true beside the number's mark, or beside the strongest source.

    Without ``marked`` a rule of keepers has left the mark out, and the sources alone are weighed.
    """
    stating = _stating(ranked)
    own = nature_of_number(ranked[0].record.number) if marked else None
    first = stating_first(ranked)
    if first is None:
        return []
    chosen, by = (own, BY_NUMBER) if own else (first.word, first.source)
    return [
        Denial(chosen, by, word, sourced.source)
        for sourced in stating
        if (word := sourced.record.nature) and not agree(chosen, word)
    ]


def stating_first(ranked: Sequence[Sourced]) -> NatureStatement | None:
    """The word of the strongest source that states one."""
    found = (
        NatureStatement(word, sourced.seen or sourced.record.seen, sourced.source)
        for sourced in _stating(ranked)
        if (word := sourced.record.nature)
    )
    return next(found, None)


def _stating(ranked: Sequence[Sourced]) -> list[Sourced]:
    """The rows that state a nature; of a translation only where no other row is there."""
    own = [sourced for sourced in ranked if not sourced.record.translation] or ranked
    return [sourced for sourced in own if sourced.record.nature is not None]
