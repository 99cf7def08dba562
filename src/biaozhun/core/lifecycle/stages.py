"""Which stage of making a standard a state is, in two codes: GB/T 16733's and ISO's.

A code is kept for exchange; people read the name.
"""

from functools import cache
from typing import Final

import msgspec

from biaozhun.core.reference import table

ENDED: Final = "98"
"""The sub-stage of work that was given up, behind the stage in which it ended."""


class StageCode(msgspec.Struct, frozen=True, kw_only=True):
    """A state as a stage.

    Attributes:
        machine: the life cycle, or ``standard`` for a published one.
        state: of it.
        name: in Chinese.
        name_en: in English.
        gbt: code of GB/T 16733, ``NN.NN``.
        iso: ISO's harmonized code of the same meaning; empty where ISO has none.
    """

    machine: str
    state: str
    name: str
    name_en: str
    gbt: str = ""
    iso: str = ""


@cache
def _codes() -> dict[tuple[str, str], StageCode]:
    return {(row.machine, row.state): row for row in table("stage_code").typed(StageCode)}


def stages_of(machine: str) -> tuple[StageCode, ...]:
    """The states of a life cycle that are stages, in the order of the table."""
    return tuple(row for row in _codes().values() if row.machine == machine)


def code_of(machine: str, state: str, *, left: str = "") -> StageCode | None:
    """The stage that a state is; ``None`` where it is no stage of making a standard.

    Args:
        machine: name of the life cycle.
        state: of it.
        left: the state in which work that was given up ended; without it such work has no code.
    """
    found = _codes().get((machine, state))
    if found is None or found.gbt != ENDED:
        return found
    before = _codes().get((machine, left))
    return msgspec.structs.replace(
        found,
        gbt=_given_up(before.gbt if before else ""),
        iso=_given_up(before.iso if before else ""),
    )


def _given_up(code: str) -> str:
    return f"{code[:2]}.{ENDED}" if code else ""
