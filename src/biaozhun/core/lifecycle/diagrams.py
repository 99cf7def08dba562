"""A life cycle as a picture."""

from typing import TypeVar

from biaozhun.core.lifecycle.machine import Machine

F = TypeVar("F")


def mermaid(machine: Machine[F]) -> str:
    """The table as a state diagram in the language of Mermaid; what leads nowhere is an end."""
    arrows: dict[tuple[str, str], list[str]] = {}
    for row in machine.transitions:
        for source in row.sources:
            arrows.setdefault((source, row.target), []).append(row.action)
    leads_on = {source for source, _target in arrows}
    ends = [state for state in machine.states if state not in leads_on]
    lines = (
        "stateDiagram-v2",
        f"[*] --> {machine.initial}",
        *(f"{source} --> {target}: {', '.join(by)}" for (source, target), by in arrows.items()),
        *(f"{state} --> [*]" for state in ends),
    )
    return "\n    ".join(lines)
