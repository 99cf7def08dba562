"""Standards of a checked document, each once, as forms list them."""

import msgspec

from biaozhun.core.validity import Answer, CheckedDocument, CheckedLine, Outcome
from biaozhun.documents.reports.rows import EMPTY, one_line, step_words
from biaozhun.documents.reports.words import ReportWords

_HOLDS = frozenset({Outcome.IN_FORCE, Outcome.CLAUSES_WITHDRAWN, Outcome.PARTLY_REPLACED})


class ListedStandard(msgspec.Struct, frozen=True, kw_only=True):
    """One standard in a form.

    Attributes:
        answer: how it stands.
        key: by which a caller tells facts about it: that of the edition, else what is printed.
        number: of the edition meant; what is printed where none is held.
        title: its title.
        outcome: how it stands, in words.
        since: since when, in words; empty where that is not known.
        valid: the edition to use on the day; a dash where none is known.
        replaced_by: what takes its place, each in words.
    """

    answer: Answer
    key: str
    number: str
    title: str
    outcome: str
    since: str
    valid: str
    replaced_by: tuple[str, ...]


def listed_standards(document: CheckedDocument, words: ReportWords) -> tuple[ListedStandard, ...]:
    """The standards in the order in which they are first cited.

    Citations of one edition that were answered alike are one; what no edition is held of is told
    apart by its print.
    """
    found: dict[tuple[str, Outcome], ListedStandard] = {}
    for line in document.lines:
        key = key_of(line)
        one = (key, line.answer.outcome)
        if one not in found:
            found[one] = _listed(line.answer, key, one_line(line.asked.text), words)
    return tuple(found.values())


def key_of(line: CheckedLine) -> str:
    """By what the standard of a line is told from others: its edition, else what is printed."""
    return line.answer.key or one_line(line.asked.text)


def _listed(answer: Answer, key: str, printed: str, words: ReportWords) -> ListedStandard:
    own = answer.number if answer.outcome in _HOLDS else ""
    return ListedStandard(
        answer=answer,
        key=key,
        number=one_line(answer.number) or printed,
        title=one_line(answer.title),
        outcome=words.outcomes[answer.outcome],
        since=words.from_day.format(day=answer.since.isoformat()) if answer.since else "",
        valid=one_line(answer.newest or own) or EMPTY,
        replaced_by=tuple(step_words(step, words) for step in answer.successors),
    )
