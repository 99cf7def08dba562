"""Making, changing, publishing and removing a collection."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.utils.translation import gettext as _

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.catalogue.forms.asking import understood
from biaozhun.cloud.special_collections.actions.locking import lock
from biaozhun.cloud.special_collections.actions.refusing import RefusedError
from biaozhun.cloud.special_collections.models import Collection

FIELDS = ("title", "title_en", "purpose", "description", "kept_by")


@transaction.atomic
def create(slug: str, facts: Mapping[str, str], *, query: str = "", actor: Person) -> Collection:
    """Make a collection, unpublished; one with a query is filled by ``refreshing.refresh``.

    Raises:
        RefusedError: the slug is taken.
    """
    collection = Collection(
        slug=slug, query=searched(query), **{name: facts.get(name, "") for name in FIELDS}
    )
    try:
        with transaction.atomic():
            collection.save(force_insert=True)
    except IntegrityError as error:  # the slug is the only thing that must be its own
        raise RefusedError(_("已经有一个专题库用这个网址名，请换一个。")) from error
    _record("collection_created", collection, actor, {"query": collection.query})
    return collection


def searched(query: str) -> str:
    """A query string of the search page with what narrows it and nothing else, in one writing.

    A whole address of the search page is taken for its query, and words alone for words to find.
    """
    text = query.replace("\x00", "").strip()
    if "=" not in text:
        text = urlencode({"q": text})
    elif "?" in text.partition("=")[0]:
        text = text.partition("?")[2]
    given = QueryDict(text)
    kept = QueryDict(understood(given), mutable=True)
    for name in ("on", "page", "sort"):
        kept.pop(name, None)
    return kept.urlencode()


@transaction.atomic
def change(
    collection: Collection, facts: Mapping[str, str], *, query: str, actor: Person
) -> Collection:
    """Write its facts and its query anew."""
    before = {name: getattr(collection, name) for name in (*FIELDS, "query")}
    after = {name: facts.get(name, "") for name in FIELDS} | {"query": searched(query)}
    changed = {name: value for name, value in after.items() if before[name] != value}
    for name, value in changed.items():
        setattr(collection, name, value)
    collection.save(update_fields=list(changed))
    if changed:
        _record("collection_changed", collection, actor, {"fields": sorted(changed)})
    return collection


@transaction.atomic
def publish(collection: Collection, *, published: bool, actor: Person) -> None:
    """Show it to everybody, or to its keepers alone again."""
    if collection.published == published:
        return
    collection.published = published
    collection.save(update_fields=["published"])
    kind = "collection_published" if published else "collection_withdrawn"
    _record(kind, collection, actor, {})


@transaction.atomic
def remove(collection: Collection, *, actor: Person) -> None:
    """Remove it with its tree and items; the journal keeps how many there were.

    Raises:
        RefusedError: it is published, or somebody else removed it.
    """
    lock(collection)
    collection.refresh_from_db(fields=["published"])
    if collection.published:
        raise RefusedError(_("先收回发布，再删除。"))
    counts = {"items": collection.items.count(), "nodes": collection.nodes.count()}
    _record("collection_removed", collection, actor, counts)
    collection.delete()


def _record(
    kind: str, collection: Collection, actor: Person | None, facts: Mapping[str, object]
) -> None:
    subject = f"collection:{collection.slug}"
    record(
        f"special_collections.{kind}",
        subject=subject,
        actor=actor,
        facts={"title": collection.title, **facts},
    )
