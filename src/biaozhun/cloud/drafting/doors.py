"""Where a step of a project is taken while a case of another slice carries it through.

A slice that opens a case which takes steps of the project together with its own registers a door
at start; the page of the project then leads there, and does not take the step by itself. It says
as well whether a proceeding is carried through here now: meanwhile none of its kind is stated.
"""

from collections.abc import Callable
from typing import Final

from biaozhun.cloud.drafting.models import Project

Door = Callable[[Project], str]
"""The address of the case that takes a step of this project; empty where none does."""

Running = Callable[[Project], bool]
"""Whether a case of a slice carries a kind of proceeding through for this project now."""

_doors: Final[dict[str, Door]] = {}
_cases: Final[dict[str, Running]] = {}


def register(action: str, door: Door) -> None:
    """Let a step be taken by a case; registering the step again replaces its door."""
    _doors[action] = door


def door_of(project: Project, action: str) -> str:
    """Where a step is taken; empty where it is taken on the page of the project itself."""
    door = _doors.get(action)
    return door(project) if door is not None else ""


def register_case(kind: str, running: Running) -> None:
    """Let a kind of proceeding be carried through by cases; another registration replaces it."""
    _cases[kind] = running


def runs_here(project: Project, kind: str) -> bool:
    """Whether a proceeding of this kind is carried through here now."""
    running = _cases.get(kind)
    return running is not None and running(project)


def kinds_here(project: Project) -> list[str]:
    """The kinds of proceedings that are carried through here now; a question a kind."""
    return [kind for kind in _cases if runs_here(project, kind)]
