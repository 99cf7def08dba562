"""The figures of a consultation: units that were asked, and what became of the comments."""

import datetime as dt
from typing import Final

import msgspec
from django.db.models import Count, Q

from biaozhun.cloud.consultations.life import COUNTED, UNDECIDED, WAITING
from biaozhun.cloud.consultations.models import Consultation, Disposition, Letter

_SENT: Final = Q(sent__isnull=False)
_DECIDED: Final = Q(state="decided")


class Figures(msgspec.Struct, frozen=True, kw_only=True):
    """What is counted of a consultation.

    Attributes:
        asked: units a letter was sent to (发函单位数).
        opened: of them, those that opened it.
        replied: of them, those that replied (回函单位数).
        with_comments: of those, the ones with comments (回函并有意见的单位数).
        silent: units asked whose day to reply is over without a reply (没有回函单位数).
        waiting: units asked whose day to reply has not passed.
        comments: comments that are counted: neither taken back nor kept back, nor unseen.
        public_comments: of them, those that did not come from a unit that was asked.
        accepted: of them, answered with 采纳.
        partly: of them, answered with 部分采纳.
        rejected: of them, answered with 不采纳.
        undecided: of them, without a decided answer.
        withheld: comments kept back.
        unseen: comments nobody has looked at yet.
    """

    asked: int = 0
    opened: int = 0
    replied: int = 0
    with_comments: int = 0
    silent: int = 0
    waiting: int = 0
    comments: int = 0
    public_comments: int = 0
    accepted: int = 0
    partly: int = 0
    rejected: int = 0
    undecided: int = 0
    withheld: int = 0
    unseen: int = 0

    @property
    def unanswered(self) -> int:
        """Units asked that have not replied, whether or not their day is over."""
        return self.asked - self.replied


def figures_of(consultation: Consultation, on: dt.date) -> Figures:
    """The figures of a consultation as of a day; two questions."""
    unanswered = _SENT & Q(reply="")
    letters = consultation.letters.aggregate(
        asked=Count("pk", filter=_SENT),
        opened=Count("pk", filter=_SENT & Q(opened__isnull=False)),
        replied=Count("pk", filter=_SENT & ~Q(reply="")),
        with_comments=Count("pk", filter=_SENT & Q(reply=Letter.Reply.COMMENTS)),
        silent=Count("pk", filter=unanswered & Q(due__lt=on)),
        waiting=Count("pk", filter=unanswered & ~Q(due__lt=on)),
    )
    counted = Q(state__in=COUNTED)
    comments = consultation.comments.aggregate(
        comments=Count("pk", filter=counted),
        public_comments=Count("pk", filter=counted & Q(letter=None)),
        accepted=Count("pk", filter=_DECIDED & Q(decided=Disposition.ACCEPTED)),
        partly=Count("pk", filter=_DECIDED & Q(decided=Disposition.PARTLY)),
        rejected=Count("pk", filter=_DECIDED & Q(decided=Disposition.REJECTED)),
        undecided=Count("pk", filter=Q(state__in=UNDECIDED)),
        withheld=Count("pk", filter=Q(state="withheld")),
        unseen=Count("pk", filter=Q(state=WAITING)),
    )
    return Figures(**letters, **comments)
