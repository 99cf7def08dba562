"""Forms as data: what is asked, what is wrong with an answer, what all answers come to."""

from biaozhun.core.questionnaire.answers import (
    LONGEST,
    Answers,
    Fault,
    Given,
    Value,
    read_answers,
    read_number,
)
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
from biaozhun.core.questionnaire.rhythm import Period, Rhythm, period_before

__all__ = [
    "LONGEST",
    "Answers",
    "ChoiceSummary",
    "Consolidation",
    "Fault",
    "Field",
    "FieldKind",
    "FormError",
    "Given",
    "NumberSummary",
    "Period",
    "Questionnaire",
    "Remark",
    "Rhythm",
    "TextSummary",
    "UnitAnswers",
    "Value",
    "compare",
    "consolidate",
    "period_before",
    "read_answers",
    "read_number",
]
