"""Demands, suggestions, and what stands beside them."""

from biaozhun.cloud.demands.models.beside import Attachment, Contact, Entry, beside
from biaozhun.cloud.demands.models.demand import Demand, Support, Wished
from biaozhun.cloud.demands.models.filed import Filed
from biaozhun.cloud.demands.models.suggestion import Suggestion

__all__ = [
    "Attachment",
    "Contact",
    "Demand",
    "Entry",
    "Filed",
    "Suggestion",
    "Support",
    "Wished",
    "beside",
]
