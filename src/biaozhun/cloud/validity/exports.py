"""Tables that leave the pages of checks."""

from collections.abc import Iterable, Iterator, Sequence

from biaozhun.cloud.validity.forms.lists import HEADINGS
from biaozhun.cloud.validity.models import ClauseWithdrawal


def withdrawals(found: Iterable[ClauseWithdrawal]) -> Iterator[Sequence[object]]:
    """Withdrawn clauses under the headings that an import reads; the headings alone for none."""
    yield [names[0] for names in HEADINGS.values()]
    for kept in found:
        since = kept.since.isoformat() if kept.since else ""
        yield (kept.number, "、".join(kept.clauses), since, kept.basis, kept.by)
