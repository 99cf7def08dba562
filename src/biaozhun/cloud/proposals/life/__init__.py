"""The life cycles of calls, applications, batches and objections, as tables."""

from biaozhun.cloud.proposals.life.applications import (
    APPLICATION,
    EDITABLE,
    FAVOURED,
    FORM,
    OPEN,
    ApplicationFacts,
)
from biaozhun.cloud.proposals.life.batches import BATCH_LIFE, FILLING, BatchFacts
from biaozhun.cloud.proposals.life.calls import CALL, CallFacts
from biaozhun.cloud.proposals.life.objections import OBJECTION, ObjectionFacts

__all__ = [
    "APPLICATION",
    "BATCH_LIFE",
    "CALL",
    "EDITABLE",
    "FAVOURED",
    "FILLING",
    "FORM",
    "OBJECTION",
    "OPEN",
    "ApplicationFacts",
    "BatchFacts",
    "CallFacts",
    "ObjectionFacts",
]
