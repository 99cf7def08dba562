"""Reading one number as another: two numbers that are one publication, rows wrongly joined."""

import itertools
from collections.abc import Callable, Collection, Iterable, Sequence

import msgspec
from django.db import transaction
from django.db.models import Min, Q

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record as note
from biaozhun.cloud.catalogue.actions.bulk import one_batch_at_a_time
from biaozhun.cloud.catalogue.actions.editions import write_editions
from biaozhun.cloud.catalogue.actions.removing import remove_bare
from biaozhun.cloud.catalogue.actions.rereading import Readings, digest_of, kept_digest
from biaozhun.cloud.catalogue.actions.storing import kept_row, look_up, merge_again
from biaozhun.cloud.catalogue.actions.targets import Target, edition_number, slug_of
from biaozhun.cloud.catalogue.models import Edition, NumberDecision, Relation, SourceRecord
from biaozhun.cloud.foundation.clock import day_of, now, today
from biaozhun.core.bibliography import BibliographicRecord
from biaozhun.core.errors import BiaozhunError
from biaozhun.core.number import NumberError

BATCH = 100  # editions whose relations follow in one transaction

_facts = msgspec.json.Decoder(BibliographicRecord)


class NumberDecisionError(BiaozhunError):
    """A decision on a number that cannot stand."""

    default_code = "number_decision_refused"


def number_meant(text: str) -> Target:
    """The edition of a number that somebody typed.

    Raises:
        NumberDecisionError: it is no standard number.
    """
    try:
        return Target.of(edition_number(text))
    except NumberError as error:
        raise NumberDecisionError(
            "this is no standard number",
            code="number_unreadable",
            fragment=text[:100],
            hint=error.hint,
        ) from error


def check_merge(slug: str, to: Target) -> None:
    """Whether all rows of a number may be read as another.

    Raises:
        NumberDecisionError: they are the same, or it would make a chain or a circle.
    """
    if slug == to.slug:
        raise NumberDecisionError("a number cannot be merged into itself", code="number_same")
    standing = NumberDecision.objects.filter(until=None, row="")
    if standing.filter(from_slug=to.slug, to_slug=slug).exists():
        raise NumberDecisionError("it would make a circle", code="number_circle")
    if standing.filter(from_slug=slug).exists():
        raise NumberDecisionError("this number is read as another already", code="number_decided")
    leading_here = NumberDecision.objects.filter(until=None, to_slug=slug)
    if standing.filter(from_slug=to.slug).exists() or leading_here.exists():
        raise NumberDecisionError(
            "it would make a chain",
            code="number_chain",
            hint="take the other decision back, or name the last number of the chain",
        )


def merge_numbers(
    slug: str,
    to: str,
    *,
    reason: str,
    actor: Person | None,
    ordered: Callable[[NumberDecision], object] = lambda _: None,
) -> NumberDecision:
    """Read all rows of one number as another, now and in every later import.

    ``ordered`` is told of the decision in its transaction, so that somebody can call
    :func:`follow_number` again should this be killed before the end.

    Raises:
        NumberDecisionError: it cannot stand; nothing was changed.
    """
    target = number_meant(to)
    with transaction.atomic():
        one_batch_at_a_time()
        check_merge(slug, target)
        decision = _decide(slug, target, reason=reason, actor=actor)
        _reread(_editions(slug, target.slug))
        note(
            "catalogue.numbers_merged",
            subject=slug,
            actor=actor,
            facts={"to": target.slug, "reason": reason},
        )
        ordered(decision)
    follow_number(decision)
    return decision


def follow_number(decision: NumberDecision) -> None:
    """Let the relations that name a number follow its decision, in transactions of bounded size.

    Killed anywhere it can be called again; where all follow already it does nothing.
    """
    if decision.row:
        return
    stale = decision.from_slug if decision.until is None else decision.to_slug
    ids = iter(sorted(_naming(decision.from_slug, read_as=stale)))
    while batch := list(itertools.islice(ids, BATCH)):
        with transaction.atomic():
            merge_again(batch, day=today())


def part_rows(
    edition: Edition,
    rows: Sequence[SourceRecord],
    to: str,
    *,
    reason: str,
    actor: Person | None,
) -> list[NumberDecision]:
    """Read chosen rows of an edition as another number, now and in every later import.

    A row is known again by the key its source gives it, else by its content.

    Raises:
        NumberDecisionError: it cannot stand; nothing was changed.
    """
    target = number_meant(to)
    with transaction.atomic():
        one_batch_at_a_time()
        if not rows:
            raise NumberDecisionError("no row was chosen", code="number_no_rows")
        if target.slug == edition.slug:
            raise NumberDecisionError("they bear this number already", code="number_same")
        if NumberDecision.objects.filter(until=None, row="", from_slug=target.slug).exists():
            raise NumberDecisionError("that number is read as another", code="number_chain")
        decisions = [_part(row, target, reason=reason, actor=actor) for row in rows]
        _reread(_editions(edition.slug, target.slug))
        facts = {"to": target.slug, "rows": [row.pk for row in rows], "reason": reason}
        note("catalogue.rows_parted", subject=edition.slug, actor=actor, facts=facts)
    return decisions


