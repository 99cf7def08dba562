"""Where a step of a project is taken while a case of another slice carries it through.

A slice that opens a case which takes steps of the project together with its own registers a door
at start; the page of the project then leads there, and does not take the step by itself.
"""

from collections.abc import Callable
from typing import Final

from biaozhun.cloud.drafting.models import Project

Door = Callable[[Project], str]
"""The address of the case that takes a step of this project; empty where none does."""

_doors: Final[dict[str, Door]] = {}


def register(action: str, door: Door) -> None:
    """Let a step be taken by a case; registering the step again replaces its door."""
    _doors[action] = door


def door_of(project: Project, action: str) -> str:
    """Where a step is taken; empty where it is taken on the page of the project itself."""
    door = _doors.get(action)
    return door(project) if door is not None else ""
