"""What the slice tells those below it: which laws and instruments rest on given standards."""

from collections.abc import Collection, Iterator

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.foundation.clock import today
from biaozhun.cloud.laws.queries.reliants import reliant_instruments, reliant_laws
from biaozhun.cloud.validity import reliance


def _laws(slugs: Collection[str], asker: Person | None) -> Iterator[reliance.Reliant]:  # noqa: ARG001  -- the form of a collector; the register is public
    return reliant_laws(slugs, today())


def _instruments(slugs: Collection[str], asker: Person | None) -> Iterator[reliance.Reliant]:  # noqa: ARG001  -- likewise
    return reliant_instruments(slugs, today())


def listen() -> None:
    """Put the collectors in."""
    reliance.register("laws", _laws)
    reliance.register("instruments", _instruments)
