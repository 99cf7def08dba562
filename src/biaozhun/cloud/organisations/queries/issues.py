"""Issues across departments, as far as somebody may see them."""

import datetime as dt

import msgspec
from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q, QuerySet

from biaozhun.cloud.accounts.models import Organisation, Person
from biaozhun.cloud.organisations.limits import LARGEST_ID
from biaozhun.cloud.organisations.models import Issue, IssueEntry
from biaozhun.cloud.organisations.permissions import issues_seen_by

PAGE = 50  # issues
OPEN = ("raised", "assigned", "answered")


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Which issues; what is empty does not matter.

    Attributes:
        text: part of the title or the text.
        state: one of the states; ``open`` for those neither settled nor withdrawn; ``late`` for
            the open ones whose last day is over.
        mine: ``raised`` by the own organisation, ``answer`` for what it has to answer.
    """

    text: str = ""
    state: str = ""
    mine: str = ""


def seen_by(person: Person) -> "QuerySet[Issue]":
    """The issues somebody may see, each once."""
    allowed = Issue.objects.filter(issues_seen_by(person))
    found = Issue.objects.select_related("raised_by", "answerer", "body", "body__parent")
    return found.filter(pk__in=allowed.values("pk"))


def issues(person: Person, wanted: Wanted, today: dt.date, page: int) -> Page[Issue]:
    """A page of issues, the latest raised first."""
    return Paginator(every_issue(person, wanted, today), PAGE).get_page(page)


def every_issue(person: Person, wanted: Wanted, today: dt.date) -> "QuerySet[Issue]":
    """All that are asked for."""
    found = seen_by(person)
    if wanted.text:
        found = found.filter(Q(title__contains=wanted.text) | Q(text__contains=wanted.text))
    if wanted.state in ("open", "late"):
        found = found.filter(state__in=OPEN)
    elif wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.state == "late":
        found = found.filter(due__lt=today)
    if wanted.mine == "raised":
        found = found.filter(raised_by=person.organisation_id)
    if wanted.mine == "answer":
        found = found.filter(answerer=person.organisation_id, state="assigned")
    return found.order_by("-raised", "-pk")


def issue_at(person: Person, pk: int) -> Issue | None:
    """An issue somebody may see, with its history and whom it concerns."""
    steps = IssueEntry.objects.select_related("person", "organisation", "body", "answerer")
    concerns = Organisation.objects.order_by("name")
    found = seen_by(person).prefetch_related(
        Prefetch("entries", steps.order_by("at", "pk")), Prefetch("concerns", concerns)
    )
    return found.filter(pk=min(pk, LARGEST_ID)).first()


def is_late(issue: Issue, today: dt.date) -> bool:
    """Whether an issue is open behind its last day."""
    return issue.state in OPEN and issue.due is not None and issue.due < today
