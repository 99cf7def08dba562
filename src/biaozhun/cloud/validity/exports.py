"""Tables that leave the pages of checks."""

from collections.abc import Iterable, Iterator, Sequence

from biaozhun.cloud.validity.forms.lists import HEADINGS
from biaozhun.cloud.validity.models import ClauseWithdrawal
from biaozhun.core.validity import CheckedDocument
from biaozhun.documents.reports import ReportWords
from biaozhun.documents.reports.rows import ResultRow, result_rows


def withdrawals(found: Iterable[ClauseWithdrawal]) -> Iterator[Sequence[object]]:
    """Withdrawn clauses under the headings that an import reads; the headings alone for none."""
    yield [names[0] for names in HEADINGS.values()]
    for kept in found:
        since = kept.since.isoformat() if kept.since else ""
        yield (kept.number, "、".join(kept.clauses), since, kept.basis, kept.by)


def citations(document: CheckedDocument, words: ReportWords) -> Iterator[Sequence[object]]:
    """Every citation with its answer, in the words of a report."""
    yield (
        *(words.position, words.printed, words.place, words.meant, words.meant_title),
        *(words.outcome, words.consequence, words.since, words.successors, words.amendments),
        *(words.notes, words.rule_applied, words.sources, words.verified, words.confidence),
    )
    for row in result_rows(document, words):
        yield _citation(row, words.joined)


def _citation(row: ResultRow, joined: str) -> Sequence[object]:
    return (
        *(row.position, row.printed, row.place, row.meant, row.title),
        *(row.outcome_words, row.consequence_words, row.since.isoformat() if row.since else ""),
        *(joined.join(row.successors), joined.join(row.amendments), " ".join(row.notes)),
        *(row.rule, joined.join(row.sources)),
        *(row.verified.isoformat() if row.verified else "", row.confidence),
    )
