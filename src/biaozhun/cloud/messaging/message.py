"""What is told."""

import datetime as dt

import msgspec


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """What is told.

    Attributes:
        kind: ``slice.what_happened``; its words stand in the slice's ``events``.
        subject: one line, in the language of its readers (Chinese where they are many); what is
            told.
        text: some lines of plain text; why.
        address: the page it is about, from the root of the site.
        key: the same key is told to one person once, however often it is asked for.
        happened: the day of the fact that is told of, where it has one.
        noticed: when that fact came in here; the delay is measured from it.
    """

    kind: str
    subject: str
    text: str
    address: str
    key: str
    happened: dt.date | None = None
    noticed: dt.datetime | None = None
