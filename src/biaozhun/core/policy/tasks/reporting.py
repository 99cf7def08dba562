"""What the reader of tasks leaves to a person."""

from collections.abc import Iterator
from typing import Final

from biaozhun.core.policy.deadlines import reckoning
from biaozhun.core.policy.layout import Layout
from biaozhun.core.policy.passages import Passage
from biaozhun.core.policy.patterns import pattern
from biaozhun.core.policy.responsibility import Charge, charges_in, lead_stated_once, squeezed
from biaozhun.core.policy.responsibility.units import is_unit
from biaozhun.core.policy.value import Diagnostic
from biaozhun.core.text.folding import fold

_HINTS: Final = {
    "bracket_unclosed": "the bracket has no end; its units were read to the end of the sentence",
    "unknown_unit": "units seem to be named here; compare them with the text",
    "lead_stated_once": "the unit named first leads, the others cooperate, in the whole text",
}
_SEEMS: Final = pattern(
    r"[(\[](?:责任|牵头|配合|协办|主办|参与)(?:单位|部门)?:[^()\[\]]{0,200}[)\]]"
    r"|[(\[][^()\[\]]{2,200}(?:牵头|按职责分工负责)[)\]]"
)


def rule_of_the_first(layout: Layout) -> tuple[int, int] | None:
    """Where the text says that the unit named first leads, blanks and line ends left out."""
    for paragraph in layout.paragraphs:
        tight = squeezed(paragraph.passage)
        if (found := lead_stated_once(tight.folded)) is not None:
            return tight.span(*found)
    return None


def diagnostics(layout: Layout) -> tuple[Diagnostic, ...]:
    """What a person should look at: brackets without end, what may be units, a rule stated once."""
    found: list[Diagnostic] = []
    day = reckoning(layout.document)
    for paragraph in layout.paragraphs:
        charges = charges_in(paragraph.passage, day)
        for charge in charges:
            found += _of_charge(layout, charge)
        found += _not_read(layout, paragraph.passage, charges)
    stated = rule_of_the_first(layout)
    if stated:
        found.append(_at(layout, "lead_stated_once", *stated))
    return tuple(found)


def _at(layout: Layout, code: str, start: int, end: int) -> Diagnostic:
    return Diagnostic(
        code=code, start=start, end=end, fragment=layout.text[start:end], hint=_HINTS[code]
    )


def _of_charge(layout: Layout, charge: Charge) -> Iterator[Diagnostic]:
    if not charge.closed:
        end = min(charge.offset + len(charge.text), len(layout.text))
        yield _at(layout, "bracket_unclosed", charge.offset, end)
    for unit in charge.units:
        if not is_unit(fold(unit.text)):
            yield _at(layout, "unknown_unit", unit.start, unit.end)


def _not_read(layout: Layout, passage: Passage, charges: list[Charge]) -> Iterator[Diagnostic]:
    """Brackets that seem to name units and were not read."""
    for found in _SEEMS.finditer(passage.folded):
        if any(charge.start < found.end() and found.start() < charge.end for charge in charges):
            continue
        yield _at(layout, "unknown_unit", *passage.span(*found.span()))
