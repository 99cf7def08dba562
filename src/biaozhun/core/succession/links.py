"""The replacements and renumberings of an edition, sorted by what they can decide."""

import datetime as dt
from collections.abc import Sequence

import msgspec

from biaozhun.core.bibliography.record import Extent
from biaozhun.core.succession.facts import Renumbering, Replacement
from biaozhun.core.succession.rules import Clash, Contradiction

Pair = tuple[dt.date, str]
"""A day and the edition that takes over on it."""


class Links(msgspec.Struct, frozen=True, kw_only=True):
    """The replacements and renumberings of one edition, put in order.

    ``whole``, ``partly`` and ``inferred`` have a day that can be believed; ``undated`` are the
    editions stated to replace it wholly on no such day, with the day before which they cannot have.
    """

    whole: tuple[tuple[dt.date, Replacement], ...] = ()
    partly: tuple[Pair, ...] = ()
    inferred: tuple[Pair, ...] = ()
    undated: tuple[tuple[dt.date | None, str], ...] = ()
    inferred_undated: tuple[str, ...] = ()
    renumbered: tuple[Pair, ...] = ()
    renumbered_undated: tuple[str, ...] = ()


NO_LINKS = Links()


def sort_links(
    key: str,
    floor: dt.date | None,
    *,
    replaced_by: Sequence[Replacement],
    renumbered: Sequence[Renumbering],
    clashes: list[Contradiction],
) -> Links:
    """Sort the links of an edition; the order in which they are given does not matter.

    An end that is not after ``floor`` is not believed. A draft replaces nothing yet.
    """
    stated = [link for link in replaced_by if not link.inferred and not link.successor_draft]
    stated = [link for link in stated if not _is_itself(link.successor, key, clashes)]
    whole, undated = _whole(stated, floor, clashes)
    inferred = [link for link in replaced_by if link.inferred and not link.successor_draft]
    newer = [(link.effective, link.successor) for link in inferred if link.successor != key]
    former = [link for link in renumbered if link.former == key]
    former = [link for link in former if not _is_itself(link.latter, key, clashes)]
    dated = [(believed(link.date, floor, clashes), link.latter) for link in former]
    return Links(
        whole=tuple(sorted(whole, key=lambda pair: (pair[0], pair[1].successor))),
        partly=_partly(stated, floor, clashes),
        inferred=tuple(sorted((d, k) for d, k in newer if d and (floor is None or d > floor))),
        undated=tuple(sorted(undated, key=lambda pair: (pair[1], pair[0] or dt.date.min))),
        inferred_undated=tuple(sorted(k for day, k in newer if day is None)),
        renumbered=tuple(sorted((day, latter) for day, latter in dated if day)),
        renumbered_undated=tuple(sorted(latter for day, latter in dated if day is None)),
    )


def _whole(
    stated: Sequence[Replacement], floor: dt.date | None, clashes: list[Contradiction]
) -> tuple[list[tuple[dt.date, Replacement]], list[tuple[dt.date | None, str]]]:
    """The whole replacements with a day that can be believed, and those without."""
    whole: list[tuple[dt.date, Replacement]] = []
    undated: list[tuple[dt.date | None, str]] = []
    for link in stated:
        if link.extent is Extent.PARTLY:
            continue
        day = believed(link.effective, floor, clashes)
        if day is None:
            undated.append((link.successor_published, link.successor))
        else:
            _note_days(link, clashes)
            whole.append((day, link))
    return whole, undated


def _partly(
    stated: Sequence[Replacement], floor: dt.date | None, clashes: list[Contradiction]
) -> tuple[Pair, ...]:
    partly = [link for link in stated if link.extent is Extent.PARTLY]
    dated = [(believed(link.effective, floor, clashes), link.successor) for link in partly]
    undated = [successor for day, successor in dated if day is None]
    clashes.extend(Contradiction(Clash.PARTLY_UNDATED, successor) for successor in undated)
    return tuple(sorted((day, successor) for day, successor in dated if day))


def believed(
    day: dt.date | None, floor: dt.date | None, clashes: list[Contradiction]
) -> dt.date | None:
    """The day of an end, unless it is not after the day from which the edition exists."""
    if day is None or floor is None or day > floor:
        return day
    clashes.append(Contradiction(Clash.ENDED_BEFORE_PUBLISHED, f"{day} / {floor}"))
    return None


def _is_itself(latter: str, key: str, clashes: list[Contradiction]) -> bool:
    if latter == key:
        clashes.append(Contradiction(Clash.SUCCEEDS_ITSELF, key))
    return latter == key


def _note_days(link: Replacement, clashes: list[Contradiction]) -> None:
    if link.stated and link.successor_in_force and link.stated < link.successor_in_force:
        detail = f"{link.stated} / {link.successor_in_force} {link.successor}"
        clashes.append(
            Contradiction(Clash.REPLACEMENT_DAYS_DIFFER, detail, link.successor_in_force)
        )
