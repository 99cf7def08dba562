"""Which status words may follow one another in the life of a standard."""

from biaozhun.core.bibliography.precedence import Sourced, day_of
from biaozhun.core.bibliography.record import BibliographicRecord, StatusWord

_LIFE = {
    StatusWord.DRAFT: 0,
    StatusWord.UPCOMING: 1,
    StatusWord.SUSPENDED: 2,
    StatusWord.IN_FORCE: 2,
    StatusWord.REPLACED: 3,
    StatusWord.WITHDRAWN: 3,
}
"""How far in the life of a standard a word stands; words of one stage may follow one another."""


def leads_to(older: Sourced, newer: Sourced, record: BibliographicRecord) -> bool:
    """Whether the life of a standard explains both words, each true on its day."""
    before, after = older.record.status, newer.record.status
    if before is None or after is None or before is after:
        return True
    first, second = _LIFE[before], _LIFE[after]
    if first == second == 3:
        return True  # 被代替 and 作废 both say that it has ended
    if first > second or not 0 < day_of(older) < day_of(newer):
        return False
    passed = []
    if first < 2 <= second:
        passed.append(record.in_force)
    if first < 3 <= second:
        passed.append(record.withdrawn)
    if second == 2 and before is StatusWord.UPCOMING and after is StatusWord.SUSPENDED:
        passed = [record.suspended]
    return all(day is None or day_of(older) < day.toordinal() <= day_of(newer) for day in passed)
