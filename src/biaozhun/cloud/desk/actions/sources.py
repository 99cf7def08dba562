"""Looking after the sources: what is told of them, their rank, taking one out."""

from collections.abc import Mapping

from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.catalogue.models import Source
from biaozhun.cloud.desk import tasks
from biaozhun.cloud.desk.models import NAME, SourceWork
from biaozhun.cloud.desk.queries.sources import editions_of
from biaozhun.cloud.foundation.clock import now
from biaozhun.core.bibliography import OPERATOR
from biaozhun.core.errors import BiaozhunError

TOLD = (
    "title",
    "rank",
    "licence",
    "redistributable",
    "address",
    "schedule",
    "harvest_address",
)


class SourceInWorkError(BiaozhunError):
    """The background is at work on the source."""

    default_code = "source_in_work"


class KeepersSourceError(BiaozhunError):
    """The source holds what keepers decided; it is neither described nor removed like a list."""

    default_code = "keepers_source"


def add_source(slug: str, told: Mapping[str, object], *, by: Person) -> Source:
    """Register a source before anything of it is here."""
    with transaction.atomic():
        source = Source.objects.create(slug=slug, **told)
        record("desk.source_added", subject=f"source:{slug}", actor=by, facts=told)
    return source


def change_source(
    source: Source, told: Mapping[str, object], *, reason: str, by: Person
) -> SourceWork | None:
    """Write down what is told of a source; a new rank merges its editions again.

    Returns:
        The work in the background, where the rank changed and there is something to merge.

    Raises:
        KeepersSourceError: it holds the decisions of keepers.
        SourceInWorkError: it is being merged or removed.
    """
    _refuse_keepers(source)
    with transaction.atomic():
        held = Source.objects.select_for_update().get(pk=source.pk)
        changed = {name: told[name] for name in TOLD if getattr(held, name) != told[name]}
        if not changed:
            return None
        _refuse_in_work(held)
        before = {name: getattr(held, name) for name in changed}
        Source.objects.filter(pk=held.pk).update(**changed)
        facts = {"before": before, "after": changed, "reason": reason}
        record("desk.source_changed", subject=f"source:{held.slug}", actor=by, facts=facts)
        if "rank" not in changed:
            return None
        return _order(held, SourceWork.Kind.MERGE, reason, by)


def order_removal(source: Source, *, reason: str, by: Person) -> SourceWork:
    """Let the background take a source out with every row it gave.

    Raises:
        KeepersSourceError: it holds the decisions of keepers.
        SourceInWorkError: it is being merged or removed.
    """
    _refuse_keepers(source)
    with transaction.atomic():
        held = Source.objects.select_for_update().get(pk=source.pk)
        _refuse_in_work(held)
        facts = {"reason": reason}
        record("desk.source_removal_ordered", subject=f"source:{held.slug}", actor=by, facts=facts)
        return _order(held, SourceWork.Kind.REMOVE, reason, by)


def _refuse_keepers(source: Source) -> None:
    if source.slug == OPERATOR:
        raise KeepersSourceError("this source holds what keepers decided", fragment=source.slug)


def _refuse_in_work(source: Source) -> None:
    if SourceWork.objects.filter(slug=source.slug, finished=None).exists():
        raise SourceInWorkError("the background is at work on this source", fragment=source.slug)


def _order(source: Source, kind: SourceWork.Kind, reason: str, by: Person) -> SourceWork:
    ordered = SourceWork.objects.create(
        slug=source.slug,
        title=source.title,
        kind=kind,
        reason=reason,
        ordered=now(),
        ordered_by=str(by)[:NAME],
        total=editions_of(source),
    )
    tasks.work_on_source.later(ordered.pk)
    return ordered
