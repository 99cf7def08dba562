"""A refusal gives the form back as it was filled in, with the sentence beside it."""

import datetime as dt
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.drafting.wording.refusals import REFUSAL as OF_PROJECT
from biaozhun.cloud.foundation import clock
from biaozhun.cloud.hearings.models import Hearing
from biaozhun.cloud.hearings.queries.criteria import usual_criteria
from biaozhun.cloud.hearings.templatetags.hearings import criterion
from biaozhun.cloud.hearings.wording import REFUSAL
from tests.cloud.hearings import making
from tests.cloud.hearings.making import AT, DAY, HELD

pytestmark = pytest.mark.django_db
REASON = "场地检修，写了很久的理由"


@pytest.fixture
def officer() -> Person:
    """An officer of the authority."""
    return making.officer()


def sent(officer: Person, at: dt.datetime, address: str, **told: Any) -> tuple[int, str]:
    """Status and page of what an officer sends at an instant."""
    client = Client()
    client.force_login(officer)
    with clock.set_to(at):
        answer = client.post(f"/desk/{address}", told)
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize(
    ("step", "told", "why"),
    [
        ("postpone", {"day": "9999-01-01", "reason": REASON}, "请填 1900 到 2200 年之间的日期。"),
        ("postpone", {"day": DAY.isoformat(), "reason": REASON}, str(REFUSAL["same_day"])),
        ("cancel", {"reason": REASON * 200}, "2000"),
    ],
)
def test_a_step_that_is_refused_keeps_what_was_written(
    officer: Person, step: str, told: dict[str, str], why: str
) -> None:
    """422, the words still in the form, and the truth about the day."""
    made = making.announced(officer)
    status, page = sent(officer, AT, f"hearings/{made.pk}/steps/{step}", **told)
    assert (status, REASON in page, why in page) == (422, True, True)
    assert Hearing.objects.get().state == "announced"


def test_what_was_written_of_the_course_is_given_back(officer: Person) -> None:
    """Without a chair the course stays in the form."""
    made = making.held(officer)
    told = {"chair": "", "course": REASON}
    status, page = sent(officer, HELD, f"hearings/{made.pk}/course", **told)
    assert (status, REASON in page) == (422, True)


def test_a_program_does_not_become_public_minutes(officer: Person) -> None:
    """It is refused with a sentence on the page, and nothing lies on the project."""
    made = making.held(officer)
    file = SimpleUploadedFile("a.exe", b"MZ")
    status, page = sent(officer, HELD, f"hearings/{made.pk}/minutes", file=file)
    assert (status, str(OF_PROJECT["file_wrong_kind"]) in page) == (422, True)
    assert not made.project.documents.filter(kind="hearing_minutes").exists()


def test_an_invitation_keeps_what_was_written_with_its_step(officer: Person) -> None:
    """A day of an answer that cannot be is said; the reason stays; then it is noted."""
    project = making.drafting_project()
    made = making.invited(officer, project, making.representative(officer))
    told = {"answered": "2020-01-01", "reason": REASON}
    address = f"representatives/invitations/{made.pk}/note_refusal"
    status, page = sent(officer, HELD, address, **told)
    assert (status, REASON in page, str(REFUSAL["answer_day_wrong"]) in page) == (422, True, True)
    told["answered"] = AT.date().isoformat()
    assert sent(officer, HELD, address, **told)[0] == 302
    made.refresh_from_db()
    assert (made.state, made.answered, made.reason) == ("declined", AT.date(), REASON)


def test_usual_criteria_are_told_in_the_language_of_the_page() -> None:
    """All seven have English without Chinese characters; one of a region is quoted and marked."""
    with override("en"):
        told = [criterion(one.name) for one in usual_criteria()]
        assert [one for one in told if not one.isascii()] == []
        assert criterion("涉及湖泊") == '<span lang="zh-Hans">涉及湖泊</span>'
