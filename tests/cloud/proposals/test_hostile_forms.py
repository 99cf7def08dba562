"""Forms that nobody of good will sends."""

from collections.abc import Callable

import pytest
from django.test import Client

from biaozhun.cloud.accounts.models import Organisation, Person
from tests.factories.proposals import completed, drafted, told_of

As = Callable[[Person | None], Client]
HOSTILE = ("9" * 30, "-1", "\x00", "２０２６", "1e9", "null")


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_forms_are_answered(
    browser: As, department: Organisation, authority: Organisation, applicant: Person, value: str
) -> None:
    """NUL bytes, huge and strange numbers in every field are faults, not failures."""
    page = browser(applicant)
    names = (*told_of(), "authority", "call", "committee", "revises", "ccs", "taken", "regime")
    answer = page.post("/desk/applications/new", dict.fromkeys(names, value))
    assert answer.status_code == 422
    made = completed(drafted(department, authority, applicant), applicant)
    answer = page.post(f"/desk/applications/{made.pk}/step", {"action": value})
    assert answer.status_code == 400
    for part in (f"papers/{'9' * 25}", f"units/{'9' * 25}/paper", "forms/x"):
        assert page.get(f"/desk/applications/{made.pk}/{part}").status_code == 404
