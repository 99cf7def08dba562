"""The facts from which the status of an edition on a date is decided.

Editions and standards are named by keys (``GB/T-1.1-2020`` and ``GB/T-1.1``); this package compares
keys and never reads numbers. Dates are calendar dates without zone. Nothing here says "in force":
that is worked out for a day by :func:`biaozhun.core.succession.standing`.
"""

import datetime as dt
from enum import StrEnum

import msgspec

from biaozhun.core.bibliography.merged import StatusStatement
from biaozhun.core.bibliography.record import Extent, RelationKind


class Status(StrEnum):
    """How an edition stands on one day."""

    NOT_YET_PUBLISHED = "not_yet_published"  # 未发布
    UPCOMING = "upcoming"  # 即将实施
    IN_FORCE = "in_force"  # 现行
    PARTLY_REPLACED = "partly_replaced"  # 部分代替
    REPLACED = "replaced"  # 被代替
    WITHDRAWN = "withdrawn"  # 废止
    SUSPENDED = "suspended"  # 暂缓实施
    RENUMBERED = "renumbered"  # 编号变更
    UNKNOWN = "unknown"  # 不详


ENDED = frozenset({Status.REPLACED, Status.WITHDRAWN, Status.RENUMBERED})
"""Statuses that nothing follows."""

HOLDS = frozenset({Status.IN_FORCE, Status.PARTLY_REPLACED})
"""Statuses in which an edition may be relied on."""


SUCCEEDING = (RelationKind.REPLACES, RelationKind.RENUMBERED_FROM)
"""Relations whose object changes its status with the dates of the subject."""


class EditionFacts(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What is stated about one edition by itself, without its neighbours.

    ``withdrawn`` is the day stated by an announcement or a source, never one worked out.
    """

    key: str
    standard: str
    published: dt.date | None = None
    in_force: dt.date | None = None
    withdrawn: dt.date | None = None
    suspended: dt.date | None = None
    resumed: dt.date | None = None
    statements: tuple[StatusStatement, ...] = ()
    draft: bool = False


class Replacement(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """That one edition takes the place of another.

    ``stated`` is the day of replacement where a source names one, ``successor_in_force`` and
    ``successor_published`` the successor's own days. ``inferred`` means that no source says so: a
    newer edition of the same standard is held, and nothing more. Without ``extent`` a replacement
    is whole, as 代替 without 部分 is read. A ``successor_draft`` is only going to replace: it ends
    nothing.
    """

    predecessor: str
    successor: str
    extent: Extent | None = None
    stated: dt.date | None = None
    successor_in_force: dt.date | None = None
    successor_published: dt.date | None = None
    basis: str = ""
    inferred: bool = False
    successor_draft: bool = False

    @property
    def effective(self) -> dt.date | None:
        """The day on which the predecessor gives way; ``None`` where no day is known.

        The later of the stated day and the successor's entry into force: a successor that is
        published but not yet in force leaves its predecessor in force.
        """
        if self.stated is None or self.successor_in_force is None:
            return self.stated or self.successor_in_force
        return max(self.stated, self.successor_in_force)


class Renumbering(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """That one text goes on under another number, by a recorded basis (GB → GB/T, GA → XF)."""

    former: str
    latter: str
    date: dt.date | None = None
    basis: str = ""


def is_edition_of(key: str, standard: str) -> bool:
    """Whether an edition key is the standard's key with a year behind it."""
    year = key[len(standard) + 1 :]
    return key.startswith(standard) and key[len(standard) :][:1] in ("-", ":") and year.isdigit()
