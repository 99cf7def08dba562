"""What somebody typed, as a tree. Any text parses; what could not be read becomes words.

* words side by side must all be found: ``信息安全 测评``
* ``"phrases"``, also “ ” 「 」 『 』 《 》
* numbers in any spelling: ``GB/T 1.1-2020``, ``gbt1.1``, ``ＧＢ／Ｔ １．１``, beginnings
  ``GB/T 190*``; several of them are alternatives; what only looks like a number
  (``qhkmk001-2013``) is looked up as one and as words
* ``-word`` leaves out
* fields in Chinese or English: ``标题:安全``, ``发布单位:"国家铁路局"``, ``ICS:13.020``,
  ``CCS:A12,A20``, ``状态:现行``, ``层级:地方``
* ``全文:能见度``, ``inside:"wind load"`` looks into the full texts that everybody may read
* dates: ``发布:2019..2021``, ``实施:2020-01-01..``, ``published:>=2020``, ``年份:2020``

Traditional writing, full-width characters and case make no difference.
"""

from typing import Final, Literal

import msgspec

MAX_LENGTH: Final = 1_000  # characters that are read; a pasted document is no question
MAX_NODES: Final = 50

NoteCode = Literal[
    "read_as_number",
    "read_as_field",
    "read_as_period",
    "field_unknown",
    "field_empty",
    "value_unknown",
    "date_unreadable",
    "period_reversed",
    "quote_unclosed",
    "digits_foreign",
    "ignored",
    "too_long",
    "loosened",
]


class Note(msgspec.Struct, frozen=True, kw_only=True):
    """How a piece of the query was understood. Offsets are characters of the query."""

    code: NoteCode
    text: str
    start: int
    end: int
    reading: str = ""


class Word(msgspec.Struct, frozen=True, tag=True):
    """Folded text to be found as it stands in title or text.

    Attributes:
        text: what to look for; words and phrases in quotes are the same to the index.
        prefix: key with which numbers found as well may begin (``GB/T``, ``DB44``), or empty.
        quoted: was in quotes and is never loosened.
        inside: looked for in full texts as well.
    """

    text: str
    prefix: str = ""
    quoted: bool = False
    inside: bool = False


class Number(msgspec.Struct, frozen=True, tag=True):
    """A standard number: the edition with its year, else all editions of the standard.

    Several numbers in one query are alternatives, for no edition has two.

    Attributes:
        text: canonical form.
        exact: key with the year as typed, or without where none was.
        undated: key without the year.
        parts: beginning of the keys of its parts, where neither year nor part was typed.
        written: canonical form folded, to find texts that mention it.
    """

    text: str
    exact: str
    undated: str
    parts: str
    written: str


class Lookalike(msgspec.Struct, frozen=True, tag=True):
    """Letters and digits that may be a number no grammar reads: ``qrozn 1.1``, ``tcadj004-1998``.

    Attributes:
        words: what else it may be: all of them must be found.
        number: the keys it would have as a number.
    """

    words: tuple[Word, ...]
    number: Number


class NumberPrefix(msgspec.Struct, frozen=True, tag=True):
    """The beginning of a number, as a key."""

    key: str


class InField(msgspec.Struct, frozen=True, tag=True):
    """Folded text in one field: ``title``, ``issuer``, ``jurisdiction``, or ``inside`` a text."""

    field: str
    text: str


class Coded(msgspec.Struct, frozen=True, tag=True):
    """One of several codes in a field that has codes: ``ics``, ``ccs``, ``status`` and so on."""

    field: str
    values: tuple[str, ...]


class Period(msgspec.Struct, frozen=True, tag=True):
    """A day between two, both included, as day numbers: ``published``, ``in_force``, ``ended``."""

    field: str
    first: int
    last: int


Positive = Word | Number | Lookalike | NumberPrefix | InField | Coded | Period


class Not(msgspec.Struct, frozen=True, tag=True):
    """What must not be found."""

    node: Positive


Node = Positive | Not


class Query(msgspec.Struct, frozen=True):
    """All nodes must hold; none at all asks for everything."""

    text: str
    nodes: tuple[Node, ...] = ()
    notes: tuple[Note, ...] = ()

    @property
    def numbers(self) -> tuple[Number, ...]:
        """The numbers asked for, in the order typed."""
        return tuple(node for node in self.nodes if isinstance(node, Number))

    @property
    def lookalikes(self) -> tuple[Number, ...]:
        """The keys of what may be numbers, in the order typed."""
        return tuple(node.number for node in self.nodes if isinstance(node, Lookalike))


def looking_inside(query: Query) -> Query:
    """The same query, its words looked for in full texts as well; fields stay what they are."""
    nodes = tuple(
        Not(_inside(node.node)) if isinstance(node, Not) else _inside(node) for node in query.nodes
    )
    return msgspec.structs.replace(query, nodes=nodes)


def _inside(node: Positive) -> Positive:
    match node:
        case Word():
            return msgspec.structs.replace(node, inside=True)
        case Lookalike(words=words):
            deeper = tuple(msgspec.structs.replace(word, inside=True) for word in words)
            return msgspec.structs.replace(node, words=deeper)
        case _:  # numbers, codes, days and fields say themselves where they are looked for
            return node
