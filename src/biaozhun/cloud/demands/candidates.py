"""What of demands and suggestions proposals are compared with."""

from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.urls import reverse

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.demands.models import Demand, Suggestion
from biaozhun.cloud.demands.queries.lists import WAITING, Case
from biaozhun.cloud.demands.wording import DEMAND_STATE, SUGGESTION_STATE
from biaozhun.cloud.screening.candidates import Candidate, register

_LEFT_OUT = ("withheld", "suggested", "planned", "taken_up")
"""States in which nobody is to read of it, or what became of it stands for itself."""


def demands(authority: Organisation | None) -> Iterator[Candidate]:  # noqa: ARG001  -- one installation has one door
    """Demands that are public or wait to be."""
    for one in _compared(Demand):
        yield Candidate(
            kind="demand",
            key=one.case_subject,
            title=one.title,
            state=DEMAND_STATE[one.state],
            address=reverse("demands:demand", args=[one.pk]),
            is_public=one.published is not None,
            is_open=one.state in WAITING[Demand],
        )


def suggestions(authority: Organisation | None) -> Iterator[Candidate]:  # noqa: ARG001  -- likewise
    """Suggestions that are public or wait to be."""
    for one in _compared(Suggestion):
        yield Candidate(
            kind="suggestion",
            key=one.case_subject,
            title=one.title,
            scope=one.scope,
            state=SUGGESTION_STATE[one.state],
            address=reverse("demands:suggestion", args=[one.pk]),
            is_public=one.published is not None,
            is_open=one.state in WAITING[Suggestion],
        )


def _compared(kind: type[Case]) -> Iterable[Case]:
    found: QuerySet[Case] = kind.objects.exclude(state__in=_LEFT_OUT)
    return found.order_by("pk").iterator(500)


register(demands)
register(suggestions)
