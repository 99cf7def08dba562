"""Change cards: one for each cited standard that ended, or that another takes the place of."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

import msgspec

from biaozhun.core.validity import Answer, CheckedDocument, CheckedLine, Outcome
from biaozhun.documents.reports.rows import answer_notes, one_line, place_words, step_words
from biaozhun.documents.reports.words import ReportWords

MOST_PLACES: Final = 20  # more are counted, so that a card stays a card
_ENDED: Final = frozenset(
    {Outcome.REPLACED, Outcome.PARTLY_REPLACED, Outcome.WITHDRAWN, Outcome.RENUMBERED}
)


class ChangeCard(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader does about one standard that ended or is about to.

    Attributes:
        old: number of what is replaced.
        title: its title.
        since: since when it is replaced or withdrawn, or will be.
        successors: what takes its place, each in words with its day; none for one withdrawn.
        places: where the document cites it, in words.
        changes: main technical changes as a source tells them; empty where none does.
        notes: days, announcements and doubts, each in one sentence.
        to_do: what follows, in words.
        by: by when, where a day is known.
    """

    old: str
    title: str
    since: dt.date | None
    successors: tuple[str, ...]
    places: tuple[str, ...]
    changes: tuple[str, ...]
    notes: tuple[str, ...]
    to_do: str
    by: dt.date | None


def change_cards(
    document: CheckedDocument,
    words: ReportWords,
    changes: Mapping[str, tuple[str, ...]] | None = None,
) -> tuple[ChangeCard, ...]:
    """A card for each standard that ended or has a successor, in the order of the text.

    Args:
        document: the checked document.
        words: in the reader's language.
        changes: main technical changes by the key of the *new* edition, where a source tells them.
    """
    cited: dict[str, list[CheckedLine]] = {}
    for line in document.lines:
        if line.answer.successors or line.answer.outcome in _ENDED:
            cited.setdefault(line.answer.key or line.answer.number, []).append(line)
    return tuple(_card(lines, words, changes or {}) for lines in cited.values())


def _card(
    lines: list[CheckedLine], words: ReportWords, changes: Mapping[str, tuple[str, ...]]
) -> ChangeCard:
    answer = lines[0].answer
    places = dict.fromkeys(filter(None, (place_words(line.place, words) for line in lines)))
    shown = tuple(places)[:MOST_PLACES]
    return ChangeCard(
        old=one_line(answer.number),
        title=one_line(answer.title),
        since=_since(answer),
        successors=tuple(step_words(step, words) for step in answer.successors),
        places=(*shown, f"+{len(places) - len(shown)}") if len(places) > len(shown) else shown,
        changes=tuple(
            one_line(change) for step in answer.successors for change in changes.get(step.key, ())
        ),
        notes=tuple(map(one_line, answer_notes(answer, words))),
        to_do=words.consequences[answer.consequence],
        by=_deadline(answer),
    )


def _since(answer: Answer) -> dt.date | None:
    """The day of the change; of one that is still to come, the first day of the next edition."""
    if answer.outcome in _ENDED:
        return answer.since
    return min((step.since for step in answer.successors if step.since), default=None)


def _deadline(answer: Answer) -> dt.date | None:
    """The day from which the new edition holds alone, else the last on which the old one did."""
    return answer.must_follow_from or answer.may_follow_until
