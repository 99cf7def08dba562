"""Looking at what is watched, and telling what has changed.

First the log of changes is read on and the watches it touches are marked; then each person's
marked watches are looked at together, so that a run tells each person one thing. What a watch saw
and what is told of it stand in one transaction: a run that is killed tells nothing twice and
nothing not at all. Reading the library stands outside of that transaction, which is short.
"""

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence

import msgspec
import structlog
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import translation

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.catalogue.queries.changes import Touched, last_sequence, touched_since
from biaozhun.cloud.foundation.clock import day_of, now
from biaozhun.cloud.messaging.actions.telling import Message, tell
from biaozhun.cloud.messaging.queries.ways import language_of
from biaozhun.cloud.search.outbox import lag
from biaozhun.cloud.search.port import RebuildRequiredError
from biaozhun.cloud.watches.models import Cursor, Watch, WatchedSlug
from biaozhun.cloud.watches.queries.reading import Looked, look_at, look_in_search
from biaozhun.cloud.watches.wording import told_subject, told_text

log = structlog.get_logger(__name__)

AT_ONCE = 500  # changes of one transaction
KEPT = 200  # changes kept with a watch, to be shown on its page
FOUND_BY_SEARCH = (Watch.Kind.SEARCH, Watch.Kind.ICS)


def cursor_of_the_log() -> Cursor:
    """How far the log has been read; it begins with the first watch, or the first run."""
    if held := Cursor.objects.filter(pk=1).first():
        return held
    return Cursor.objects.get_or_create(pk=1, defaults={"sequence": last_sequence()})[0]


def follow_changes() -> None:
    """Mark the watches that changes of the catalogue touch, from where the last run ended."""
    cursor = cursor_of_the_log()
    while touched := touched_since(cursor.sequence, limit=AT_ONCE):
        with transaction.atomic():
            locked = Cursor.objects.select_for_update().get(pk=1)
            if locked.sequence == cursor.sequence:
                _mark(touched)
                locked.sequence = touched.sequence
                locked.save(update_fields=["sequence"])
        cursor = locked


def _mark(touched: Touched) -> None:
    """Mark what depends on any of the slugs, and the searches, which may find any edition."""
    marked = {"due": True, "touched": Coalesce(F("touched"), touched.first)}
    active = Watch.objects.filter(state=Watch.State.ACTIVE)
    depending = WatchedSlug.objects.filter(slug__in=touched.slugs).values("watch")
    active.filter(pk__in=depending).update(**marked)
    active.filter(kind__in=FOUND_BY_SEARCH).update(**marked)


def mark_all() -> None:
    """Mark every watch: a day alone may change how things stand."""
    Watch.objects.filter(state=Watch.State.ACTIVE, due=False).update(due=True)


def look_for_everybody(on: dt.date) -> int:
    """Look at what is marked, person by person; returns how many people were told something."""
    due = Watch.objects.filter(due=True, state=Watch.State.ACTIVE, person__is_active=True)
    people = Person.objects.filter(pk__in=due.values("person")).order_by("pk")
    return sum(look_for(person, on) for person in people.iterator())


def look_for(person: Person, on: dt.date) -> bool:
    """Look at what is marked of one person; whether anything was told."""
    due = list(
        Watch.objects.filter(person=person, due=True, state=Watch.State.ACTIVE).order_by("pk")
    )
    if not due:
        return False
    numbers = [watch for watch in due if watch.kind not in FOUND_BY_SEARCH]
    before = last_sequence()
    looked = look_at(numbers, on)
    looked |= _searched([watch for watch in due if watch.kind in FOUND_BY_SEARCH], on)
    language = language_of(person)
    with transaction.atomic():
        held = Watch.objects.select_for_update().filter(pk__in=looked).order_by("pk")
        was = {watch.pk: watch for watch in due}
        same = [watch for watch in held if _is_same(watch, was[watch.pk])]
        told = [watch for watch in same if looked[watch.pk].changes]
        is_quiet = last_sequence() == before
        for watch in same:
            is_settled = is_quiet and watch.touched == was[watch.pk].touched
            keep(watch, looked[watch.pk], is_settled=is_settled)
        if told:
            tell([person], _message(told, looked, was, language=language, on=on))
    return bool(told)


def _is_same(watch: Watch, was: Watch) -> bool:
    """Whether nobody looked at it, changed or paused it meanwhile."""
    return (watch.serial, watch.state, watch.asked) == (was.serial, was.state, was.asked)


def _searched(watches: Sequence[Watch], on: dt.date) -> dict[int, Looked]:
    """Searches, where the index shows all that the database holds; else at the next run."""
    if not watches or lag().waiting:
        return {}
    try:
        return {watch.pk: look_in_search(watch, on, day_of(watch.looked)) for watch in watches}
    except RebuildRequiredError:
        log.warning("searches_not_looked_at", reason="there is no index")
        return {}


def keep(watch: Watch, looked: Looked, *, is_settled: bool = True) -> None:
    """Keep how a watch stands; call it in the transaction that tells what has changed.

    Args:
        watch: locked, or new.
        looked: how it was seen.
        is_settled: no change came in while it was looked at; else it is looked at again.
    """
    watch.seen, watch.looked = looked.seen, now()
    if looked.changes:
        kept = looked.changes[:KEPT]
        watch.changes = [msgspec.to_builtins(change) for change in kept]
        watch.changed, watch.serial = watch.looked, watch.serial + 1
    if is_settled or looked.changes:
        watch.touched = None
    watch.due = not is_settled
    watch.save()
    _keep_slugs(watch, looked.slugs)


def _keep_slugs(watch: Watch, wanted: Mapping[str, bool]) -> None:
    held = {row.slug: row for row in WatchedSlug.objects.filter(watch=watch)}
    gone = [row.pk for slug, row in held.items() if wanted.get(slug) != row.cited]
    WatchedSlug.objects.filter(pk__in=gone).delete()
    new = [
        WatchedSlug(watch=watch, slug=slug, cited=cited)
        for slug, cited in wanted.items()
        if slug not in held or held[slug].cited != cited
    ]
    WatchedSlug.objects.bulk_create(new, batch_size=200)


def _message(
    told: Sequence[Watch],
    looked: Mapping[int, Looked],
    was: Mapping[int, Watch],
    *,
    language: str,
    on: dt.date,
) -> Message:
    """One message of all that has changed."""
    changes = {watch: looked[watch.pk].changes for watch in told}
    days = [each.since for found in changes.values() for each in found if each.since]
    first = [touched for watch in told if (touched := was[watch.pk].touched)]
    states = ";".join(f"{watch.pk}:{watch.serial}" for watch in told)
    with translation.override(language):
        return Message(
            kind="watches.changed",
            subject=told_subject(changes),
            text=told_text(changes),
            address=f"/watches/{told[0].pk}" if len(told) == 1 else "/watches",
            key=f"watches:{hashlib.sha256(states.encode()).hexdigest()}",
            happened=max((day for day in days if day <= on), default=None),
            noticed=min(first, default=None),
        )
