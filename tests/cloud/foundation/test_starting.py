"""What the platform loads when it starts, for every command that a person types."""

import subprocess
import sys
from pathlib import Path

from tests.processes import environment

HEAVY = {"openpyxl", "docx", "docxtpl", "lxml", "pypdfium2", "segno", "icalendar", "pyarrow"}
ASKED = f"""
import sys, django
django.setup()
print(*sorted({HEAVY!r} & set(sys.modules)))
"""


def test_what_reads_and_writes_files_is_loaded_by_those_who_need_it(tmp_path: Path) -> None:
    """A third of a second for each command that reads and writes none."""
    own = {
        "BIAOZHUN_DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "biaozhun.cloud.config.settings",
    }
    told = subprocess.run(
        [sys.executable, "-c", ASKED],
        check=True,
        capture_output=True,
        text=True,
        env=environment() | own,
    )
    assert told.stdout.split() == []
