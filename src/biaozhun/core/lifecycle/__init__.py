"""Life cycles: what may follow on what, who may do it, and what must be true for it."""

from biaozhun.core.lifecycle.deciding import Decision, Refusal, Unmet, decide, open_actions
from biaozhun.core.lifecycle.machine import Guard, Machine, MachineError, Transition, Visibility

__all__ = [
    "Decision",
    "Guard",
    "Machine",
    "MachineError",
    "Refusal",
    "Transition",
    "Unmet",
    "Visibility",
    "decide",
    "open_actions",
]
