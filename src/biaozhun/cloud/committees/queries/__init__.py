"""What is asked of committees, experts and contributions."""

from biaozhun.cloud.committees.queries.charge import committees_for
from biaozhun.cloud.committees.queries.contributions import contributions_of
from biaozhun.cloud.committees.queries.matching import experts_for

__all__ = ["committees_for", "contributions_of", "experts_for"]
