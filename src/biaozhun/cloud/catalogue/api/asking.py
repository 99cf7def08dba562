"""What every call may ask: a day, a place in a list."""

import base64
import binascii
import datetime as dt
from typing import Annotated

from pydantic import Field, StringConstraints

from biaozhun.cloud.foundation.clock import today
from biaozhun.core.errors import BiaozhunError

Text = Annotated[str, StringConstraints(max_length=1000)]
Value = Annotated[str, StringConstraints(max_length=200)]
Values = Annotated[list[Value], Field(default_factory=list, max_length=20)]
"""Values of one filter; one of them must hold."""
Cursor = Annotated[str, StringConstraints(max_length=60)]
Limit = Annotated[int, Field(ge=1, le=500)]


class CursorError(BiaozhunError):
    """The cursor is none that this interface gave out."""

    default_code = "cursor_invalid"


def day_or_today(on: dt.date | None) -> dt.date:
    """The day a status is asked for."""
    return on or today()


def cursor_at(position: int | None) -> str:
    """The cursor that goes on behind a place; empty where nothing follows."""
    if position is None:
        return ""
    return base64.urlsafe_b64encode(str(position).encode()).decode().rstrip("=")


def position_of(cursor: str) -> int:
    """The place a cursor names, 0 without one.

    Raises:
        CursorError: it is not ours.
    """
    if not cursor:
        return 0
    try:
        text = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        text = b""
    if not text.isdigit() or len(text) > 18:
        raise CursorError(
            "the cursor is none that this interface gave out",
            fragment=cursor,
            hint="begin without a cursor",
        )
    return int(text)
