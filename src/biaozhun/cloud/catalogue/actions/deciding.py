"""A keeper states facts of one edition: a row of the source ``operator``, never an overwrite.

The row says what is stated, why, by whom and on which day; the edition is merged with it as with
any other row. A later statement of a field supersedes the former; one that is withdrawn leaves the
field to the sources again.
"""

import datetime as dt
from collections.abc import Iterable, Mapping

import msgspec
from django.db import transaction
from django.db.models import F, Max

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record as note
from biaozhun.cloud.catalogue.actions.bulk import one_batch_at_a_time
from biaozhun.cloud.catalogue.actions.changes import note_written
from biaozhun.cloud.catalogue.actions.editions import write_editions
from biaozhun.cloud.catalogue.actions.removing import remove_bare
from biaozhun.cloud.catalogue.actions.rereading import Readings, digest_of
from biaozhun.cloud.catalogue.actions.statements import write_statements
from biaozhun.cloud.catalogue.actions.storing import add_kept_rows, look_up, merge_again
from biaozhun.cloud.catalogue.actions.targets import Target, edition_number, text_of
from biaozhun.cloud.catalogue.models import Edition, ImportRun, Source, SourceRecord
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.core.bibliography import (
    OPERATOR,
    STATED_BY_OPERATORS,
    DecidedRecord,
    Sourced,
    StatedRelation,
)
from biaozhun.core.errors import BiaozhunError

TITLE = "操作员核定"  # of the source, as readers see it beside a fact
OPERATOR_RANK = 0  # above it the announcements cannot be; decisions are no matter of rank


class StatementRefusedError(BiaozhunError):
    """A statement that says nothing, or not why."""

    default_code = "statement_refused"


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """What a keeper states of an edition.

    Attributes:
        reason: why, in a sentence for readers.
        evidence: where that can be seen; an address or the name of a document.
        fields: field → value; an empty one states that there is nothing.
        added: relations that hold.
        denied: relations that sources state and that do not hold.
    """

    reason: str
    evidence: str = ""
    fields: Mapping[str, object] = {}
    added: tuple[StatedRelation, ...] = ()
    denied: tuple[StatedRelation, ...] = ()


def state(number: str, statement: Statement, *, actor: Person | None) -> SourceRecord:
    """Keep the statement and merge the edition with it; one that is not held yet is made.

    Raises:
        NumberError: the number cannot be read.
        StatementRefusedError: nothing is stated, or no reason is given.
    """
    _check(statement)
    own = Target.of(edition_number(number))
    with transaction.atomic():
        one_batch_at_a_time()
        source, run = _ledger()
        readings = Readings.standing()
        position = (source.records.aggregate(last=Max("position"))["last"] or 0) + 1
        raw = _raw(statement, actor, position)
        target = readings.home(own, source=OPERATOR, digest=digest_of(raw))
        decided = _record(target, statement)
        kept = _keep(target, decided, raw, run=run, readings=readings, position=position)
        note(
            "catalogue.fact_stated",
            subject=target.slug,
            actor=actor,
            facts=msgspec.json.decode(raw) | {"row": kept.pk},
        )
    return kept


def _check(statement: Statement) -> None:
    unknown = set(statement.fields) - set(STATED_BY_OPERATORS)
    if unknown:
        raise StatementRefusedError("no such field can be stated", fragment=", ".join(unknown))
    if not (statement.fields or statement.added or statement.denied):
        raise StatementRefusedError(
            "nothing is stated", code="nothing_stated", hint="change at least one field"
        )
    if not statement.reason.strip():
        raise StatementRefusedError(
            "no reason is given", code="no_reason", hint="say why, in a sentence"
        )


def _record(target: Target, statement: Statement) -> DecidedRecord:
    values = {name: value for name, value in statement.fields.items() if value}
    return DecidedRecord(
        number=target.canonical,
        stated=tuple(sorted(statement.fields)),
        denied=statement.denied,
        relations=statement.added,
        **values,  # type: ignore[arg-type]  # the names were checked, the forms read the values
    )


def _raw(statement: Statement, actor: Person | None, position: int) -> str:
    said: dict[str, object] = {name: value or None for name, value in statement.fields.items()}
    relations = {"relations": statement.added, "denied": statement.denied}
    said |= {name: stated for name, stated in relations.items() if stated}
    return text_of(
        said
        | {
            "reason": statement.reason.strip(),
            "evidence": statement.evidence.strip(),
            "operator": str(actor or ""),
            "date": today().isoformat(),
            "statement": position,
        }
    )


def _keep(
    target: Target,
    decided: DecidedRecord,
    raw: str,
    *,
    run: ImportRun,
    readings: Readings,
    position: int,
) -> SourceRecord:
    day: dt.date = today()
    look_up({target.slug: target})
    add_kept_rows([target])
    target.rows.append(
        Sourced(
            record=decided,
            source=OPERATOR,
            rank=OPERATOR_RANK,
            seen=day,
            order=position,
            decides=True,
        )
    )
    write_editions([target], day=day)
    kept = SourceRecord.objects.create(
        source_id=run.source_id,
        digest=digest_of(raw),
        edition=Edition.objects.get(slug=target.slug),
        position=position,
        raw=raw,
        facts=text_of(decided),
        first_seen=day,
        last_seen=day,
        run=run,
    )
    write_statements([target], readings)
    note_written([target.slug])
    ImportRun.objects.filter(pk=run.pk).update(position=F("position") + 1, stored=F("stored") + 1)
    return kept


def _ledger() -> tuple[Source, ImportRun]:
    """The source of the statements and the one run that stands for all of them."""
    source, _ = Source.objects.get_or_create(
        slug=OPERATOR, defaults={"title": TITLE, "rank": OPERATOR_RANK, "redistributable": True}
    )
    run, _ = ImportRun.objects.get_or_create(
        source=source,
        defaults={
            "file_name": TITLE,
            "file_digest": OPERATOR,
            "format": OPERATOR,
            "seen": today(),
            "state": ImportRun.State.DONE,
            "started": now(),
            "finished": now(),
            "traced": True,
        },
    )
    return source, run


def withdraw(statements: Iterable[SourceRecord], *, actor: Person | None, reason: str = "") -> None:
    """Take statements back: their fields return to the sources, or to a former statement.

    An edition that nothing else speaks of goes.
    """
    with transaction.atomic():
        one_batch_at_a_time()
        for statement in statements:
            note(
                "catalogue.statement_withdrawn",
                subject=statement.edition.slug,
                actor=actor,
                facts={"row": statement.pk, "reason": reason},
            )
            statement.delete()
            if not remove_bare([statement.edition_id]):
                merge_again([statement.edition_id], day=today())
