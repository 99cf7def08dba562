"""What an action refuses, and what it says of each line it was given."""

import msgspec


class RefusedError(Exception):
    """It cannot be done; the message is a sentence for the person who asked, translated."""


class Fault(msgspec.Struct, frozen=True):
    """A line that was not taken.

    Attributes:
        line: its number, from 1; a table's heading is line 1.
        text: the line or the cell at fault.
        message: why, and what to do, in the reader's language.
    """

    line: int
    text: str
    message: str
