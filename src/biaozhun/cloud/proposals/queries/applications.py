"""Applications, as far as somebody may see them."""

from typing import Final

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.catalogue.queries.addresses import LARGEST_ID
from biaozhun.cloud.demands.models import Demand
from biaozhun.cloud.demands.queries.suggestions import open_for
from biaozhun.cloud.proposals.life import OPEN
from biaozhun.cloud.proposals.models import Application, Batch, Taken
from biaozhun.cloud.proposals.permissions import applications_seen_by

PAGE: Final = 50
PUBLIC: Final = ("publicised", "accepted", "planned")
"""States in which everybody may read what is applied for; before, only that it is."""
_UNSENT: Final = Q(state="draft") | Q(submitted=None)


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which applications; what is empty does not matter.

    Attributes:
        text: part of the title, or of a name of the department.
        state: one of the states; ``open`` for those that may still come to a plan.
        year: in which it was handed in, or begun where it was not.
        field: one of the four fields.
    """

    text: str = ""
    state: str = ""
    year: int | None = None
    field: str = ""

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for at all."""
        return bool(self.text or self.state or self.year or self.field)


def seen_by(person: Person) -> "QuerySet[Application]":
    """The applications somebody may open, with all a row shows."""
    found = Application.objects.filter(applications_seen_by(person))
    return found.select_related("department", "authority", "batch", "project", "programme")


def matching(person: Person, wanted: Wanted) -> "QuerySet[Application]":
    """All that are asked for, the latest first."""
    found = seen_by(person)
    if wanted.text:
        found = found.filter(
            Q(title__icontains=wanted.text) | Q(department__name__icontains=wanted.text)
        )
    if wanted.state == "open":
        found = found.filter(state__in=OPEN)
    elif wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.year:
        begun = Q(submitted=None, made__year=wanted.year)
        found = found.filter(Q(submitted__year=wanted.year) | begun)
    if wanted.field:
        found = found.filter(field=wanted.field)
    return found.order_by("-made", "-pk")


def applications(person: Person, wanted: Wanted, page: int) -> Page[Application]:
    """A page of them."""
    return Paginator(matching(person, wanted), PAGE).get_page(page)


def application_at(person: Person, pk: int) -> Application | None:
    """An application somebody may open."""
    return (
        seen_by(person)
        .filter(pk=min(pk, LARGEST_ID))
        .select_related("department__place", "authority__place", "call", "committee")
        .first()
    )


def public_application(pk: int) -> Application | None:
    """An application that was handed in; everybody may know that it was."""
    found = Application.objects.exclude(_UNSENT).filter(pk=min(pk, LARGEST_ID))
    return found.select_related("department", "authority", "programme", "project").first()


def to_be_placed(batch: Batch) -> "QuerySet[Application]":
    """What may be laid into a batch, the first handed in first."""
    found = Application.objects.filter(state="form_checked", authority=batch.authority_id)
    return found.select_related("department").order_by("submitted", "pk")


class Choice(msgspec.Struct, frozen=True):
    """A suggestion or demand an application may take up."""

    kind: str
    key: int
    title: str

    @property
    def value(self) -> str:
        """What a form sends."""
        return f"{self.kind}:{self.key}"


def may_take_up(department: Organisation, held: Application | None = None) -> list[Choice]:
    """What a department has in hand, and what the application names already; four questions."""
    found = [
        *(Choice("suggestion", one.pk, one.title) for one in open_for(department)),
        *(Choice("demand", one.pk, one.title) for one in _demands(department)),
    ]
    named = [] if held is None else list(held.taken.all())
    here = {one.value for one in found}
    kept = [Choice(one.kind, one.key, one.title) for one in named]
    return [*found, *(one for one in kept if one.value not in here)]


def _demands(department: Organisation) -> "QuerySet[Demand]":
    found = Demand.objects.filter(department=department, state="assigned")
    return found.order_by("filed", "pk")


def address_of(taken: Taken) -> str:
    """Where a suggestion or demand is read."""
    return f"/{taken.kind}s/{taken.key}"
