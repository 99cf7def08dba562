"""Resumption tokens: all that is needed to go on, signed; nothing is kept of a harvester."""

import datetime as dt

import msgspec
from django.core import signing

from biaozhun.cloud.exchange.oai.protocol import OaiError, Period

_SALT = "biaozhun.exchange.oai"


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a list goes on.

    Attributes:
        verb: of the list; a token of one is none of another.
        prefix: the form of the metadata.
        set: empty for all records.
        begins: seconds since 1970; ``None`` where the list has no beginning.
        ends: likewise.
        after: the last change that was given, by its number in the log.
        upto: the last change when the list began. What changes later moves behind it and comes with
            the next harvest, so the list ends.
        cursor: records given so far.
        size: records of the whole list when it began.
    """

    verb: str
    prefix: str
    set: str
    begins: float | None
    ends: float | None
    after: int
    upto: int
    cursor: int
    size: int

    @property
    def period(self) -> Period:
        """The period of the list."""
        return Period(_instant(self.begins), _instant(self.ends))


def _instant(seconds: float | None) -> dt.datetime | None:
    return None if seconds is None else dt.datetime.fromtimestamp(seconds, dt.UTC)


def written(place: Place) -> str:
    """The token of a place."""
    return signing.dumps(msgspec.to_builtins(place), salt=_SALT, compress=True)


def read(token: str, *, verb: str) -> Place:
    """The place a token stands for.

    Raises:
        OaiError: the token is none of ours, or of another verb (``badResumptionToken``).
    """
    try:
        place = msgspec.convert(signing.loads(token, salt=_SALT), Place)
    except (signing.BadSignature, ValueError, msgspec.ValidationError) as error:
        raise OaiError("badResumptionToken", "this token is none of this service") from error
    if place.verb != verb:
        raise OaiError("badResumptionToken", f"this token belongs to {place.verb}")
    return place
