"""Which committee would be in charge of a standard."""

import datetime as dt
from collections.abc import Sequence

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.committees.models import Committee
from biaozhun.cloud.organisations.queries.standing import holds_on
from biaozhun.core.classification import ics as classification

_SECTOR = 1
_OF_FORM = {"tc": 0, "sc": 1, "wg": 0}


def committees_for(
    ics: Sequence[str],
    field: str,
    authority: Organisation | None,
    *,
    on: dt.date | None = None,
) -> list[Committee]:
    """The committees that would be in charge, the most fitting first; one question.

    A committee fits by the longest stretch of an ICS code that it and the standard share, counted
    in levels, and by the sector; a subcommittee goes before its committee where both fit alike.
    Working groups are in charge of nothing.

    Args:
        ics: codes of the standard, such as ``35.030``.
        field: its sector: ``agriculture``, ``industry``, ``services``, ``social``; may be empty.
        authority: whose committees; of every authority where none is given.
        on: those that exist on this day; without it those whose end is not known.
    """
    found = Committee.objects.exclude(form=Committee.Form.WG).filter(international=False)
    found = found.filter(holds_on(on)) if on else found.filter(until=None)
    if authority is not None:
        found = found.filter(authority=authority)
    rated = [(_fit(one, ics, field), one) for one in found.select_related("secretariat")]
    fitting = [(fit, one) for fit, one in rated if fit > 0]
    fitting.sort(key=lambda pair: (-pair[0], -_OF_FORM[pair[1].form], pair[1].code))
    return [one for _fit_, one in fitting]


def _fit(committee: Committee, ics: Sequence[str], field: str) -> int:
    shared = max((_shared(own, code) for own in committee.ics for code in ics), default=0)
    of_sector = bool(field) and committee.sector == field
    if ics and committee.ics and not shared:
        return 0  # it says what it is for, and that is something else
    return 2 * shared + (_SECTOR if of_sector else 0)


def _shared(own: str, code: str) -> int:
    """Levels two codes have in common; none where one is not above the other or the same."""
    mine, other = classification.levels(own), classification.levels(code)
    if own not in other and code not in mine:
        return 0
    return min(len(mine), len(other))
