"""Who takes the steps, and what every reason is asked for with.

``department`` is the sector department that applies; ``drafter`` belongs to one of the drafting
units it names; ``authority`` is an officer of the standardization authority; ``batch`` is the batch
an application lies in, when it takes a step of all of them, and is no person.
"""

from typing import Final, Protocol

DEPARTMENT: Final = frozenset({"department"})
AUTHORITY: Final = frozenset({"authority"})
BATCH: Final = frozenset({"batch"})


class _WithReason(Protocol):
    """What is asked before a step that must be given a reason."""

    @property
    def reason(self) -> str:
        """What was written with the step."""


def reasoned(facts: _WithReason) -> bool:
    """Whether anything was written with the step."""
    return bool(facts.reason.strip())
