"""Work done beside other work: an engine lets Python go on while it searches and commits."""

from collections.abc import Callable
from threading import Thread
from typing import Generic, TypeVar

Made = TypeVar("Made")


class Beside(Thread, Generic[Made]):
    """One piece of work in a thread of its own, begun at once.

    A thread for each piece and no pool: it costs as little, and nothing is left running in a
    process that divides into several.
    """

    def __init__(self, work: Callable[[], Made]) -> None:
        super().__init__(daemon=True)
        self._work = work
        self._made: list[Made] = []
        self._error: Exception | None = None
        self.start()

    def run(self) -> None:
        """Do the work."""
        try:
            self._made.append(self._work())
        except Exception as error:  # noqa: BLE001  -- raised where the work was ordered
            self._error = error

    def result(self) -> Made:
        """What was made, when it is done; what the work raises is raised here."""
        self.join()
        if self._error is not None:
            raise self._error
        return self._made[0]
