"""The page of a consultation: the draft by passages with what was said of each."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import msgspec
from django.db.models import Count, Q

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.consultations.life import COUNTED, PUBLIC
from biaozhun.cloud.consultations.models import (
    Comment,
    CommentPlace,
    Consultation,
    DraftPassages,
)
from biaozhun.cloud.consultations.permissions import roles_on
from biaozhun.cloud.consultations.queries.passages import Part, Passage, parts, passages_of
from biaozhun.cloud.drafting.models import DocumentKind, ProjectDocument
from biaozhun.cloud.drafting.queries.page import whole_projects

SHOWN: Final = (
    DocumentKind.DRAFT_FOR_COMMENT,
    DocumentKind.EXPLANATORY_NOTE,
    DocumentKind.CONSULTATION_NOTICE,
    DocumentKind.COMMENT_TABLE,
)
"""The papers of the project that stand on the page where they are public."""
BESIDE: Final = 3
"""Comments shown beside a passage; the rest is one link away."""
_LEVELS: Final = (1, 2)  # of headings in the contents


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A consultation that somebody may read.

    Attributes:
        consultation: with its project, read whole.
        roles: what the reader is to it.
    """

    consultation: Consultation
    roles: frozenset[str]

    @property
    def keeps(self) -> bool:
        """Whether the reader is its desk."""
        return "desk" in self.roles


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """A passage with what was said of it.

    Attributes:
        passage: which one.
        comments: the first of them.
        more: how many there are besides.
    """

    passage: Passage
    comments: tuple[Comment, ...] = ()
    more: int = 0

    @property
    def heading(self) -> int:
        """The level of its heading on the page, 3 to 6; 0 of what is none."""
        return min(self.passage.level + 2, 6) if self.passage.is_heading else 0


class Grid(msgspec.Struct, frozen=True, kw_only=True):
    """A table: its cells by row and column; a cell may hold several lines, or none."""

    rows: tuple[tuple[tuple[Line, ...], ...], ...]

    @property
    def said(self) -> tuple[Line, ...]:
        """The cells that something was said of."""
        return tuple(one for row in self.rows for cell in row for one in cell if one.comments)


class Laid(msgspec.Struct, frozen=True, kw_only=True):
    """A part of the draft as it stands on the page.

    Attributes:
        part: which one.
        parts: all of them.
        contents: the chapters of the whole draft and the clauses of this part, with their parts.
        blocks: lines and tables, in the order of the text.
        fault: why the draft could not be read.
        gone: comments whose words are in the draft no longer.
    """

    part: Part
    parts: tuple[Part, ...]
    contents: tuple[tuple[Passage, int], ...]
    blocks: tuple[Line | Grid, ...]
    fault: str = ""
    gone: tuple[Comment, ...] = ()


def found(pk: int, person: Person | None) -> Found | None:
    """A consultation for who may read it: everybody, or its desk alone before it opens."""
    held = Consultation.objects.select_related("draft", "proceeding").filter(pk=pk).first()
    if held is None:
        return None
    held.project = whole_projects().get(pk=held.project_id)
    roles = roles_on(person, held.project)
    if held.state not in PUBLIC and not roles:
        return None
    return Found(consultation=held, roles=roles)


def papers_of(held: Consultation) -> list[ProjectDocument]:
    """The public papers that belong to it, the newest of each kind; the draft first."""
    newest: dict[str, ProjectDocument] = {}
    rows = held.project.documents.filter(kind__in=SHOWN, is_public=True)
    for one in rows.exclude(kind=DocumentKind.DRAFT_FOR_COMMENT).order_by("version"):
        newest[one.kind] = one
    found_ = [newest[kind] for kind in SHOWN if kind in newest]
    return [held.draft, *found_]


def laid_out(held: Consultation, number: int, at: str = "") -> Laid:
    """A part of the draft with what everybody may read at each passage; three questions.

    Args:
        held: which consultation.
        number: of the part, from 1; the nearest one where there is none.
        at: id of a passage; the part that holds it goes before the number.
    """
    read = DraftPassages.objects.filter(document=held.draft_id).first()
    passages = passages_of(held.draft) if read is None else _passages(read)
    found_parts = parts(passages)
    part = _part(found_parts, passages, number, at)
    said, gone = said_at(held)
    lines = [_line(one, said.get(place, ())) for place, one in enumerate(passages)]
    return Laid(
        part=part,
        parts=tuple(found_parts),
        contents=tuple(_contents(passages, found_parts, part)),
        blocks=tuple(_blocks(lines[part.start : part.end])),
        fault=read.fault if read is not None else "",
        gone=tuple(gone),
    )


