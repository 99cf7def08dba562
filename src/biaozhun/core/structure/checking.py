"""What a person should look at before a text is shown: numbers that do not go on, empty clauses."""

from collections import Counter
from collections.abc import Iterator, Sequence

from biaozhun.core.structure.numbering import parent
from biaozhun.core.structure.tree import Clause, Finding, StructuredText


def findings(text: StructuredText) -> list[Finding]:
    """All of them in the order of the text, those of its reader first."""
    found = list(text.findings)
    if not text.clauses:
        return [*found, Finding("no_clauses", "")]
    return [*found, *_twice(text.clauses), *_skipped(text.clauses), *_empty(text.clauses)]


def _twice(clauses: Sequence[Clause]) -> Iterator[Finding]:
    counted = Counter(clause.number for clause in clauses if clause.number)
    for number, count in counted.items():
        if count > 1:
            yield Finding("number_twice", number, str(count))


def _skipped(clauses: Sequence[Clause]) -> Iterator[Finding]:
    """Where the last figure of a number goes up by more than one, or does not begin with 0 or 1."""
    last: dict[str, int] = {}
    for clause in clauses:
        above, step = parent(clause.number), clause.number.rpartition(".")[2]
        value = _value(step)
        if value is None:
            continue
        key = f"{above}/{'' if above or step.isdecimal() else 'annex'}"
        before = last.get(key, 0)
        if value > before + 1:
            yield Finding("number_skipped", clause.number, _written(before + 1, above, step))
        last[key] = max(value, before)


def _value(step: str) -> int | None:
    """A figure, or the place of an annex's letter in the alphabet; ISO leaves out none of them."""
    if step.isdecimal():
        return int(step)
    return ord(step) - ord("A") + 1 if len(step) == 1 and "A" <= step <= "Z" else None


def _written(value: int, above: str, step: str) -> str:
    last = str(value) if step.isdecimal() else chr(ord("A") + value - 1)
    return f"{above}.{last}" if above else last


def _empty(clauses: Sequence[Clause]) -> Iterator[Finding]:
    """A clause with no text and nothing below it."""
    for place, clause in enumerate(clauses):
        behind = clauses[place + 1] if place + 1 < len(clauses) else None
        if not clause.blocks and (behind is None or behind.level <= clause.level):
            yield Finding("clause_empty", clause.number or clause.title, clause.title)
