"""Tables of comments (征求意见表) in Word or Excel: looked at first, then taken in."""

import datetime as dt
import hashlib
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import msgspec
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Q

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.cases.actions import lock
from biaozhun.cloud.catalogue.forms.asking import clean
from biaozhun.cloud.consultations.actions.commenting import Said, file_comments
from biaozhun.cloud.consultations.errors import ConsultationRefusedError
from biaozhun.cloud.consultations.models import BroughtTable, Comment, Consultation, Letter
from biaozhun.cloud.consultations.permissions import roles_in
from biaozhun.cloud.consultations.queries.passages import Passage, passages_of
from biaozhun.core.consulting.binding import Bound, bind
from biaozhun.core.consulting.comment_form import (
    MOST_ROWS,
    CommentForm,
    FormRow,
    LeftRow,
    read_form,
)
from biaozhun.core.text import fold
from biaozhun.documents.errors import DocumentError
from biaozhun.documents.isolation import read_isolated

MOST_BYTES: Final = 20 * 1024 * 1024


class LineSeen(msgspec.Struct, frozen=True, kw_only=True):
    """A row of a table, and what it becomes.

    Attributes:
        row: as the form says it.
        bound: where it stands in the draft.
        passage: the passage, where one was found.
        unit: whose comment it is; empty for a person.
        letter: the letter to that unit, where one was sent.
    """

    row: FormRow
    bound: Bound
    passage: Passage | None
    unit: str
    letter: Letter | None


class TableSeen(msgspec.Struct, frozen=True, kw_only=True):
    """What a table becomes: comments, and rows that do not go in."""

    form: CommentForm
    lines: tuple[LineSeen, ...]
    left: tuple[LeftRow, ...]


def look_at(
    consultation: Consultation,
    upload: tuple[str, bytes],
    *,
    actor: Person | None,
    at: dt.datetime,
    letter: Letter | None = None,
    unit: str = "",
) -> BroughtTable:
    """Keep a table that was brought, so that it can be looked at; nothing goes in yet.

    Args:
        consultation: which one.
        upload: name and content of the file.
        actor: who brings it; nobody who shows the code of a letter.
        at: when.
        letter: it is the reply to this letter.
        unit: whose comments they are, where a row names nobody.

    Raises:
        ConsultationRefusedError: ``table_too_large``, ``unreadable_table``, ``no_comment_table``,
            ``table_too_long``, ``table_came_already``, ``not_the_desk``.
    """
    _name, content = upload
    if letter is None and "desk" not in roles_in(actor, consultation):
        raise ConsultationRefusedError("not_the_desk")
    if len(content) > MOST_BYTES:
        raise ConsultationRefusedError("table_too_large", field="file")
    _form_of(content)
    return _kept(consultation, upload, actor=actor, at=at, letter=letter, unit=unit)


@transaction.atomic
def _kept(
    consultation: Consultation,
    upload: tuple[str, bytes],
    *,
    actor: Person | None,
    at: dt.datetime,
    letter: Letter | None,
    unit: str,
) -> BroughtTable:
    """The table of a file; one that was looked at before is the same one.

    Several units may send the same file, the form left empty above all: each has its own table.

    Raises:
        ConsultationRefusedError: ``table_came_already``.
    """
    name, content = upload
    digest = hashlib.sha256(content).hexdigest()
    held = lock(Consultation, consultation.pk)
    same = held.tables.filter(digest=digest)
    of_it = same if letter is None else same.filter(Q(letter=letter) | Q(letter=None))
    if of_it.filter(entered__isnull=False).exists():
        raise ConsultationRefusedError("table_came_already", field="file")
    before = same.filter(letter=letter).first()
    made = before or BroughtTable(consultation=held, digest=digest, size=len(content))
    made.letter, made.unit, made.at, made.by = letter, unit[:200], at, actor
    made.name = clean(Path(name.replace("\\", "/")).name)[-255:] or "table"
    if before is None:
        made.file.save(digest[:32], ContentFile(content), save=False)
    made.save()
    return made


def seen(table: BroughtTable) -> TableSeen:
    """What becomes of each row of a table, by the draft as it stands now.

    Raises:
        ConsultationRefusedError: as :func:`look_at` says.
    """
    with table.file.open("rb") as stream:
        form = _form_of(stream.read())
    consultation = table.consultation
    passages = passages_of(consultation.draft)
    letters = {
        fold(one.unit).strip(): one for one in consultation.letters.filter(sent__isnull=False)
    }
    lines: list[LineSeen] = []
    left = list(form.left)
    for row in form.rows:
        line = _line(row, table, passages, letters)
        if line.unit or row.name:
            lines.append(line)
        else:
            left.append(LeftRow(place=row.place, code="unit_missing", said=row.text[:60]))
    left.sort(key=lambda one: (one.place.sheet, one.place.table, one.place.row))
    return TableSeen(form=form, lines=tuple(lines), left=tuple(left))


def _line(
    row: FormRow,
    table: BroughtTable,
    passages: Sequence[Passage],
    letters: dict[str, Letter],
) -> LineSeen:
    bound = bind(row.clause, row.original, passages)
    unit = table.letter.unit if table.letter else row.unit or table.unit
    return LineSeen(
        row=row,
        bound=bound,
        passage=None if bound.place is None else passages[bound.place],
        unit=unit,
        letter=table.letter or (letters.get(fold(unit).strip()) if unit else None),
    )


