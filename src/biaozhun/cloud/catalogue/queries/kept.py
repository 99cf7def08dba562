"""Figures that take long to work out: the last one is told while the next is worked out.

What one change of the library costs is then no reader's to wait for. Only what may lag a few
seconds behind is kept so: the days on which a source was seen and how late it came, never a count
of what is held.
"""

import time
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Final, Generic, TypeVar

import msgspec
from django.db import connections

from biaozhun.cloud.search.beside import Beside

Worked = TypeVar("Worked")

LARGE: Final = 20_000  # rows of sources; what fewer tell is worked out by whoever asks
_AFTER: Final = 1.0  # seconds: whoever asked has the page first, as Python does one thing at a time
_REST: Final = 5  # times as long as the work took: an import changes the library all the time


class _Told(msgspec.Struct, Generic[Worked], frozen=True):
    """A figure, the state it is of, and the seconds it took."""

    figure: Worked
    state: Hashable
    took: float


class Kept(Generic[Worked]):
    """One figure for the whole process, worked out anew in the background.

    Args:
        work: works it out from the database.
        after: seconds before work in the background begins.
        rest: pause between two rounds, in times of what the last one took.
        pass_on: called behind work in the background, to let go of its connection.
    """

    def __init__(
        self,
        work: Callable[[], Worked],
        *,
        after: float = _AFTER,
        rest: float = _REST,
        pass_on: Callable[[], None] = connections.close_all,
    ) -> None:
        self._work = work
        self._after = after
        self._rest = rest
        self._pass_on = pass_on
        self._lock = Lock()
        self._told: _Told[Worked] | None = None
        self._going: Beside[_Told[Worked]] | None = None
        self._ended = 0.0

    def of(self, state: Hashable, *, wait: bool) -> Worked:
        """The figure of a state; the last one where it may not be waited for.

        Args:
            state: what changes whenever the figure may.
            wait: work it out now if it is not known. The very first one is always waited for.

        Raises:
            Exception: what the work in the background raised, to whoever asks next.
        """
        with self._lock:
            self._take()
            told = self._told
            if told is not None and (told.state == state or not wait):
                if told.state != state:
                    self._begin(state, told.took)
                return told.figure
        made = self._make(state)
        with self._lock:
            self._told = made
        return made.figure

    def forget(self) -> None:
        """Know nothing, as at the start."""
        with self._lock:
            self._told, self._going = None, None

    def _take(self) -> None:
        """Put what the background has made in the place of the last one."""
        if self._going is not None and not self._going.is_alive():
            going, self._going = self._going, None
            self._ended = time.monotonic()
            self._told = going.result()

    def _begin(self, state: Hashable, took: float) -> None:
        rested = time.monotonic() - self._ended >= took * self._rest
        if self._going is None and rested:
            self._going = Beside(lambda: self._aside(state))

    def _aside(self, state: Hashable) -> _Told[Worked]:
        time.sleep(self._after)
        try:
            return self._make(state)
        finally:
            self._pass_on()

    def _make(self, state: Hashable) -> _Told[Worked]:
        began = time.monotonic()
        figure = self._work()
        return _Told(figure, state, time.monotonic() - began)
