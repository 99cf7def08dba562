"""Sealed scans come back to their case."""

import datetime as dt
from pathlib import Path
from typing import Any

import msgspec
import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.test import Client, RequestFactory

from biaozhun.cloud.accounts.models import Organisation, Person, Role
from biaozhun.cloud.audit.models import Event
from biaozhun.cloud.form_templates.actions.seals import MOST_BYTES, keep_scan, remove_scan
from biaozhun.cloud.form_templates.errors import TemplateRefusedError
from biaozhun.cloud.form_templates.models import SealedCopy
from biaozhun.cloud.form_templates.queries import sealed_copies
from biaozhun.cloud.form_templates.queries.sealed import subject_of
from biaozhun.cloud.form_templates.registry import forms
from tests.cloud.form_templates.conftest import FORM, NOON, person

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


SEALED = f"/forms/{FORM.name}/1/sealed"


def send(client: Client, content: bytes = PDF, day: str = "2026-03-01") -> Any:
    """A scan, sent."""
    return client.post(SEALED, {"scan": SimpleUploadedFile("盖章.pdf", content), "day": day})


def test_a_scan_is_brought_read_and_removed_on_its_page(desk: Client) -> None:
    """The whole way of a scan, with its file unchanged and what was wrong said by its field."""
    assert "还没有盖章扫描件" in desk.get(SEALED).content.decode()
    assert send(desk).status_code == 302
    (kept,) = sealed_copies(subject_of(FORM.name, 1))
    page = desk.get(SEALED).content.decode()
    assert f'href="{SEALED}/{kept.pk}"' in page
    answer = desk.get(f"{SEALED}/{kept.pk}")
    assert (answer.getvalue(), answer["Content-Type"]) == (PDF, "application/pdf")
    assert answer["X-Content-Type-Options"] == "nosniff"
    known = desk.get(f"{SEALED}/{kept.pk}", headers={"If-None-Match": answer["ETag"]})
    assert (known.status_code, known["Cache-Control"]) == (304, "private, no-cache")
    assert answer["Content-Disposition"].startswith("attachment")
    for content, day in ((b"x", "2026-03-01"), (PDF + b"1", "2999-01-01"), (PDF, "gestern")):
        assert send(desk, content, day).status_code == 422
    desk.post(f"{SEALED}/{kept.pk}/remove", {"reason": ""})
    assert sealed_copies(subject_of(FORM.name, 1)).count() == 1
    desk.post(f"{SEALED}/{kept.pk}/remove", {"reason": "传错了"})
    assert sealed_copies(subject_of(FORM.name, 1)).count() == 0


def test_a_scan_whose_file_is_gone_is_not_found(desk: Client) -> None:
    """A store that was not restored with the database is said in a sentence."""
    send(desk)
    (kept,) = sealed_copies(subject_of(FORM.name, 1))
    kept.file.storage.delete(kept.file.name or "")
    answer = desk.get(f"{SEALED}/{kept.pk}")
    assert (answer.status_code, "文件不在了" in answer.content.decode()) == (404, True)


def test_who_may_see_a_case_reads_and_only_who_may_seal_brings(
    desk: Client, province: Organisation
) -> None:
    """A reader reads; whom the slice refuses sees nothing; nobody in particular signs in."""
    send(desk)
    (kept,) = sealed_copies(subject_of(FORM.name, 1))
    reader, blind = Client(), Client()
    reader.force_login(person("reader", Role.READER, province))
    blind.force_login(person("blind", organisation=province))
    assert reader.get(f"{SEALED}/{kept.pk}").getvalue() == PDF
    assert "收存扫描件" not in reader.get(SEALED).content.decode()
    assert send(reader).status_code == 403
    assert reader.post(f"{SEALED}/{kept.pk}/remove", {"reason": "x"}).status_code == 403
    for address in (SEALED, f"{SEALED}/{kept.pk}"):
        assert blind.get(address).status_code == 403
        assert Client().get(address).status_code == 302
    other = f"/forms/{FORM.name}/2/sealed"
    assert desk.get(other).status_code == 403
    assert desk.get(f"/forms/no.form/1/sealed/{kept.pk}").status_code == 404
    assert desk.get(f"/forms/{FORM.name}/{10**40}/sealed").status_code == 404
    assert desk.get(f"{SEALED}/{10**40}").status_code == 404


def test_a_slice_says_itself_who_seals(
    province: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A drafter may, where the form says so; one that says nobody sees it is seen by nobody."""
    client = Client()
    client.force_login(person("drafter", Role.READER, province))
    opened = msgspec.structs.replace(FORM, may_seal=lambda one, _: one.name == "drafter")
    monkeypatch.setitem(forms(), FORM.name, opened)
    assert send(client).status_code == 302
    monkeypatch.setitem(forms(), FORM.name, msgspec.structs.replace(FORM, may=None))
    assert client.get(SEALED).status_code == 403


def test_a_page_of_another_slice_shows_and_takes_scans(officer: Person, desk: Client) -> None:
    """By one tag; to those who may not see the case it shows nothing."""
    send(desk)
    page = Template('{% load form_templates %}{% sealed_scans "trials.application" 1 %}')
    request = RequestFactory().get("/x")
    request.user = officer
    shown = page.render(Context({"request": request}))
    assert f'action="{SEALED}"' in shown
    assert "盖章.pdf" in shown
    request.user = AnonymousUser()
    assert page.render(Context({"request": request})).strip() == ""
