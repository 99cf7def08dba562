"""Editions with their standing on a day, as lists and cards show them."""

import datetime as dt
from collections.abc import Iterable

import msgspec

from biaozhun.cloud.catalogue.models import Edition
from biaozhun.cloud.catalogue.queries.timelines import timelines
from biaozhun.core.succession import Standing, Timeline, standing


class Row(msgspec.Struct, frozen=True):
    """An edition and how it stands."""

    edition: Edition
    timeline: Timeline
    standing: Standing


def with_standings(editions: Iterable[Edition], on: dt.date) -> list[Row]:
    """Each edition with its standing on the day, in the order given."""
    editions = list(editions)
    known = timelines(editions)
    return [
        Row(edition, known[edition.pk], standing(known[edition.pk], on)) for edition in editions
    ]
