"""Processes that start together for the first time agree on the key of the installation."""

import subprocess
import sys
from pathlib import Path

from tests.processes import environment

PROCESSES = 6
SAY = "from biaozhun.cloud.config.settings import SECRET_KEY; print(SECRET_KEY)"


def test_processes_that_start_together_have_one_key(tmp_path: Path) -> None:
    """What one signs or seals the others open, and so does every later start."""
    told = environment() | {"BIAOZHUN_DATA_DIR": str(tmp_path / "data")}
    started = [
        subprocess.Popen([sys.executable, "-c", SAY], env=told, stdout=subprocess.PIPE)
        for _ in range(PROCESSES)
    ]
    keys = {process.communicate()[0].decode().strip() for process in started}
    kept = (tmp_path / "data" / "secret_key").read_text(encoding="ascii")
    assert keys == {kept}
    assert len(kept) == 67  # 50 random bytes in Base64
