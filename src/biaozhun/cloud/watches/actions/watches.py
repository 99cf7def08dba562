"""Watches made, renamed, paused, moved to a successor, let go."""

from collections.abc import Sequence

import msgspec
from django.db import transaction
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.catalogue.queries.changes import last_sequence
from biaozhun.cloud.foundation.clock import now, today
from biaozhun.cloud.search.port import RebuildRequiredError
from biaozhun.cloud.watches.actions.looking import FOUND_BY_SEARCH, cursor_of_the_log, keep
from biaozhun.cloud.watches.errors import RefusedError
from biaozhun.cloud.watches.facts import Item
from biaozhun.cloud.watches.models import Watch
from biaozhun.cloud.watches.queries.reading import Looked, look_at, look_in_search
from biaozhun.core.number import NumberError, StandardNumber, parse_slug
from biaozhun.core.validity import Citing

MOST = 200  # watches of one person
MOST_NUMBERS = 2_000  # of one watch
TITLE = 200  # characters
LONGEST_SEARCH = 2_000  # bytes of its address; an index of PostgreSQL holds no more than 2700


def watch_standard(person: Person, slug: str) -> Watch:
    """Keep an eye on the standard of a slug, whatever edition that names.

    Raises:
        RefusedError: it is no number, or too much is watched.
    """
    try:
        standard = parse_slug(slug).undated()
    except NumberError:
        raise RefusedError(_("只有编号的标准可以关注。")) from None
    item = Item(text=standard.canonical, number=standard.canonical)
    return _made(
        Watch(
            person=person,
            kind=Watch.Kind.STANDARD,
            title=standard.canonical[:TITLE],
            place=standard.slug,
            asked=[msgspec.to_builtins(item)],
        )
    )


def watch_numbers(
    person: Person, kind: Watch.Kind, items: Sequence[Item], *, title: str, citing: Citing
) -> Watch:
    """Keep an eye on the numbers of a list or of a document.

    Raises:
        RefusedError: there is no number, there are too many, or too much is watched.
    """
    kept = list({item.key: item for item in reversed(items)}.values())[::-1]
    if not any(item.number for item in kept):
        raise RefusedError(_("里面没有读出标准编号，没有可关注的。"))
    if len(kept) > MOST_NUMBERS:
        sentence = _("读出 {count} 个编号，一份最多关注 {most} 个。请分成几份。")
        raise RefusedError(sentence.format(count=len(kept), most=MOST_NUMBERS))
    return _made(
        Watch(
            person=person,
            kind=kind,
            title=title[:TITLE],
            citing=str(citing),
            asked=[msgspec.to_builtins(item) for item in kept],
        )
    )


def watch_search(person: Person, kind: Watch.Kind, query: str, *, title: str) -> Watch:
    """Keep an eye on what a search finds; ``query`` are its parameters, as an address has them.

    Raises:
        RefusedError: it is too long, too much is watched, or nothing can be searched at present.
    """
    if len(query) > LONGEST_SEARCH:
        raise RefusedError(_("检索条件太长，不能关注。请少写几个词，或少选几项筛选。"))
    return _made(Watch(person=person, kind=kind, title=title[:TITLE], place=query))


def _made(watch: Watch) -> Watch:
    """Store a new watch with how things stand now; one that is there already is the same one."""
    if existing := _same(watch):
        return existing
    cursor_of_the_log()
    before = last_sequence()
    watch.looked = watch.added = now()
    looked = _seen_first(watch)
    with transaction.atomic():
        person = Person.objects.select_for_update().get(pk=watch.person_id)
        if existing := _same(watch):
            return existing
        if Watch.objects.filter(person=person).count() >= MOST:
            sentence = _("已经关注了 {most} 项。请先取消不用的，或把编号放进一份清单。")
            raise RefusedError(sentence.format(most=MOST))
        keep(watch, looked, is_settled=last_sequence() == before)
        _note_added(watch, person)
    return watch


def _note_added(watch: Watch, person: Person) -> None:
    """What is searched for and what a list names is the person's own business and not told."""
    facts: dict[str, object] = {"kind": str(watch.kind), "numbers": len(watch.asked)}
    if watch.kind == Watch.Kind.STANDARD:
        facts["place"] = watch.place
    record("watches.watch_added", subject=f"watch:{watch.pk}", actor=person, facts=facts)


def _same(watch: Watch) -> Watch | None:
    """The person's watch of the same thing, where a thing is watched once."""
    if watch.kind in (Watch.Kind.LIST, Watch.Kind.CHECK):
        return None
    held = Watch.objects.filter(person=watch.person, kind=watch.kind, place=watch.place)
    return held.first()


def _seen_first(watch: Watch) -> Looked:
    """How things stand when the watch begins; nothing of that is told."""
    watch.pk = None
    if watch.kind not in FOUND_BY_SEARCH:
        return look_at([watch], today())[None]  # type: ignore[index]  # it has no id yet
    try:
        first = look_in_search(watch, today(), today())
    except RebuildRequiredError:
        raise RefusedError(_("索引还没有建立，现在不能关注检索。请稍后再试。")) from None
    return msgspec.structs.replace(first, changes=[])


@transaction.atomic
def rename(watch: Watch, title: str, *, actor: Person) -> None:
    """Give a watch another title."""
    Watch.objects.filter(pk=watch.pk).update(title=title[:TITLE])
    record("watches.watch_renamed", subject=f"watch:{watch.pk}", actor=actor)


@transaction.atomic
def pause(watch: Watch, *, actor: Person) -> None:
    """Look at it no more until it is resumed."""
    active = Watch.objects.filter(pk=watch.pk, state=Watch.State.ACTIVE)
    if active.update(state=Watch.State.PAUSED, due=False, touched=None):
        record("watches.watch_paused", subject=f"watch:{watch.pk}", actor=actor)


@transaction.atomic
def resume(watch: Watch, *, actor: Person) -> None:
    """Look at it again; what changed in between is told with the next run."""
    paused = Watch.objects.filter(pk=watch.pk, state=Watch.State.PAUSED)
    if paused.update(state=Watch.State.ACTIVE, due=True):
        record("watches.watch_resumed", subject=f"watch:{watch.pk}", actor=actor)


@transaction.atomic
def remove(watch: Watch, *, actor: Person) -> None:
    """Let a watch go; what was told of it stays with its person."""
    pk = watch.pk
    gone, _each = Watch.objects.filter(pk=pk).delete()
    if gone:
        record("watches.watch_removed", subject=f"watch:{pk}", actor=actor)


def follow_successor(
    watch: Watch, successor: StandardNumber, *, move: bool, actor: Person
) -> Watch:
    """Watch the standard that takes the place of a watched one, instead of it or beside it.

    Raises:
        RefusedError: too much is watched.
    """
    with transaction.atomic():
        if move:
            remove(watch, actor=actor)
        new = watch_standard(actor, successor.undated().slug)
        if move:
            facts = {"place": new.place}
            record("watches.watch_moved", subject=f"watch:{new.pk}", actor=actor, facts=facts)
    return new