def _passages(read: DraftPassages) -> list[Passage]:
    return msgspec.convert(read.passages, list[Passage])


def _part(found_: Sequence[Part], passages: Sequence[Passage], number: int, at: str) -> Part:
    place = (
        next((place for place, one in enumerate(passages) if one.id == at), None) if at else None
    )
    if place is not None:
        return next(one for one in found_ if one.start <= place < one.end)
    return found_[min(max(number, 1), len(found_)) - 1]


def _contents(
    passages: Sequence[Passage], found_: Sequence[Part], shown: Part
) -> list[tuple[Passage, int]]:
    """The chapters of the whole draft, and the clauses of the part that is shown."""
    return [
        (one, part.number)
        for part in found_
        for one in passages[part.start : part.end]
        if one.level in (_LEVELS if part is shown else _LEVELS[:1]) and (one.label or one.text)
    ]


def said_at(held: Consultation) -> tuple[Mapping[int, list[Comment]], list[Comment]]:
    """What everybody may read by the place of its passage in the present draft; two questions.

    A comment made on an earlier text stands where its words are found again; comments on the whole
    draft have no place.

    Returns:
        The comments by place, and those whose words are gone.
    """
    rows = held.comments.filter(state__in=COUNTED).exclude(passage="").order_by("number")
    comments = list(rows.select_related("organisation"))
    older = [one.pk for one in comments if one.document_id != held.draft_id]
    moved = {
        one.comment_id: one.place
        for one in CommentPlace.objects.filter(document=held.draft_id, comment__in=older)
    }
    placed: dict[int, list[Comment]] = defaultdict(list)
    gone: list[Comment] = []
    for one in comments:
        place = one.place if one.document_id == held.draft_id else moved.get(one.pk)
        if place is None:
            gone.append(one)
        else:
            placed[place].append(one)
    return placed, gone


def _line(passage: Passage, said: Sequence[Comment]) -> Line:
    return Line(passage=passage, comments=tuple(said[:BESIDE]), more=max(len(said) - BESIDE, 0))


def _blocks(lines: Iterable[Line]) -> list[Line | Grid]:
    """Lines as they stand, the cells of a table together."""
    found_: list[Line | Grid] = []
    cells: list[Line] = []
    for one in lines:
        if one.passage.kind == "cell":
            if cells and _table(one) != _table(cells[-1]):
                found_.append(_grid(cells))
                cells = []
            cells.append(one)
            continue
        if cells:
            found_.append(_grid(cells))
            cells = []
        found_.append(one)
    return [*found_, _grid(cells)] if cells else found_


def _table(line: Line) -> str:
    return line.passage.id.rpartition("-r")[0]


def _grid(cells: Sequence[Line]) -> Grid:
    columns = max(one.passage.column for one in cells)
    rows: dict[int, list[list[Line]]] = defaultdict(lambda: [[] for _ in range(columns)])
    for one in cells:
        rows[one.passage.row][one.passage.column - 1].append(one)
    return Grid(rows=tuple(tuple(map(tuple, rows[row])) for row in sorted(rows)))


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """How many comments there are, and what came of them.

    Attributes:
        public: that everybody may read.
        waiting: that nobody has looked at yet.
        withheld: that are not public.
        decided: that were answered.
        accepted: of these.
        partly: of these.
        rejected: of these.
    """

    public: int
    waiting: int
    withheld: int
    decided: int
    accepted: int
    partly: int
    rejected: int


def counts_of(held: Consultation) -> Counts:
    """How many comments there are; one question."""
    is_decided = Q(state="decided")
    asked = {
        "public": Q(state__in=COUNTED),
        "waiting": Q(state="waiting"),
        "withheld": Q(state="withheld"),
        "decided": is_decided,
        "accepted": is_decided & Q(decided="accepted"),
        "partly": is_decided & Q(decided="partly"),
        "rejected": is_decided & Q(decided="rejected"),
    }
    counted = held.comments.aggregate(
        **{f"n_{name}": Count("pk", filter=which) for name, which in asked.items()}
    )
    return Counts(**{name: counted[f"n_{name}"] for name in asked})


def withheld_for(held: Consultation) -> list[tuple[str, int]]:
    """Why comments are not public, the commonest reason first; one question."""
    rows = held.comments.filter(state="withheld").values_list("withheld")
    return list(rows.annotate(n=Count("pk")).order_by("-n", "withheld"))


def days_left(held: Consultation, today: dt.date) -> int:
    """Days on which comments still come in, this one among them; 0 once it is over."""
    if held.state != "open" or held.closes is None:
        return 0
    return max((held.closes - today).days + 1, 0)
