"""A private PostgreSQL server in a folder of its own: unix socket only, gone afterwards."""

import os
import shutil
import subprocess
from pathlib import Path
from tempfile import mkdtemp
from typing import Self

SETTINGS = {
    "listen_addresses": "''",
    "shared_buffers": "2GB",
    "work_mem": "256MB",
    "maintenance_work_mem": "1GB",
    "effective_cache_size": "8GB",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "8GB",
    "autovacuum": "off",
    "jit": "off",
    "max_parallel_workers_per_gather": "0",  # one thread, as every engine here
    "plan_cache_mode": "force_custom_plan",
}


class ClusterError(Exception):
    """The server is not installed or does not start."""


def _programs() -> Path:
    """The folder of the newest installed server programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: float(p.parent.name))
    if found:
        return found[-1]
    on_path = shutil.which("initdb")
    if on_path is None:
        raise ClusterError("PostgreSQL's server is not installed (Debian: postgresql)")
    return Path(on_path).resolve().parent


class Cluster:
    """Starts on construction; ``close`` stops it and removes the folder.

    PostgreSQL refuses to run as root, so root starts it as the user ``postgres``.
    """

    def __init__(self) -> None:
        self._programs = _programs()
        self.folder = Path(mkdtemp(prefix="biaozhun-bench-pg-"))
        self._user: list[str] = []
        if os.geteuid() == 0:
            shutil.chown(self.folder, "postgres", "postgres")
            self._user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
        self.data = self.folder / "data"
        self._run("initdb", "-U", "bench", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        options = " ".join(f"-c {name}={value}" for name, value in SETTINGS.items())
        log = str(self.folder / "log")
        self._run("pg_ctl", "-w", "-l", log, "-o", f"-k {self.folder} {options}", "start")

    def _run(self, program: str, *arguments: str) -> None:
        command = [*self._user, str(self._programs / program), "-D", str(self.data), *arguments]
        done = subprocess.run(
            command, cwd=self.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False
        )
        if done.returncode:
            raise ClusterError(f"{program}: {done.stderr.decode(errors='replace').strip()}")

    @property
    def conninfo(self) -> str:
        """How a client reaches the server."""
        return f"host={self.folder} user=bench dbname=postgres"

    def process(self) -> int:
        """The id of the server's first process."""
        return int((self.data / "postmaster.pid").read_text().split()[0])

    def close(self) -> None:
        """Stop the server and remove everything it wrote."""
        if self.folder.exists():
            self._run("pg_ctl", "-w", "-m", "immediate", "stop")
            shutil.rmtree(self.folder)

    def __enter__(self) -> Self:
        """The running server."""
        return self

    def __exit__(self, *exception: object) -> None:
        """Stop and remove it."""
        self.close()
