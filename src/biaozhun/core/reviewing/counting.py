"""Who sits in which seat of a review, and how their votes count (domain-rules 2.5)."""

from collections.abc import Iterable, Sequence
from typing import Final

import msgspec

FOR: Final = "for"
AGAINST: Final = "against"
ABSTAIN: Final = "abstain"


class Sitter(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who has a seat, or stands in for who has it.

    Attributes:
        key: of the record.
        may_vote: did not draft it and is of no unit that did (Q-10), and declared no conflict.
        present: entered; ``None`` while nobody did.
        vote: ``for``, ``against``, ``abstain``; empty is silence.
        stands_in_for: key of who has the seat, of an alternate.
    """

    key: int
    may_vote: bool = True
    present: bool | None = None
    vote: str = ""
    stands_in_for: int | None = None


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """What was counted.

    Attributes:
        seats: however many there are.
        eligible: seats that have a vote.
        present: of them, whose sitter is in the meeting.
        voted: of them, whose sitter voted; abstentions too.
        in_favour: votes for it.
        against: votes against it.
        abstained: neither; they do not count as votes for it (domain-rules 2.5).
        unmarked: seats of whose holder nobody said whether they were there.
    """

    seats: int = 0
    eligible: int = 0
    present: int = 0
    voted: int = 0
    in_favour: int = 0
    against: int = 0
    abstained: int = 0
    unmarked: int = 0

    @property
    def silent(self) -> int:
        """Seats with a vote that were silent."""
        return self.eligible - self.voted


def sitting(people: Iterable[Sitter]) -> tuple[Sitter, ...]:
    """Who sits in each seat: its holder, or the alternate who is there while the holder is not.

    An alternate without a vote takes no seat: the quorum would shrink by a member who is away.
    """
    told = list(people)
    standing_in: dict[int, Sitter] = {}
    for one in told:
        if one.stands_in_for is not None and one.present and one.may_vote:
            standing_in.setdefault(one.stands_in_for, one)
    holders = (one for one in told if one.stands_in_for is None)
    return tuple(standing_in.get(one.key, one) if one.present is False else one for one in holders)


def count(people: Sequence[Sitter], *, in_meeting: bool) -> Tally:
    """Count what those who sit there said.

    In a meeting a vote counts of who is there; in a ballot whoever has not voted was silent.
    """
    seats = sitting(people)
    voting = [one for one in seats if one.may_vote]
    cast = [one.vote for one in voting if one.vote and (one.present or not in_meeting)]
    holders = [one for one in people if one.stands_in_for is None]
    return Tally(
        seats=len(seats),
        eligible=len(voting),
        present=sum(one.present is True for one in voting) if in_meeting else len(cast),
        voted=len(cast),
        in_favour=cast.count(FOR),
        against=cast.count(AGAINST),
        abstained=cast.count(ABSTAIN),
        unmarked=sum(one.present is None for one in holders),
    )
