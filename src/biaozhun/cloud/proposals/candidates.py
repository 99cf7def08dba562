"""Applications under way, for proposals to be compared with."""

from collections.abc import Iterator

from biaozhun.cloud.accounts.models import Organisation
from biaozhun.cloud.proposals.life import OPEN
from biaozhun.cloud.proposals.models import Application
from biaozhun.cloud.proposals.wording import APPLICATION_STATE
from biaozhun.cloud.screening.candidates import Candidate, register

_COMPARED = tuple(state for state in (*OPEN, "declined") if state != "draft")
"""States in which an application is compared with; what is planned is compared as a project."""


def applications(authority: Organisation | None) -> Iterator[Candidate]:
    """Applications to an authority, or to all, that were handed in and are no project yet.

    That one was handed in, everybody may know.
    """
    found = Application.objects.filter(state__in=_COMPARED).exclude(submitted=None)
    if authority is not None:
        found = found.filter(authority=authority)
    for one in found.order_by("pk").iterator(500):
        yield Candidate(
            kind="application",
            key=one.case_subject,
            title=one.title,
            scope=one.scope,
            state=APPLICATION_STATE[one.state],
            address=f"/proposals/{one.pk}",
            is_open=one.state in OPEN,
        )


register(applications)
