"""Checked documents made by hand: what pages draw, without the library behind it."""

import datetime as dt
from typing import Any

from biaozhun.core.number import NumberError, parse
from biaozhun.core.structure.blocks import BlockText
from biaozhun.core.validity import (
    Answer,
    Asked,
    CheckedDocument,
    CheckedLine,
    Citing,
    Consequence,
    Outcome,
    Place,
)

DAY = dt.date(2026, 11, 22)
MADE = dt.datetime(2026, 11, 22, 4, tzinfo=dt.UTC)


def answer_of(outcome: Outcome = Outcome.IN_FORCE, **more: Any) -> Answer:
    """An answer with as little in it as may be."""
    told = {"consequence": Consequence.NONE, "rule": "dated-edition", "reason": "", "certain": True}
    return Answer(outcome=outcome, **(told | more))


def line_of(text: str, printed: str, position: int = 1, **more: Any) -> CheckedLine:
    """A citation where its words first stand in the text; ``answer`` and others as given."""
    start = text.index(printed)
    try:
        asked = Asked(text=printed, number=parse(printed))
    except NumberError as error:
        asked = Asked(text=printed, fault=error.code)
    told = {"place": Place(), "asked": asked, "answer": answer_of()}
    return CheckedLine(position=position, start=start, end=start + len(printed), **(told | more))


def document_of(text: BlockText, *lines: CheckedLine, **more: Any) -> CheckedDocument:
    """A document with these citations."""
    told = {"on": DAY, "citing": Citing.REFERENCE, "sha256": "0" * 64, "rules": "r 1", "made": MADE}
    return CheckedDocument(characters=len(text.text), lines=lines, **(told | more))
