"""What a batch refuses, and what becomes of its applications when it is dissolved."""

import pytest

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.cases.actions import StepRefusedError
from biaozhun.cloud.proposals.actions.applications import step_application
from biaozhun.cloud.proposals.actions.batches import put_in, step_batch
from biaozhun.cloud.proposals.errors import RefusedError
from tests.factories.proposals import (
    NOON,
    authority_at,
    batch_with,
    checked,
    person_at,
    submitted,
)


def refused(act: object, *args: object, **told: object) -> tuple[str, ...]:
    """The codes an action is refused with."""
    with pytest.raises((StepRefusedError, RefusedError)) as error:
        act(*args, **told)  # type: ignore[operator]  # an action of ours
    if isinstance(error.value, StepRefusedError):
        return error.value.refusal.codes
    return (error.value.code,)


def test_another_authority_has_no_say(
    department: Organisation, authority: Organisation, applicant: Person, officer: Person
) -> None:
    """An officer of another city neither checks nor issues."""
    stranger = person_at(
        authority_at("别市市场监督管理局", division="440300"), "stranger", Role.OPERATOR
    )
    one = submitted(department, authority, applicant)
    assert refused(step_application, one, "check_form", actor=stranger, at=NOON) == ("not_for_you",)
    batch = batch_with(authority, officer, [])
    assert refused(put_in, batch, [], actor=stranger, at=NOON) == ("not_yours",)


def test_a_dissolved_batch_sets_its_applications_free(
    department: Organisation, authority: Organisation, applicant: Person, officer: Person
) -> None:
    """They may lie in another batch afterwards."""
    one = checked(submitted(department, authority, applicant), officer)
    batch = batch_with(authority, officer, [one])
    step_batch(batch, "dissolve", actor=officer, at=NOON, reason="重新组批。")
    one.refresh_from_db()
    assert (one.state, one.batch, one.reason) == ("form_checked", None, "重新组批。")
