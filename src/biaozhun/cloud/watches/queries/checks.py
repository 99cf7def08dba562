"""The numbers of a check that somebody holds the secret of."""

from collections.abc import Iterator

import msgspec

from biaozhun.cloud.validity.models import Check
from biaozhun.core.validity import CheckedLine

_LINES = msgspec.json.Decoder(tuple[CheckedLine, ...])


def check_with(secret: str) -> Check | None:
    """The check with this secret, when it is done."""
    return Check.objects.filter(secret=secret, state=Check.State.DONE).first()


def lines_of(check: Check) -> Iterator[CheckedLine]:
    """What a check read, but what stands in addresses of the web."""
    for line in _LINES.decode(check.lines) if check.lines else ():
        if not line.in_address:
            yield line
