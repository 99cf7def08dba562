"""Text as typed → ``Query``. Never raises: what cannot be read becomes words, and a note says so.

The text is folded first. Folding keeps every character in its place, so offsets of notes are
offsets in what was typed.
"""

import re
from typing import Final
from unicodedata import decimal

from biaozhun.cloud.search import analysis, period, vocabulary
from biaozhun.cloud.search.number_keys import lookalike, read_number
from biaozhun.cloud.search.query import (
    MAX_LENGTH,
    MAX_NODES,
    Coded,
    InField,
    Lookalike,
    Node,
    Not,
    Note,
    NoteCode,
    NumberPrefix,
    Period,
    Positive,
    Query,
    Word,
)
from biaozhun.core.number import CODE_KEYS, beginning_key, begun_key, is_local_code, looks_begun
from biaozhun.core.text import fold

_QUOTES: Final = {
    '"': '"',
    "＂": "＂",
    "“": "”",
    "”": "“",
    "「": "」",
    "『": "』",
    "《": "》",
    "〈": "〉",
    "«": "»",
}
_TITLE_QUOTES: Final = "《〈"  # round a title as one remembers it, not round words to be exact
_BLANKS: Final = " \u00a0\u3000"
_LETTERS_AND_DIGITS: Final = re.compile(r"[a-z][^\d]*\d", re.ASCII)
_SEPARATORS: Final = "，、；;"
_FIELD: Final = re.compile(r"([a-z_]+|[^\W\d_a-z]+)[:：][^\S\n]*")
_NUMBER_CHUNK: Final = re.compile(r"(?:[a-z0-9/.:()\-+*]|(?<=\d{4})年版(?=\)))+")
_DIGITS: Final = re.compile(r"\d[\d./:\-]*")  # of any script; full-width ones are folded
_MAX_CHUNKS: Final = 8  # blanks a number may hold: "GB / T 1 . 1 - 2020"


def parse(text: str) -> Query:
    """The tree of a query; the empty text asks for everything."""
    text = without_surrogates(text)
    reader = _Reader(text[:MAX_LENGTH])
    if len(text) > MAX_LENGTH:
        reader.note("too_long", MAX_LENGTH, len(text), shown=text[MAX_LENGTH : MAX_LENGTH + 20])
    while reader.place < len(reader.text) and len(reader.nodes) < MAX_NODES:
        reader.step()
    reader.note_foreign_digits()
    if reader.place < len(reader.text):
        reader.note("too_long", reader.place, len(reader.text))
    return Query(text[:MAX_LENGTH], tuple(dict.fromkeys(reader.nodes)), tuple(reader.notes))


def _beginning(written: str) -> str:
    """The key a piece of text is the beginning of: it ends in ``*``, or within the year."""
    return beginning_key(written[:-1]) if written.endswith("*") else begun_key(written)


def without_surrogates(text: str) -> str:
    """The text with each half of a broken character as ``?``; engines take only whole ones."""
    return text.encode("utf-8", "replace").decode("utf-8")


