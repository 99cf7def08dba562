"""Projects, who works on them, their documents and proceedings, and the officers who decide."""

from biaozhun.cloud.drafting.models.document import DocumentKind, ProjectDocument
from biaozhun.cloud.drafting.models.officer import Delegation, Officer
from biaozhun.cloud.drafting.models.proceeding import Proceeding
from biaozhun.cloud.drafting.models.project import Field, Procedure, Project, Regime
from biaozhun.cloud.drafting.models.team import DraftingUnit, TeamMember

__all__ = [
    "Delegation",
    "DocumentKind",
    "DraftingUnit",
    "Field",
    "Officer",
    "Procedure",
    "Proceeding",
    "Project",
    "ProjectDocument",
    "Regime",
    "TeamMember",
]
