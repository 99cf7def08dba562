"""What a check needs to know of the library: read once for all citations of a document."""

from collections.abc import Mapping

import msgspec

from biaozhun.core.bibliography.record import Degree
from biaozhun.core.succession import Link, Timeline
from biaozhun.core.validity.answer import ClauseWithdrawal, Holding, Seen


class ShelfEdition(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An edition, or an amendment sheet, as far as a check asks for it.

    ``mandatory`` is told by its nature on the day of the check, ``None`` where it tells nothing.
    """

    key: str
    number: str
    standard: str
    year: int | None
    timeline: Timeline
    is_sheet: bool = False
    title_zh: str = ""
    title_en: str = ""
    mandatory: bool | None = None
    withdrawn_by: str = ""
    clauses_withdrawn: tuple[ClauseWithdrawal, ...] = ()
    seen: tuple[Seen, ...] = ()


class AdoptedLink(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """That an edition takes over an international document, and the newest edition of that held."""

    key: str
    number: str
    degree: Degree | None = None
    newer: str = ""


class Shelf(msgspec.Struct, frozen=True, kw_only=True):
    """The editions that citations may mean, and their neighbours.

    Attributes:
        editions: by key; those cited, their siblings, sheets, and all successors to the end.
        standards: keys of the editions of a standard, sheets among them, by the standard's key.
        links: replacements and renumberings by the key of the former edition.
        kin: standards that differ from one asked for by nature or prefix alone
            (``GB-1234`` beside ``GB/T-1234``), by the key asked for; those held.
        parts: standards that are parts of the one asked for (``GB/T-2828`` → ``GB/T-2828.1`` …).
        adopted: what an edition takes over, by its key.
        holdings: by code.
    """

    editions: Mapping[str, ShelfEdition]
    standards: Mapping[str, tuple[str, ...]]
    links: Mapping[str, tuple[Link, ...]] = {}
    kin: Mapping[str, tuple[str, ...]] = {}
    parts: Mapping[str, tuple[str, ...]] = {}
    adopted: Mapping[str, tuple[AdoptedLink, ...]] = {}
    holdings: Mapping[str, Holding] = {}
