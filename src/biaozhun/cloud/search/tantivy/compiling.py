"""The tree of a query as a query of the engine."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from tantivy import FieldType, Occur, Query

from biaozhun.cloud.search import analysis
from biaozhun.cloud.search.answering import (
    NUMBER_SCORE,
    OPENING_SCORE,
    PIN_SCORE,
    SERIAL_SCORE,
    SHORTENED_SCORE,
    TITLE_WEIGHT,
    holding_score,
)
from biaozhun.cloud.search.number_keys import PREFIX_TERMS
from biaozhun.cloud.search.port import MAX_BEGINNING
from biaozhun.cloud.search.query import (
    Coded,
    InField,
    Lookalike,
    Node,
    Not,
    Number,
    NumberPrefix,
    Period,
    Word,
)
from biaozhun.cloud.search.tantivy.folder import State
from biaozhun.cloud.search.tantivy.schema import HOLDS, INSIDE, YEARS, day_field, status_field
from biaozhun.core.number import is_serial
from biaozhun.core.succession import HOLDS as HOLDING

_BEGINNING_SCORE: Final = 10.0
_SIGNS: Final = re.compile(r"[.()\[\]\-+*?|{}^$\\]")


class Compiler:
    """Makes queries for one date and one state of the index."""

    def __init__(self, state: State, on: date, held: Callable[[Number], str]) -> None:
        self._schema = state.schema
        self._searcher = state.searcher
        self._phases = state.phases
        self._today = on.toordinal()
        self._held = held

    def tree(self, nodes: Sequence[Node]) -> Query:
        """All nodes; several numbers are alternatives."""
        numbers = [self.node(node) for node in nodes if isinstance(node, Number)]
        wanted = [
            (Occur.Must, self.node(node)) for node in nodes if not isinstance(node, Number | Not)
        ]
        unwanted = [
            (Occur.MustNot, self.node(node.node)) for node in nodes if isinstance(node, Not)
        ]
        if numbers:
            wanted.append((Occur.Must, either(numbers)))
        if not wanted:
            wanted = [(Occur.Must, Query.all_query())]
        return both(wanted + unwanted)

    def filters(self, filters: Mapping[str, Sequence[str]]) -> dict[str, Query]:
        """Facet → what its filter asks for; it decides and does not rank."""
        return {
            name: silent(self.coded(name, values)) for name, values in filters.items() if values
        }

    def holding(self) -> Query:
        """Editions that are in force on the date, wholly or in part."""
        return either([self.status(status) for status in sorted(HOLDING)])

    def holding_first(self, query: Query, nodes: Sequence[Node]) -> Query:
        """The same hits, of those that match equally well the ones in force before the others.

        Asked by two plain days: this is done for every page, and the status by its phases costs
        several times as much.
        """
        begun, open_still = HOLDS
        held = both(
            [
                (Occur.Must, self._days(begun, 0, self._today)),
                (Occur.Must, self._days(open_still, self._today + 1)),
            ]
        )
        preferred = Query.const_score_query(held, holding_score(nodes))
        return both([(Occur.Must, query), (Occur.Should, preferred)])

    def pins(self, query: Query, ids: Sequence[str]) -> Query:
        """The same hits, those named first."""
        raised = [
            (Occur.Should, Query.const_score_query(self.term("id", pinned), PIN_SCORE * 2**place))
            for place, pinned in enumerate(reversed(ids[:20]))
        ]
        return both([(Occur.Must, query), *raised]) if raised else query

    def node(self, node: Node) -> Query:  # noqa: PLR0911  -- one return a kind of node
        """One node but an exclusion."""
        match node:
            case Word():
                return self._word(node)
            case Number():
                return either([*self._mentions(node), *self._named(node)])
            case Lookalike(words=pieces, number=number):
                mentioned = both([(Occur.Must, self._word(piece)) for piece in pieces])
                return either([mentioned, *self._named(number)])
            case NumberPrefix(key=key):
                return Query.const_score_query(self.beginning("key", key), _BEGINNING_SCORE)
            case InField(field="title", text=text):
                words = Query.boost_query(self.words("title", text), TITLE_WEIGHT)
                return self.opening_first(words, text)
            case InField(field="inside", text=text):
                return self.words(INSIDE, text)
            case InField(field=field, text=text):
                return self.words(f"{field}_words", text)
            case Coded(field=field, values=values):
                return silent(self.coded(field, values))
            case _:
                assert isinstance(node, Period)  # noqa: S101  -- the only kind left
                return silent(self._days(node.field, node.first, node.last))

    def words(self, field: str, folded: str, *, unfinished: bool = False) -> Query:
        """A phrase in one field; ``unfinished`` lets its last word be the beginning of one."""
        phrase = analysis.placed(folded)
        if phrase is None:
            return Query.empty_query()
        *before, (place, last) = phrase.tokens
        if phrase.open_end:
            return self._phrase(field, [*before, (place, f"{last}.?")], pattern=True)
        if unfinished and not analysis.is_chinese(last):
            return self._phrase(field, [*before, (place, f"{last}.*")], pattern=True)
        return self._phrase(field, [*before, (place, last)], pattern=False)

    def _phrase(self, field: str, tokens: list[tuple[int, str]], *, pattern: bool) -> Query:
        """``phrase_prefix_query`` would stop at 50 expansions without a word; patterns do not."""
        if len(tokens) > 1:
            make = Query.regex_phrase_query if pattern else Query.phrase_query
            return make(self._schema, field, list(tokens))
        if pattern:
            return Query.regex_query(self._schema, field, tokens[0][1])
        return self.term(field, tokens[0][1])

    def candidates(self, nodes: Iterable[Node]) -> int:
        """A bound on the hits: as many as hold the rarest token; numbers have few."""
        bound = self._searcher.num_docs
        for node in nodes:
            match node:
                case Word(text=text, inside=False) | InField(field="title", text=text):
                    placed = analysis.placed(text)
                    whole = [] if placed is None or placed.open_end else placed.tokens
                    for _, token in whole:
                        bound = min(bound, self._searcher.doc_freq("text", token))
                case Number() | Lookalike():
                    return 0
                case _:  # says nothing that is cheap to know
                    continue
        return bound

    def term(self, field: str, value: str) -> Query:
        """One term as it stands in the index."""
        return Query.term_query(self._schema, field, value)

    def beginning(self, field: str, key: str) -> Query:
        """Keys that begin so; short beginnings are terms, for they have very many keys."""
        if len(key) > MAX_BEGINNING:
            return Query.empty_query()
        if field == "key" and len(key) <= PREFIX_TERMS:
            return self.term("prefix", key)
        pattern = _SIGNS.sub(lambda sign: f"\\{sign[0]}", key) + ".*"
        return Query.regex_query(self._schema, field, pattern)

    def coded(self, field: str, values: Iterable[str]) -> Query:
        """One of the codes."""
        if field == "status":
            return either([self.status(value) for value in values])
        if field in YEARS:
            years = [int(value) for value in values if re.fullmatch(r"[1-9]\d{0,3}", value)]
            return either([self._days(field, year, year) for year in years])
        name = f"{field}_code" if field in ("ics", "ccs") else field
        return Query.term_set_query(self._schema, name, list(values))

    def status(self, status: str) -> Query:
        """Editions in this status on the date: in one of its phases, begun and not over."""
        phases = []
        for place in range(self._phases):
            clauses = [
                (Occur.Must, self.term(status_field(place), status)),
                (Occur.Must, self._days(day_field(place), 0, self._today)),
            ]
            if place:
                clauses.append((Occur.Must, self._days(day_field(place - 1), self._today + 1)))
            phases.append(both(clauses))
        return either(phases)

    def _word(self, node: Word) -> Query:
        ways = [self.words("text", node.text)]
        if node.inside:
            ways.append(self.words(INSIDE, node.text))
        if node.prefix:
            ways.append(
                Query.const_score_query(self.beginning("key", node.prefix), _BEGINNING_SCORE)
            )
        if is_serial(node.text):
            ways.append(Query.const_score_query(self.term("serial", node.text), SERIAL_SCORE))
        return self.title_first(either(ways), node.text)

    def title_first(self, query: Query, folded: str) -> Query:
        """The same hits, those with the words in the title before others.

        The text holds the titles too, so that hits are found in one field: of two the engine
        makes a union, which reads on even where another word has ruled out what it reads.
        """
        titled = Query.boost_query(self.words("title", folded), TITLE_WEIGHT)
        return self.opening_first(both([(Occur.Must, query), (Occur.Should, titled)]), folded)

    def opening_first(self, query: Query, folded: str) -> Query:
        """The same hits, titles that begin with the words before others."""
        head = analysis.opening(folded)
        if not head:
            return query
        score = OPENING_SCORE * len(analysis.tokens(folded))
        begins = Query.const_score_query(self.term("opening", head), score)
        return both([(Occur.Must, query), (Occur.Should, begins)])

    def _mentions(self, node: Number) -> list[Query]:
        return [self.words("text", node.written)]

    def _named(self, node: Number) -> list[Query]:
        ways: list[Query] = []
        match self._held(node):
            case "exact":
                ways += self._keys(node.exact)
                if node.parts:
                    parts = self.beginning("key", node.parts)
                    ways.append(Query.const_score_query(parts, _BEGINNING_SCORE))
            case "undated":
                ways += self._keys(node.undated)
            case "prefix":
                beginning = self.beginning("key", node.exact)
                ways.append(Query.const_score_query(beginning, _BEGINNING_SCORE))
            case _:  # not held at all: only texts that mention it
                pass
        return ways

    def _keys(self, key: str) -> list[Query]:
        return [
            Query.const_score_query(self.term("number", key), NUMBER_SCORE - SHORTENED_SCORE),
            Query.const_score_query(self.term("key", key), SHORTENED_SCORE),
        ]

    def _days(self, field: str, first: int, last: int | None = None) -> Query:
        if last is not None and first > last:
            return Query.empty_query()
        return Query.range_query(
            self._schema, field, FieldType.Unsigned, lower_bound=first, upper_bound=last
        )


def both(clauses: list[tuple[Occur, Query]]) -> Query:
    """Everything demanded and nothing forbidden."""
    if len(clauses) == 1 and clauses[0][0] == Occur.Must:
        return clauses[0][1]
    return Query.boolean_query(clauses)


def either(ways: list[Query]) -> Query:
    """At least one of the ways; none at all finds nothing."""
    if not ways:
        return Query.empty_query()
    return ways[0] if len(ways) == 1 else Query.boolean_query([(Occur.Should, way) for way in ways])


def silent(query: Query) -> Query:
    """The same hits without a say in their order."""
    return Query.const_score_query(query, 0.0)
