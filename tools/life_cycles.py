"""Write the manual's page of life cycles from their tables, so that it cannot drift.

Run by ``make docs``; a test fails where the committed page differs from what this writes.
"""

import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import django
from django.apps import apps

from biaozhun.core.lifecycle import Machine, Transition
from biaozhun.core.lifecycle.diagrams import mermaid
from biaozhun.core.lifecycle.stages import StageCode, code_of

PAGE = Path(__file__).resolve().parents[1] / "docs" / "reference" / "life-cycles.md"
HEAD = (
    "action",
    "from",
    "to",
    "who",
    "guards",
    "documents",
    "limits",
    "starts",
    "stops",
    "basis",
    "visibility",
)
INTRODUCTION = """\
Every life cycle is a table, and one function decides by it: from which states an action leads
where, who may take it, and what must be true. An action that no row allows is refused with
everything that stands against it. A limit refuses only where the rule it names was signed
([Rules and periods](../rules-and-clocks.md)); until then it is advice. `starts` and `stops` name
the rules whose periods begin and end. Visibility says who may see that the step was taken."""


def machines() -> list[Machine[Any]]:
    """The life cycles of all slices, by name."""
    from biaozhun.cloud.cases.models import Case  # noqa: PLC0415  -- needs the settings

    kinds = (kind for kind in apps.get_models() if issubclass(kind, Case))
    found = {kind.machine.name: kind.machine for kind in kinds}
    return [found[name] for name in sorted(found)]


def page() -> str:
    """The whole page."""
    parts = [_part(machine) for machine in machines()]
    head = "# Life cycles\n\n<!-- written by tools/life_cycles.py -->\n\n"
    return head + "\n\n".join([INTRODUCTION, *parts]) + "\n"


def _part(machine: Machine[Any]) -> str:
    rows = [
        f"| {' | '.join(HEAD)} |",
        f"|{'---|' * len(HEAD)}",
        *(f"| {' | '.join(_cells(machine, row))} |" for row in machine.transitions),
    ]
    parts = (
        f"## {machine.name}",
        f"```mermaid\n{mermaid(machine)}\n```",
        *_stages(machine),
        "\n".join(rows),
    )
    return "\n\n".join(parts)


def _stages(machine: Machine[Any]) -> Iterator[str]:
    """Which stages its states are, where they are any."""
    told = [(state, code_of(machine.name, state)) for state in machine.states]
    rows = [f"| `{state}` | {_coded(one)} |" for state, one in told if one]
    if rows:
        yield "\n".join(["| state | stage | GB/T 16733 | ISO |", "|---|---|---|---|", *rows])


def _coded(stage: StageCode) -> str:
    """Its name and its codes; work that was given up keeps the stage in which it ended."""
    return f"{stage.name} | {stage.gbt or 'NN.98'} | {stage.iso if stage.gbt else 'NN.98'}"


def _cells(machine: Machine[Any], row: Transition[Any]) -> tuple[str, ...]:
    everywhere = len(row.sources) == len(machine.states)
    return (
        f"`{row.action}`",
        "any" if everywhere else _codes(row.sources),
        f"`{row.target}`",
        _codes(sorted(row.roles)),
        _codes(guard.code for guard in row.guards),
        _codes(row.documents),
        "<br>".join(f"`{limit.code}` ({limit.rule})" for limit in row.limits),
        "<br>".join(row.starts),
        "<br>".join(row.stops),
        row.basis,
        str(row.visibility),
    )


def _codes(names: Iterable[str]) -> str:
    return "<br>".join(f"`{name}`" for name in names)


def main() -> None:
    """Write the page."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "biaozhun.cloud.config.settings"
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BIAOZHUN_DATA_DIR"] = folder
        django.setup()
        PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
