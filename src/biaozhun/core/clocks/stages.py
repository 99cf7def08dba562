"""The stages a clock runs for: as the rules count them, each of one or more states."""

from enum import StrEnum
from typing import Final

TOTAL: Final = "P-01"
"""The rule on the whole way, from the plan to the announcement."""


class Stage(StrEnum):
    """A stage of making a standard with a limit of its own (GB/T 16733), in their order."""

    PREPARING = "preparing"
    CONSULTING = "consulting"
    REVIEWING = "reviewing"
    APPROVING = "approving"
    PUBLISHING = "publishing"

    @property
    def rule(self) -> str:
        """The id of the rule that limits it."""
        return _RULE[self]

    @property
    def rank(self) -> int:
        """0 for the first."""
        return list(Stage).index(self)


_RULE: Final = {
    Stage.PREPARING: "P-20",
    Stage.CONSULTING: "P-30",
    Stage.REVIEWING: "P-40",
    Stage.APPROVING: "P-50",
    Stage.PUBLISHING: "P-60",
}
OF_RULE: Final = {rule: stage for stage, rule in _RULE.items()}
"""The stage that a rule limits."""
OF_STATE: Final = {
    "planned": Stage.PREPARING,
    "drafting": Stage.PREPARING,
    "consulting": Stage.CONSULTING,
    "settling": Stage.CONSULTING,
    "submitted": Stage.REVIEWING,
    "reviewing": Stage.REVIEWING,
    "reviewed": Stage.REVIEWING,
    "reported": Stage.APPROVING,
    "examining": Stage.APPROVING,
    "approved": Stage.PUBLISHING,
    "announced": Stage.PUBLISHING,
}
"""The stage that a state of a project belongs to; a project that is over stands in none."""
