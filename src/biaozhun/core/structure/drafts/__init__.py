"""Drafts: their tree by GB/T 1.1-2020, their provisions, and what a drafter should look at."""

from biaozhun.core.structure.drafts.checking import Standing, findings, numbers_cited
from biaozhun.core.structure.drafts.finding import DraftFinding, advice, places, published
from biaozhun.core.structure.drafts.provisions import Provision, kind_of, provisions
from biaozhun.core.structure.drafts.reading import read_draft
from biaozhun.core.structure.drafts.tree import Change, Draft, Node, NodeKind, placed, walk
from biaozhun.core.structure.drafts.verbs import Hit, ProvisionKind
from biaozhun.core.structure.drafts.wording import ADVICE

__all__ = [
    "ADVICE",
    "Change",
    "Draft",
    "DraftFinding",
    "Hit",
    "Node",
    "NodeKind",
    "Provision",
    "ProvisionKind",
    "Standing",
    "advice",
    "findings",
    "kind_of",
    "numbers_cited",
    "placed",
    "places",
    "provisions",
    "published",
    "read_draft",
    "walk",
]
