"""What of demands and suggestions proposals are compared with."""

from collections.abc import Iterable

from django.urls import reverse

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.demands.models import Suggestion
from biaozhun.cloud.demands.wording import SUGGESTION_STATE
from biaozhun.cloud.screening.candidates import Candidate, register

OPEN = frozenset({"filed", "received", "with_department"})


def suggestions(authority: Organisation | None) -> Iterable[Candidate]:  # noqa: ARG001  -- one installation has one door
    """Suggestions that are public or wait to be; what an application took up stands for itself."""
    left_out = ["withheld", "taken_up"]
    for one in Suggestion.objects.exclude(state__in=left_out).order_by("pk").iterator(500):
        yield Candidate(
            kind="suggestion",
            key=one.case_subject,
            title=one.title,
            scope=one.scope,
            state=SUGGESTION_STATE[one.state],
            address=reverse("demands:suggestion", args=[one.pk]),
            is_public=one.published is not None,
            is_open=one.state in OPEN,
        )


register(suggestions)
