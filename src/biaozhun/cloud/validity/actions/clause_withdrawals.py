"""What keepers record of announcements that withdraw single clauses (GB 55xxx)."""

import datetime as dt
from collections.abc import Iterable

import msgspec
from django.db import IntegrityError, transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.validity.models import ClauseWithdrawal
from biaozhun.core.errors import BiaozhunError

_KEY = ("slug", "basis", "by")
_SAID = ("number", "clauses", "since", "recorded", "person")
_AT_ONCE = 500  # rows of one statement


class RecordedAlreadyError(BiaozhunError):
    """The same is recorded under another entry."""

    default_code = "recorded_already"


class WithdrawalFacts(msgspec.Struct, frozen=True, kw_only=True):
    """What an announcement says of the clauses of one edition.

    Attributes:
        slug: of the edition.
        number: its number.
        clauses: as the announcement numbers them; none where it means all mandatory ones.
        since: from which day they are withdrawn; ``None`` where that is not known.
        basis: the announcement.
        by: number of the standard in whose announcement it stands; empty where none is named.
    """

    slug: str
    number: str
    clauses: tuple[str, ...]
    since: dt.date | None
    basis: str
    by: str = ""


@transaction.atomic
def record_withdrawal(
    facts: WithdrawalFacts, *, actor: Person, at: dt.datetime
) -> ClauseWithdrawal:
    """Record it, or set right what the same announcement was recorded to say of the edition."""
    kept = _keep(facts, actor, at)
    _written(kept, "clauses_withdrawn", actor)
    return kept


@transaction.atomic
def record_list(facts: Iterable[WithdrawalFacts], *, actor: Person, at: dt.datetime) -> int:
    """Record a list, all of it or nothing, in few statements; return how many entries it has.

    Of several that say what one announcement says of one edition the last counts.
    """
    rows = {(one.slug, one.basis, one.by): _row(one, actor, at) for one in facts}
    ClauseWithdrawal.objects.bulk_create(
        rows.values(),
        update_conflicts=True,
        unique_fields=_KEY,
        update_fields=_SAID,
        batch_size=_AT_ONCE,
    )
    if rows:
        record(
            "validity.clause_list_taken_in",
            subject="clause_withdrawals",
            actor=actor,
            facts={"recorded": len(rows)},
        )
    return len(rows)


@transaction.atomic
def change_withdrawal(
    pk: int, facts: WithdrawalFacts, *, actor: Person, at: dt.datetime
) -> ClauseWithdrawal | None:
    """Set an entry right; ``None`` where it is gone.

    Raises:
        RecordedAlreadyError: another entry says what the same announcement says of the edition.
    """
    kept = ClauseWithdrawal.objects.select_for_update().filter(pk=pk).first()
    if kept is None:
        return None
    for name in WithdrawalFacts.__struct_fields__:
        setattr(kept, name, getattr(facts, name))
    kept.clauses = list(facts.clauses)
    kept.person, kept.recorded = str(actor)[:150], at
    try:
        with transaction.atomic():
            kept.save()
    except IntegrityError as error:
        raise RecordedAlreadyError("another entry says it", fragment=facts.number) from error
    _written(kept, "clauses_changed", actor)
    return kept


@transaction.atomic
def drop_withdrawal(pk: int, *, actor: Person) -> bool:
    """Remove an entry that was wrong; false where it is gone."""
    kept = ClauseWithdrawal.objects.select_for_update().filter(pk=pk).first()
    if kept is None:
        return False
    _written(kept, "clauses_dropped", actor)
    kept.delete()
    return True


def _row(facts: WithdrawalFacts, actor: Person, at: dt.datetime) -> ClauseWithdrawal:
    return ClauseWithdrawal(
        slug=facts.slug,
        number=facts.number,
        clauses=list(facts.clauses),
        since=facts.since,
        basis=facts.basis,
        by=facts.by,
        recorded=at,
        person=str(actor)[:150],
    )


def _keep(facts: WithdrawalFacts, actor: Person, at: dt.datetime) -> ClauseWithdrawal:
    row = _row(facts, actor, at)
    told = {name: getattr(row, name) for name in _SAID}
    key = {name: getattr(row, name) for name in _KEY}
    return ClauseWithdrawal.objects.update_or_create(**key, defaults=told)[0]


def _written(kept: ClauseWithdrawal, verb: str, actor: Person) -> None:
    record(
        f"validity.{verb}",
        subject=kept.slug,
        actor=actor,
        facts={
            "clauses": kept.clauses,
            "since": kept.since.isoformat() if kept.since else "",
            "basis": kept.basis,
            "by": kept.by,
        },
    )