def enter(
    table: BroughtTable, *, actor: Person | None, at: dt.datetime, signed_by: str = ""
) -> BroughtTable:
    """Let the rows of a table go in, each as a comment; the units of their letters have replied.

    Args:
        table: that was looked at.
        actor: who lets them go in; nobody who shows the code of a letter.
        at: when.
        signed_by: who signs for the unit of the letter.

    Raises:
        ConsultationRefusedError: ``table_entered``, ``nothing_to_enter``, ``not_the_desk``,
            ``signature_missing``, ``comments_closed``.
    """
    told = seen(table)
    if not told.lines and not (table.letter and told.form.says_nothing):
        raise ConsultationRefusedError("nothing_to_enter")
    if table.letter and not signed_by.strip():
        raise ConsultationRefusedError("signature_missing", field="signed_by")
    return _enter(table.pk, told, actor=actor, at=at, signed_by=signed_by)


@transaction.atomic
def _enter(
    pk: int, told: TableSeen, *, actor: Person | None, at: dt.datetime, signed_by: str
) -> BroughtTable:
    table = BroughtTable.objects.select_related("letter").get(pk=pk)
    consultation = lock(Consultation, table.consultation_id)
    table = BroughtTable.objects.select_related("letter").get(pk=pk)  # as it is under the lock
    if table.entered:
        raise ConsultationRefusedError("table_entered")
    is_desk = "desk" in roles_in(actor, consultation)
    if table.letter is None and not is_desk:
        raise ConsultationRefusedError("not_the_desk")
    stated_by = actor if is_desk else None
    file_comments(
        consultation,
        [(_said(line), line.letter) for line in told.lines],
        person=None if is_desk else actor,
        at=at,
        origin=Comment.Origin.TABLE,
        entered_by=stated_by,
    )
    answered = {one.letter.pk for one in told.lines if one.letter}
    _mark(answered, Letter.Reply.COMMENTS, told.lines, at=at, by=stated_by, signed_by=signed_by)
    if table.letter and not told.lines:
        _mark({table.letter.pk}, Letter.Reply.NONE, (), at=at, by=stated_by, signed_by=signed_by)
    table.entered, table.taken = at, len(told.lines)
    table.rejected = [msgspec.to_builtins(one) for one in told.left]
    table.save(update_fields=["entered", "taken", "rejected"])
    _note(table, actor)
    return table


def _said(line: LineSeen) -> Said:
    row, bound = line.row, line.bound
    return Said(
        text=row.text,
        kind=row.kind or str(Comment.Kind.GENERAL),
        proposal=row.proposal,
        passage=line.passage.id if line.passage else "",
        start=bound.start,
        end=bound.end,
        clause=row.clause,
        name=row.name,
        unit=line.unit,
        organisation=line.letter.organisation if line.letter else None,
    )


def _mark(
    letters: Iterable[int],
    reply: str,
    lines: Sequence[LineSeen],
    *,
    at: dt.datetime,
    by: Person | None,
    signed_by: str,
) -> None:
    """Say of letters that their units have replied."""
    named = {one.letter.pk: one.row.name for one in lines if one.letter}
    for letter in Letter.objects.select_for_update(of=("self",)).filter(pk__in=letters):
        letter.reply = Letter.Reply(reply)
        letter.replied = letter.replied or at
        letter.replied_by = signed_by[:100] or letter.replied_by or named.get(letter.pk, "")
        letter.stated_by = by
        letter.save(update_fields=["reply", "replied", "replied_by", "stated_by"])


def _note(table: BroughtTable, actor: Person | None) -> None:
    facts = {
        "file": table.name,
        "digest": table.digest,
        "taken": table.taken,
        "rejected": len(table.rejected),
        "visibility": "parties",
    }
    subject = table.consultation.case_subject
    record("consultations.table_brought", subject=subject, actor=actor, facts=facts)


@transaction.atomic
def drop_table(table: BroughtTable) -> None:
    """Forget a table that was only looked at; one whose rows went in stays."""
    held = BroughtTable.objects.select_for_update(of=("self",)).get(pk=table.pk)
    if held.entered:
        raise ConsultationRefusedError("table_entered")
    held.file.delete(save=False)
    held.delete()


def _form_of(content: bytes) -> CommentForm:
    """The comments of a file, read behind walls.

    Raises:
        ConsultationRefusedError: ``unreadable_table``, ``no_comment_table``, ``table_too_long``.
    """
    with tempfile.TemporaryDirectory(prefix="biaozhun-table-") as folder:
        path = Path(folder) / "table"
        path.write_bytes(content)
        try:
            form = read_form(read_isolated(path))
        except DocumentError as error:
            raise ConsultationRefusedError(
                "unreadable_table", fragment=error.code, field="file"
            ) from error
    if form is None:
        raise ConsultationRefusedError("no_comment_table", field="file")
    if len(form.rows) + len(form.left) > MOST_ROWS:
        raise ConsultationRefusedError("table_too_long", fragment=str(MOST_ROWS), field="file")
    return form
