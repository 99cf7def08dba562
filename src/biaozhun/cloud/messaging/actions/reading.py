"""Marking notices as read."""

from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.actions import record
from biaozhun.cloud.foundation.clock import now
from biaozhun.cloud.messaging.models import Notice


@transaction.atomic
def mark_read(person: Person, *, pk: int | None = None) -> int:
    """Mark one of the person's notices, or all of them; returns how many were not read yet."""
    unread = Notice.objects.filter(person=person, read=None)
    if pk is not None:
        unread = unread.filter(pk=pk)
    count = unread.update(read=now())
    if count:
        facts = {"count": count}
        record("messaging.notices_read", subject=f"person:{person.pk}", actor=person, facts=facts)
    return count
