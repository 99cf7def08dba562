"""The word lists of screening, compiled: what triggers a finding and what speaks against one.

A pattern of ``screening_word.csv`` is written with the words of a class in braces (``{must}``),
``…`` for whatever stands between within the same sentence, and ``$`` for the end of a title.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import Final, Literal

import msgspec

from biaozhun.core.reference import table
from biaozhun.core.screening.findings import Part, Weight
from biaozhun.core.text import fold

GAP: Final = 20
"""Characters that may stand between the parts of a pattern: about a clause, not a paragraph."""
_ENDS: Final = "。；;！？!?\n"
_PIECE: Final = re.compile(r"\{(\w+)\}|(…)|(\$)")


class Kind(msgspec.Struct, frozen=True, kw_only=True):
    """A row of ``screening_finding.csv``: a kind of finding, what it means and rests on."""

    code: str
    weight: Weight
    basis: str = ""
    second_hand: Literal["", "yes"] = ""


class _Word(msgspec.Struct, frozen=True, kw_only=True):
    """A row of ``screening_word.csv``."""

    use: Literal["class", "trigger", "counter"]
    code: str
    text: str
    part: Literal["", "title", "scope", "text"] = ""


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """What triggers one kind of finding in one part of a proposal, and what silences it.

    Attributes:
        kind: of finding.
        trigger: what is looked for in a sentence.
        counter: what silences it there.
        starts: every match of the trigger begins with one of these words, so that sentences
            without any need not be looked at.
    """

    kind: Kind
    trigger: re.Pattern[str]
    counter: re.Pattern[str] | None
    starts: tuple[str, ...]


@cache
def kinds() -> tuple[Kind, ...]:
    """The kinds of findings, in the order in which they are told."""
    return table("screening_finding").typed(Kind)


@cache
def rules() -> Mapping[Part, tuple[Rule, ...]]:
    """The rules of each part, in the order of the kinds.

    Raises:
        KeyError: a pattern names a class that is not there.
    """
    words = table("screening_word").typed(_Word)
    classes: dict[str, list[str]] = defaultdict(list)
    for word in words:
        if word.use == "class":
            classes[word.code].append(word.text)
    alternatives = {name: _either(map(_literal, texts)) for name, texts in classes.items()}
    counters = {
        kind.code: _compiled(
            [
                _pattern(w.text, alternatives)
                for w in words
                if w.use == "counter" and w.code == kind.code
            ]
        )
        for kind in kinds()
    }
    told = _Classes(words=classes, patterns=alternatives)
    return {part: tuple(_rules_of(part, words, told, counters)) for part in Part}


class _Classes(msgspec.Struct, frozen=True):
    """The words of each class, as they stand and as a pattern."""

    words: Mapping[str, list[str]]
    patterns: Mapping[str, str]


def _rules_of(
    part: Part,
    words: tuple[_Word, ...],
    classes: _Classes,
    counters: Mapping[str, re.Pattern[str] | None],
) -> list[Rule]:
    found = []
    for kind in kinds():
        texts = [
            word.text
            for word in words
            if word.use == "trigger" and word.code == kind.code and word.part in {"", part}
        ]
        trigger = _compiled([_pattern(text, classes.patterns) for text in texts])
        if trigger is not None:
            counter, starts = counters[kind.code], _starts(texts, classes.words)
            found.append(Rule(kind=kind, trigger=trigger, counter=counter, starts=starts))
    return found


def _starts(texts: list[str], classes: Mapping[str, list[str]]) -> tuple[str, ...]:
    """The words that matches of patterns begin with; none where one begins with a gap."""
    found: set[str] = set()
    for text in texts:
        piece = _PIECE.search(text)
        literal = text if piece is None else text[: piece.start()]
        if literal:
            found.add(fold(literal))
        elif piece is not None and piece.group(1):
            found.update(map(fold, classes[piece.group(1)]))
        else:
            return ()
    return tuple(sorted(found))


def _compiled(patterns: list[str]) -> re.Pattern[str] | None:
    return re.compile("|".join(patterns)) if patterns else None


def _pattern(text: str, classes: Mapping[str, str]) -> str:
    made, place = [], 0
    for piece in _PIECE.finditer(text):
        made.append(_literal(text[place : piece.start()]))
        name, gap, _end = piece.groups()
        if name:
            made.append(classes[name])
        else:
            made.append(f"[^{_ENDS}]{{0,{GAP}}}?" if gap else r"\s*\Z")
        place = piece.end()
    made.append(_literal(text[place:]))
    return "".join(made)


def _either(texts: "map[str]") -> str:
    """One of them, the longest first."""
    return f"(?:{'|'.join(sorted(texts, key=len, reverse=True))})"


def _literal(text: str) -> str:
    return re.escape(fold(text))
