"""Tables of laws: the register with texts and life, what they cite, what rests on them.

Standards are named by their slugs and never by a foreign key: editions may be removed and come
again, and a law still cites them.
"""

from biaozhun.cloud.laws.models.citing import (
    CitedStandard,
    CitedStanding,
    Cursor,
    StandingWarning,
)
from biaozhun.cloud.laws.models.instruments import Instrument, Limit
from biaozhun.cloud.laws.models.register import (
    Amendment,
    Article,
    Law,
    LawFunction,
    LawRelation,
    LawVersion,
    RegisterImport,
    ResponsibleUnit,
    RuleBasis,
)

__all__ = [
    "Amendment",
    "Article",
    "CitedStandard",
    "CitedStanding",
    "Cursor",
    "Instrument",
    "Law",
    "LawFunction",
    "LawRelation",
    "LawVersion",
    "Limit",
    "RegisterImport",
    "ResponsibleUnit",
    "RuleBasis",
    "StandingWarning",
]
