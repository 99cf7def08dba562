"""What installations hand to one another: every statement of every source on an edition.

A merged edition would lose who said what and when, so not the edition is exchanged but what it is
merged from (docs/decisions/0007). One JSON object stands for one kept row.
"""

import datetime as dt

import msgspec

from biaozhun.core.bibliography import BibliographicRecord


class SourceTold(msgspec.Struct, frozen=True, kw_only=True):
    """A source as its own installation names it.

    Attributes:
        installation: where the source is kept.
        slug: its name there.
        rank: its precedence there.
    """

    installation: str
    slug: str
    title: str
    rank: int
    licence: str = ""
    address: str = ""
    redistributable: bool = False
    invented: bool = False


class AnnouncementTold(msgspec.Struct, frozen=True, kw_only=True):
    """The announcement a row belongs to."""

    issuer: str
    number: str
    kind: str
    title: str = ""
    date: dt.date | None = None
    address: str = ""


class Statement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One row of a source about an edition.

    Attributes:
        facts: what the row says, without what was not taken from it and without the day.
        position: of the row in its input; orders rows of one source seen on one day.
    """

    source: SourceTold
    facts: BibliographicRecord
    first_seen: dt.date
    last_seen: dt.date
    position: int
    announcement: AnnouncementTold | None = None


encode = msgspec.json.Encoder().encode
decode = msgspec.json.Decoder(Statement).decode
