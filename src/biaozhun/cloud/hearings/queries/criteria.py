"""The criteria of whether a standard needs a hearing: a region's own, or the platform's."""

import csv
from collections.abc import Sequence
from functools import cache
from importlib import resources

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.hearings.actions.deciding import CriterionTold
from biaozhun.cloud.hearings.models import Criterion


@cache
def usual_criteria() -> tuple[CriterionTold, ...]:
    """The rows of ``presets/criteria.csv``."""
    found = resources.files("biaozhun.cloud.hearings") / "presets" / "criteria.csv"
    rows = csv.DictReader(found.read_text(encoding="utf-8").splitlines())
    return tuple(CriterionTold(row["name"], row["meaning"]) for row in rows)


def criteria_of(authority: Organisation | int) -> Sequence[CriterionTold]:
    """What an authority asks; one question."""
    rows = Criterion.objects.filter(authority=authority).order_by("position")
    return [CriterionTold(one.name, one.meaning) for one in rows] or list(usual_criteria())
