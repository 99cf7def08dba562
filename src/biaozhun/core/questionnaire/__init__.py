"""Forms as data: what is asked, what is wrong with an answer, what all answers come to."""

from biaozhun.core.questionnaire.answers import Answers, Fault, Given, Value, read_answers
from biaozhun.core.questionnaire.consolidating import (
    ChoiceSummary,
    Consolidation,
    NumberSummary,
    Remark,
    TextSummary,
    UnitAnswers,
    compare,
    consolidate,
)
from biaozhun.core.questionnaire.form import Field, FieldKind, FormError, Questionnaire

__all__ = [
    "Answers",
    "ChoiceSummary",
    "Consolidation",
    "Fault",
    "Field",
    "FieldKind",
    "FormError",
    "Given",
    "NumberSummary",
    "Questionnaire",
    "Remark",
    "TextSummary",
    "UnitAnswers",
    "Value",
    "compare",
    "consolidate",
    "read_answers",
]
