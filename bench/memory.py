"""How much memory a process and everything it started occupies, read from /proc."""

import threading
from pathlib import Path
from typing import Self

MEGABYTE = 1_000_000


def _children(process: int) -> list[int]:
    found: list[int] = []
    for children in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            found += map(int, children.read_text().split())
        except OSError:  # the thread ended meanwhile
            continue
    return found


def tree(process: int) -> list[int]:
    """The process and all its descendants alive now."""
    found = [process]
    for member in found:
        found += _children(member)
    return found


def resident(process: int) -> tuple[int, int]:
    """Bytes resident and, of these, bytes that are no file; zeros where the process has ended."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0, 0
    sizes = {line.partition(":")[0]: line.split()[1] for line in lines if line.endswith("kB")}
    return int(sizes.get("VmRSS", 0)) * 1024, int(sizes.get("RssAnon", 0)) * 1024


class Watch(threading.Thread):
    """Notes the highest sums over a process tree while the ``with`` block runs.

    Attributes:
        peak: resident bytes, pages of mapped index and database files included.
        peak_anonymous: resident bytes without files; what the machine cannot take back.
    """

    INTERVAL = 0.1  # seconds between two looks

    def __init__(self, process: int) -> None:
        super().__init__(daemon=True)
        self._process = process
        self._over = threading.Event()
        self.peak = 0
        self.peak_anonymous = 0

    def run(self) -> None:
        """Look until told to stop."""
        while not self._over.wait(self.INTERVAL):
            self.look()

    def look(self) -> None:
        """Look once."""
        sums = [resident(process) for process in tree(self._process)]
        self.peak = max(self.peak, sum(all_of for all_of, _ in sums))
        self.peak_anonymous = max(self.peak_anonymous, sum(anonymous for _, anonymous in sums))

    def __enter__(self) -> Self:
        """Begin."""
        self.start()
        return self

    def __exit__(self, *exception: object) -> None:
        """Stop."""
        self._over.set()
        self.join()
