"""The four groups of the Fair Competition Review Regulation (公平竞争审查条例): §8 to 11."""

from typing import Final

GROUPS: Final = ("entry", "flow", "costs", "conduct")
"""Article 8 market entry and exit; 9 free flow of goods and factors; 10 costs of production and
operation; 11 how operators act in the market."""
ARTICLES: Final = dict(zip(GROUPS, (8, 9, 10, 11), strict=True))
