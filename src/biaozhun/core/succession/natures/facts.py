"""What the nature of a text over time is told in: numbers, spans, rules and clashes."""

import datetime as dt

import msgspec

from biaozhun.core.bibliography.natures import NatureStatement
from biaozhun.core.bibliography.record import NatureWord
from biaozhun.core.succession.rules import Explained

LAW_IN_FORCE = dt.date(1989, 4, 1)
"""The first day of the Standardization Law of 1988, which made standards mandatory or not."""


class NatureRule(Explained):
    """The rule that decided the nature in a span."""

    NUMBER = ("number", "the mark in the number it carried says so")
    DECIDED = ("decided", "keepers decided it, by a statement or by a rule on the sources")
    STATED = ("stated", "its number bears no mark of nature; the sources say so")
    SILENT = ("silent", "its number bears no mark of nature, and no source says anything")
    DISAGREE = ("disagree", "its number bears no mark of nature, and the sources disagree")
    DAY_UNKNOWN = ("day_unknown", "the number changed on a day that no source states")
    DAYS_DIFFER = ("days_differ", "sources state different days for the change of the number")
    BEFORE_LAW = ("before_law", "numbers carried no mark of nature before 1989-04-01")


class NatureClash(Explained):
    """Statements on the nature that cannot all be true; what was decided stands in ``meaning``."""

    DENIED = ("denied", "a source denies what the number says; the number counts")
    OFF_DAY = ("off_day", "a word fits the number and not the day it was seen; the days count")
    SOURCES_DISAGREE = ("sources_disagree", "the number says nothing and the sources disagree")
    DAYS_DIFFER = ("days_differ", "a change of number is stated for different days")
    SEVERAL_FORMER = ("several_former", "several former numbers are stated; one line is followed")
    SEVERAL_LATTER = ("several_latter", "several later numbers are stated; one line is followed")
    RETURNS = ("returns", "the changes of number lead back to a number left before")
    OUT_OF_ORDER = (
        "out_of_order",
        "a change of number is stated before the one it follows, or before publication",
    )


class Numbered(msgspec.Struct, frozen=True, kw_only=True):
    """A number the text bears or bore.

    ``nature`` is what its mark says, ``None`` where such numbers bear none; ``seen`` is a day by
    which the text is known to have borne it.
    """

    key: str
    number: str
    nature: NatureWord | None = None
    seen: dt.date | None = None
    statements: tuple[NatureStatement, ...] = ()


class NatureSpan(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The nature on the days from ``first`` to the day before ``after``; ``None`` is open.

    ``number`` is the one carried then, empty where it is not known which. ``basis`` is that of the
    change that gave it. ``nature`` is ``None`` where it is unknown or there was none.
    """

    nature: NatureWord | None
    first: dt.date | None = None
    after: dt.date | None = None
    number: str = ""
    rule: NatureRule = NatureRule.NUMBER
    basis: str = ""
    certain: bool = True


class NatureContradiction(msgspec.Struct, frozen=True, omit_defaults=True):
    """A clash, with what clashes; of a source's word also the statement."""

    clash: NatureClash
    detail: str = ""
    said: NatureStatement | None = None


class NatureHistory(msgspec.Struct, frozen=True, kw_only=True):
    """The nature of one text from its publication on, where that is known.

    ``spans`` follow one another without gap or overlap; the last is open, and so is the beginning
    of the first where the publication is not known. ``changes`` tells whether the nature under
    one number was another than under the next. ``told`` are words of sources that agree with the
    number and tell more than it does.
    """

    spans: tuple[NatureSpan, ...]
    changes: bool = False
    told: tuple[NatureStatement, ...] = ()
    contradictions: tuple[NatureContradiction, ...] = ()

    @property
    def worth_telling(self) -> bool:
        """Whether there is more to say than the mark of the present number does."""
        return self.changes or bool(self.told or self.contradictions) or self._by_sources

    @property
    def _by_sources(self) -> bool:
        return any(span.rule in (NatureRule.STATED, NatureRule.DECIDED) for span in self.spans)
