"""Assessments: what is scored by which rule, the scores and ranks, and how firm the ranks are."""

from biaozhun.core.assessment.scheme import (
    Grade,
    Indicator,
    Rule,
    Scheme,
    SchemeError,
    Veto,
)
from biaozhun.core.assessment.scoring import (
    Part,
    Performance,
    Standing,
    UnitScore,
    points_of,
    score,
    standings,
)
from biaozhun.core.assessment.sensitivity import Firmness, Shift, firmness
from biaozhun.core.assessment.values import ValueFault, Values, read_values

__all__ = [
    "Firmness",
    "Grade",
    "Indicator",
    "Part",
    "Performance",
    "Rule",
    "Scheme",
    "SchemeError",
    "Shift",
    "Standing",
    "UnitScore",
    "ValueFault",
    "Values",
    "Veto",
    "firmness",
    "points_of",
    "read_values",
    "score",
    "standings",
]
