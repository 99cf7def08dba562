"""The list of consultations as a table."""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from django.http.response import HttpResponseBase

from biaozhun.cloud.consultations.models import Consultation
from biaozhun.cloud.consultations.queries.page import days_left
from biaozhun.cloud.ui.tables import csv_file

COLUMNS: Final = (
    "id",
    "plan_number",
    "title",
    "round",
    "field",
    "authority",
    "department",
    "opens",
    "closes",
    "days_left",
    "state",
    "public_comments",
)


def consultations_csv(found: Iterable[Consultation], today: dt.date) -> HttpResponseBase:
    """Consultations, a line each, with codes for states and fields."""

    def rows() -> Iterator[tuple[object, ...]]:
        yield COLUMNS
        for one in found:
            project = one.project
            yield (
                one.pk,
                project.plan_number,
                project.title,
                one.round,
                project.field,
                project.authority.name,
                project.department.name,
                one.opens,
                one.closes,
                days_left(one, today),
                one.state,
                getattr(one, "said", 0),
            )

    return csv_file("consultations", rows())
