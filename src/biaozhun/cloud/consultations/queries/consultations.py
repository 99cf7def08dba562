"""Consultations in lists, and what is counted of one."""

import datetime as dt
from collections.abc import Mapping
from typing import Final

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Case, Count, DateField, Exists, F, OuterRef, Q, QuerySet, Value, When

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.consultations.life import COUNTED, PUBLIC, UNDECIDED, WAITING
from biaozhun.cloud.consultations.models import Comment, Consultation
from biaozhun.cloud.consultations.permissions import kept_by

PAGE: Final = 30
RUNNING: Final = "running"
"""Asked for as a state: comments come in today."""
STATES: Final = (RUNNING, "closed", "settled")


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which of them; what is empty does not matter.

    Attributes:
        text: part of the title, or of the plan number.
        state: one of :data:`STATES`.
        field: of the four fields.
        authority: id of who issues.
    """

    text: str = ""
    state: str = ""
    field: str = ""
    authority: int | None = None

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for."""
        return bool(self.text or self.state or self.field) or self.authority is not None


def open_items(consultation: Consultation) -> int:
    """Comments without a decided answer; one question."""
    return consultation.comments.filter(state__in=[WAITING, *UNDECIDED]).count()


def public() -> "QuerySet[Consultation]":
    """What everybody may read."""
    return Consultation.objects.filter(state__in=PUBLIC)


def running_on(day: dt.date) -> Q:
    """Of consultations: comments come in on a day."""
    return Q(state="open", opens__lte=day, closes__gte=day)


def narrowed(wanted: Wanted, today: dt.date) -> "QuerySet[Consultation]":
    """Those that are asked for: the open ones that end first, then what ended last."""
    rows = _of_state(_narrowed(wanted), wanted.state, today).select_related(
        "project", "project__authority", "project__department"
    )
    is_running = Case(When(running_on(today), then=Value(0)), default=Value(1))
    ends = Case(When(running_on(today), then=F("closes")), output_field=DateField())
    return rows.annotate(
        over=is_running, ends=ends, said=Count("comments", filter=Q(comments__state__in=COUNTED))
    ).order_by("over", F("ends").asc(nulls_last=True), "-closes", "-pk")


def page_of(wanted: Wanted, today: dt.date, page: int) -> Page[Consultation]:
    """A page of them."""
    return Paginator(narrowed(wanted, today), PAGE).get_page(page)


def by_state(wanted: Wanted, today: dt.date) -> Mapping[str, int]:
    """How many there are in each state, whichever state is asked for; one question."""
    return _narrowed(wanted).aggregate(
        running=Count("pk", filter=running_on(today)),
        closed=Count("pk", filter=_closed(today)),
        settled=Count("pk", filter=Q(state="settled")),
    )


def _closed(today: dt.date) -> Q:
    """Over by the calendar, whether or not a task has noticed it."""
    return Q(state="closed") | (Q(state="open") & ~running_on(today))


def _of_state(
    rows: "QuerySet[Consultation]", state: str, today: dt.date
) -> "QuerySet[Consultation]":
    known = {RUNNING: running_on(today), "closed": _closed(today), "settled": Q(state="settled")}
    return rows.filter(known[state]) if state in known else rows


def _narrowed(wanted: Wanted) -> "QuerySet[Consultation]":
    rows = public()
    if wanted.text:
        named = Q(project__title__icontains=wanted.text)
        rows = rows.filter(named | Q(project__plan_number__icontains=wanted.text))
    exact = {"project__field": wanted.field, "project__authority": wanted.authority}
    return rows.filter(**{name: value for name, value in exact.items() if value})


def authorities() -> list[Organisation]:
    """Who consults or has consulted; one question."""
    theirs = public().filter(project__authority=OuterRef("pk"))
    return list(Organisation.objects.filter(Exists(theirs)).order_by("name"))


def comments_of(person: Person) -> "QuerySet[Comment]":
    """What somebody said with their account, the latest first."""
    own = Comment.objects.filter(person=person)
    return own.select_related("consultation", "consultation__project").order_by("-filed", "-pk")


def waiting_for(person: Person, state: str = WAITING) -> "QuerySet[Comment]":
    """Comments that nobody has looked at, of the consultations somebody keeps; or of a state."""
    kept = Consultation.objects.filter(kept_by(person), state__in=PUBLIC)
    rows = Comment.objects.filter(state=state, consultation__in=kept)
    joined = rows.select_related("consultation", "consultation__project", "person")
    return joined.prefetch_related("files").order_by("filed", "pk")


def ending_soon(person: Person, today: dt.date, *, days: int) -> "QuerySet[Consultation]":
    """Open consultations somebody keeps whose last day comes within so many days, or is over."""
    kept = Consultation.objects.filter(kept_by(person), state="open")
    until = today + dt.timedelta(days=days)
    return kept.filter(closes__lte=until).select_related("project").order_by("closes", "pk")
