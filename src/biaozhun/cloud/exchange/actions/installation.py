"""The name of this installation among those it exchanges with."""

import secrets

from biaozhun.cloud.exchange.models import Installation

_ROW = 1


def own_identifier() -> str:
    """The installation's identifier; made at random the first time it is asked for.

    A copy of the data folder is the same installation. It is no secret.
    """
    row, _ = Installation.objects.get_or_create(
        pk=_ROW, defaults={"identifier": secrets.token_hex(6)}
    )
    return row.identifier
