"""Approvals at the same moment never draw the same number."""

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.issuing.models import Approval, DrawnNumber, NumberSeries
from tests.concurrency.approving import complete_all, prepare
from tests.processes import DATABASE, environment, lay_out

APPROVALS = 200
CONNECTIONS = 80  # a server of its own settings takes a hundred
ON_SQLITE = 24


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_two_hundred_approvals_at_once_draw_two_hundred_numbers() -> None:
    """Eighty connections begin together; all succeed, no serial comes twice, none is left out."""
    director = prepare(APPROVALS)
    pks = list(Approval.objects.values_list("pk", flat=True))
    assert complete_all(pks, director, workers=CONNECTIONS) == []
    serials = sorted(int(one) for one in DrawnNumber.objects.values_list("serial", flat=True))
    assert serials == list(range(1, APPROVALS + 1))
    assert NumberSeries.objects.get().last == APPROVALS
    numbers = set(Project.objects.filter(state="approved").values_list("number", flat=True))
    assert numbers == {f"DB44/T {serial}-2026" for serial in serials}


def test_two_processes_on_one_file_draw_different_numbers(tmp_path: Path) -> None:
    """Four threads in each of two processes; every approval succeeds and nobody sees a lock."""
    folder = lay_out(tmp_path / "data")
    script = Path(__file__).with_name("approving.py")
    words = [sys.executable, str(script), str(folder)]
    subprocess.run([*words, "prepare", str(ON_SQLITE)], check=True, env=environment())
    both = [
        subprocess.Popen([*words, turn, str(ON_SQLITE)], env=environment(), stdout=subprocess.PIPE)
        for turn in ("0", "1")
    ]
    assert [each.communicate()[0].decode() for each in both] == ["", ""]
    with closing(sqlite3.connect(folder / DATABASE)) as database:
        drawn = database.execute("SELECT serial FROM issuing_drawnnumber").fetchall()
    assert sorted(int(serial) for (serial,) in drawn) == list(range(1, ON_SQLITE + 1))
