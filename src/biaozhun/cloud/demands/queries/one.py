"""One demand or suggestion with everything its page tells, as far as somebody may see it."""

from collections.abc import Sequence
from typing import Generic, TypeVar

import msgspec

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.demands.limits import LARGEST_ID
from biaozhun.cloud.demands.models import (
    Attachment,
    Contact,
    Demand,
    Entry,
    Filed,
    Suggestion,
    Support,
    beside,
)
from biaozhun.cloud.demands.permissions import is_public, roles_in
from biaozhun.core.lifecycle import Visibility

Case = TypeVar("Case", Demand, Suggestion)

_JOINED = ("department", "filer", "filer__organisation", "merged_into")
_JOINED_TO = {
    Demand: (*_JOINED, "suggestion", "project"),
    Suggestion: (*_JOINED, "demand"),
}


class Told(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A case and what stands beside it.

    Attributes:
        case: the demand or suggestion.
        roles: what the reader is to it.
        entries: its history, as far as the reader may see it.
        attachments: its files; none for who may not have them.
        contact: what the filer says of themselves; none for who may not see it, or where nothing
            is kept.
        files: how many there are, for everybody.
        merged: what was merged into it and is public.
    """

    case: Demand | Suggestion
    roles: frozenset[str]
    entries: Sequence[Entry]
    attachments: Sequence[Attachment]
    contact: Contact | None
    files: int
    merged: Sequence[Filed]

    @property
    def is_office(self) -> bool:
        """Whether the reader is of the authority or of the department that has it in hand."""
        return not self.roles.isdisjoint({"authority", "department"})

    @property
    def is_filer(self) -> bool:
        """Whether the reader filed it."""
        return "filer" in self.roles


class Found(msgspec.Struct, Generic[Case], frozen=True):
    """A case that may be read, with the roles of who reads it."""

    case: Case
    roles: frozenset[str]


def found(kind: type[Case], pk: int, person: Person | None) -> Found[Case] | None:
    """A case that is public, or that somebody filed or has in hand."""
    joined = kind.objects.select_related(*_JOINED_TO[kind])
    case = joined.filter(pk=min(pk, LARGEST_ID)).first()
    if case is None:
        return None
    roles = roles_in(person, case)
    return Found(case, roles) if roles or is_public(case) else None


def told(case: Demand | Suggestion, roles: frozenset[str]) -> Told:
    """What the page of a case tells somebody in these roles; four questions."""
    is_party = bool(roles)
    entries = Entry.objects.filter(**beside(case)).select_related(
        "organisation", "department", "person"
    )
    if not is_party:
        entries = entries.filter(visibility=str(Visibility.PUBLIC))
    files = list(Attachment.objects.filter(**beside(case)))
    contact = Contact.objects.filter(**beside(case)).first() if is_party else None
    merged = list(case.merged.exclude(published=None).order_by("filed", "pk"))
    return Told(
        case=case,
        roles=roles,
        entries=list(entries),
        attachments=files if is_party else [],
        contact=contact,
        files=len(files),
        merged=merged,
    )


def supporters(demand: Demand, person: Person | None) -> tuple[int, bool]:
    """How many need the same, and whether the reader said so; two questions at most."""
    count = Support.objects.filter(demand=demand).count()
    mine = person is not None and count > 0
    return count, mine and Support.objects.filter(demand=demand, person=person).exists()
