"""Taking steps, and the periods of law that run with them."""

from biaozhun.cloud.cases.actions.periods import begin_period, count_anew, end_period
from biaozhun.cloud.cases.actions.taking import Acting, StepRefusedError, lock, take, take_each

__all__ = [
    "Acting",
    "StepRefusedError",
    "begin_period",
    "count_anew",
    "end_period",
    "lock",
    "take",
    "take_each",
]
