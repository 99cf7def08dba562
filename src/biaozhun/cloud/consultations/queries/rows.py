"""The rows of the table of comments: each with the words it is about, and what may be done."""

from collections.abc import Mapping, Sequence

import msgspec

from biaozhun.cloud.consultations.actions.answering import Meanwhile, version_of
from biaozhun.cloud.consultations.life import UNDECIDED
from biaozhun.cloud.consultations.models import Comment, CommentFile, Consultation
from biaozhun.cloud.consultations.queries.following import Words, texts_of
from biaozhun.cloud.consultations.queries.table import said_by

AROUND = 200
"""Characters of the passage shown on either side of what a comment is about."""


class Row(msgspec.Struct, kw_only=True):
    """A comment at the desk.

    Attributes:
        comment: which one.
        said_by: unit and name, as far as the reader may know them.
        contact: for the desk alone.
        files: sent with it; for the desk alone.
        before: words of its passage in front of what it is about.
        said: what it is about.
        after: what follows in the passage.
        size: how many comments its group has.
        seen: the version that is shown.
        may_release: the person may make it public.
        may_withhold: nobody has looked at it yet, and the person may keep it back.
        may_propose: the person may propose what comes of it.
        may_decide: the person may decide it.
        may_decide_anew: the person may take its decided answer up again.
        disposition: what is filled in.
        answer: the words that are filled in.
        theirs: what somebody else saved meanwhile.
        faults: why what was sent was not saved.
        saved: it was saved just now.
    """

    comment: Comment
    said_by: str
    contact: str
    files: Sequence[CommentFile]
    before: str
    said: str
    after: str
    size: int
    seen: str
    may_release: bool
    may_withhold: bool
    may_propose: bool
    may_decide: bool
    may_decide_anew: bool
    disposition: str
    answer: str
    theirs: Meanwhile | None = None
    faults: Sequence[str] = ()
    saved: bool = False


def rows_of(
    comments: Sequence[Comment],
    consultation: Consultation,
    roles: frozenset[str],
    sizes: Mapping[int, int],
) -> list[Row]:
    """Comments as the table shows them; one question for each draft they were made on."""
    texts = texts_of(comments)
    return [_row(one, consultation, roles, sizes, texts) for one in comments]


def _row(
    comment: Comment,
    consultation: Consultation,
    roles: frozenset[str],
    sizes: Mapping[int, int],
    texts: Words,
) -> Row:
    before, said, after = _words(comment, texts)
    is_settled = consultation.state == "settled"
    waits = comment.state in UNDECIDED and not is_settled
    keeps = "desk" in roles
    return Row(
        comment=comment,
        said_by=_author(comment, keeps=keeps),
        contact=comment.contact if keeps else "",
        files=list(comment.files.all()) if keeps else [],
        before=before,
        said=said,
        after=after,
        size=sizes.get(comment.cluster_id or 0, 0),
        seen=version_of(comment),
        may_release=keeps and comment.state in {"waiting", "withheld"} and not is_settled,
        may_withhold=keeps and comment.state == "waiting" and not is_settled,
        may_propose=waits and bool(roles),
        may_decide=waits and keeps,
        may_decide_anew=comment.state == "decided" and keeps and not is_settled,
        disposition=comment.proposed,
        answer=comment.proposed_answer,
    )


def _author(comment: Comment, *, keeps: bool) -> str:
    """Who said it: for the desk as it was written, for drafters as it was agreed."""
    named = (comment.unit, comment.name) if keeps or comment.is_named else (said_by(comment),)
    return " ".join(filter(None, named))


def _words(comment: Comment, texts: Words) -> tuple[str, str, str]:
    """The passage in three parts; where it was read otherwise since, the quote alone."""
    passages = texts.get(comment.document_id, ())
    place = comment.place
    if place is None or place >= len(passages):
        return "", comment.quote, ""
    text = passages[place].text
    start = comment.start or 0
    end = len(text) if comment.end is None else comment.end
    if text[start:end] != comment.quote and comment.quote:
        return "", comment.quote, ""
    return text[max(start - AROUND, 0) : start], text[start:end], text[end : end + AROUND]
