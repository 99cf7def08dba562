"""What people write about laws and instruments."""

from biaozhun.cloud.laws.forms.citing import CitationForm, DraftForm, ReplyForm
from biaozhun.cloud.laws.forms.keeping import (
    AmendmentForm,
    FunctionForm,
    InstrumentForm,
    LawForm,
    RelationForm,
    RuleForm,
    TableForm,
    TextForm,
)

__all__ = [
    "AmendmentForm",
    "CitationForm",
    "DraftForm",
    "FunctionForm",
    "InstrumentForm",
    "LawForm",
    "RelationForm",
    "ReplyForm",
    "RuleForm",
    "TableForm",
    "TextForm",
]
