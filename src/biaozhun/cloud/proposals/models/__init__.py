"""Calls, applications with their papers, batches with their scores, objections, programmes."""

from biaozhun.cloud.proposals.models.application import Application, ApplicationUnit, Taken
from biaozhun.cloud.proposals.models.batch import (
    Assessor,
    Batch,
    Criterion,
    DeclaredConflict,
    Score,
    ScoreSheet,
)
from biaozhun.cloud.proposals.models.call import Call
from biaozhun.cloud.proposals.models.objection import Objection
from biaozhun.cloud.proposals.models.paper import ApplicationPaper, CallPaper, PaperKind
from biaozhun.cloud.proposals.models.programme import (
    NumberForm,
    PlanNumber,
    PlanNumberSeries,
    Programme,
)
from biaozhun.cloud.proposals.models.review import KeptScreening, LegalityReview

__all__ = [
    "Application",
    "ApplicationPaper",
    "ApplicationUnit",
    "Assessor",
    "Batch",
    "Call",
    "CallPaper",
    "Criterion",
    "DeclaredConflict",
    "KeptScreening",
    "LegalityReview",
    "NumberForm",
    "Objection",
    "PaperKind",
    "PlanNumber",
    "PlanNumberSeries",
    "Programme",
    "Score",
    "ScoreSheet",
    "Taken",
]
