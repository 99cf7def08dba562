"""A file that is too large is refused while it comes in, with a sentence."""

import io
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import resolve

from biaozhun.cloud.accounts.models import Person, Role
from biaozhun.cloud.texts.actions.receiving import MAX_BYTES
from biaozhun.cloud.ui.uploads import FORM, UploadTooLargeError

pytestmark = pytest.mark.django_db
BOUNDARY = "limit"
FORMS = {
    "/desk/uploads": settings.UPLOAD_LIMIT,
    "/desk/uploads/runs/1/mended": settings.UPLOAD_LIMIT,
    "/desk/texts/new": MAX_BYTES,
    "/desk/holdings/intakes": settings.DATA_UPLOAD_MAX_MEMORY_SIZE,
}


@pytest.fixture
def operator(db: None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Client:  # noqa: ARG001  -- the database is what it writes to
    """A browser in which an operator is signed in; files lie in a folder of the test."""
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    monkeypatch.setattr(settings, "FILE_UPLOAD_TEMP_DIR", str(tmp_path))
    client = Client(enforce_csrf_checks=True)
    client.force_login(Person.objects.create_user("o@example.org", role=Role.OPERATOR))
    client.get("/desk/uploads")  # leaves the cookie of forms, as in a browser
    return client


class Counted(io.BytesIO):
    """What a browser sends, and how much of it was taken."""

    taken = 0

    def read(self, size: int | None = -1, /) -> bytes:
        """Read on, counting."""
        found = super().read(size)
        self.taken += len(found)
        return found


def send(client: Client, address: str, size: int, told: int) -> tuple[int, str, int]:
    """Send a file of a size in a request that tells a length; status, page, bytes taken."""
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n'
    body = Counted(head.encode() + b"x" * size + f"\r\n--{BOUNDARY}--\r\n".encode())
    answer = client.generic(
        "POST",
        address,
        **{  # type: ignore[arg-type]  # parts of the request itself
            "wsgi.input": body,
            "CONTENT_LENGTH": str(told),
            "CONTENT_TYPE": f"multipart/form-data; boundary={BOUNDARY}",
        },
    )
    return answer.status_code, answer.content.decode(), body.taken


@pytest.mark.parametrize(("address", "limit"), FORMS.items())
def test_a_length_over_the_limit_is_refused_before_a_byte_is_read(
    operator: Client, address: str, limit: int
) -> None:
    """413 with the limit of this very page, and nothing is taken in."""
    assert getattr(resolve(address).func, "upload_limit", None) in (limit, None)
    status, page, taken = send(operator, address, 10, limit + FORM + 1)
    assert (status, taken) == (413, 0)
    assert f"最多收 {limit // 1024**2} MB" in page


def test_what_comes_is_counted_too(
    operator: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Within the margin for the fields the bytes of the file decide; no part of it stays."""
    monkeypatch.setattr(resolve("/desk/uploads").func, "upload_limit", 300_000)
    status, page, taken = send(operator, "/desk/uploads", 1_000_000, 1_000_200)
    assert (status, "文件太大" in page) == (413, True)
    assert taken < 600_000
    assert list(tmp_path.iterdir()) == []


def test_who_is_not_signed_in_sends_no_large_file(operator: Client) -> None:
    """The large limit is for those who may bring files in; others have that of any form."""
    del operator.cookies["sessionid"]
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    assert send(operator, "/desk/uploads", 10, limit + FORM + 1)[0] == 413


def test_a_file_within_the_limit_comes_in(operator: Client) -> None:
    """What is not too large goes where it went before."""
    operator.handler.enforce_csrf_checks = False
    file = SimpleUploadedFile("a.csv", "标准编号,中文名称\nGB/T 1-2020,某物\n".encode())
    assert operator.post("/desk/uploads", {"file": file}).status_code == 302


def test_the_refusal_says_how_much_is_taken() -> None:
    """The limit travels with the exception to the page that tells it."""
    assert UploadTooLargeError(5).limit == 5
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("a", b"x" * 10)})
    assert request.FILES["file"].size == 10
