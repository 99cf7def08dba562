"""Limits, quorums and shares as dated rules: nation, province and city, and whether they bind.

A rule is *advice* until a named officer of the region has compared it with the official text and
signed it; only then it blocks and may be printed as law.
"""

from biaozhun.core.lifecycle.rules.applied import (
    UNREGULATED,
    Applied,
    Circumstances,
    Direction,
    share_of,
)
from biaozhun.core.lifecycle.rules.applying import Looser, applicable, check_pack, looser
from biaozhun.core.lifecycle.rules.pack import (
    Confidence,
    Level,
    Procedure,
    Rule,
    RuleError,
    RulePack,
    Signature,
    value_of,
    written,
)
from biaozhun.core.lifecycle.rules.statutory import model_rule, model_rules, statutory_packs
from biaozhun.core.lifecycle.units import PERIODS, Unit

__all__ = [
    "PERIODS",
    "UNREGULATED",
    "Applied",
    "Circumstances",
    "Confidence",
    "Direction",
    "Level",
    "Looser",
    "Procedure",
    "Rule",
    "RuleError",
    "RulePack",
    "Signature",
    "Unit",
    "applicable",
    "check_pack",
    "looser",
    "model_rule",
    "model_rules",
    "share_of",
    "statutory_packs",
    "value_of",
    "written",
]
