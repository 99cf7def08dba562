"""Notices: written, published, taken back."""

import datetime as dt

from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.guidance.actions import EditConflictError
from biaozhun.cloud.guidance.models import Notice


@transaction.atomic
def save(notice: Notice, *, base: int, actor: Person, at: dt.datetime) -> Notice:
    """Store a notice, new or changed; its form has checked it.

    Raises:
        EditConflictError: it is not at the version the writer began with.
    """
    is_new = notice.pk is None
    if not is_new:
        now = Notice.objects.select_for_update().get(pk=notice.pk).version
        if now != base:
            raise EditConflictError("changed meanwhile", fragment=str(now))
        notice.version = now + 1
    notice.updated, notice.updated_by = at, str(actor)[:150]
    notice.save()
    verb = "written" if is_new else "changed"
    told = {"title": notice.title, "kind": notice.kind, "version": notice.version}
    record(f"guidance.notice_{verb}", subject=f"notice:{notice.pk}", actor=actor, facts=told)
    return notice


@transaction.atomic
def publish(notice: Notice, *, published: bool, actor: Person, at: dt.datetime) -> None:
    """Put a notice on the site with the present moment, or take it back."""
    notice.published = at if published else None
    notice.save(update_fields=["published"])
    verb = "published" if published else "taken_back"
    record(f"guidance.notice_{verb}", subject=f"notice:{notice.pk}", actor=actor)
