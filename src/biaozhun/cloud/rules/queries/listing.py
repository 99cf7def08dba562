"""The rules of a page, in their sections."""

import datetime as dt
from collections.abc import Iterable

import msgspec

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.rules.models import HolidayYear, RuleOverride
from biaozhun.cloud.rules.permissions import LEVELS, kept_by
from biaozhun.cloud.rules.queries.days import calendar
from biaozhun.cloud.rules.wording import SECTION
from biaozhun.core.lifecycle.calendar import published_days
from biaozhun.core.lifecycle.rules import Applied


class Section(msgspec.Struct, frozen=True):
    """Rules of one kind.

    Attributes:
        code: the letter their ids begin with.
        words: what they are about.
        rules: in the order of their ids.
    """

    code: str
    words: str
    rules: tuple[Applied, ...]


def sections(rules: Iterable[Applied]) -> list[Section]:
    """The rules by kind; a kind without any is left out."""
    told = tuple(rules)
    found = [
        Section(code, str(words), tuple(one for one in told if one.rule.startswith(code)))
        for code, words in SECTION.items()
    ]
    return [one for one in found if one.rules]


def authorities() -> list[Organisation]:
    """The authorities of this installation that issue standards; one question."""
    rows = Organisation.objects.filter(place__is_authority=True, place__level__in=LEVELS)
    return list(rows.select_related("place").order_by("place__division", "name"))


def authorities_of(person: Person) -> list[Organisation]:
    """Those for which somebody may state and sign rules; one question."""
    rows = Organisation.objects.filter(kept_by(person)).select_related("place")
    return list(rows.order_by("place__division", "name"))


def override_at(authority: Organisation, procedure: str, rule: str) -> RuleOverride | None:
    """What an authority states of a rule without a last day."""
    rows = RuleOverride.objects.filter(authority=authority, procedure=procedure, rule=rule)
    return rows.filter(until=None).first()


def overridden(authority: Organisation, procedure: str) -> set[str]:
    """The ids of the rules that an authority states without a last day; one question."""
    rows = RuleOverride.objects.filter(authority=authority, procedure=procedure, until=None)
    return set(rows.values_list("rule", flat=True))


class Year(msgspec.Struct, frozen=True, kw_only=True):
    """A year by whose notice is counted.

    Attributes:
        year: which one.
        notice: the document.
        off: how many days are off by it, weekends among them.
        work: how many weekend days are worked.
        loaded: the row, where it was loaded here; ``None`` for what is shipped.
    """

    year: int
    notice: str
    off: int
    work: int
    loaded: HolidayYear | None = None


def years() -> list[Year]:
    """The years that are loaded, the latest first; two questions."""
    known = calendar()
    here = {one.year: one for one in HolidayYear.objects.select_related("loaded_by")}
    shipped = {one.day.year: one.notice for one in published_days()}
    return [
        Year(
            year=year,
            notice=here[year].notice if year in here else shipped[year],
            off=sum(day.year == year for day in known.off),
            work=sum(day.year == year for day in known.work),
            loaded=here.get(year),
        )
        for year in sorted(known.years, reverse=True)
    ]


def year_at(year: int) -> HolidayYear | None:
    """A year that was loaded here."""
    return HolidayYear.objects.filter(year=year).first()


def days_of(year: int) -> list[tuple[dt.date, str]]:
    """The days of a year that its notice takes out of the usual week, with their kind."""
    known = calendar()
    told = [(day, "off") for day in known.off] + [(day, "work") for day in known.work]
    return sorted((day, kind) for day, kind in told if day.year == year)
