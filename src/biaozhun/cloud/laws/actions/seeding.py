"""The well-known laws and orders of standardization: shipped facts, taken in by a button."""

import hashlib
import tomllib
from pathlib import Path
from typing import Final

from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.laws.actions.basing import govern
from biaozhun.cloud.laws.actions.importing import COLUMNS, MOST_LINES, NEEDED, read_row
from biaozhun.cloud.laws.actions.refusing import RefusedError
from biaozhun.cloud.laws.actions.registering import add_law
from biaozhun.cloud.laws.models import Law
from biaozhun.cloud.ui.brought import Table, read_table

FILE: Final = Path(__file__).parents[1] / "seeds" / "standardization_laws.csv"
_MORE: Final = {"slug": ("slug",), "functions": ("functions",)}


def shipped() -> Table:
    """The shipped table, which must be what its sidecar says.

    Raises:
        ValueError: it is not.
    """
    content = FILE.read_bytes()
    told = tomllib.loads(FILE.with_suffix(".toml").read_text(encoding="utf-8"))
    table = read_table(content, {**COLUMNS, **_MORE}, needed=NEEDED, most_lines=MOST_LINES)
    if (hashlib.sha256(content).hexdigest(), len(table.lines)) != (told["sha256"], told["rows"]):
        raise ValueError(f"{FILE.name} is not what its sidecar says")
    return table


def load_known(*, actor: Person | None) -> int:
    """Take in those of the shipped laws that the register has not; returns how many."""
    taken = 0
    for line in shipped().lines:
        cells = {name: cell for name, cell in line.cells.items() if name not in _MORE}
        if Law.objects.filter(slug=line.cells["slug"]).exists():
            continue
        try:
            with transaction.atomic():
                law = add_law(read_row(cells), actor=actor, slug=line.cells["slug"])
                for function in line.cells["functions"].split():
                    govern(law, function, "", actor=actor)
        except RefusedError:  # kept here by hand under another address
            continue
        taken += 1
    return taken
