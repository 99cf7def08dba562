"""The verbs that make a sentence a requirement, a recommendation, a permission or a statement.

They stand in ``provision_verb.csv`` by edition of GB/T 1.1, beside the words that merely contain
one of their characters: 反应, 适宜, 许可, 功能.
"""

import re
from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from typing import Final, Literal

import msgspec

from biaozhun.core.reference import table
from biaozhun.core.structure.drafts.tree import Edition
from biaozhun.core.text import fold

Use = Literal["verb", "equivalent", "wrong", "loose", "inside", "action"]


class ProvisionKind(StrEnum):
    """Kinds of provisions (GB/T 1.1-2020, annex C)."""

    REQUIREMENT = "requirement"  # 要求: 应
    INSTRUCTION = "instruction"  # 指示: imperative
    RECOMMENDATION = "recommendation"  # 推荐: 宜
    PERMISSION = "permission"  # 允许: 可
    STATEMENT = "statement"  # 陈述: 能, 可能, or no such verb


class Verb(msgspec.Struct, frozen=True, kw_only=True):
    """A row of the table.

    Attributes:
        use: whether it is the verb, an equivalent, one that has another word (``instead``), one
            understood so though no list has it, a word that only contains one, or an action.
        kind: of provision; ``capability`` and ``possibility`` are statements.
        word: the verb.
        not_before: what does not stand behind it, parted by ``|``.
        first: the first edition in which that holds; empty for all.
        last: the last edition.
        instead: the word to be used.
    """

    use: Use
    word: str
    kind: str = ""
    not_before: str = ""
    first: str = ""
    last: str = ""
    instead: str = ""


class Hit(msgspec.Struct, frozen=True, kw_only=True):
    """A verb in a text; the span is in that text."""

    start: int
    end: int
    verb: Verb

    @property
    def kind(self) -> ProvisionKind:
        """What it makes of its sentence."""
        return _KINDS[self.verb.kind]


_KINDS: Final = {
    "requirement": ProvisionKind.REQUIREMENT,
    "recommendation": ProvisionKind.RECOMMENDATION,
    "permission": ProvisionKind.PERMISSION,
    "capability": ProvisionKind.STATEMENT,
    "possibility": ProvisionKind.STATEMENT,
}


def hits(text: str, edition: Edition = 2020) -> Iterator[Hit]:
    """The verbs of a text in their order, as an edition of GB/T 1.1 takes them."""
    form, verbs = _form(edition)
    for found in form.finditer(fold(text)):
        verb = verbs[found.group()]
        if verb.use != "inside":
            yield Hit(start=found.start(), end=found.end(), verb=verb)


@cache
def _form(edition: Edition) -> tuple[re.Pattern[str], dict[str, Verb]]:
    """All words in one pattern, the longest first, so that 可能 is not read as 可."""
    held = [verb for verb in _rows() if verb.use != "action" and _holds(verb, edition)]
    longest_first = sorted(held, key=lambda verb: -len(verb.word))
    heads = "".join(sorted({fold(verb.word[0]) for verb in held}))
    words = "|".join(_one(verb) for verb in longest_first)
    return re.compile(f"(?=[{heads}])(?:{words})"), {fold(verb.word): verb for verb in held}


@cache
def one_of(use: Use) -> str:
    """A pattern of all words of a use, the longest first."""
    words = sorted((verb for verb in _rows() if verb.use == use), key=lambda verb: -len(verb.word))
    return f"(?:{'|'.join(_one(verb) for verb in words)})"


@cache
def _rows() -> tuple[Verb, ...]:
    return table("provision_verb").typed(Verb)


def _holds(verb: Verb, edition: Edition) -> bool:
    return (not verb.first or edition >= int(verb.first)) and (
        not verb.last or edition <= int(verb.last)
    )


def _one(verb: Verb) -> str:
    barred = "|".join(re.escape(one) for one in verb.not_before.split("|") if one)
    return re.escape(fold(verb.word)) + (f"(?!{barred})" if barred else "")
