"""Accession numbers where several keepers take copies in at the same time."""

import subprocess
import sys
from pathlib import Path

from tests.processes import environment, lay_out

KEEPERS, COPIES = 3, 15
KEEPER = f"""
import django; django.setup()
import datetime as dt
from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.holdings.actions.stocking import add_copy
from biaozhun.cloud.holdings.facts import CopyFacts
from biaozhun.cloud.holdings.models import Medium
from biaozhun.cloud.holdings.queries.numbers import named
facts = CopyFacts(named=named("GB/T 1.1-2020"), medium=Medium.PAPER)
keeper = Person.objects.get()
for _ in range({COPIES}):
    print(add_copy(facts, actor=keeper, on=dt.date(2026, 11, 22)).accession, flush=True)
"""
LIBRARY = """
import django; django.setup()
from biaozhun.cloud.accounts.models import Person
Person.objects.create_user("keeper@example.org", name="k")
"""


def started(script: str, folder: Path) -> "subprocess.Popen[str]":
    """A process of its own on the library in a folder."""
    settings = {
        "BIAOZHUN_DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "biaozhun.cloud.config.settings",
    }
    return subprocess.Popen(
        [sys.executable, "-c", script],
        env={**environment(), **settings},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_no_number_is_given_twice_or_left_out(tmp_path: Path) -> None:
    """Three processes add copies at once: their numbers together are the sequence."""
    lay_out(tmp_path)
    with started(LIBRARY, tmp_path) as library:
        assert library.wait(timeout=120) == 0
    keepers = [started(KEEPER, tmp_path) for _ in range(KEEPERS)]
    given = [number for keeper in keepers for number in keeper.communicate(timeout=120)[0].split()]
    assert sorted(given) == [f"2026-{n:06d}" for n in range(1, KEEPERS * COPIES + 1)]
