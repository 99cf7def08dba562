"""Projects, who works on them, their documents and proceedings, and the officers who decide."""

from biaozhun.cloud.drafting.models.call import CallApplication, OpenCall
from biaozhun.cloud.drafting.models.change import Change
from biaozhun.cloud.drafting.models.document import DocumentKind, ProjectDocument
from biaozhun.cloud.drafting.models.milestone import Milestone
from biaozhun.cloud.drafting.models.officer import Delegation, Officer
from biaozhun.cloud.drafting.models.patent import PatentDisclosure
from biaozhun.cloud.drafting.models.proceeding import Proceeding
from biaozhun.cloud.drafting.models.project import Field, Procedure, Project, Regime
from biaozhun.cloud.drafting.models.team import DraftingUnit, TeamMember
from biaozhun.cloud.drafting.models.text import DocumentText

__all__ = [
    "CallApplication",
    "Change",
    "Delegation",
    "DocumentKind",
    "DocumentText",
    "DraftingUnit",
    "Field",
    "Milestone",
    "Officer",
    "OpenCall",
    "PatentDisclosure",
    "Procedure",
    "Proceeding",
    "Project",
    "ProjectDocument",
    "Regime",
    "TeamMember",
]
