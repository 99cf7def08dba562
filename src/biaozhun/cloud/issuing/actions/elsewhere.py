"""A project whose standard another body issued ends as issued elsewhere, with its number there.

Environmental standards are issued by the people's government of the province, food safety
standards by its health authority, many of construction by the construction authority.
"""

import datetime as dt

import msgspec
from django.db import transaction

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.cases.actions import lock
from biaozhun.cloud.drafting.actions.stepping import step_project
from biaozhun.cloud.drafting.life import CHAIN
from biaozhun.cloud.drafting.models import Project
from biaozhun.cloud.drafting.queries.facts import Elsewhere
from biaozhun.cloud.issuing.errors import IssuingRefusedError
from biaozhun.cloud.issuing.models import IssuedElsewhere
from biaozhun.cloud.organisations.permissions import acts_for
from biaozhun.core.number import NumberError, parse


class Stated(msgspec.Struct, frozen=True, kw_only=True):
    """What an officer states of a standard another body issued."""

    body: str
    number: str
    day: dt.date
    address: str = ""


@transaction.atomic
def end_elsewhere(
    project: Project, told: Stated, *, actor: Person, at: dt.datetime
) -> IssuedElsewhere:
    """End a project as issued elsewhere; the decision lies on it as a document.

    Raises:
        IssuingRefusedError: ``not_the_authority``, ``approval_running``, ``number_unclear``,
            ``number_drawn``.
        StepRefusedError: the project cannot end now.
    """
    held = lock(Project, project.pk)
    if not acts_for(actor, held.authority_id):
        raise IssuingRefusedError("not_the_authority")
    if held.number:
        raise IssuingRefusedError("number_drawn", fragment=held.number)
    if held.approvals.filter(state="running").exists():
        raise IssuingRefusedError("approval_running")
    try:
        number = parse(told.number)
    except NumberError as error:
        raise IssuingRefusedError(
            "number_unclear", fragment=told.number[:80], field="number"
        ) from error
    if number.year is None:
        raise IssuingRefusedError("number_unclear", fragment=told.number[:80], field="number")
    elsewhere = Elsewhere(
        roles=CHAIN, told={"organisation": told.body.strip(), "number": number.canonical}
    )
    step_project(held, "issue_elsewhere", actor=actor, at=at, elsewhere=elsewhere)
    return IssuedElsewhere.objects.create(
        project=held,
        body=told.body.strip(),
        number=number.canonical,
        day=told.day,
        address=told.address,
        stated_by=actor,
        stated_at=at,
    )
