"""Periodic review (复审): how old an edition is, and by when it is to be reviewed.

The cycles are a table (``review_cycle.csv``) with the legal basis and how sure it is of each.
"""

import calendar
import datetime as dt
from functools import cache
from typing import Literal

import msgspec

from biaozhun.core.reference import table


class ReviewCycle(msgspec.Struct, frozen=True, kw_only=True):
    """Within how many years editions of one class are reviewed; an empty condition fits any.

    Attributes:
        rule: its name.
        family: family of the number.
        nature: what the number says of its binding force.
        region: how its division code begins.
        years: from publication, or from the last conclusion, to the next.
        basis: the law, in Chinese: the one that counts.
        basis_en: the same in English, in our own translation.
        confidence: ``V`` read in the primary text, ``K`` to be compared with it before it counts.
    """

    rule: str
    family: str
    years: int
    basis: str
    basis_en: str
    confidence: Literal["V", "K"]
    nature: str = ""
    region: str = ""


class ReviewAge(msgspec.Struct, frozen=True, kw_only=True):
    """How old an edition is on a day, and when its review is due.

    Attributes:
        counted_from: publication, or the last conclusion of a review.
        reviewed: whether it is the latter.
        years: full years from publication to the day; ``None`` where that is not known.
        due: last day of the cycle; ``None`` where no cycle is laid down for its class.
        overdue: the cycle has ended, and no source tells of a review.
        cycle: the rule.
    """

    counted_from: dt.date
    reviewed: bool
    years: int | None
    due: dt.date | None
    overdue: bool
    cycle: ReviewCycle | None


@cache
def review_cycles() -> tuple[ReviewCycle, ...]:
    """The rules in the order in which they are asked."""
    return table("review_cycle").typed(ReviewCycle)


def review_cycle(family: str, nature: str, region: str) -> ReviewCycle | None:
    """The rule for editions of a class; ``None`` where none is laid down."""
    for cycle in review_cycles():
        fits_family = cycle.family == family and cycle.nature in ("", nature)
        if fits_family and region.startswith(cycle.region):
            return cycle
    return None


def review_age(
    published: dt.date | None,
    reviewed: dt.date | None,
    *,
    cycle: ReviewCycle | None,
    on: dt.date,
) -> ReviewAge | None:
    """How old an edition is on a day; ``None`` where no day is known from which to count.

    The cycle runs from publication or from the last conclusion (Standardization Law, article 29). A
    conclusion that lies behind the day, or before publication, is none yet.
    """
    concluded = reviewed if reviewed and reviewed <= on else None
    if concluded and published and concluded < published:
        concluded = None
    start = concluded or published
    if start is None:
        return None
    due = _years_after(start, cycle.years) if cycle else None
    return ReviewAge(
        counted_from=start,
        reviewed=concluded is not None,
        years=_full_years(published, on) if published else None,
        due=due,
        overdue=due is not None and due < on,
        cycle=cycle,
    )


def counted_before(cycle: ReviewCycle, on: dt.date) -> dt.date:
    """Editions counted from a day before this one are overdue on ``on``."""
    if on.year <= cycle.years:
        return dt.date.min
    first = _years_after(on, -cycle.years)
    # Before the 29 February of no leap year, the day found is due one day too early.
    return first if _years_after(first, cycle.years) >= on else first + dt.timedelta(1)


def _years_after(day: dt.date, years: int) -> dt.date:
    """The same day of another year; where it has none, the last of its month (民法典 §202)."""
    year = day.year + years
    if year > dt.MAXYEAR:
        return dt.date.max
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


def _full_years(start: dt.date, on: dt.date) -> int:
    years = on.year - start.year - ((on.month, on.day) < (start.month, start.day))
    return max(years, 0)