class _Reader:
    """One pass over the text; ``place`` is the next character to read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = fold(text)
        self.place = 0
        self.nodes: list[Node] = []
        self.notes: list[Note] = []

    def note(
        self, code: NoteCode, start: int, end: int, *, reading: str = "", shown: str | None = None
    ) -> None:
        """Record how a piece was understood."""
        text = self.text[start:end] if shown is None else shown
        self.notes.append(Note(code=code, text=text, start=start, end=end, reading=reading))

    def note_foreign_digits(self) -> None:
        """Say of digits of another script that they make no number, and how it would be written."""
        for run in _DIGITS.finditer(self.folded, 0, self.place):
            if not run[0].isascii():
                signs = (str(decimal(sign, sign)) for sign in run[0])
                self.note("digits_foreign", *run.span(), reading="".join(signs))

    def step(self) -> None:
        """Read one piece: a separator, an exclusion or a node."""
        if self._at_separator(self.place):
            self.place += 1
            return
        if self._at_exclusion():
            self.place += 1
            self.nodes += [Not(node) for node in self._pieces()]
            return
        self.nodes += self._pieces()

    def _at_separator(self, place: int) -> bool:
        return self.text[place].isspace() or self.text[place] in _SEPARATORS

    def _at_exclusion(self) -> bool:
        after = self.place + 1
        return (
            self.folded[self.place] == "-"
            and after < len(self.text)
            and not self._at_separator(after)
            and self.folded[after] != "-"
        )

    def _pieces(self) -> list[Positive]:
        found = self._field() or self._quoted() or self._number() or self._lookalike()
        return [found] if found else self._words(self._end_of_word(self.place))

    # -- fields ---------------------------------------------------------------------------------

    def _field(self) -> Positive | None:
        """``name:value``; an unknown name or an empty value is left to be read as words."""
        head = _FIELD.match(self.folded, self.place)
        if head is None:
            return None
        start, name = self.place, vocabulary.words("field").get(head[1])
        if name is None:
            self.note("field_unknown", start, head.end(1))
            return None
        value, end = self._value(head.end())
        if not value:
            self.note("field_empty", start, head.end(1))
            return None
        node = self._in_field(name, value, start=start, value_start=head.end(), end=end)
        if node is not None:
            self.place = max(self.place, end)  # a number may reach behind the next blank
        return node

    def _value(self, start: int) -> tuple[str, int]:
        """The folded value of a field and where it ends: quoted, or up to the next separator."""
        if start < len(self.text) and self.text[start] in _QUOTES:
            close = self.text.find(_QUOTES[self.text[start]], start + 1)
            if close > 0:
                return self.folded[start + 1 : close].strip(), close + 1
        end = self._end_of_word(start)
        return self.folded[start:end], end

    def _in_field(
        self, name: str, value: str, *, start: int, value_start: int, end: int
    ) -> Positive | None:
        if name == vocabulary.NUMBER_FIELD:
            return self._number_field(value, start=start, value_start=value_start, end=end)
        if name in vocabulary.DATE_FIELDS:
            return self._period(name, value, start=start, end=end)
        if name in vocabulary.CODE_FIELDS:
            return self._coded(name, value, start=start, end=end)
        if analysis.phrase(value) is None:
            self.note("field_empty", start, end)
            return None
        self.note("read_as_field", start, end, reading=name)
        return InField(name, value)

    def _number_field(
        self, value: str, *, start: int, value_start: int, end: int
    ) -> Positive | None:
        self.place = value_start
        if found := self._number():
            return found
        self.place = value_start
        if alike := self._lookalike():
            self.note("read_as_field", start, self.place, reading=alike.number.exact)
            return NumberPrefix(alike.number.exact)
        self.place = start
        key = beginning_key(value)
        if not key:
            self.note("value_unknown", start, end)
            return None
        self.note("read_as_field", start, end, reading=key)
        return NumberPrefix(key)

    def _period(self, name: str, value: str, *, start: int, end: int) -> Positive | None:
        days = period.read(value)
        if days is None:
            self.note("date_unreadable", start, end)
            return None
        code: NoteCode = "period_reversed" if days.reversed else "read_as_period"
        field = "published" if name == "year" else name
        self.note(code, start, end, reading=field)
        return Period(field, days.first, days.last)

    def _coded(self, name: str, value: str, *, start: int, end: int) -> Positive | None:
        pieces = [piece.strip() for piece in re.split(r"[,|]", value) if piece.strip()]
        table = vocabulary.words(name)
        if table:
            codes = [table[piece] for piece in pieces if piece in table]
        else:
            codes = [piece.upper() for piece in pieces]
        if not codes or len(codes) < len(pieces):
            self.note("value_unknown", start, end, reading=name)
        if not codes:
            return None
        self.note("read_as_field", start, end, reading=f"{name}={','.join(codes)}")
        return Coded(name, tuple(sorted(set(codes))))

    # -- phrases and numbers --------------------------------------------------------------------

    def _quoted(self) -> Positive | None:
        """A phrase in quotes; a quote that is never closed is passed over."""
        start = self.place
        closing = _QUOTES.get(self.text[start])
        if closing is None:
            return None
        close = self.text.find(closing, start + 1)
        if close < 0:
            self.note("quote_unclosed", start, start + 1)
            return None
        inside = self.folded[start + 1 : close].strip()
        if analysis.phrase(inside) is None:
            return None
        self.place = close + 1
        if number := read_number(inside):
            self.note("read_as_number", start, self.place, reading=number.text)
            return number
        word = Word(inside, quoted=self.text[start] not in _TITLE_QUOTES)
        number = lookalike(inside) if _LETTERS_AND_DIGITS.match(inside) else None
        return Lookalike((word,), number) if number else word

    def _number(self) -> Positive | None:
        """The longest piece from here that is a standard number, or one that ends in ``*``."""
        for end in self._number_ends():
            written = self.folded[self.place : end]
            node: Positive | None = read_number(written)
            reading = "" if node is None else self.folded[self.place : end]
            if node is None and (key := _beginning(written)):
                node, reading = NumberPrefix(key), f"{key}…"
            if node is not None:
                self.note("read_as_number", self.place, end, reading=reading)
                self.place = end
                return node
        return None

    def _number_ends(self) -> list[int]:
        """Where a number that starts here may end, the longest first."""
        if not self.folded[self.place].isascii() or not self.folded[self.place].isalpha():
            return []
        ends: list[int] = []
        place = self.place
        while len(ends) < _MAX_CHUNKS and (chunk := _NUMBER_CHUNK.match(self.folded, place)):
            ends.append(chunk.end())
            place = chunk.end()
            while place < len(self.text) and self.text[place] in _BLANKS:
                place += 1
            if place == chunk.end():
                break
        return [end for end in reversed(ends) if self._may_be_number(end)]

    def _may_be_number(self, end: int) -> bool:
        piece = self.folded[self.place : end]
        return piece.endswith("*") or any(sign.isdigit() for sign in piece)

    def _lookalike(self) -> Lookalike | None:
        """Letters with digits behind, and what goes on with digits or signs after a blank."""
        start, end = self.place, self._lookalike_end()
        written = self.folded[start:end]
        number = lookalike(written) if end > start else None
        if number is None or is_local_code(written):
            return None
        self.place = end
        words = tuple(self._word(piece) for piece in written.split() if analysis.phrase(piece))
        return Lookalike(words, number)

    def _lookalike_end(self) -> int:
        place = end = self.place
        if not (self.folded[place].isascii() and self.folded[place].isalpha()):
            return end
        for _ in range(_MAX_CHUNKS):
            chunk = _NUMBER_CHUNK.match(self.folded, place)
            if chunk is None or (end > self.place and chunk[0][0].isalpha()):
                break
            place = chunk.end()
            if place < len(self.text) and not self._at_separator(place):
                break
            if end > self.place or any(sign.isdigit() for sign in chunk[0]):
                end = place
            while place < len(self.text) and self.text[place] in _BLANKS:
                place += 1
        return end

    # -- words ----------------------------------------------------------------------------------

    def _end_of_word(self, start: int) -> int:
        """Up to a separator, or a quotation that opens and closes."""
        place = start
        while place < len(self.text) and not self._at_separator(place):
            closing = _QUOTES.get(self.text[place])
            if place > start and closing and self.text.find(closing, place + 1) > 0:
                break
            place += 1
        return max(place, start)

    def _words(self, end: int) -> list[Positive]:
        start = self.place
        end = max(end, start + 1)
        self.place = end
        written = self.folded[start:end]
        if analysis.phrase(written) is None:
            self.note("ignored", start, end)
            return []
        return [self._word(written)]

    def _word(self, written: str) -> Word:
        prefix = beginning_key(written)
        is_prefix = prefix in CODE_KEYS or (prefix and looks_begun(written))
        return Word(written.strip(), prefix if is_prefix else "")
