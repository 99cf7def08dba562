"""Timelines from the tables: which statements bear on which edition."""

import datetime as dt

import pytest

from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.timelines import timelines
from biaozhun.core.succession import Rule, Status, standing
from tests.factories.catalogue import edition_of, relation_of

pytestmark = pytest.mark.django_db

ON = dt.date(2024, 1, 1)


def told(*numbers: str, on: dt.date = ON) -> dict[str, tuple[Status, Rule]]:
    """How each edition stands on the day, by its number."""
    held = list(Edition.objects.filter(number__in=numbers))
    lines = timelines(held)
    found = {edition.number: standing(lines[edition.id], on) for edition in held}
    return {number: (found[number].status, found[number].rule) for number in numbers}


def test_a_statement_about_a_standard_bears_on_no_later_edition_of_it() -> None:
    """The 2005 edition says that it replaces GB/T 20: the editions before it, not the one after."""
    edition_of("GB/T 20-1995", published="1995-01-01", in_force="1995-07-01")
    stating = edition_of("GB/T 20-2005", published="2005-01-01", in_force="2005-07-01")
    edition_of("GB/T 20-2015", published="2015-01-01", in_force="2015-07-01")
    relation_of(stating, "replaces", "GB/T 20")
    assert told("GB/T 20-1995", "GB/T 20-2005", "GB/T 20-2015") == {
        "GB/T 20-1995": (Status.REPLACED, Rule.END_REPLACED),
        "GB/T 20-2005": (Status.REPLACED, Rule.END_INFERRED),
        "GB/T 20-2015": (Status.IN_FORCE, Rule.START_STATED),
    }


def test_another_standard_that_replaced_it_leaves_what_came_out_later() -> None:
    """A standard can be made anew under its number after another took its place."""
    edition_of("GB/T 20-1995", published="1995-01-01", in_force="1995-07-01")
    other = edition_of("GB/T 21-2005", published="2005-01-01", in_force="2005-07-01")
    edition_of("GB/T 20-2015", published="2015-01-01", in_force="2015-07-01")
    relation_of(other, "replaces", "GB/T 20")
    assert told("GB/T 20-1995", "GB/T 20-2015") == {
        "GB/T 20-1995": (Status.REPLACED, Rule.END_REPLACED),
        "GB/T 20-2015": (Status.IN_FORCE, Rule.START_STATED),
    }


def test_without_days_of_publication_the_years_tell_which_came_later() -> None:
    """An edition of a later year than that which states the replacement is not replaced by it."""
    edition_of("GB/T 20-1995", in_force="1995-07-01")
    stating = edition_of("GB/T 21-2005", in_force="2005-07-01")
    edition_of("GB/T 20-2015", in_force="2015-07-01")
    relation_of(stating, "replaces", "GB/T 20")
    found = told("GB/T 20-1995", "GB/T 20-2015")
    assert {number: status for number, (status, _) in found.items()} == {
        "GB/T 20-1995": Status.REPLACED,
        "GB/T 20-2015": Status.IN_FORCE,
    }
