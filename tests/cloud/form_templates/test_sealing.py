"""Sealed scans come back to their case."""

import datetime as dt
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import Http404
from django.template.loader import render_to_string
from django.test import RequestFactory

from biaozhun.cloud.accounts.models import Person
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.form_templates.actions.seals import MOST_BYTES, keep_scan, remove_scan
from biaozhun.cloud.form_templates.errors import TemplateRefusedError
from biaozhun.cloud.form_templates.files import scan_answer
from biaozhun.cloud.form_templates.models import SealedCopy
from biaozhun.cloud.form_templates.queries import sealed_copies
from biaozhun.cloud.form_templates.views.sealing import (
    scan_of,
    scan_received,
    scan_removed,
    sealed_panel,
)
from tests.cloud.form_templates.conftest import FORM, NOON

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7\nsealed"
CASE = "project/7"
DAY = dt.date(2026, 3, 1)


def keep(actor: Person, content: bytes = PDF, day: dt.date = DAY) -> SealedCopy:
    """A scan of the case."""
    return keep_scan(CASE, FORM.name, ("盖章.pdf", content), day=day, actor=actor, at=NOON)


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, "application/pdf"),
        (b"\xff\xd8\xff\xe0x", "image/jpeg"),
        (b"\x89PNG\r\n\x1a\nx", "image/png"),
    ],
)
def test_a_scan_is_kept_once_with_its_digest(officer: Person, content: bytes, kind: str) -> None:
    """By its content, not its name; the same file again is the same row, and one event tells."""
    first, again = keep(officer, content), keep(officer, content)
    assert (first.pk, first.media_type, first.size) == (again.pk, kind, len(content))
    assert [one.pk for one in sealed_copies(CASE)] == [first.pk]
    assert list(sealed_copies("project/8")) == []
    event = Event.objects.get()
    assert (event.kind, event.subject) == ("form_templates.scan_kept", CASE)


def test_a_scan_is_refused_with_its_reason(officer: Person) -> None:
    """No scan, a day to come in the installation's zone, too large; nothing is kept."""
    for content, day, code in (
        (b"PK\x03\x04", DAY, "not_a_scan"),
        (b"", DAY, "not_a_scan"),
        (PDF, dt.date(2026, 3, 3), "day_to_come"),
        (PDF + b"0" * MOST_BYTES, DAY, "scan_too_large"),
    ):
        with pytest.raises(TemplateRefusedError) as caught:
            keep(officer, content, day)
        assert caught.value.code == code
    assert SealedCopy.objects.count() == 0


def test_a_scan_that_was_put_in_by_mistake_goes_with_its_file(
    officer: Person, folder: Path, django_capture_on_commit_callbacks: object
) -> None:
    """With a reason, from its own case only; the journal keeps that it was there."""
    kept = keep(officer)
    with pytest.raises(SealedCopy.DoesNotExist):
        remove_scan(kept.pk, "project/8", "错", actor=officer)
    with pytest.raises(TemplateRefusedError):
        remove_scan(kept.pk, CASE, " ", actor=officer)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]  # pytest-django's
        remove_scan(kept.pk, CASE, "传错了", actor=officer)
    assert SealedCopy.objects.count() == 0
    assert [one for one in folder.rglob("*") if one.is_file()] == []
    assert Event.objects.latest("pk").facts["reason"] == "传错了"


def test_a_page_of_another_slice_takes_and_shows_scans(officer: Person) -> None:
    """The form with its errors, then the list with the file's address, then the file."""
    requests = RequestFactory()
    request = requests.post("/x", {"day": "2026-03-01"})
    request.user = officer
    refused = scan_received(request, subject=CASE, form_name=FORM.name)
    assert refused is not None
    assert set(refused.errors) == {"scan"}
    upload = SimpleUploadedFile("盖章.pdf", PDF)
    request = requests.post("/x", {"day": "2026-03-01", "scan": upload})
    request.user = officer
    assert scan_received(request, subject=CASE, form_name=FORM.name) is None
    (kept,) = sealed_copies(CASE)
    panel = sealed_panel(CASE, form_name=FORM.name, files="/x/{pk}", address="/x/new")
    page = render_to_string("form_templates/sealed.html", {"sealed": panel}, requests.get("/x"))
    assert f'href="/x/{kept.pk}"' in page
    assert "试验申报表" in page
    assert 'action="/x/new"' in page
    answer = scan_answer(scan_of(kept.pk, CASE))
    assert (answer.content, answer["Content-Type"]) == (PDF, "application/pdf")
    assert answer["Content-Disposition"].startswith("attachment")


def test_who_may_not_bring_sees_no_form_and_no_scan_of_another_case(officer: Person) -> None:
    """Without an address there is no form; a number of another case is not found."""
    kept = keep(officer)
    panel = sealed_panel(CASE, form_name=FORM.name, files="/x/{pk}")
    assert panel.form is None
    request = RequestFactory().post("/x", {"reason": ""})
    request.user = officer
    assert scan_removed(request, kept.pk, subject=CASE) == "请写明理由。"
    with pytest.raises(Http404):
        scan_removed(request, kept.pk, subject="project/8")
    with pytest.raises(Http404):
        scan_of(10**30, CASE)
