"""The nature of a text over time: mandatory, recommended, guidance, from which day, on what basis.

A text keeps its nature while it keeps its number: the mark in the number says it (``/T``
recommended, ``/Z`` guidance, none mandatory). It changes where the text is given another number, as
on 2017-03-23 GB 18186-2000 became GB/T 18186-2000. Two things follow:

- What a source *says* of the nature is never put in the place of the mark; it is listed beside it
  where it tells more (条文强制) or denies it. Only where numbers of a kind bear no mark do the
  words of the sources count.
- A change whose day no source states has an unknown day. From the publication of the text to the
  first day on which the latter number is known, the nature is unknown unless both numbers say the
  same: nobody states that the text was published under the former one.

Of the days before publication nothing is said. Before the Standardization Law of 1988 came into
force (1989-04-01) numbers carried no mark: of the days before it nothing is said either, and an old
text whose first known number has a mark was given it on a day after that which nobody states.
"""

from biaozhun.core.succession.natures.facts import (
    LAW_IN_FORCE,
    NatureClash,
    NatureContradiction,
    NatureHistory,
    NatureRule,
    NatureSpan,
    Numbered,
)
from biaozhun.core.succession.natures.history import nature_on, natures

__all__ = [
    "LAW_IN_FORCE",
    "NatureClash",
    "NatureContradiction",
    "NatureHistory",
    "NatureRule",
    "NatureSpan",
    "Numbered",
    "nature_on",
    "natures",
]
