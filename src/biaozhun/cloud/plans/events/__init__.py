"""What the events of plans and of the work on them are called."""

from biaozhun.cloud.plans.events import reading, work

__all__ = ["reading", "work"]
