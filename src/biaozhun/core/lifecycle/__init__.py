"""Life cycles: what may follow on what, who may do it, and what must be true for it."""

from biaozhun.core.lifecycle.deciding import Decision, Refusal, Unmet, decide, open_actions
from biaozhun.core.lifecycle.machine import (
    Guard,
    Limit,
    Machine,
    MachineError,
    Transition,
    Visibility,
)
from biaozhun.core.lifecycle.rules import UNREGULATED, Applied, Circumstances, Direction, Unit

__all__ = [
    "UNREGULATED",
    "Applied",
    "Circumstances",
    "Decision",
    "Direction",
    "Guard",
    "Limit",
    "Machine",
    "MachineError",
    "Refusal",
    "Transition",
    "Unit",
    "Unmet",
    "Visibility",
    "decide",
    "open_actions",
]