def _part(
    row: SourceRecord, target: Target, *, reason: str, actor: Person | None
) -> NumberDecision:
    record = _facts.decode(row.facts)
    own = Target.of(edition_number(record.number)).slug
    key = f"id:{record.external_id}" if record.external_id else digest_of(row.raw)
    standing = NumberDecision.objects.filter(
        until=None, from_slug=own, source=row.source.slug, row=key[:250]
    )
    standing.update(until=now(), withdrawn_by=str(actor or "")[:150])
    return _decide(own, target, reason=reason, actor=actor, row=(row.source.slug, key[:250]))


def _decide(
    slug: str,
    target: Target,
    *,
    reason: str,
    actor: Person | None,
    row: tuple[str, str] = ("", ""),
) -> NumberDecision:
    if not reason.strip():
        raise NumberDecisionError("no reason is given", code="no_reason")
    return NumberDecision.objects.create(
        from_slug=slug,
        to_slug=target.slug,
        to_number=target.canonical,
        source=row[0],
        row=row[1],
        reason=reason.strip(),
        person=str(actor or "")[:150],
        since=now(),
    )


def take_back(
    decision: NumberDecision,
    *,
    actor: Person | None,
    ordered: Callable[[NumberDecision], object] = lambda _: None,
) -> None:
    """End a decision: its rows are kept for their own number again; ``ordered`` as in a merge."""
    with transaction.atomic():
        one_batch_at_a_time()
        ended = NumberDecision.objects.filter(pk=decision.pk, until=None)
        if not ended.update(until=now(), withdrawn_by=str(actor or "")[:150]):
            return
        _reread(_editions(decision.from_slug, decision.to_slug))
        note(
            "catalogue.number_decision_taken_back",
            subject=decision.from_slug,
            actor=actor,
            facts={"to": decision.to_slug, "decision": decision.pk},
        )
        ordered(decision)
    decision.refresh_from_db()
    follow_number(decision)


def _editions(*slugs: str) -> set[int]:
    return set(Edition.objects.filter(slug__in=slugs).values_list("pk", flat=True))


def _naming(slug: str, *, read_as: str) -> set[int]:
    """The editions whose sources name a number in a relation, which stands as it is read now.

    Those that name the other number themselves are left alone; they may be thousands.
    """
    either = Q(subject=read_as) | Q(object=read_as)
    named = Relation.objects.filter(either).values_list("edition_id", "other_number")
    written = {number: slug_of(number) for number in {number for _, number in named}}
    return {edition for edition, number in named if written[number] == slug}


def _reread(edition_ids: Collection[int]) -> None:
    """Keep every row of these editions for the one that the standing decisions say."""
    readings = Readings.standing()
    moved: dict[str, tuple[Target, list[SourceRecord]]] = {}
    for row in SourceRecord.objects.filter(edition_id__in=edition_ids).select_related(
        "source", "edition", "run"
    ):
        record = _facts.decode(row.facts)
        own = Target.of(edition_number(record.number))
        home = readings.home(
            own, source=row.source.slug, digest=digest_of(row.raw), key=record.external_id
        )
        if home.slug != row.edition.slug:
            row.digest = kept_digest(row.raw, own=own.slug, home=home.slug)
            moved.setdefault(home.slug, (home, []))[1].append(row)
    ids = set(edition_ids)
    for target, rows in moved.values():
        ids.add(_move(target, rows))
    ids -= remove_bare(ids)
    merge_again(ids, day=today())


def _move(target: Target, rows: Iterable[SourceRecord]) -> int:
    """Keep rows for another edition, made where it is not held; returns its id."""
    rows = list(rows)
    look_up({target.slug: target})
    is_new = target.edition_id is None
    if is_new:
        target.rows = [
            kept_row(
                row.facts, row.source, target=target, seen=row.last_seen, position=row.position
            )
            for row in rows
        ]
        write_editions([target], day=today())
    edition_id = Edition.objects.values_list("pk", flat=True).get(slug=target.slug)
    for row in rows:
        row.edition_id = edition_id
    SourceRecord.objects.bulk_update(rows, ["edition", "digest"])
    if is_new:
        began = SourceRecord.objects.filter(edition_id=edition_id).aggregate(d=Min("run__started"))
        Edition.objects.filter(pk=edition_id).update(first_recorded=day_of(began["d"]))
    return edition_id
